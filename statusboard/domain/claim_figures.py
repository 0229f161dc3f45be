"""The figures behind a claim, in the language in which it is said: whoever reads it may ask."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.domain.claim import ClaimKind, Judged, PeriodFacts, ServiceFacts
from statusboard.domain.claim_detail import Known
from statusboard.domain.claim_judging import keeps_promise
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.language import Language
from statusboard.domain.objective import YEAR, Hours
from statusboard.domain.percent import coverage_text, percent_text, promised_text
from statusboard.domain.period import Relative
from statusboard.domain.promise_kept import HeldPromise
from statusboard.domain.time_text import lost_seconds, zone_text
from statusboard.domain.tongues.base import Tongue
from statusboard.domain.tongues.figure_words import FigureWords
from statusboard.domain.tongues.known import TONGUES
from statusboard.domain.uptime import PERMILLE, UptimeFigure

_LISTED = 5
Line = tuple[str, str]


def figure_lines(judged: Judged, known: Known) -> tuple[Line, ...]:
    """The figures behind a claim: what each is called, and what it is."""
    return _Lines(known, TONGUES[known.language]).of(judged)


@dataclass(frozen=True, slots=True)
class _Lines:
    known: Known
    tongue: Tongue

    @property
    def words(self) -> FigureWords:
        return self.tongue.figures

    def of(self, judged: Judged) -> tuple[Line, ...]:
        known, words = self.known, self.words
        facts = known.facts_of(judged)
        lines = self._of_run() if facts is None else self._of_period(judged, facts)
        if known.services:
            lines.append((words.services, self.tongue.comma.join(known.services)))
        lines += [(words.rule, known.rule), (words.measured_by, known.sources)]
        if judged.is_carried:
            lines.append((words.until, self._until(judged)))
        return tuple(lines)

    def _of_period(self, judged: Judged, facts: PeriodFacts) -> list[Line]:
        words, bounds = self.words, facts.period.bounds
        lines = [
            (words.period, self._span(bounds.start, bounds.stop)),
            *self._measured(facts.figure, facts.added_up),
        ]
        if judged.claim.kind is ClaimKind.PROMISES:
            promising = (one for one in facts.services if one.promised_ppm)
            lines += [(one.name, self._promise(one, facts)) for one in promising]
        if judged.claim.kind is ClaimKind.FIRST_WORD:
            waits = sorted(one.waited_us for one in facts.words)
            said = self.tongue.comma.join(map(self._length, waits)) or words.none_measured
            counted = words.measured_of.format(all=facts.incidents, n=len(waits))
            lines += [(words.first_words, said), (words.incidents, counted)]
        if facts.losses:
            lines.append((words.down, self._losses(facts)))
        return lines

    def _measured(self, figure: UptimeFigure, added_up: UptimeFigure) -> list[Line]:
        words = self.words
        observed = words.in_all.format(
            share=self._covered(figure), length=self._length(added_up.observed_us)
        )
        counted_us = -(-added_up.weighted_down // PERMILLE)
        return [
            (words.uptime, self._percent(percent_text(figure.uptime, places=6))),
            (words.observed, observed),
            (words.planned, self._length(added_up.maintenance_us)),
            (words.down_together, self._lost(added_up.down_us)),
            (words.counted_down, self._lost(counted_us)),
        ]

    def _of_run(self) -> list[Line]:
        run, words = self.known.run, self.words
        lines = []
        if run.since_us is not None:
            lines.append((words.since, self._instant(from_us(run.since_us))))
            lines.append((words.observed, self._covered(run.figure)))
        if run.lasts:
            lines.append((words.major, words.lasts))
        if run.last is not None:
            which = words.last_ended if run.lasts else words.last
            span = self._span(run.last.start, run.last.stop)
            lines.append((which, f"{span}, {self._lost(run.last.length_us)}"))
        if run.longest is not None:
            lines.append((words.longest, self._span(run.longest.start, run.longest.stop)))
        return lines

    def _until(self, judged: Judged) -> str:
        if judged.until_us is None:
            return self.words.is_over
        at = self._instant(from_us(judged.until_us))
        return self.words.until_why[judged.validity].format(at=at)

    def _promise(self, one: ServiceFacts, facts: PeriodFacts) -> str:
        words = self.words
        said = words.promised.format(
            share=self._percent(percent_text(one.held.said)),
            promised=self._percent(promised_text(one.promised_ppm) or ""),
        )
        promise = one.promise
        if promise is not None:
            said += f" {self._terms(promise)}"
            if not promise.is_of(facts.period.bounds):
                began = words.from_day.format(day=self._day(promise.window.start))
                said += f" ({began}{self._end(promise)})"
        kept = words.kept[keeps_promise(one, facts.period)]
        return f"{said}, {self._seen(one.held)}: {kept}"

    def _terms(self, promise: HeldPromise) -> str:
        objective, named = promise.objective, self.words.windows
        window = objective.window
        if isinstance(window, Relative):
            said = named[window.unit.value]
        elif window == YEAR:
            said = named["12mo"]
        else:
            said = named["day" if window.days == 1 else "days"].format(window.days)
        is_business = objective.hours is Hours.BUSINESS
        return f"{said}{self.words.in_business_hours if is_business else ''}"

    def _end(self, promise: HeldPromise) -> str:
        """Until when it was held, where that is not now."""
        if not promise.is_whole:
            return self.words.not_over
        if promise.until_us == to_us(self.known.now):
            return ""
        return self.words.to_day.format(day=self._day(from_us(promise.until_us)))

    def _losses(self, facts: PeriodFacts) -> str:
        worst = sorted(facts.losses, key=lambda one: -one.down_us)
        dates = self.tongue.dates
        told = [f"{dates.on(one.day)} {self._lost(one.down_us)}" for one in worst[:_LISTED]]
        more = len(worst) - len(told)
        rest = dates.plurals.said(self.words.more_days, more) if more else ""
        return self.tongue.comma.join(told) + rest

    def _seen(self, figure: UptimeFigure) -> str:
        return self.words.seen.format(share=self._covered(figure))

    def _covered(self, figure: UptimeFigure) -> str:
        return self._percent(coverage_text(figure.coverage))

    def _percent(self, text: str) -> str:
        return self.tongue.dates.share(text)

    def _length(self, us: int) -> str:
        length = timedelta(microseconds=us)
        return self.tongue.dates.length(length) if us else self.words.none

    def _lost(self, us: int) -> str:
        """Lost time is never told shorter than it was."""
        length = timedelta(seconds=lost_seconds(us))
        return self.tongue.dates.length(length) if us else self.words.none

    def _day(self, at: datetime) -> str:
        known = self.known
        local, now = (one.astimezone(known.zone).date() for one in (at, known.now))
        dates = self.tongue.dates
        return dates.in_year(local) if local.year == now.year else dates.on(local)

    def _span(self, start: datetime, stop: datetime) -> str:
        return self.words.to.format(start=self._instant(start), stop=self._instant(stop))

    def _instant(self, at: datetime) -> str:
        if not self.words.moment:
            return self.tongue.dates.full(at, self.known.zone)
        zone = zone_text(at, self.known.zone)
        if self.known.language == Language.GERMAN:
            zone = {"CET": "MEZ", "CEST": "MESZ"}.get(zone, zone)
        return f"{at.astimezone(self.known.zone):{self.words.moment}} {zone}"
