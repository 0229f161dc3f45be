"""The model of planned work: people, the loop and the collector do what they can, in any order.

The history is under maintenance exactly where a window was, nobody gets a message where the page
says what it said before, what is worked on raises no alarm, and no window is lost or doubled.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from statusboard.app.maintenance.commands import change
from statusboard.app.maintenance.inputs import (
    CancelWork,
    ChangeWork,
    EndWork,
    ExtendWork,
    MoveWindow,
    StartWork,
    VerifyWork,
)
from statusboard.app.maintenance.window_commands import cancel, end, extend, move, start, verify
from statusboard.app.notices.suggestion_commands import suggest
from statusboard.app.notices.suggestion_inputs import Renew
from statusboard.app.notices.suggestions import SUGGESTIONS
from statusboard.app.page.public import PUBLIC
from statusboard.app.watching.ingest import Ingest
from statusboard.domain.access import loop
from statusboard.domain.instants import SECOND_US
from statusboard.domain.maintenance import Maintenance, MaintenanceStatus, MaintenanceWindow
from statusboard.domain.status import ComponentStatus
from statusboard.domain.subscriber import Wishes
from statusboard.domain.update_kind import UpdateKind
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.incidents import read_planned
from statusboard.storage.maintenance import read_all_maintenance, read_components_of
from statusboard.storage.tables import DISPATCH, INCIDENT_UPDATE
from tests.fixtures.database import _migrated_file
from tests.fixtures.history import DOWN, SLOW, UP
from tests.fixtures.joining import Readers
from tests.fixtures.life_cycle import lives_through
from tests.fixtures.planned import UNDER, Planning, plan_of
from tests.fixtures.speaking import DEGRADED

__all__ = ["_migrated_file"]
MINUTE = timedelta(minutes=1)
SERVICES = (1, 2, 3)
MONITORING = loop("monitoring")
MINUTES = st.integers(1, 90).map(lambda number: number * MINUTE)


class Life(RuleBasedStateMachine):
    """One desk, three services, a reader who wants everything."""

    folder: Path
    migrated: Path
    runs = count(1)

    @initialize()
    def a_desk(self) -> None:
        file = self.folder / f"work-{next(self.runs)}.db"
        file.write_bytes(self.migrated.read_bytes())
        self.database = Database.open(str(file))
        self.desk = Planning(self.database, self.folder / f"page-{file.stem}")
        for name in ("Payments", "Search", "Mail"):
            self.desk.service(name)
        Readers(self.desk).subscribe("a", Wishes())
        self.answers = dict.fromkeys(SERVICES, UP)
        self.words = count(1)
        self.runs_since = self.desk.clock.now()
        self.turned = True

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()

    # What happens

    @rule(
        named=st.dictionaries(
            st.sampled_from(SERVICES), st.sampled_from([UNDER, UNDER, DEGRADED]), min_size=1
        ),
        ahead=MINUTES,
        lasts=MINUTES,
        repeats=st.sampled_from(["", "", "FREQ=DAILY"]),
        by_itself=st.booleans(),
        tells=st.booleans(),
    )
    def somebody_plans(
        self,
        named: dict[int, ComponentStatus],
        ahead: timedelta,
        lasts: timedelta,
        repeats: str,
        by_itself: bool,
        tells: bool,
    ) -> None:
        self.desk.plan(
            plan_of(
                named,
                starts_at=self.desk.clock.now() + ahead,
                lasts=lasts,
                repeats=repeats,
                title=f"Work {next(self.words)}",
                starts_itself=by_itself,
                ends_itself=by_itself,
                tells=tells,
                reminds_before=(20 * MINUTE,),
            )
        )

    @precondition(lambda self: self.open_windows())
    @rule(data=st.data(), by=MINUTES)
    def somebody_does_something(self, data: st.DataObject, by: timedelta) -> None:
        known, window = data.draw(st.sampled_from(self.open_windows()))
        now = self.desk.clock.now()
        acts: dict[str, Callable[[], object]] = {
            "move": lambda: self.desk.do(move, MoveWindow(window.id, known.revision, now + by)),
            "start": lambda: self.desk.do(start, StartWork(window.id)),
            "extend": lambda: self.desk.do(extend, ExtendWork(window.id, window.ends_at + by)),
            "verify": lambda: self.desk.do(verify, VerifyWork(window.id)),
            "end": lambda: self.desk.do(end, EndWork(window.id)),
            "end earlier": lambda: self.desk.do(end, EndWork(window.id, now - by)),
            "cancel": lambda: self.desk.do(
                cancel, CancelWork(window.id, known.revision, "It rains.", by > 45 * MINUTE)
            ),
            "change": lambda: self.desk.do(
                change,
                ChangeWork(
                    known.id,
                    known.revision,
                    plan_of(
                        dict(known.plan.components),
                        starts_at=now + by,
                        title=known.plan.title,
                        repeats=known.plan.repeats,
                    ),
                ),
            ),
        }
        with suppress(RuleBroken):
            acts[data.draw(st.sampled_from(sorted(acts)))]()

    @rule(service=st.sampled_from(SERVICES), answer=st.sampled_from([UP, DOWN, SLOW]))
    def a_service_changes(self, service: int, answer: object) -> None:
        self.answers[service] = answer  # type: ignore[assignment]

    @rule(length=MINUTES, turns=st.sampled_from([True, True, False]))
    def time_passes(self, length: timedelta, turns: bool) -> None:
        until = self.desk.clock.now() + length
        self.desk.minutes(until, self.answers, turns=turns)
        self.turned = turns

    @rule()
    def the_office_looks(self) -> None:
        self.desk.turn()
        self.desk.ingest.follow_maintenance()
        self.turned = True

    @rule()
    def the_collector_starts_anew(self) -> None:
        self.desk.clock.go(self.desk.clock.now_us + 2 * SECOND_US)
        self.desk.ingest = Ingest(self.database, self.desk.clock)
        self.desk.ingest.load()
        self.desk.beat()

    # What is always true

    @invariant()
    def the_history_is_under_maintenance_where_a_window_was(self) -> None:
        if not hasattr(self, "desk"):
            return
        self.desk.ingest.follow_maintenance()
        now = self.desk.clock.now()
        for service in SERVICES:
            covers = [
                cover
                for known, window, named in self.windows()
                if named.get(service) is UNDER
                for cover in [self.cover(known, window)]
                if cover is not None
            ]
            for begins, stops, status in self.desk.spans(service):
                middles = self.edges(begins, stops or now, covers)
                for one, other in pairwise(middles):
                    middle = one + (other - one) / 2
                    is_covered = any(start <= middle < stop for start, stop in covers)
                    assert (status is UNDER) == is_covered, (service, middle, status)

    @invariant()
    def no_window_is_lost_doubled_or_over_another(self) -> None:
        if not hasattr(self, "desk"):
            return
        for known in self.known():
            places = [one.series_at for one in known.windows]
            assert len(places) == len(set(places))
            lived = [one for one in known.windows if one.status is not MaintenanceStatus.CANCELLED]
            spaces = sorted(
                (one.started_at or one.starts_at, one.ended_at or one.ends_at) for one in lived
            )
            if known.plan.ends_itself:
                assert all(stop <= start for (_, stop), (start, _) in pairwise(spaces))
            still_open = [one for one in known.windows if not one.status.is_over]
            assert len(still_open) <= 1

    @invariant()
    def whoever_gets_a_message_reads_something_new(self) -> None:
        if not hasattr(self, "desk"):
            return
        with self.database.reading(self.desk.clock.now()) as unit:
            told = set(
                unit.connection.execute(
                    select(INCIDENT_UPDATE.c.public_id).join(
                        DISPATCH, DISPATCH.c.update_id == INCIDENT_UPDATE.c.id
                    )
                ).scalars()
            )
            incidents = read_planned(unit)
        for incident in incidents:
            steps = [one.wording.status for one in reversed(incident.updates)]
            assert steps == sorted(steps, key=lambda one: one.step)
            for newest, before in pairwise(incident.updates):
                if newest.public_id in told and newest.kind is not UpdateKind.REMINDER:
                    assert newest.wording != before.wording

    @invariant()
    def what_is_worked_on_raises_no_alarm(self) -> None:
        if not hasattr(self, "desk"):
            return
        self.desk.watched()
        self.desk.doorway.do(suggest, Renew(), MONITORING)
        suggested = {
            number for one in self.desk.ask(SUGGESTIONS).items for number in one.wording.components
        }
        now = self.desk.clock.now()
        for known, window, named in self.windows():
            cover = self.cover(known, window)
            if cover is None or not (cover[0] <= now and not window.status.is_over):
                continue
            if cover[1] < now + MINUTE and known.plan.ends_itself:
                continue
            assert not suggested & {n for n, status in named.items() if status is UNDER}
        open_spans = {n: self.desk.spans(n)[-1:] for n in SERVICES}
        broken = {
            n
            for n, last in open_spans.items()
            if last and last[0][1] is None and last[0][2].counts_as_down
        }
        assert broken <= suggested

    @invariant()
    def the_page_says_what_runs(self) -> None:
        if not hasattr(self, "desk") or not self.turned:
            return
        self.desk.turn()
        running: dict[int, list[ComponentStatus]] = {}
        for _, window, named in self.windows():
            if window.status.is_running:
                for number, status in named.items():
                    running.setdefault(number, []).append(status)
        shown = self.desk.ask(PUBLIC).services
        for number, service in zip(SERVICES, shown, strict=True):
            worst = max(
                running.get(number, [ComponentStatus.OPERATIONAL]), key=lambda one: one.severity
            )
            assert service.status is worst

    # What the desk holds

    def known(self) -> tuple[Maintenance, ...]:
        with self.database.reading(self.desk.clock.now()) as unit:
            return read_all_maintenance(unit)

    def windows(
        self,
    ) -> list[tuple[Maintenance, MaintenanceWindow, dict[int, ComponentStatus]]]:
        with self.database.reading(self.desk.clock.now()) as unit:
            pairs = [(one, window) for one in read_all_maintenance(unit) for window in one.windows]
            named = read_components_of(unit, [window.id for _, window in pairs])
        return [(one, window, named[window.id]) for one, window in pairs]

    def open_windows(self) -> list[tuple[Maintenance, MaintenanceWindow]]:
        if not hasattr(self, "desk"):
            return []
        return [(one, window) for one, window, _ in self.windows() if not window.status.is_over]

    def cover(
        self, known: Maintenance, window: MaintenanceWindow
    ) -> tuple[datetime, datetime] | None:
        """What a window has covered by now, reckoned otherwise than the product does."""
        now, plan = self.desk.clock.now(), known.plan
        begins = window.started_at
        if begins is None and window.status is MaintenanceStatus.SCHEDULED and plan.starts_itself:
            begins = window.starts_at
        if begins is None or begins > now:
            return None
        stops = window.ended_at
        if stops is None:
            stops = min(window.ends_at, now) if plan.ends_itself else now
        stops = min(stops, now)
        return (begins, stops) if begins < stops else None

    def edges(
        self, begins: datetime, stops: datetime, covers: list[tuple[datetime, datetime]]
    ) -> list[datetime]:
        """The instants of a span at which something may change."""
        inside = {one for cover in covers for one in cover if begins < one < stops}
        return sorted({begins, stops, *inside})


def _examples(folder: Path, migrated: Path, many: int, steps: int) -> None:
    Life.folder, Life.migrated = folder, migrated
    lives_through(Life, many, steps)


def test_whatever_happens_planned_work_is_told_and_kept_as_it_was(
    tmp_path: Path,
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
) -> None:
    _examples(tmp_path, _migrated_file, 4, 12)


@pytest.mark.slow
def test_whatever_happens_for_long(
    tmp_path: Path,
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
) -> None:
    _examples(tmp_path, _migrated_file, 40, 40)
