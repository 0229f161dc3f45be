"""What stands beneath a claim at the desk: how it was measured, and until when.

For the people who say it, in English like the rest of the window.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from statusboard.domain.claim import (
    ClaimKind,
    Judged,
    PeriodFacts,
    RunFacts,
    ServiceFacts,
    Validity,
)
from statusboard.domain.claim_judging import keeps_promise, promise_of
from statusboard.domain.claim_words import ENGLISH_MONTHS
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.language import Language
from statusboard.domain.objective import terms_words
from statusboard.domain.percent import coverage_text, percent_text, promised_text
from statusboard.domain.promise_kept import UNDECIDED, HeldPromise
from statusboard.domain.telling import TELLINGS
from statusboard.domain.time_text import length_text, lost_text
from statusboard.domain.uptime import PERMILLE, UptimeFigure

_DOT = " · "
_LISTED = 5
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Known:
    """What a judgement was made from. `rule` is that of uptime, `sources` are who measured.

    `services` are the names of those chosen, empty where it is all. `is_corrected`: people have
    corrected some of what the figures count.
    """

    periods: Mapping[str, PeriodFacts]
    run: RunFacts
    rule: str
    sources: str
    zone: tzinfo
    now: datetime
    services: tuple[str, ...] = ()
    is_corrected: bool = False

    def facts_of(self, judged: Judged) -> PeriodFacts | None:
        """What was measured over the period of a claim."""
        period = judged.claim.period
        return None if period is None else self.periods.get(period.key)


def day_text(at: datetime, known: Known) -> str:
    """A day on the clock of the page, with its year where that is another one than now's."""
    local = at.astimezone(known.zone)
    said = f"{local.day} {ENGLISH_MONTHS[local.month - 1]}"
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
    elif known.run.last is not None:
        last = known.run.last
        parts = [f"last one {day_text(last.start, known)}, {lost_text(last.length_us)}"]
    else:
        parts = [f"{coverage_text(known.run.figure.coverage)} % of that time observed"]
    if known.is_corrected:
        parts.append("corrected")
    return _DOT.join((*parts, until_text(judged, known)))


def figure_lines(judged: Judged, known: Known) -> tuple[tuple[str, str], ...]:
    """The figures behind a claim: what each is called, and what it is."""
    facts = known.facts_of(judged)
    if facts is None:
        lines = _run_lines(known)
    else:
        lines = [
            (
                "Period",
                f"{_instant(facts.period.bounds.start, known)} to "
                f"{_instant(facts.period.bounds.stop, known)}",
            ),
            *_measured(facts.figure, facts.added_up),
        ]
        if judged.claim.kind is ClaimKind.PROMISES:
            lines += [
                (one.name, _promise(one, facts, known))
                for one in facts.services
                if one.promised_ppm
            ]
        if judged.claim.kind is ClaimKind.FIRST_WORD:
            waits = sorted(one.waited_us for one in facts.words)
            lines += [("First words after", ", ".join(map(_length, waits)) or "none measured")]
            lines += [("Incidents", f"{facts.incidents}, {len(waits)} of them measured")]
        if facts.losses:
            lines += [("Down", _losses(facts))]
    if known.services:
        lines += [("Services", ", ".join(known.services))]
    lines += [("Rule", known.rule), ("Measured by", known.sources)]
    if judged.is_carried:
        lines += [("Until", _until_why(judged, known))]
    return tuple(lines)


def _measured(figure: UptimeFigure, added_up: UptimeFigure) -> list[tuple[str, str]]:
    return [
        ("Uptime", f"{percent_text(figure.uptime, places=6)} %"),
        ("Observed", f"{coverage_text(figure.coverage)} %, {_length(added_up.observed_us)} in all"),
        ("Planned work, left out", _length(added_up.maintenance_us)),
        ("Down, all services added up", lost_text(added_up.down_us, none=_NONE)),
        ("Counted as down", lost_text(-(-added_up.weighted_down // PERMILLE), none=_NONE)),
    ]


def _run_lines(known: Known) -> list[tuple[str, str]]:
    run = known.run
    lines = []
    if run.since_us is not None:
        lines.append(("Since", _instant(from_us(run.since_us), known)))
        lines.append(("Observed", f"{coverage_text(run.figure.coverage)} %"))
    if run.last is not None:
        start, stop = (_instant(at, known) for at in (run.last.start, run.last.stop))
        lines.append(("Last major outage", f"{start} to {stop}, {lost_text(run.last.length_us)}"))
    if run.longest is not None:
        start, stop = (_instant(at, known) for at in (run.longest.start, run.longest.stop))
        lines.append(("Longest run before", f"{start} to {stop}"))
    return lines


def _until_why(judged: Judged, known: Known) -> str:
    if judged.until_us is None:
        return "It is of a time that is over. Only a correction of history changes it."
    at = _instant(from_us(judged.until_us), known)
    return {
        Validity.COUNTED_ANEW: f"{at}, if nothing were observed from now on; the period moves on, "
        "and what it leaves behind was observed. An outage ends it at once.",
        Validity.PERIOD_ENDS: f"{at}: then that period is over.",
        Validity.GROWS: f"{at}: then it is one day more. A major outage ends it at once.",
        Validity.STAYS: at,
    }[judged.validity]


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


def _promise(one: ServiceFacts, facts: PeriodFacts, known: Known) -> str:
    said = f"{percent_text(one.held.said)} %, promised {promised_text(one.promised_ppm)} %"
    promise = one.promise
    if promise is not None:
        said += f" {terms_words(promise.objective.window, promise.objective.hours)}"
        if not promise.is_of(facts.period.bounds):
            said += f" (from {day_text(promise.window.start, known)}{_end(promise, known)})"
    kept = {True: "kept", False: "not kept", None: UNDECIDED}[keeps_promise(one, facts.period)]
    return f"{said}, {coverage_text(one.held.coverage)} % observed: {kept}"


def _end(promise: HeldPromise, known: Known) -> str:
    """Until when it was held, where that is not now."""
    if not promise.is_whole:
        return ", not over"
    is_now = promise.until_us == to_us(known.now)
    return "" if is_now else f" to {day_text(from_us(promise.until_us), known)}"


def _measured_words(facts: PeriodFacts) -> str:
    return f"{len(facts.words)} of {facts.incidents} incidents measured"


def _losses(facts: PeriodFacts) -> str:
    worst = sorted(facts.losses, key=lambda one: -one.down_us)
    told = [
        f"{one.day.day} {ENGLISH_MONTHS[one.day.month - 1]} {one.day.year} {lost_text(one.down_us)}"
        for one in worst[:_LISTED]
    ]
    more = len(worst) - len(told)
    return ", ".join(told) + (f" and {more} more days" if more else "")


def _instant(at: datetime, known: Known) -> str:
    return f"{at.astimezone(known.zone):%Y-%m-%d %H:%M %Z}"


def _length(us: int) -> str:
    return length_text(timedelta(microseconds=us), none=_NONE)
