"""``gricheck gaps``: one line for every disclosure, one file per format."""
