"""What claims about uptime are judged by: figures, losses and first words, as measured."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from statusboard.app.health.claim_periods import named_period
from statusboard.app.health.claim_spans import ClaimSpans
from statusboard.app.health.held_promises import figures_over, held_promises
from statusboard.app.health.measured import read_watched_until
from statusboard.app.health.objective_hours import HoursOf
from statusboard.app.health.period_figures import figures_together, period_figures
from statusboard.app.health.spoken import first_word_among_us, incidents_about
from statusboard.app.health.together import (
    Together,
    gone_figures,
    gone_name,
    together,
)
from statusboard.app.health.uptime_terms import UptimeTerms, read_terms
from statusboard.app.health.whole_outages import whole_among
from statusboard.app.settings import page_zone
from statusboard.domain.claim import (
    OWN,
    SINCE,
    ClaimPeriod,
    FirstWord,
    Loss,
    PeriodFacts,
    ServiceFacts,
)
from statusboard.domain.claim_subject import Subject, subjects_of
from statusboard.domain.claim_until import leaving_bounds
from statusboard.domain.component import Component
from statusboard.domain.incident import Incident
from statusboard.domain.instants import DAY_US, Interval, day_bounds_us, from_us, to_us
from statusboard.domain.objective import MOST_WINDOW_DAYS
from statusboard.domain.promise_kept import HeldPromise
from statusboard.domain.span import Span
from statusboard.domain.uptime import UptimeFigure
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.history import spans
from statusboard.storage.history.outage_arrays import spans_in, trouble_in, work_in
from statusboard.storage.history.outage_runs import down_in
from statusboard.storage.history.span_arrays import SpanArrays
from statusboard.storage.removed_components import read_removed
from statusboard.storage.unit import Unit


@dataclass(frozen=True)
class ClaimReader:
    """Reads the facts of some services, of a group, or of all, from one picture of the database.

    Of all, and of each of `groups`, those count too that were removed, for the time they were
    there. Months, quarters and years are those of contracts: they begin on the `contract_day`.
    `subjects` is what the services are called in a claim; empty where they are all there are. Who
    names a group there means what its card counts. `only`: all there are on a page, which shows the
    services with these ids alone.
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
    groups: frozenset[str] = frozenset()
    only: frozenset[int] | None = None
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
        # Who names each that is there means these, and none that was removed.
        is_all = not chosen or (len(mine) == len(every) and not read_removed(unit))
        return cls._of(unit, mine, is_all=is_all)

    @classmethod
    def about(cls, unit: Unit, components: Sequence[Component], *, group: str) -> "ClaimReader":
        """The reader of a group by its name; empty for the services without one."""
        return cls._of(unit, components, is_all=False, groups=frozenset({group}))

    @classmethod
    def on_page(cls, unit: Unit, services: frozenset[int] | None, zone: str) -> "ClaimReader":
        """The reader of all that a page shows, by the days of its zone; None: everything."""
        every = read_components(unit)
        mine = every if services is None else tuple(one for one in every if one.id in services)
        found = cls._of(unit, mine, is_all=True)
        return replace(found, zone=ZoneInfo(zone), only=services)

    @classmethod
    def _of(
        cls,
        unit: Unit,
        components: Sequence[Component],
        *,
        is_all: bool,
        groups: frozenset[str] = frozenset(),
    ) -> "ClaimReader":
        ids = [one.id for one in components]
        subjects = () if is_all else subjects_of(ids, read_components(unit), read_groups(unit))
        named = frozenset(one.name for one in subjects if one.is_group)
        return cls(
            unit=unit,
            components=tuple(components),
            is_all=is_all,
            subjects=subjects,
            watched_us=read_watched_until(unit),
            zone=ZoneInfo(page_zone(unit)),
            first_us=spans.first_start(unit, ids),
            terms=read_terms(unit),
            contract_day=read_terms(unit).contract_day,
            groups=groups or named,
        )

    def as_one(self, bounds: Interval) -> Together:
        """The services as one over an interval."""
        return together(
            self.unit,
            self.components,
            bounds,
            is_all=self.is_all,
            groups=self.groups,
            only=self.only,
        )

    @cached_property
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
                self.unit,
                hours,
                self.components,
                watched_us=self.watched_us,
                gone=gone,
                arrays=self.seen if self._spans.are_read else None,
            )
        return self._held[as_of_us]

    @cached_property
    def _spans(self) -> ClaimSpans:
        whole = Interval(min(self.first_us or 0, self.unit.now_us), self.unit.now_us)
        return ClaimSpans(self.unit, whole, self.as_one(whole))

    @property
    def trouble(self) -> SpanArrays:
        """Every span of trouble of these services; what lasts has no stop."""
        return self._spans.trouble

    def bare_facts(self, key: str, *, with_promises: bool = True) -> PeriodFacts | None:
        """The figures of a period alone: enough to judge it, not to say until when or why."""
        period = self.period(key)
        if period is None or not self.components:
            return None
        parts = (period.bounds,)
        one = self.as_one(period.bounds)
        gone = gone_figures(self.unit, one.gone, parts, now_us=self.watched_us)
        figures = {**self._figures(period.bounds), **gone}
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

    def facts(self, key: str) -> PeriodFacts | None:
        """What was measured over the period of a key; None where there is none."""
        seen = self.seen
        bare = self.bare_facts(key)
        if bare is None:
            return None
        period = bare.period
        bounds = period.bounds
        unit, ids = self.unit, frozenset(self.as_one(bounds).ids)
        trouble = trouble_in(self.trouble, bounds, ids)
        leaving: defaultdict[int, list[Span]] = defaultdict(list)
        if period.is_rolling:
            for span in spans_in(seen, leaving_bounds(bounds), ids):
                leaving[span.component_id].append(span)
        said = [one for one in incidents_about(unit, ids, bounds) if one.updates]
        waits: list[tuple[Incident, int | None]] = []
        if said:
            happened = whole_among(unit, trouble, work_in(self._spans.every, bounds, ids))
            waits = [(one, first_word_among_us(one, happened)) for one in said]
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

    def figure(self, bounds: Interval) -> UptimeFigure:
        """The figure of the services as one over an interval."""
        found = self._figures(bounds)
        return self.as_one(bounds).whole(self.unit, found, (bounds,), now_us=self.watched_us)

    def _figures(self, bounds: Interval) -> Mapping[int, UptimeFigure]:
        """Of one period the database adds up; where more is asked all spans were read."""
        if not self._spans.are_read:
            return period_figures(self.unit, (bounds,), self.ids, now_us=self.watched_us)
        return figures_over(self.seen, self.ids, (bounds,) if bounds.length_us else ())

    @cached_property
    def seen(self) -> SpanArrays:
        """Every span there is; what lasts stops when somebody watched last."""
        return self._spans.every.until(self.watched_us)

    def _losses(self, trouble: SpanArrays, bounds: Interval) -> tuple[Loss, ...]:
        if not bounds.length_us:
            return ()
        first, last = self._day(bounds.start), self._day(from_us(bounds.stop_us - 1))
        count = (last - first).days + 1
        edges = day_bounds_us(last, count, self.zone)
        days = {edges[n]: first + timedelta(days=n) for n in range(count)}
        lost = down_in(trouble.until(self.watched_us), bounds, (*days, edges[-1]))
        return tuple(Loss(day, us) for day, us in zip(days.values(), lost, strict=True) if us)

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()
