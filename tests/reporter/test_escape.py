"""Text of a report in messages and logs of other programs."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from gricheck.reporter.escape import log_line, sarif

HOSTILE = st.text(st.sampled_from(list("]([){0}:# \t\r\n#e\x85\u2028\x1b")), max_size=30)


@given(HOSTILE)
@example("see [1](http://x) and {0}")
def test_a_message_of_sarif_has_no_link_and_no_placeholder(text: str) -> None:
    made = sarif(text)
    assert not re.search(r"\]\(|\{\d", made)
    assert made.replace("\u2060", "").replace(" ", "") == re.sub(r"[\s\x1b]", "", text)


@given(HOSTILE)
@example(" \t::error::x")
@example("x ##[error]y")
def test_no_line_of_a_log_is_a_command(text: str) -> None:
    made = log_line(text)
    assert not made.strip().startswith("::")
    assert "##[" not in made
    assert len(made.splitlines()) <= 1


def test_what_is_no_command_stays_as_it_is() -> None:
    assert log_line("a::b: 41.7% [x] #1") == "a::b: 41.7% [x] #1"
    assert sarif("[a] (b) {code}") == "[a] (b) {code}"
