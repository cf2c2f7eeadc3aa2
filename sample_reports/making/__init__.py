"""How the sample reports are made: sources, pages, PDF and text."""
