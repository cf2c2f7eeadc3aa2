"""What a Word document is made of as it is stored: texts with the page each begins on, links, cells, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from gricheck.readers.word_xml import Jump


@dataclass(frozen=True, slots=True)
class Reach:
    """A link and the letters it stands on: the first, and the one behind the last."""

    jump: Jump
    start: int
    end: int

    def moved(self, letters: int) -> Reach:
        """The same with so much text before it."""
        return Reach(self.jump, self.start + letters, self.end + letters)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, or as much of it as stands on one page."""

    page: int
    text: str
    jumps: tuple[Reach, ...] = ()
    level: int | None = None

    def behind(self, before: str) -> Text:
        """The same with more text in front."""
        jumps = tuple(reach.moved(len(before)) for reach in self.jumps)
        return replace(self, text=before + self.text, jumps=jumps)


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it is stored. ``goes_on`` says that it belongs to the one above; ``inner`` are its own tables."""

    texts: tuple[Text, ...]
    column: int
    columns: int
    goes_on: bool
    inner: tuple[RawTable, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(one.text for one in self.texts)

    @property
    def jumps(self) -> tuple[Reach, ...]:
        return tuple(moved(self.texts, 1))


@dataclass(frozen=True, slots=True)
class RawRow:
    """``page`` is where it begins; ``header`` says that Word repeats it on every page of its table."""

    page: int
    cells: tuple[RawCell, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows in order. ``is_inner`` where it has codes of its own and is no mere part of a cell's text."""

    rows: tuple[RawRow, ...]
    is_inner: bool = False


Part = Text | RawTable


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document's own and the page (0-based) on which it begins."""

    text: str
    level: int
    page: int


@dataclass(slots=True)
class Reaching:
    """The links of a text that grows, in the order in which they end."""

    opened: list[tuple[Jump, int]] = field(default_factory=list)
    ended: list[Reach] = field(default_factory=list)

    def begin(self, jump: Jump, at: int) -> None:
        self.opened.append((jump, at))

    def end(self, at: int) -> None:
        if self.opened:
            self.ended.append(Reach(*self.opened.pop(), at))

    def all(self, length: int) -> tuple[Reach, ...]:
        """The links, those that are still open up to the end."""
        return (*self.ended, *(Reach(jump, start, length) for jump, start in self.opened))

    def going_on(self) -> Reaching:
        """Those that are still open, at the beginning of a further text."""
        return Reaching([(jump, 0) for jump, _ in self.opened])


def moved(texts: Iterable[Text], joint: int) -> Iterator[Reach]:
    """The links of texts that are put together with so much between them."""
    before = 0
    for one in texts:
        yield from (reach.moved(before) for reach in one.jumps)
        before += len(one.text) + joint
