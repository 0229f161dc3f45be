"""Which words a visitor reads the forms in. A language that is not here reads English."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from statusboard.render.forms.tongues import (
    arabic,
    dutch,
    english,
    french,
    german,
    japanese,
    portuguese,
    spanish,
)
from statusboard.render.forms.words import Words

# More than any browser says.
_LONGEST = 500
_WEIGHT = re.compile(r"q\s*=\s*([01](?:\.\d{0,3})?)", re.ASCII)
ENGLISH, GERMAN = english.WORDS, german.WORDS
LANGUAGES: Mapping[str, Words] = MappingProxyType(
    {
        one.WORDS.language: one.WORDS
        for one in (english, german, french, spanish, portuguese, dutch, japanese, arabic)
    }
)


def words_in(language: str) -> Words:
    """The words in a language such as `de` or `de-AT`."""
    return LANGUAGES.get(language.partition("-")[0].casefold(), ENGLISH)


def language_for(asked: str, accepts: str) -> str:
    """The language to show a form in: the one asked for, or else what the browser likes best.

    `asked` is what a link says (`?lang=`), `accepts` the header `Accept-Language`; either may be
    empty or anything.
    """
    if asked in LANGUAGES:
        return asked
    liked = sorted(map(_liked, accepts[:_LONGEST].split(",")), key=lambda one: -one[0])
    return next((code for much, code in liked if much > 0 and code in LANGUAGES), ENGLISH.language)


def _liked(part: str) -> tuple[float, str]:
    """How much a language is liked, from 0 to 1, and the first letters of its code."""
    tag, _, weight = part.strip().partition(";")
    found = _WEIGHT.fullmatch(weight.strip())
    much = float(found[1]) if found else 0.0 if weight else 1.0
    return much, tag.partition("-")[0].strip().casefold()
