"""The picture of the page's state that chats and networks show beside a link to it (OpenGraph).

Set from strips of letters that were drawn once (`ui/paper/letters`), so that no program that speaks
needs Qt; the same state gives the same bytes. A name in letters that no strip has is left out: the
state stands by itself.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from statusboard.catalog.png_file import grey_dots, png_of
from statusboard.domain.palette import USUAL, Theme
from statusboard.render.templates import read_resource

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Dots = NDArray[np.uint8]

PATH = "status.png"
WIDTH, HEIGHT = 1_200, 630
_EDGE, _BAR, _GAP = 84, 16, 44
_GROUND, _TEXT, _MUTED = "#FFFFFF", "#16202E", "#5A6675"
# As the glyphs of the page on a light ground.
_COLOURS = {
    "operational": "#12855F",
    "degraded": "#A87400",
    "partial": "#C2570C",
    "major": "#C4262E",
    "maintenance": "#3B62C4",
    "unknown": "#6B7685",
}
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the picture says. `accent` is the page's own colour, or empty."""

    name: str
    style: str
    headline: str
    day: str
    accent: str = ""


@dataclass(frozen=True, slots=True)
class _Strip:
    """Letters beside each other: for each where it stands, how wide, and how far it leads on."""

    dots: "Dots"
    letters: Mapping[str, tuple[int, int, float]]

    def has(self, text: str) -> bool:
        return all(letter in self.letters for letter in text)

    def width(self, text: str) -> float:
        return sum(self.letters[letter][2] for letter in text)


@lru_cache(maxsize=4)
def card(facts: CardFacts) -> bytes:
    """The picture as PNG, 1200 by 630 pixels."""
    import numpy as np

    canvas = np.empty((HEIGHT, WIDTH, 3), np.float32)
    canvas[:] = _colour(_GROUND)
    canvas[:, :_BAR] = _colour(facts.accent or USUAL[Theme.LIGHT])
    line, headline = _strip("line"), _strip("headline")
    room = WIDTH - 2 * _EDGE
    name = " ".join(facts.name.split())
    if line.has(name):
        _set(canvas, line, _cut(name, line, room), (_EDGE, 70), _TEXT)
    mark = _marks()[facts.style]
    words = [letter if letter in headline.letters else " " for letter in facts.headline]
    left = _EDGE + mark.shape[1] + _GAP
    rows = _wrapped("".join(words), headline, WIDTH - _EDGE - left)
    high = headline.dots.shape[0]
    top = (HEIGHT - high * len(rows)) // 2
    _lay(canvas, mark, (_EDGE, (HEIGHT - mark.shape[0]) // 2), _COLOURS[facts.style])
    for place, row in enumerate(rows):
        _set(canvas, headline, row, (left, top + place * high), _TEXT)
    day = facts.day if line.has(facts.day) else ""
    _set(canvas, line, day, (_EDGE, HEIGHT - 70 - line.dots.shape[0]), _MUTED)
    return png_of(np.rint(canvas).astype(np.uint8))


def can_be_set(headline: str) -> bool:
    """Whether there is a strip with all letters of a headline."""
    return _strip("headline").has(headline)


def _wrapped(text: str, strip: _Strip, room: int) -> list[str]:
    """The words in as many lines as they need, the last one cut where these are too many."""
    rows: list[str] = []
    for word in text.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and strip.width(longer) <= room:
            rows[-1] = longer
        else:
            rows.append(word)
    if len(rows) > _MOST_LINES:
        rows = [*rows[: _MOST_LINES - 1], " ".join(rows[_MOST_LINES - 1 :])]
    return [_cut(row, strip, room) for row in rows]


def _cut(text: str, strip: _Strip, room: int) -> str:
    if strip.width(text) <= room:
        return text
    dots = "…" if strip.has("…") else "..."
    while text and strip.width(text + dots) > room:
        text = text[:-1]
    return text.rstrip() + dots


def _set(
    canvas: "NDArray[np.float32]", strip: _Strip, text: str, at: tuple[int, int], colour: str
) -> None:
    """Sets a line of text, its first letter at that place."""
    x = float(at[0])
    for letter in text:
        start, wide, ahead = strip.letters[letter]
        _lay(canvas, strip.dots[:, start : start + wide], (round(x) - 6, at[1]), colour)
        x += ahead


def _lay(canvas: "NDArray[np.float32]", dots: "Dots", at: tuple[int, int], colour: str) -> None:
    """Lays a colour over the canvas, as dense as the dots are bright."""
    x, y = at
    part = canvas[y : y + dots.shape[0], x : x + dots.shape[1]]
    dense = dots[: part.shape[0], : part.shape[1], None].astype("float32") / 255
    part += (_colour(colour) - part) * dense


def _colour(text: str) -> "NDArray[np.float32]":
    import numpy as np

    return np.array([int(text[at : at + 2], 16) for at in (1, 3, 5)], np.float32)


@cache
def _strips() -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(read_resource("card", "strips.json"))
    return found


def _dots(name: str) -> "Dots":
    return grey_dots((resources.files("resources") / "card" / f"{name}.png").read_bytes())


@cache
def _strip(name: str) -> _Strip:
    letters = _strips()[name]["letters"]
    assert isinstance(letters, dict)
    return _Strip(_dots(name), letters)


@cache
def _marks() -> Mapping[str, "Dots"]:
    said, dots = _strips()["marks"], _dots("marks")
    names, size = said["names"], said["size"]
    assert isinstance(names, list)
    assert isinstance(size, int)
    return {name: dots[:, at * size : (at + 1) * size] for at, name in enumerate(names)}
