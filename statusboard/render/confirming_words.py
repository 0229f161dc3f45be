"""The words by which an address is asked to confirm, in the language of its reader.

A language that is not here reads English.
"""

from collections.abc import Mapping

from statusboard.render.frames import (
    arabic,
    dutch,
    english,
    french,
    german,
    japanese,
    portuguese,
    spanish,
)
from statusboard.render.frames.confirming import ConfirmingWords

ENGLISH, GERMAN = english.CONFIRMING, german.CONFIRMING
_WORDS: Mapping[str, ConfirmingWords] = {
    one.CONFIRMING.language: one.CONFIRMING
    for one in (english, german, french, spanish, portuguese, dutch, japanese, arabic)
}


def confirming_words(language: str) -> ConfirmingWords:
    """The words in a language such as `de` or `de-AT`."""
    return _WORDS.get(language.partition("-")[0].casefold(), ENGLISH)


def consent_words(language: str, page_name: str, *, until_fixed: bool = False) -> str:
    """What is agreed to by confirming."""
    words = confirming_words(language)
    text = words.consent_until_fixed if until_fixed else words.consent
    return text.format(page=page_name)
