"""Which languages messages are written in, and the words that stand around an update in each.

What people wrote is sent as they wrote it, or in the reader's language where they wrote it in that
too. A language that is not here reads English.
"""

from collections.abc import Mapping

from statusboard.domain.languages import base_of
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
from statusboard.render.frames.base import Frame

ENGLISH, GERMAN = english.FRAME, german.FRAME
_FRAMES: Mapping[str, Frame] = {
    one.FRAME.language: one.FRAME
    for one in (english, german, french, spanish, portuguese, dutch, japanese, arabic)
}


def languages() -> tuple[str, ...]:
    """The languages that messages are written in, the usual one first."""
    return tuple(_FRAMES)


def frame_in(language: str) -> Frame:
    """The words in a language such as `de` or `de-AT`."""
    return _FRAMES.get(base_of(language), ENGLISH)
