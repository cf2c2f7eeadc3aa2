"""The tests tell the program where it runs: not under the CI that runs them, whose annotations would be its output."""

import os

os.environ.pop("GITHUB_ACTIONS", None)
