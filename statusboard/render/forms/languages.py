"""Which words a visitor reads the forms in."""

from types import MappingProxyType

from statusboard.render.forms.german import GERMAN
from statusboard.render.forms.words import ENGLISH, Words

LANGUAGES = MappingProxyType({words.language: words for words in (ENGLISH, GERMAN)})


def words_in(language: str) -> Words:
    """The words in a language such as `de` or `de-AT`."""
    return LANGUAGES.get(language.partition("-")[0].casefold(), ENGLISH)
