"""Proof by injected faults: clean reports of our own making, one fault put into each copy, and what the rules say."""
