"""Braces that were meant for a placeholder and are none: customers would read them. Pure."""

import difflib
import re
from collections.abc import Iterator
from itertools import islice

from statusboard.domain.finding import Finding, Fix, Words
from statusboard.domain.notice import Wording
from statusboard.domain.placeholders import PLACEHOLDERS

# A word in braces. What stands in the path of an address, such as /orders/{id}, is one on purpose.
_BRACES = re.compile(
    r"(?<![/`{$])\{ ?(?P<name>[A-Za-z]\w{0,30}(?:[ -]\w{1,20}){0,3})"
    r"[^\w{}\n]{0,3}\w{0,10}\}(?![/`}])"
)
# As alike as one letter too few, too many or changed in a short name.
_ALIKE = 0.8
# A text with more of them is no notice, but code that somebody pasted.
_MOST, _LOOKED_AT = 20, 200


def stray_braces(wording: Wording) -> Iterator[Finding]:
    """One finding for each; it stops the notice where the name is all but a placeholder's."""
    found: dict[str, list[Words]] = {}
    for part, text in (("title", wording.title), ("body", wording.body)):
        for one in _BRACES.finditer(text):
            if one[0][1:-1] not in PLACEHOLDERS:
                found.setdefault(one[0], []).append(Words(part, one.start(), one.end(), one[0]))
    made = [_finding(text, tuple(words)) for text, words in islice(found.items(), _LOOKED_AT)]
    yield from sorted(made, key=lambda one: not one.blocks)[:_MOST]


def _finding(written: str, words: tuple[Words, ...]) -> Finding:
    said = f"{written} is no placeholder, so customers read it as it stands."
    name = _BRACES.fullmatch(written)
    assert name is not None
    meant = difflib.get_close_matches(_plain(name["name"]), PLACEHOLDERS, n=1, cutoff=_ALIKE)
    if not meant:
        return Finding(said, blocks=False, rule="stray_braces", words=words)
    right = f"{{{meant[0]}}}"
    return Finding(
        f"{said} Did you mean {right}?",
        blocks=True,
        rule="stray_braces",
        words=words,
        fixes=tuple(Fix(one, right) for one in words),
    )


def _plain(name: str) -> str:
    return re.sub(r"[ -]", "_", name).casefold()
