"""The languages that the page can speak, and its words in each."""

from collections.abc import Mapping

from statusboard.domain.views.public import PublicView
from statusboard.render.page_words.arabic import ARABIC
from statusboard.render.page_words.base import PageWords
from statusboard.render.page_words.dutch import DUTCH
from statusboard.render.page_words.english import ENGLISH
from statusboard.render.page_words.french import FRENCH
from statusboard.render.page_words.german import GERMAN
from statusboard.render.page_words.japanese import JAPANESE
from statusboard.render.page_words.portuguese import PORTUGUESE
from statusboard.render.page_words.spanish import SPANISH

WORDS: Mapping[str, PageWords] = {
    words.code: words
    for words in (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, DUTCH, JAPANESE, ARABIC)
}


def words_in(language: str) -> PageWords:
    """The words of a language; English for one that is not known here."""
    return WORDS.get(language, ENGLISH)


def words_of(view: PublicView) -> PageWords:
    """The words of the language that a view is read in."""
    return words_in(view.language)
