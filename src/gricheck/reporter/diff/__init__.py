"""The formats of ``gricheck diff``."""
