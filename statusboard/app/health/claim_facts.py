"""What claims about uptime are judged by: figures, losses, first words and runs, as measured."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from statusboard.app.health.claim_periods import named_period
from statusboard.app.health.held_promises import figures_over, held_promises
from statusboard.app.health.measured import read_watched_until
from statusboard.app.health.objective_hours import HoursOf
from statusboard.app.health.period_figures import figures_together, period_figures
from statusboard.app.health.record import major_free_since
from statusboard.app.health.spoken import first_word_among_us, incidents_about
from statusboard.app.health.together import (
    Together,
    cut_at_removal,
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
    RunFacts,
    ServiceFacts,
)
from statusboard.domain.claim_judging import covers
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
from statusboard.storage.history.outage_arrays import among, spans_in, trouble_in, work_in
from statusboard.storage.history.outage_runs import (
    after_the_longest_gap,
    down_in,
    last_major,
    runs_without_major,
)
from statusboard.storage.history.span_arrays import LASTS_US, SpanArrays, read_arrays
from statusboard.storage.removed_components import read_removed
from statusboard.storage.unit import Unit

# Earlier runs that are looked at for one of which enough was observed.
_RUNS_TRIED = 5
# Times without observation that are left out of one of them, with what was before.
_GAPS_LEFT_OUT = 3


@dataclass(frozen=True)
class ClaimReader:
    """Reads the facts of some services, of a group, or of all, from one picture of the database.

    Of all, and of a group, those count too that were removed, for the time they were there. Months,
    quarters and years are those of contracts: they begin on the `contract_day`. `subjects` is what
    the services are called in a claim; empty where they are all there are. `only`: all there are
    on a page, which shows the services with these ids alone.
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
        return cls._of(unit, components, is_all=False, group=group)

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
        group: str | None = None,
    ) -> "ClaimReader":
        return cls(
            unit=unit,
            components=tuple(components),
            is_all=is_all,
            subjects=()
            if is_all
            else subjects_of(
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
        return together(
            self.unit,
            self.components,
            bounds,
            is_all=self.is_all,
            group=self.group,
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
                arrays=self.seen if "_spans" in self.__dict__ else None,
            )
        return self._held[as_of_us]

    @cached_property
    def _spans(self) -> SpanArrays:
        """Every span there is, read once for all periods; what lasts has no stop."""
        return self._read()

    @cached_property
    def _trouble(self) -> SpanArrays:
        # Of the time since the last major outage alone nothing else is asked.
        found = self._spans if "_spans" in self.__dict__ else self._read(is_trouble=True)
        return trouble_in(found, self._whole, self.as_one(self._whole).ids)

    def _read(self, *, is_trouble: bool = False) -> SpanArrays:
        whole = self._whole
        found = read_arrays(self.unit, whole, now_us=LASTS_US, is_trouble=is_trouble)
        return cut_at_removal(found, self.as_one(whole).gone)

    @property
    def _whole(self) -> Interval:
        return Interval(min(self.first_us or 0, self.unit.now_us), self.unit.now_us)

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

    def bare_run(self) -> RunFacts:
        """The time since the last major outage, without what was before it."""
        since_us, ever = major_free_since(
            self.unit, self.ids, is_all=self.is_all, group=self.group, only=self.only
        )
        if since_us is None:
            return RunFacts(None, ever)
        now_us = self.unit.now_us
        return RunFacts(since_us, ever, self._figure(Interval(min(since_us, now_us), now_us)))

    def facts(self, key: str) -> PeriodFacts | None:
        """What was measured over the period of a key; None where there is none."""
        seen = self.seen
        bare = self.bare_facts(key)
        if bare is None:
            return None
        period = bare.period
        bounds = period.bounds
        unit, ids = self.unit, frozenset(self.as_one(bounds).ids)
        trouble = trouble_in(self._trouble, bounds, ids)
        leaving: defaultdict[int, list[Span]] = defaultdict(list)
        if period.is_rolling:
            for span in spans_in(seen, leaving_bounds(bounds), ids):
                leaving[span.component_id].append(span)
        said = [one for one in incidents_about(unit, ids, bounds) if one.updates]
        waits: list[tuple[Incident, int | None]] = []
        if said:
            happened = whole_among(unit, trouble, work_in(self._spans, bounds, ids))
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

    def run(self) -> RunFacts:
        """The time since the last major outage, and the longest such time before it."""
        bare = self.bare_run()
        if self.first_us is None or not bare.ever:
            return bare
        since_us = self.unit.now_us if bare.since_us is None else bare.since_us
        before = self._trouble.where(self._trouble.start < since_us)
        longest = self._longest(before)
        return replace(bare, last=last_major(before), longest=longest)

    def _longest(self, before: SpanArrays) -> Interval | None:
        """The longest run without a major outage until then of which enough was observed."""
        assert self.first_us is not None
        runs = runs_without_major(before.until(self.watched_us), self.first_us, _RUNS_TRIED)
        found = [seen for run in runs if (seen := self._observed(run)) is not None]
        return max(found, key=lambda one: one.length_us, default=None)

    def _observed(self, run: Interval) -> Interval | None:
        """A run, or the part up to its end of which enough was observed."""
        left: Interval | None = run
        for _ in range(_GAPS_LEFT_OUT):
            if left is None or covers(self._figure(left)):
                return left
            left = after_the_longest_gap(among(self.seen, self.ids), left)
        return None

    def _figure(self, bounds: Interval) -> UptimeFigure:
        found = self._figures(bounds)
        return self.as_one(bounds).whole(self.unit, found, (bounds,), now_us=self.watched_us)

    def _figures(self, bounds: Interval) -> Mapping[int, UptimeFigure]:
        """Of one period the database adds up; where more is asked all spans were read."""
        if "_spans" not in self.__dict__:
            return period_figures(self.unit, (bounds,), self.ids, now_us=self.watched_us)
        return figures_over(self.seen, self.ids, (bounds,) if bounds.length_us else ())

    @cached_property
    def seen(self) -> SpanArrays:
        """Every span there is; what lasts stops when somebody watched last."""
        return self._spans.until(self.watched_us)

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
