"""``gricheck init``: a configuration to begin with, and what was learnt of the reports for it."""
