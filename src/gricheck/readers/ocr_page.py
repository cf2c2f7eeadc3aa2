"""One picture of a page to words with boxes and ruling lines. Needs the extra ``ocr`` (RapidOCR, OpenCV, NumPy)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import cv2
import numpy as np
from rapidocr import RapidOCR

from gricheck.model.document import Box, PageLayout, Word

SURE = 0.8
"""A word of a lower score of the recogniser is in doubt."""
SEEN = 1000
"""Pixels of width that are enough to tell how far a page is askew."""
SEARCH = ((0.25, 40), (0.05, 5), (0.01, 5))
"""Degrees of a step and how many of them to each side: up to 10 first, then closer and closer. A page laid on the glass
by hand is hardly ever further askew."""
SLACK = 0.8
"""Boxes come with a margin; the letters, with what hangs below the line, are this share of their height."""
MIN_RULE, MAX_THICK = 30.0, 3.0
"""A ruling line in points: shorter ones may be part of a letter or a picture, thicker ones are bands."""
UNBROKEN = 0.9
"""Noise breaks a line here and there; a row of letters has more gaps than that."""


@cache
def recogniser() -> RapidOCR:
    """The models out of the package's own files, so that nothing is ever fetched. OSError where they are not there."""
    folder = files("rapidocr") / "models"
    models = sorted(str(file) for file in folder.iterdir() if file.name.endswith(".onnx"))
    params: dict[str, Any] = {"Global.log_level": "critical", "Global.use_cls": False}
    for part, mark in (("Det", "_det_"), ("Rec", "_rec_")):
        path = next((model for model in models if mark in model), None)
        if path is None:
            raise OSError(f"no model for {part} in the package rapidocr")
        params[f"{part}.model_path"] = path
    return RapidOCR(params=params)


@dataclass(frozen=True, slots=True)
class _Turn:
    """From the picture's pixels to points of the page set straight: a turn about the middle, then a scale."""

    angle: float
    middle: tuple[float, float]
    scale: float

    def point(self, x: Any, y: Any) -> tuple[Any, Any]:
        """A point, or as many as two arrays hold."""
        dx, dy = x - self.middle[0], y - self.middle[1]
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        return (
            (self.middle[0] + dx * cos + dy * sin) * self.scale,
            (self.middle[1] - dx * sin + dy * cos) * self.scale,
        )


def page_layout(engine: RapidOCR, image: Any, index: int, width: float, height: float) -> PageLayout:
    """The words, in no order, and ruling lines of a page ``width`` by ``height`` points; ``image`` is BGR."""
    found: Any = engine(image, use_cls=False, return_word_box=True)
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    if found.txts is None:
        return PageLayout(index, width, height, ())
    angle = _skew(gray)
    turn = _Turn(angle, (gray.shape[1] / 2, gray.shape[0] / 2), width / gray.shape[1])
    words = [
        word for box, parts in zip(found.boxes, found.word_results, strict=True) for word in _words(box, parts, turn)
    ]
    read = [(_slash_mended(word, gray, place, turn), word, score) for word, score, place in words]
    unsure = tuple((now.x0, now.y0, now.x1, now.y1) for now, word, score in read if score < SURE or now is not word)
    rules = tuple(_rules(gray, turn))
    return PageLayout(index, width, height, tuple(now for now, _, _ in read), rules=rules, unsure=unsure)


def _skew(gray: Any) -> float:
    """The angle (radians) at which the lines of a page run: that at which rows of pixels differ most from their
    neighbours. Boxes of lines would not do, since one of a few letters tells no angle."""
    small = cv2.resize(gray, None, fx=(share := min(1.0, SEEN / gray.shape[1])), fy=share, interpolation=cv2.INTER_AREA)
    ink = _ink(small)
    best = 0.0
    for step, reach in SEARCH:
        tried = [best + step * number for number in range(-reach, reach + 1)]
        best = max(tried, key=lambda angle: (_stripes(ink, angle), -abs(angle)))
    return math.radians(best)


def _stripes(ink: Any, angle: float) -> float:
    """How much the rows of a picture turned back by an angle (degrees) differ from their neighbours."""
    rows = _turned_back(ink, angle, cv2.INTER_NEAREST, cv2.BORDER_CONSTANT).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _turned_back(gray: Any, angle: float, between: int, border: int) -> Any:
    middle = gray.shape[1] / 2, gray.shape[0] / 2
    turn = cv2.getRotationMatrix2D(middle, angle, 1.0)
    return cv2.warpAffine(gray, turn, gray.shape[::-1], flags=between, borderMode=border)


def _ink(gray: Any) -> Any:
    """What is darker than its surroundings."""
    return cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 10)


def _words(box: Any, parts: Any, turn: _Turn) -> Iterator[tuple[Word, float, Any]]:
    """The words of a line with their scores and their corners in the picture; all are as high as the line."""
    corners = [turn.point(float(x), float(y)) for x, y in box]
    top, bottom = (corners[0][1] + corners[1][1]) / 2, (corners[2][1] + corners[3][1]) / 2
    margin = (bottom - top) * (1 - SLACK) / 2
    for text, score, place in parts:
        if place is None or not text.strip():
            continue
        across = [turn.point(float(x), float(y))[0] for x, y in place]
        yield Word(text.strip(), min(across), top + margin, max(across), bottom - margin), float(score), place


_STROKES = frozenset("1Il|")
SLANTED = -0.8


def _slash_mended(word: Word, gray: Any, place: Any, turn: _Turn) -> Word:
    """A lone slash is often taken for a 1, which would be a page: one stroke whose ink leans like a slash is one."""
    if word.text not in _STROKES:
        return word
    xs, ys = [float(x) for x, _ in place], [float(y) for _, y in place]
    crop = gray[max(0, int(min(ys))) : int(max(ys)) + 1, max(0, int(min(xs))) : int(max(xs)) + 1]
    if crop.size == 0:
        return word
    y, x = np.nonzero(crop < (int(crop.min()) + int(np.median(crop))) / 2)
    if len(x) < 8 or np.ptp(x) < 2 or np.ptp(y) < 2:
        return word
    leaning = float(np.corrcoef(*turn.point(x, y))[0, 1])  # on the page set straight
    return Word("/", word.x0, word.y0, word.x1, word.y1) if leaning < SLANTED else word


def _rules(gray: Any, turn: _Turn) -> Iterator[Box]:
    """Long thin horizontal runs of ink on the page set straight."""
    straight = _turned_back(gray, math.degrees(turn.angle), cv2.INTER_LINEAR, cv2.BORDER_REPLICATE)
    ink = _ink(straight)
    long = round(MIN_RULE / turn.scale)
    runs = np.uint8(255) * (cv2.blur(ink, (long, 1)) >= UNBROKEN * 255)
    runs = cv2.dilate(runs, np.ones((3, long), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(runs.astype(np.uint8))
    for left, top, wide, high, _ in stats[1:].tolist():
        if (high - 2) * turn.scale <= MAX_THICK:
            y = (top + high / 2) * turn.scale
            yield left * turn.scale, y, (left + wide) * turn.scale, y
