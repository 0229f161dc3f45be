"""What stands beneath a claim at the desk: how it was measured, and until when.

For the people who say it, in English like the rest of the window.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from statusboard.domain.claim import (
    ClaimKind,
    Judged,
    PeriodFacts,
    RunFacts,
    ServiceFacts,
    Validity,
)
from statusboard.domain.claim_judging import keeps_promise, promise_of
from statusboard.domain.instants import from_us
from statusboard.domain.language import Language
from statusboard.domain.percent import coverage_text, promised_text
from statusboard.domain.promise_kept import UNDECIDED
from statusboard.domain.telling import TELLINGS
from statusboard.domain.time_text import MONTHS, lost_text

_DOT = " · "
_LISTED = 5
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Known:
    """What a judgement was made from. `rule` is that of uptime, `sources` are who measured.

    `services` are the names of those chosen, empty where it is all. `is_corrected`: people have
    corrected some of what the figures count. `language` is that of the claim: rule, sources and
    figures are told in it.
    """

    periods: Mapping[str, PeriodFacts]
    run: RunFacts
    rule: str
    sources: str
    zone: tzinfo
    now: datetime
    services: tuple[str, ...] = ()
    is_corrected: bool = False
    language: str = Language.ENGLISH

    def facts_of(self, judged: Judged) -> PeriodFacts | None:
        """What was measured over the period of a claim."""
        period = judged.claim.period
        return None if period is None else self.periods.get(period.key)


def day_text(at: datetime, known: Known) -> str:
    """A day on the clock of the page, with its year where that is another one than now's."""
    local = at.astimezone(known.zone)
    said = f"{local.day} {MONTHS[local.month - 1]}"
    return said if local.year == known.now.astimezone(known.zone).year else f"{said} {local.year}"


def until_text(judged: Judged, known: Known) -> str:
    """Until when a claim may be said, as a clause."""
    if judged.until_us is None:
        return "of a time that is over, so it stays true"
    until = from_us(judged.until_us)
    day = day_text(until, known)
    if until.astimezone(known.zone).date() == known.now.astimezone(known.zone).date():
        day = f"{until.astimezone(known.zone):%H:%M} today"
    return {
        Validity.COUNTED_ANEW: f"may be said until {day}, then it is counted anew",
        Validity.PERIOD_ENDS: f"may be said until {day}, when that period ends",
        Validity.GROWS: "grows every day by itself where it is used as a block",
        Validity.STAYS: f"may be said until {day}",
    }[judged.validity]


def detail_text(judged: Judged, known: Known) -> str:
    """The line beneath a claim that is carried."""
    facts = known.facts_of(judged)
    kind = judged.claim.kind
    parts: list[str] = []
    if kind is ClaimKind.AVAILABILITY and facts is not None:
        parts = ["time-weighted", f"{coverage_text(facts.figure.coverage)} % observed"]
    elif kind is ClaimKind.PROMISES and facts is not None:
        parts = _promised(facts)
    elif kind is ClaimKind.FIRST_WORD and facts is not None:
        parts = ["first failure to first published update", _measured_words(facts)]
    elif known.run.lasts:
        parts = ["one is going on now"]
    elif known.run.last is not None:
        last = known.run.last
        parts = [f"last one {day_text(last.start, known)}, {lost_text(last.length_us)}"]
    else:
        parts = [f"{coverage_text(known.run.figure.coverage)} % of that time observed"]
    if known.is_corrected:
        parts.append("corrected")
    return _DOT.join((*parts, until_text(judged, known)))


def _promised(facts: PeriodFacts) -> list[str]:
    promised = sorted(one.promised_ppm for one in facts.services if one.promised_ppm is not None)
    least, most = promised_text(promised[0]), promised_text(promised[-1])
    parts = [f"promised {'was' if least == most else 'were'} {_range(least, most)} %"]
    period = facts.period
    promising = [one for one in facts.services if one.promised_ppm]
    missed = [one for one in promising if keeps_promise(one, period) is False]
    if missed:
        by = lost_text(sum(promise_of(one, period).over_us for one in missed))
        parts.append(f"{_names(missed)} missed by {by}")
    unseen = [one for one in promising if keeps_promise(one, period) is None]
    if unseen:
        parts.append(f"{_names(unseen)}: {UNDECIDED}")
    return parts


def _names(services: Sequence[ServiceFacts]) -> str:
    return TELLINGS[Language.ENGLISH].names([one.name for one in services])


def _range(least: str | None, most: str | None) -> str:
    return f"{least}" if least == most else f"{least} to {most}"


def _measured_words(facts: PeriodFacts) -> str:
    return f"{len(facts.words)} of {facts.incidents} incidents measured"
