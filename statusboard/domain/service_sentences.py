"""Sentences of our own about single services, held against what a notice says of each of them.

Services that differ are told of in a sentence each. Whoever takes one of them out of the notice, or
changes what it is, has the sentence left that was true before.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from statusboard.domain.language import Language
from statusboard.domain.paragraphs import places
from statusboard.domain.status import ComponentStatus
from statusboard.domain.telling import TELLINGS, Telling

# What a notice says of each service that there is, by name; None of those that it leaves out.
Said = Mapping[str, ComponentStatus | None]
_WHO, _SINCE = "\x01", "\x00"
# Where a sentence may begin, and a run of words that does not leave it.
_BEGINS = r"(?:^|(?<=[.!?:] )|(?<=\n))"
_RUN = r"(?:(?![.!?:]\s)[^\n]){1,160}?"
_TIME = r"[^\n]{1,60}?"
_TROUBLES = tuple(status for status in ComponentStatus if status.is_trouble)
# It is said of several that differ, so it is wrong of none of them.
_MILDEST = ComponentStatus.DEGRADED_PERFORMANCE


@dataclass(frozen=True, slots=True)
class Claim:
    """Where a text says of services that something is wrong with them, and what is said."""

    start: int
    stop: int
    names: tuple[str, ...]
    status: ComponentStatus


def wrong_claims(text: str, said: Said, language: Language) -> Iterator[tuple[Claim, str]]:
    """Those that the fields do not bear out, each with what they bear out; empty where nothing."""
    for claim in _claims(text, said, language):
        true = {
            name: status
            for name in claim.names
            if (status := said[name]) is not None and status.is_trouble
        }
        is_well = {None, ComponentStatus.OPERATIONAL}
        graver = claim.status is not _MILDEST and any(
            status is not claim.status for status in true.values()
        )
        if graver or any(said[name] in is_well for name in claim.names):
            yield claim, _told(true, TELLINGS[language])


def _told(true: Mapping[str, ComponentStatus], told: Telling) -> str:
    groups: dict[ComponentStatus, list[str]] = {}
    for name, status in true.items():
        groups.setdefault(status, []).append(name)
    worst_first = sorted(groups, key=lambda one: one.severity, reverse=True)
    return " ".join(told.state(groups[status], status) for status in worst_first)


def _claims(text: str, said: Said, language: Language) -> Iterator[Claim]:
    pattern, statuses = _forms(language)
    for start, stop, sentence in places(pattern, text):
        found = pattern.fullmatch(sentence)
        if found is None or found.lastindex is None:
            continue
        names = _names(found[found.lastindex], said, language)
        if names:
            yield Claim(start, stop, names, statuses[found.lastindex - 1])


def _names(who: str, said: Said, language: Language) -> tuple[str, ...]:
    """The services that are spoken of; none where anything else is among them."""
    one, several = _who(frozenset(filter(None, said)), language)
    return tuple(one.findall(who)) if several.fullmatch(who) else ()


@lru_cache(maxsize=len(Language))
def _who(names: frozenset[str], language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Finds one of the services, and a list of them as we write it."""
    one = "|".join(sorted(map(re.escape, names), key=len, reverse=True)) or r"(?!)"
    listed = rf"(?:{one})(?:, (?:{one}))* {TELLINGS[language].conjunction} "
    return re.compile(one), re.compile(rf"(?:{listed})?(?:{one})")


@lru_cache(maxsize=len(Language))
def _forms(language: Language) -> tuple[re.Pattern[str], tuple[ComponentStatus, ...]]:
    """One pattern for every sentence, and of what state each of its groups speaks."""
    told = TELLINGS[language]
    forms = {
        form: status
        for status in _TROUBLES
        for names in ((_WHO,), (_WHO, _WHO))
        for form in (
            told.trouble(names, status, _SINCE),
            told.trouble(names, status, ""),
            told.state(names, status),
        )
        if form
    }
    whole = "|".join(map(_sentence, forms))
    return re.compile(f"{_BEGINS}(?:{whole})", re.MULTILINE), tuple(forms.values())


def _sentence(form: str) -> str:
    """A form with any names and any time in it; the names are its one group."""
    first, last = form.find(_WHO), form.rfind(_WHO) + 1
    return f"({_RUN})".join(
        re.escape(part).replace(_SINCE, _TIME) for part in (form[:first], form[last:])
    )
