"""From which side a text is read: by its first letter that has a direction (UAX #9, P2 and P3)."""

from unicodedata import bidirectional

_LEFT, _RIGHT = ("L",), ("R", "AL")


def reads_from_right(text: str, *, otherwise: bool = False) -> bool:
    """Whether it is read from the right; `otherwise` of numbers and marks alone."""
    strong = (one for letter in text if (one := bidirectional(letter)) in (*_LEFT, *_RIGHT))
    first = next(strong, None)
    return otherwise if first is None else first in _RIGHT
