"""In which words somebody is answered. A language that is not here reads English."""

from collections.abc import Mapping
from types import MappingProxyType

from statusboard.server.note_words import (
    arabic,
    dutch,
    english,
    french,
    german,
    japanese,
    portuguese,
    spanish,
)
from statusboard.server.note_words.base import NoteWords

ENGLISH = english.WORDS
NOTE_WORDS: Mapping[str, NoteWords] = MappingProxyType(
    {
        one.WORDS.language: one.WORDS
        for one in (english, german, french, spanish, portuguese, dutch, japanese, arabic)
    }
)
