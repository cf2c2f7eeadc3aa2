"""Faults of material topics and sector topics. Their rules are on the way."""
