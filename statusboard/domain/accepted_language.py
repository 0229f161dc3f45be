"""Which language somebody reads best, of those that there are: `Accept-Language` (RFC 9110)."""

import re
from collections.abc import Container

from statusboard.domain.languages import DEFAULT_LANGUAGE, base_of

# More than any browser says.
_LONGEST = 500
_WEIGHT = re.compile(r"q\s*=\s*([01](?:\.\d{0,3})?)", re.ASCII)


def accepted_language(asked: str, accepts: str, known: Container[str]) -> str:
    """The one asked for, or else what the browser likes best of those known; English for none.

    `asked` is what a link says (`?lang=`), `accepts` the header; either may be empty or anything.
    """
    if asked in known:
        return asked
    liked = sorted(map(_liked, accepts[:_LONGEST].split(",")), key=lambda one: -one[0])
    return next((code for much, code in liked if much > 0 and code in known), DEFAULT_LANGUAGE)


def _liked(part: str) -> tuple[float, str]:
    """How much a language is liked, from 0 to 1, and its code without the region."""
    tag, _, weight = part.strip().partition(";")
    found = _WEIGHT.fullmatch(weight.strip())
    much = float(found[1]) if found else 0.0 if weight else 1.0
    return much, base_of(tag)
