"""The words of an update as a reader gets them: in the reader's language where there are such.

Where there are none, or they are of an earlier wording, it is the original, with the language it is
in: the message says so.
"""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.settings import (
    NOTICE_LANGUAGE,
    PAGE_LANGUAGE,
    PAGE_LANGUAGES,
)
from statusboard.domain.incident import IncidentUpdate
from statusboard.domain.languages import base_of, written_language
from statusboard.domain.notice import Wording
from statusboard.domain.views.message import Surroundings, UpdateMessage


def language_written_in(settings: Mapping[str, object]) -> str:
    """The code of the language that notices are written in; empty where nobody has chosen one.

    What nobody said is not told to readers: English by default may well be another language.
    """
    return written_language(*map(settings.get, (PAGE_LANGUAGE, PAGE_LANGUAGES, NOTICE_LANGUAGE)))


def read_in(message: UpdateMessage, language: str) -> UpdateMessage:
    """The message to readers of a language such as `de` or `de-AT`."""
    own = message.said_in
    wording, said_in = _read(message.wording, language, own)
    around = message.around
    if around is not None:
        around = _around(around, language, own)
    said = replace(message, language=language, wording=wording, said_in=said_in, around=around)
    return _leading_to_their_page(said)


def _leading_to_their_page(message: UpdateMessage) -> UpdateMessage:
    """The message with a link to the page in its reader's language, where the page speaks it."""
    home, spoken = message.page_url, base_of(message.language)
    if not home or spoken not in message.further:
        return message
    return replace(message, url=f"{home}/{spoken}{message.url.removeprefix(home)}")


def _around(around: Surroundings, language: str, own: str) -> Surroundings:
    earlier = tuple(_earlier(one, language, own) for one in around.earlier)
    return replace(around, earlier=earlier)


def _earlier(update: IncidentUpdate, language: str, own: str) -> IncidentUpdate:
    return replace(update, wording=_read(update.wording, language, own)[0])


def _read(wording: Wording, language: str, own: str) -> tuple[Wording, str]:
    """The wording with the words for a language, and the language that they are in."""
    reading = wording.read_in(language, own)
    if not reading.is_translated or reading.lags:
        return replace(wording, translations=()), own
    said = replace(wording, title=reading.title, body=reading.body, translations=())
    return said, base_of(reading.language)
