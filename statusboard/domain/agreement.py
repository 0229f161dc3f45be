"""Sentences of our own that stand in a text as plain words, held against the facts of today.

What support says, what executives read and what goes out as a text message are made of the facts.
A sentence that was filled in once and says another time by now would contradict all of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from statusboard.domain.fact_sheet import FactSheet
from statusboard.domain.finding import Finding, Fix, Words
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.paragraphs import places
from statusboard.domain.plain_times import PlainTime, next_updates, says, starts
from statusboard.domain.service_sentences import Said, wrong_claims
from statusboard.domain.telling import TELLINGS, Telling

CONTRADICTS = "contradicts"
# A promise that is so long from now is a little later once its text was read.
MOVES_ON = timedelta(minutes=10)
# So far from the start a text may be, as the field may be from what was measured.
NEAR = timedelta(minutes=5)
_LEFT_OUT = "The fields do not say so."
# A time or a length as it stands in a sentence: `22. November 2026, 14:50 Uhr MEZ` at most.
_FACT = r"[^\n]{1,60}?"
# Where a sentence may begin.
_BEGINS = r"(?:^|(?<=[.!?:] )|(?<=\n))"


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """A sentence that a placeholder would fill in, as it stands in a text."""

    name: str
    start: int
    stop: int


def own_sentences(text: str, language: Language, names: str = "") -> Iterator[OwnSentence]:
    """Where such sentences stand, whatever time they say.

    `names` are the services that are spoken of: what is said of others is another matter.
    """
    for name, pattern in _patterns(TELLINGS[language], names):
        for start, stop, _ in places(pattern, text):
            yield OwnSentence(name, start, stop)


def relinked(text: str) -> str:
    """The text of an update as the next one begins: its promise is that of the next one."""
    for language in Language:
        promises = [one for one in own_sentences(text, language) if one.name == _PROMISE]
        for one in reversed(promises):
            text = f"{text[: one.start]}{{{one.name}}}{text[one.stop :]}"
    return text


def contradictions(
    wording: Wording, sheet: FactSheet, language: Language, said: Said | None = None
) -> tuple[Finding, ...]:
    """What a body says other than the facts: each with what is true now.

    `sheet` is that of the wording; `said` is what the wording says of every service that there is,
    by name. Where nothing is known of a time, nothing is said against it, but for a promise in our
    own words: then none is made.
    """
    body, values = wording.body, sheet.values(language)
    own = list(own_sentences(body, language, values.get("services", "")))
    found = [*_of_own(own, body, values)]
    taken = [(one.start, one.stop) for one in own]
    if said and not wording.status.is_over:
        for claim, true in wrong_claims(body, said, language):
            if not _overlaps(claim.start, claim.stop, taken):
                taken.append((claim.start, claim.stop))
                found.append(_finding(body, claim.start, claim.stop, true, _LEFT_OUT))
    for time, true in _wrong_times(wording, sheet, values, said or {}):
        if not _overlaps(time.start, time.stop, taken):
            found.append(_finding(body, time.start, time.stop, true, ""))
    return tuple(found)


def _of_own(own: Iterable[OwnSentence], body: str, values: Mapping[str, str]) -> Iterator[Finding]:
    for one in own:
        true = values.get(one.name, "")
        if body[one.start : one.stop] != true and (true or one.name == _PROMISE):
            yield _finding(body, one.start, one.stop, true, "No next update is promised.")


def _wrong_times(
    wording: Wording, sheet: FactSheet, values: Mapping[str, str], said: Said
) -> Iterator[tuple[PlainTime, str]]:
    """Times in a person's own words that are not those of the fields."""
    body, promised, started = wording.body, sheet.next_update, sheet.started
    if promised is not None and "next_update" in values:
        # A promise in half an hour moves on while the text is read.
        within = MOVES_ON if wording.promise_moves_on else timedelta()
        for time in next_updates(body):
            if time.is_at(promised, sheet.zone, within) is False:
                yield time, values["next_update"]
    # Who tells the start elsewhere in the text knows it, and means something else here.
    if started is None or "started" not in values or says(body, started, sheet.zone, NEAR):
        return
    others = [name for name in said if name not in sheet.services]
    for time in starts(body, sheet.services, others):
        if time.is_at(started, sheet.zone, NEAR) is False:
            yield time, values["started"]


def _finding(body: str, start: int, stop: int, true: str, otherwise: str) -> Finding:
    text = body[start:stop]
    words = Words("body", start, stop, text)
    says_so = f"The fields say: “{true}”" if true else otherwise
    sentence = f"“{text}” is not what the notice says elsewhere. {says_so}"
    return Finding(sentence, True, CONTRADICTS, (words,), (Fix(words, true),))  # noqa: FBT003


def _overlaps(start: int, stop: int, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < end and begin < stop for begin, end in taken)


_PROMISE = "next_update_promise"


def _patterns(told: Telling, names: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    yield _PROMISE, _sentence(told.promise.format("\x00"))
    yield "lasted", _sentence(told.lasted.format(length="\x00", start="\x00", stop="\x00"))
    if not names:
        return
    since = told.since.format("\x00")
    for effects in told.so_far.values():
        for effect in effects:
            yield "trouble", _sentence(f"{names} {effect.format(since=since)}.")
    for again in told.again:
        yield "recovery", _sentence(f"{names} {again.format(since=since)}.")


def _sentence(text: str) -> re.Pattern[str]:
    """Finds a sentence with any fact in the place of each NUL."""
    said = re.escape(text).replace("\x00", _FACT).replace("\\\x00", _FACT)
    return re.compile(f"{_BEGINS}{said}", re.MULTILINE)
