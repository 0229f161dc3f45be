"""Takes out of texts what would change how the rest of the page reads."""

import re
from functools import lru_cache

# Overrides and isolates of the writing direction, and marks that nobody sees.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """The text with its lines, without control characters and hidden direction marks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", _CONTROL.sub("", text))


# Titles and names stand on many files, and in every generation.
@lru_cache(maxsize=8_192)
def clean_line(text: str) -> str:
    """The text as one line, for titles and names."""
    return _SPACE.sub(" ", clean_text(text)).strip()
