"""Whether measurements carry a claim of uptime as it stands in a text, and what is true instead."""

import re
from datetime import UTC, date, datetime
from fractions import Fraction

from statusboard.domain.claim import QUARTER_DAYS, YEAR
from statusboard.domain.claim_reading import claimed_percent
from statusboard.domain.claim_sentences import period_around, sentence_around, services_around
from statusboard.domain.finding import Fix, Words
from statusboard.domain.language import Language
from statusboard.domain.percent import percent_text
from statusboard.domain.word_facts import Carried
from statusboard.wording.base import Draft

_FIGURE = re.compile(r"(\d{1,3})(?:[.,](\d+))? ?(?:%|per ?cent|Prozent)", re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,5}) (?:days|Tagen?)", re.IGNORECASE)
_AT_LEAST = re.compile(
    r"(?:more than|over|above|at least|mehr als|über|mindestens) $", re.IGNORECASE
)
# Where a text names no time, it may mean any of these.
_USUAL = (YEAR, QUARTER_DAYS, "30d")
_SAID = {
    Language.ENGLISH: {
        YEAR: "over the last 12 months",
        QUARTER_DAYS: "over the last 90 days",
        "30d": "over the last 30 days",
    },
    Language.GERMAN: {
        YEAR: "in den letzten 12 Monaten",
        QUARTER_DAYS: "in den letzten 90 Tagen",
        "30d": "in den letzten 30 Tagen",
    },
}
_OF_THAT_TIME = {Language.ENGLISH: "over that time", Language.GERMAN: "in dieser Zeit"}
_MOST_PLACES = 6
_LEAST_PLACES, _EXACT_PLACES = 2, 3


def is_carried(draft: Draft, claim: Words) -> bool:
    """Whether it is what was measured over the time that is said, cut and not rounded.

    One that says “more than” has to be reached; one without a figure, such as “no downtime”, has to
    name its time.
    """
    if days := _DAYS.match(claim.text):
        free = draft.facts.major_free_days
        return free is not None and int(days[1]) <= free
    known = _known(draft, claim)
    said = _FIGURE.search(claim.text)
    if said is None:
        percent = claimed_percent(claim.text)
        wanted = Fraction(percent or 100) / 100
        return _names_time(draft, claim) and any(one.uptime >= wanted for one in known)
    places = len(said[2] or "")
    written = f"{said[1]}.{said[2]}" if places else said[1]
    if _AT_LEAST.search(dict(draft.parts)[claim.part][: claim.start + said.start()]):
        return any(one.uptime >= Fraction(written) / 100 for one in known)
    return any(written == percent_text(one.uptime, places=places) for one in known)


def nearest(draft: Draft, claim: Words) -> str:
    """What is true in the place of a claim that is not; empty where nothing is known to be."""
    if _DAYS.match(claim.text):
        free = draft.facts.major_free_days
        return "" if free is None else _days_words(draft.language, free)
    known = _known(draft, claim)
    if known and _names_time(draft, claim):
        return f"{_said(draft, claim, known[0])} {_OF_THAT_TIME[draft.language]}"
    for one in _of_those(draft, claim):
        words = _SAID[draft.language].get(one.period)
        if words is not None:
            return f"{_said(draft, claim, one)} {words}"
    return ""


def mending(draft: Draft, claim: Words) -> Fix | None:
    """The true figure in the place of the one that is said, where its time is known."""
    said = _FIGURE.search(claim.text)
    known = _known(draft, claim)
    if said is None or not known or not _names_time(draft, claim):
        return None
    words = Words(claim.part, claim.start + said.start(), claim.start + said.end(), said[0])
    return Fix(words, _said(draft, claim, known[0]))


def _said(draft: Draft, claim: Words, one: Carried) -> str:
    """A figure with as many decimals as were said; where it was said too high, with more."""
    said = _FIGURE.search(claim.text)
    places = max(len(said[2] or "") if said else 0, _LEAST_PLACES)
    if one.uptime < 1 and said is not None and "." not in said[1] and not said[2]:
        places = _EXACT_PLACES
    text = percent_text(one.uptime, places=min(places, _MOST_PLACES))
    return f"{text.replace('.', ',') if draft.language is Language.GERMAN else text} %"


def _days_words(language: Language, days: int) -> str:
    if language is Language.GERMAN:
        return f"{days} Tage seit dem letzten großen Ausfall"
    return f"{days} days since the last major outage"


def _known(draft: Draft, claim: Words) -> list[Carried]:
    """The figures of the time that a claim names, or of any usual time where it names none."""
    period = _period(draft, claim)
    wanted = (period,) if period else _USUAL
    return [one for one in _of_those(draft, claim) if one.period in wanted]


def _of_those(draft: Draft, claim: Words) -> list[Carried]:
    """The figures of the services that a claim is about."""
    text = dict(draft.parts)[claim.part]
    begin, end = sentence_around(text, claim.start, claim.stop)
    services = services_around(text[begin:end], draft.facts.services, draft.facts.groups)
    return [one for one in draft.facts.carried if one.services == services]


def _names_time(draft: Draft, claim: Words) -> bool:
    return bool(_period(draft, claim))


def _period(draft: Draft, claim: Words) -> str:
    text = dict(draft.parts)[claim.part]
    return period_around(text, claim.start, claim.stop, _today(draft))


def _today(draft: Draft) -> date:
    now = draft.facts.now or datetime.max.replace(tzinfo=UTC)
    zone = draft.facts.zone
    return (now if zone is None or draft.facts.now is None else now.astimezone(zone)).date()
