"""An update as a text message: few words, plain letters, two segments where that is possible.

Title and words are cut between words, in this order: the words go first, then what was said
earlier, then the end of the title. The promise and the address are never cut.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from statusboard.domain.sms import in_plain_letters, segmented
from statusboard.domain.time_text import clock_text
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.clean import clean_line
from statusboard.render.frames.base import Frame
from statusboard.render.kind_words import message_word, planned_line
from statusboard.render.languages import frame_in
from statusboard.render.plain_text import body_text

SEGMENTS = 2
# No two segments hold more of a title or of words.
LONGEST = 306
CUT = "..."
# What ends a sentence: no full stop stands behind it.
_ENDS = frozenset(".?!…:;。？！।؟")
# Zero width joiner: both its sides are one sign.
_JOINER = "\u200d"


def short_text(message: UpdateMessage, earlier: Sequence[UpdateMessage] = ()) -> str:
    """The text message about an update: page, title, state, words, promise and address.

    `earlier` are updates that this reader never got, newest first: their states and times are said.
    """
    full = clean_line(message.wording.title)

    original = frame_in(message.language).original(message.said_in)

    def said(title: str, before: str = "", words: str = "") -> str:
        return in_plain_letters(_joined(message, title, before, words, original))

    first = _prefixes(full)[0]
    # An address can be so long that two segments do not hold what has to be said.
    limit = max(SEGMENTS, _count(in_plain_letters(_joined(message, first))))
    # That the words are in another language can be seen: no third segment is spent on saying it.
    original = original if _count(said(first)) <= limit else ""
    title = _longest(_prefixes(full), lambda part: _count(said(part)) <= limit)
    before = _longest(_lists(earlier), lambda part: _count(said(title, part)) <= limit)
    # Beside half a title stand no words that it would explain.
    body = body_text(message.wording.body[: 20 * LONGEST]) if title == full else ""
    words = _longest(
        ["", *_prefixes(clean_line(body))],
        lambda part: _count(said(title, before, part)) <= limit,
    )
    return said(title, before, words)


def short_gist(message: UpdateMessage) -> str:
    """`Identified 14:20 CET`: what a later message says of this one."""
    at = clock_text(message.published_at, ZoneInfo(message.zone))
    return f"{message_word(message, frame_in(message.language))} {at}"


def _joined(
    message: UpdateMessage, title: str, before: str = "", words: str = "", original: str = ""
) -> str:
    frame = frame_in(message.language)
    state = message_word(message, frame)
    if message.is_correction:
        state = f"{_sentence(frame.correction, frame)} {state}"
    promised = message.promise
    zone = ZoneInfo(message.zone)
    parts = [
        _sentence(frame.sample_word, frame) if message.is_demo else "",
        _sentence(frame.labelled(clean_line(message.page_name), title), frame),
        _sentence(frame.labelled(state, words) if words else state, frame),
        original,
        _sentence(frame.labelled(frame.before, before), frame) if before else "",
        frame.promise.format(at=frame.briefly(promised, message.published_at, zone))
        if promised
        else "",
        planned_line(message, frame, with_utc=False),
        message.url,
    ]
    return " ".join(part for part in parts if part)


def _lists(earlier: Sequence[UpdateMessage]) -> list[str]:
    """What may be said of earlier updates: nothing, the newest one, the two newest, and so on."""
    gists = [short_gist(one) for one in earlier]
    return [", ".join(gists[:count]) for count in range(len(gists) + 1)]


def _sentence(text: str, frame: Frame) -> str:
    return text if text[-1:] in _ENDS else frame.sentence.format(text=text)


def _count(text: str) -> int:
    return len(segmented(text).segments)


def _longest(parts: Sequence[str], fits: Callable[[str], bool]) -> str:
    """The longest of the parts that fits, which grow; the first, where none does."""
    return parts[max(0, bisect_left(parts, x=True, key=lambda part: not fits(part)) - 1)]


def _prefixes(text: str) -> list[str]:
    """The text cut after its first word, its second …, and whole; what is cut shows it."""
    ends = [end for end in range(1, min(len(text), LONGEST)) if _may_end(text, end)]
    cut = [f"{text[:end].rstrip(' .,;:')}{CUT}" for end in ends]
    return [*cut, *([text] if len(text) <= LONGEST else [])] or [text[:LONGEST]]


def _may_end(text: str, end: int) -> bool:
    """Whether a word ends there; scripts without spaces end after any sign that is whole."""
    before, after = text[end - 1], text[end]
    if after.isspace():
        return True
    if before == _JOINER or unicodedata.category(after) in {"Mn", "Mc", "Me", "Cf", "Sk"}:
        return False
    return unicodedata.east_asian_width(before) in {"W", "F"}
