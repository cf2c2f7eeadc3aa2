"""``python -m gricheck``."""

from gricheck.cli import main

main()
