"""Braces that were meant for a placeholder and are none: customers would read them. Pure."""

import difflib
import re
from collections.abc import Iterator

from statusboard.domain.finding import Finding, Fix, Words
from statusboard.domain.notice import Wording
from statusboard.domain.placeholders import PLACEHOLDERS

# A word in braces. What stands in the path of an address, such as /orders/{id}, is one on purpose.
_BRACES = re.compile(
    r"(?<![/`{$])\{[ ]?(?P<name>[A-Za-z]\w*(?:[ -]\w+){0,3})[^\w{}\n]{0,3}\w*\}(?![/`}])"
)
# As alike as one letter too few, too many or changed in a short name.
_ALIKE = 0.8


def stray_braces(wording: Wording) -> Iterator[Finding]:
    """One finding for each; it stops the notice where the name is all but a placeholder's."""
    for part, text in (("title", wording.title), ("body", wording.body)):
        for found in _BRACES.finditer(text):
            if found[0][1:-1] in PLACEHOLDERS:
                continue
            words = Words(part, found.start(), found.end(), found[0])
            name = re.sub(r"[ -]", "_", found["name"]).casefold()
            meant = difflib.get_close_matches(name, PLACEHOLDERS, n=1, cutoff=_ALIKE)
            said = f"{found[0]} is no placeholder, so customers read it as it stands."
            if not meant:
                yield Finding(said, blocks=False, rule="stray_braces", words=(words,))
                continue
            right = f"{{{meant[0]}}}"
            yield Finding(
                f"{said} Did you mean {right}?",
                blocks=True,
                rule="stray_braces",
                words=(words,),
                fixes=(Fix(words, right),),
            )
