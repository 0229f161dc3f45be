"""What claims about uptime are judged by: figures, losses, first words and runs, as measured."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from statusboard.app.health.claim_periods import named_period
from statusboard.app.health.held_promises import held_promises
from statusboard.app.health.measured import read_watched_until
from statusboard.app.health.objective_hours import HoursOf
from statusboard.app.health.period_figures import figures_together, period_figures
from statusboard.app.health.record import last_major_outage, major_free_since
from statusboard.app.health.spoken import first_word_us, incidents_about
from statusboard.app.health.together import Together, gone_figures, gone_name, gone_spans, together
from statusboard.app.health.uptime_terms import UptimeTerms, read_terms
from statusboard.app.health.whole_outages import whole_outages
from statusboard.app.settings import page_zone
from statusboard.domain.claim import (
    OWN,
    SINCE,
    ClaimPeriod,
    FirstWord,
    Loss,
    PeriodFacts,
    RunFacts,
    ServiceFacts,
)
from statusboard.domain.claim_judging import covers
from statusboard.domain.claim_subject import Subject, subjects_of
from statusboard.domain.claim_until import leaving_bounds
from statusboard.domain.component import Component
from statusboard.domain.instants import DAY_US, Interval, from_us, local_midnight, to_us, union
from statusboard.domain.objective import MOST_WINDOW_DAYS
from statusboard.domain.promise_kept import HeldPromise
from statusboard.domain.span import Outage, Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import UptimeFigure
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.history import spans
from statusboard.storage.unit import Unit

# Earlier runs that are looked at for one of which enough was observed.
_RUNS_TRIED = 5


@dataclass(frozen=True)
class ClaimReader:
    """Reads the facts of some services, of a group, or of all, from one picture of the database.

    Of all, and of a group, those count too that were removed, for the time they were there. Months,
    quarters and years are those of contracts: they begin on the `contract_day`. `subjects` is what
    the services are called in a claim; empty where they are all there are.
    """

    unit: Unit
    components: tuple[Component, ...]
    is_all: bool
    subjects: tuple[Subject, ...]
    watched_us: int
    zone: ZoneInfo
    first_us: int | None
    terms: UptimeTerms
    contract_day: int = 1
    group: str | None = None
    _held: dict[int, Mapping[int, HeldPromise]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, unit: Unit, component_ids: Sequence[int] = ()) -> "ClaimReader":
        """The reader of these services; of all where none is named.

        Raises RuleBroken for one that is gone.
        """
        every = read_components(unit)
        chosen = tuple(one for one in every if one.id in component_ids)
        if len(chosen) != len(set(component_ids)):
            raise RuleBroken("This service no longer exists. Somebody may have removed it.")
        mine = chosen or every
        return cls._of(unit, mine, is_all=len(mine) == len(every))

    @classmethod
    def about(cls, unit: Unit, components: Sequence[Component], *, group: str) -> "ClaimReader":
        """The reader of a group by its name; empty for the services without one."""
        return cls._of(unit, components, is_all=False, group=group)

    @classmethod
    def _of(
        cls,
        unit: Unit,
        components: Sequence[Component],
        *,
        is_all: bool,
        group: str | None = None,
    ) -> "ClaimReader":
        return cls(
            unit=unit,
            components=tuple(components),
            is_all=is_all,
            subjects=subjects_of(
                [one.id for one in components], read_components(unit), read_groups(unit)
            ),
            watched_us=read_watched_until(unit),
            zone=ZoneInfo(page_zone(unit)),
            first_us=spans.first_start(unit, [one.id for one in components]),
            terms=read_terms(unit),
            contract_day=read_terms(unit).contract_day,
            group=group,
        )

    def as_one(self, bounds: Interval) -> Together:
        """The services as one over an interval."""
        return together(self.unit, self.components, bounds, is_all=self.is_all, group=self.group)

    @property
    def ids(self) -> list[int]:
        """The services."""
        return [one.id for one in self.components]

    def period(self, key: str) -> ClaimPeriod | None:
        """The time that a key names, up to now; None where it is not over, or nothing was seen."""
        now_us = self.unit.now_us
        if key == SINCE:
            first = now_us if self.first_us is None else self.first_us
            bounds = Interval(first, now_us)
            return ClaimPeriod(key, bounds, None, self._day(from_us(first)))
        if key == OWN:
            windows = [self._hours(now_us).bounds(one.window) for one in self.promising]
            first = min((one.start_us for one in windows), default=now_us)
            return ClaimPeriod(key, Interval(first, now_us), None, self._day(from_us(first)))
        return named_period(key, self.unit.now, self.zone, contract_day=self.contract_day)

    @property
    def promising(self) -> tuple[Component, ...]:
        """The services of which something is promised."""
        return tuple(one for one in self.components if one.promised_ppm is not None)

    def _hours(self, as_of_us: int) -> HoursOf:
        return HoursOf(self.terms, self.zone, as_of_us)

    def _promises(self, as_of_us: int) -> Mapping[int, HeldPromise]:
        """How each promise stands, held against its own window as of an instant."""
        if as_of_us not in self._held:
            gone = self.as_one(Interval(as_of_us - MOST_WINDOW_DAYS * DAY_US, as_of_us)).gone
            hours = self._hours(as_of_us)
            self._held[as_of_us] = held_promises(
                self.unit, hours, self.components, watched_us=self.watched_us, gone=gone
            )
        return self._held[as_of_us]

    @cached_property
    def _trouble(self) -> tuple[Span, ...]:
        """Every span of trouble there is, read once for all periods."""
        whole = Interval(min(self.first_us or 0, self.unit.now_us), self.unit.now_us)
        found = spans.read_trouble(self.unit, whole, component_ids=frozenset(self.ids))
        gone = gone_spans(self.unit, self.as_one(whole).gone, whole)
        return (*found, *(one for one in gone if one.status.is_trouble))

    def bare_facts(self, key: str, *, with_promises: bool = True) -> PeriodFacts | None:
        """The figures of a period alone: enough to judge it, not to say until when or why."""
        period = self.period(key)
        if period is None or not self.components:
            return None
        parts = (period.bounds,)
        one = self.as_one(period.bounds)
        figures = period_figures(self.unit, parts, self.ids, now_us=self.watched_us)
        figures |= gone_figures(self.unit, one.gone, parts, now_us=self.watched_us)
        held = self._promises(period.bounds.stop_us) if with_promises else {}
        named = [(each.id, each.name, each.promised_ppm, False) for each in one.components]
        named += [
            (each.component.id, gone_name(each), each.component.promised_ppm, True)
            for each in one.gone
        ]
        return PeriodFacts(
            period,
            tuple(
                ServiceFacts(
                    *(number, name, ppm if with_promises else None, figures[number]),
                    promise=held.get(number),
                    weight=one.weights[number],
                    is_gone=is_gone,
                )
                for number, name, ppm, is_gone in named
            ),
        )

    def together(self, bounds: Mapping[str, Interval]) -> dict[str, UptimeFigure]:
        """The figure of all services together over each stretch, by its key; read once for all."""
        if not bounds or not self.ids:
            return {}
        return figures_together(self.unit, bounds, self.as_one, now_us=self.watched_us)

    def bare_run(self) -> RunFacts:
        """The time since the last major outage, without what was before it."""
        since_us, ever = major_free_since(self.unit, self.ids, is_all=self.is_all, group=self.group)
        if since_us is None:
            return RunFacts(None, ever)
        now_us = self.unit.now_us
        return RunFacts(since_us, ever, self._figure(Interval(min(since_us, now_us), now_us)))

    def facts(self, key: str) -> PeriodFacts | None:
        """What was measured over the period of a key; None where there is none."""
        bare = self.bare_facts(key)
        if bare is None:
            return None
        period = bare.period
        bounds = period.bounds
        one = self.as_one(bounds)
        unit, ids = self.unit, frozenset(one.ids)
        trouble = [
            one
            for one in self._trouble
            if one.start_us < bounds.stop_us
            and (one.stop_us is None or one.stop_us > bounds.start_us)
        ]
        leaving: defaultdict[int, list[Span]] = defaultdict(list)
        if period.is_rolling:
            for span in spans.read_spans(unit, leaving_bounds(bounds), component_ids=self.ids):
                stop_us = span.until(self.watched_us).stop_us
                leaving[span.component_id].append(replace(span, stop_us=stop_us))
            for span in gone_spans(unit, one.gone, leaving_bounds(bounds)):
                leaving[span.component_id].append(span)
        said = [one for one in incidents_about(unit, ids, bounds) if one.updates]
        happened: list[Outage] = []
        if said:
            work = spans.read_under_maintenance(unit, bounds, component_ids=ids)
            happened = whole_outages(unit, trouble, work)
        waits = [(one, first_word_us(one, happened)) for one in said]
        return PeriodFacts(
            period,
            tuple(replace(one, leaving=tuple(leaving[one.component_id])) for one in bare.services),
            losses=self._losses(trouble, bounds),
            words=tuple(
                FirstWord(wait, None if one.resolved_at is None else to_us(one.resolved_at))
                for one, wait in waits
                if wait is not None
            ),
            incidents=len(said),
        )

    def run(self) -> RunFacts:
        """The time since the last major outage, and the longest such time before it."""
        bare = self.bare_run()
        if self.first_us is None or not bare.ever:
            return bare
        since_us = self.unit.now_us if bare.since_us is None else bare.since_us
        before = [one for one in self._trouble if one.start_us < since_us]
        majors = [
            span.until(self.watched_us)
            for span in before
            if span.status is ComponentStatus.MAJOR_OUTAGE
        ]
        last = last_major_outage(before, since_us)
        return replace(bare, last=last, longest=self._longest(majors))

    def _longest(self, majors: Sequence[Interval]) -> Interval | None:
        assert self.first_us is not None
        runs: list[Interval] = []
        at_us = self.first_us
        for one in union(majors):
            if one.start_us > at_us:
                runs.append(Interval(at_us, one.start_us))
            at_us = max(at_us, one.stop_us)
        runs.sort(key=lambda one: -one.length_us)
        return next((one for one in runs[:_RUNS_TRIED] if covers(self._figure(one))), None)

    def _figure(self, bounds: Interval) -> UptimeFigure:
        found = period_figures(self.unit, (bounds,), self.ids, now_us=self.watched_us)
        return self.as_one(bounds).whole(self.unit, found, (bounds,), now_us=self.watched_us)

    def _losses(self, trouble: Sequence[Span], bounds: Interval) -> tuple[Loss, ...]:
        parts = [
            part
            for span in trouble
            if span.status.counts_as_down
            and (part := span.until(self.watched_us).clip(bounds)) is not None
        ]
        by_day: defaultdict[date, int] = defaultdict(int)
        for one in union(parts):
            start_us = one.start_us
            while start_us < one.stop_us:
                day = self._day(from_us(start_us))
                next_us = to_us(local_midnight(day + timedelta(days=1), self.zone))
                stop_us = min(one.stop_us, next_us)
                by_day[day] += stop_us - start_us
                start_us = stop_us
        return tuple(Loss(day, us) for day, us in sorted(by_day.items()))

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()
