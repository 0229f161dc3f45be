"""The paragraphs of a text, and what a pattern finds in each.

One key changes one paragraph, so what was found in the others is kept. All of it is a function of
its arguments alone: what is kept is what would be found again.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

# Where in a text, from and to, and what stands there.
Place = tuple[int, int, str]
# A blank line belongs to the paragraph before it.
_BREAK = "\n\n"
# More paragraphs than a notice has, and more patterns than there are rules for two languages.
_KEPT_PARAGRAPHS = 256
_KEPT_PATTERNS = 128
# As written, as filled, without its comments; and the same of the key before.
_KEPT_TEXTS = 16


def paragraphs(text: str) -> tuple[tuple[int, str], ...]:
    """Each with where it begins; together they are the text."""
    if _BREAK in text:
        return _split(text)
    return ((0, text),) if text else ()


def places(pattern: re.Pattern[str], text: str) -> Iterator[Place]:
    """Every place of a pattern, in order. No pattern reaches over a blank line."""
    find = _finder(pattern)
    for begun, paragraph in paragraphs(text):
        for start, stop, found in find(paragraph):
            yield begun + start, begun + stop, found


@lru_cache(maxsize=_KEPT_PATTERNS)
def _finder(pattern: re.Pattern[str]) -> Callable[[str], tuple[Place, ...]]:
    """What finds this pattern. One for each: a pattern takes long to be looked up in a table."""

    @lru_cache(maxsize=_KEPT_PARAGRAPHS)
    def find(paragraph: str) -> tuple[Place, ...]:
        return tuple((one.start(), one.end(), one[0]) for one in pattern.finditer(paragraph))

    return find


# Whoever asks about a text after each other gets the same pieces, which are kept once.
@lru_cache(maxsize=_KEPT_TEXTS)
def _split(text: str) -> tuple[tuple[int, str], ...]:
    found = []
    begun = 0
    while (end := text.find(_BREAK, begun)) >= 0:
        stop = end + len(_BREAK)
        found.append((begun, text[begun:stop]))
        begun = stop
    if begun < len(text):
        found.append((begun, text[begun:]))
    return tuple(found)
