"""Faults of the table: order, headings, blocks. Their rules are on the way."""
