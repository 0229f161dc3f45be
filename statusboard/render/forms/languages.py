"""Which words a visitor reads the forms in. A language that is not here reads English."""

from collections.abc import Mapping
from types import MappingProxyType

from statusboard.domain.languages import base_of
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

ENGLISH, GERMAN = english.WORDS, german.WORDS
LANGUAGES: Mapping[str, Words] = MappingProxyType(
    {
        one.WORDS.language: one.WORDS
        for one in (english, german, french, spanish, portuguese, dutch, japanese, arabic)
    }
)


def words_in(language: str) -> Words:
    """The words in a language such as `de` or `de-AT`."""
    return LANGUAGES.get(base_of(language), ENGLISH)
