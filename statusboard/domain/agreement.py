"""Sentences of our own that stand in a text as plain words, held against the facts of today.

What support says, what executives read and what goes out as a text message are made of the facts.
A sentence that was filled in once and says another time by now would contradict all of them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from statusboard.domain.finding import Finding, Fix, Words
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.paragraphs import places
from statusboard.domain.telling import TELLINGS, Telling

CONTRADICTS = "contradicts"
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
    wording: Wording, values: Mapping[str, str], language: Language
) -> tuple[Finding, ...]:
    """Sentences of our own that say other than the facts: each with what is true now.

    `values` are the texts of placeholders in the language of the wording. Where there is none for
    a sentence, nothing is known against it, but for a promise: then none is made.
    """
    found = []
    for one in own_sentences(wording.body, language, values.get("services", "")):
        text = wording.body[one.start : one.stop]
        true = values.get(one.name, "")
        if text == true or (not true and one.name != _PROMISE):
            continue
        words = Words("body", one.start, one.stop, text)
        says = f"The fields say: “{true}”" if true else "No next update is promised."
        sentence = f"“{text}” is not what the notice says elsewhere. {says}"
        found.append(Finding(sentence, True, CONTRADICTS, (words,), (Fix(words, true),)))  # noqa: FBT003
    return tuple(found)


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
