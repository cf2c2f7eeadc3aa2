"""``gricheck check``: findings and the verdict on the claim, one file per format."""
