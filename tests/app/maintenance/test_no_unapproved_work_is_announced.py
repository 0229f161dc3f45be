"""A model of people who plan: whatever the order, no unapproved work is announced or changed.

Three people write, ask, agree, send back, tell, move, change and cancel; the rule comes and goes,
and the loop does what is due.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from statusboard.app.agreement.agreeing import APPROVAL
from statusboard.app.maintenance.change_inputs import WorkDeed
from statusboard.app.maintenance.commands import change
from statusboard.app.maintenance.inputs import CancelWork, ChangeWork, MoveWindow, Worked
from statusboard.app.maintenance.window_commands import cancel, move
from statusboard.domain.approval import Consent
from statusboard.domain.maintenance import Maintenance, MaintenanceStatus, Plan
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.incidents import read_planned
from statusboard.storage.maintenance import read_all_maintenance
from tests.fixtures.database import _migrated_file
from tests.fixtures.life_cycle import lives_through
from tests.fixtures.planned import HOUR, plan_of
from tests.fixtures.planned_agreement import AgreedPlanning

__all__ = ["_migrated_file"]
WHO = st.sampled_from(["Ada", "Ben", "Cy"])
WHY = st.sampled_from(["", "", "It cannot wait."])
HOURS = st.integers(30, 60).map(lambda number: number * HOUR)
# So few at once, that what belongs together meets.
MOST = 2


@dataclass
class Work:
    """What the model knows of a draft: who stood up for it as it is, and whether that is enough."""

    ever: set[str]  # whoever wrote or asked at any time
    writers: set[str]  # of what was changed since it was agreed to, or asked for as it is
    is_asked: bool = False
    approved_by: str = ""

    def is_written(self, who: str) -> None:
        self.writers = {who} if self.approved_by else self.writers | {who}
        self.ever.add(who)
        self.is_asked, self.approved_by = False, ""


@dataclass
class Known:
    """Everything by the number of its work: drafts, and the titles that customers may read."""

    drafts: dict[int, Work] = field(default_factory=dict)
    titles: dict[int, set[str]] = field(default_factory=dict)


class Agreeing(RuleBasedStateMachine):
    """Each step is a verb of somebody, or what the loop does by itself."""

    folder: Path
    migrated: Path
    runs = count()

    @initialize()
    def a_desk(self) -> None:
        file = self.folder / f"work-{next(self.runs)}.db"
        shutil.copyfile(self.migrated, file)
        self.database = Database.open(str(file))
        self.desk = AgreedPlanning(self.database, self.folder / f"page-{file.stem}")
        self.desk.service("Payments")
        self.model, self.words, self.is_asked = Known(), count(1), True
        self.asked: dict[int, tuple[str, int, str]] = {}
        self.desk.rule()

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()

    # What people do

    @precondition(lambda self: hasattr(self, "model") and len(self.model.drafts) < MOST)
    @rule(who=WHO, ahead=HOURS, repeats=st.sampled_from(["", "FREQ=DAILY"]))
    def somebody_begins(self, who: str, ahead: timedelta, repeats: str) -> None:
        worked = self.desk.drafted(self._plan(ahead, repeats), who=who)
        self.model.drafts[worked.maintenance_id] = Work({who}, {who})

    @precondition(lambda self: hasattr(self, "model") and self.model.drafts)
    @rule(data=st.data(), who=WHO, ahead=HOURS, is_moved=st.booleans())
    def somebody_writes_on(
        self, data: st.DataObject, who: str, ahead: timedelta, *, is_moved: bool
    ) -> None:
        number, known = self._a_draft(data)
        if is_moved:
            starts_at = self.desk.clock.now() + ahead
            given = MoveWindow(known.windows[0].id, known.revision, starts_at)
            if self._refused(lambda: self.desk.do(move, given, who)) is not None:
                return
            if self._known(number) == known:
                return
        else:
            plan = replace(known.plan, title=f"Work {next(self.words)}")
            if self._refused(lambda: self.desk.drafted(plan, self._of(known), who)) is not None:
                return
        self.model.drafts[number].is_written(who)

    @precondition(lambda self: hasattr(self, "model") and self.model.drafts)
    @rule(data=st.data(), who=WHO, other=WHO)
    def somebody_asks_and_is_answered(self, data: st.DataObject, who: str, other: str) -> None:
        number, known = self._a_draft(data)
        work, of = self.model.drafts[number], self._of(known)
        if self._refused(lambda: self.desk.asks_for(of, who)) is None and not (
            work.is_asked or work.approved_by
        ):
            work.is_asked = True
            work.writers.add(who)
            work.ever.add(who)
        was_asked = work.is_asked
        refused = self._refused(lambda: self.desk.approve(of, other))
        if was_asked and refused is None:
            assert other not in work.writers
            work.is_asked, work.approved_by = False, other
        elif was_asked:
            assert other in work.ever
        elif refused is None:
            assert work.approved_by == other  # asked once more

    @precondition(lambda self: hasattr(self, "model") and self.model.drafts)
    @rule(data=st.data(), who=WHO)
    def somebody_sends_back(self, data: st.DataObject, who: str) -> None:
        number, known = self._a_draft(data)
        work = self.model.drafts[number]
        refused = self._refused(lambda: self.desk.reject(self._of(known), who=who))
        assert (refused is None) is bool(work.is_asked or work.approved_by)
        work.is_asked, work.approved_by = False, ""

    @precondition(lambda self: hasattr(self, "model") and self.model.drafts)
    @rule(data=st.data(), who=WHO, why=WHY, is_changed=st.booleans())
    def somebody_tells(self, data: st.DataObject, who: str, why: str, *, is_changed: bool) -> None:
        number, known = self._a_draft(data)
        plan = known.plan
        if is_changed:
            plan = replace(plan, title=f"Work {next(self.words)}")
        may = not self.is_asked or bool(why)
        may = may or (bool(self.model.drafts[number].approved_by) and not is_changed)
        refused = self._refused(lambda: self.desk.tells(self._of(known), plan, why, who))
        # Not too little either: what is agreed to, or an emergency, goes out; unless it is past.
        assert (refused is None) is may or (refused is not None and refused.field != APPROVAL)
        if refused is None:
            del self.model.drafts[number]
            self.model.titles[number] = {plan.title}

    @precondition(lambda self: hasattr(self, "model") and self._open())
    @rule(data=st.data(), who=WHO, why=WHY, ahead=HOURS, what=st.sampled_from(["c", "m", "x"]))
    def somebody_says_another_thing(
        self, data: st.DataObject, who: str, why: str, ahead: timedelta, what: str
    ) -> None:
        known = data.draw(st.sampled_from(self._open()))
        window = next(one for one in known.windows if not one.status.is_over)
        title = f"Work {next(self.words)}"
        given = {
            "c": (change, ChangeWork(known.id, known.revision, self._titled(known, title), why)),
            "m": (
                move,
                MoveWindow(window.id, known.revision, self.desk.clock.now() + ahead, None, why),
            ),
            "x": (cancel, CancelWork(window.id, known.revision, "No.", False, why)),
        }[what]
        refused = self._refused(lambda: self.desk.do(*given, who))  # type: ignore[arg-type]
        if self.is_asked and not why:
            assert refused is not None or self._known(known.id) == known
        elif refused is None and what == "c":
            self.model.titles[known.id].add(title)

    @precondition(lambda self: hasattr(self, "model") and self.is_asked and self._open())
    @rule(data=st.data(), who=WHO, other=WHO, ahead=HOURS, what=st.sampled_from(["c", "m", "x"]))
    def somebody_asks_for_another_thing(
        self, data: st.DataObject, who: str, other: str, ahead: timedelta, what: str
    ) -> None:
        known = data.draw(st.sampled_from(self._open()))
        window = next(one for one in known.windows if not one.status.is_over)
        title = f"Work {next(self.words)}"
        starts_at = self.desk.clock.now() + ahead
        given: WorkDeed = {
            "c": ChangeWork(known.id, known.revision, self._titled(known, title)),
            "m": MoveWindow(window.id, known.revision, starts_at),
            "x": CancelWork(window.id, known.revision, "No."),
        }[what]  # type: ignore[assignment]
        asked: list[int] = []
        if self._refused(lambda: asked.append(self.desk.proposes(given, who).change_id)):
            return
        assert self._known(known.id) == known
        self.asked[asked[0]] = (who, known.id, title if what == "c" else "")
        self._somebody_agrees(asked[0], other)

    @precondition(lambda self: hasattr(self, "model") and self.asked)
    @rule(data=st.data(), other=WHO)
    def somebody_agrees_later(self, data: st.DataObject, other: str) -> None:
        self._somebody_agrees(data.draw(st.sampled_from(sorted(self.asked))), other)

    def _somebody_agrees(self, change_id: int, other: str) -> None:
        who, number, title = self.asked[change_id]
        if self._refused(lambda: self.desk.approves_change(change_id, other)) is not None:
            return
        assert other != who
        del self.asked[change_id]
        self.model.titles[number].add(title)

    @rule(is_asked=st.booleans())
    def the_team_changes_its_rule(self, *, is_asked: bool) -> None:
        self.desk.rule(Consent.OTHER if is_asked else Consent.NOBODY)
        self.is_asked = is_asked

    @rule(length=HOURS)
    def time_passes(self, length: timedelta) -> None:
        self.desk.clock.forward(length / 3)
        self.desk.turn()

    # What is true at every moment

    @invariant()
    def customers_read_only_what_was_agreed_to(self) -> None:
        if not hasattr(self, "model"):
            return
        with self.database.reading(self.desk.clock.now()) as unit:
            told = {one.id: one for one in read_planned(unit)}
            works = read_all_maintenance(unit)
        for known in works:
            said = {
                told[window.incident_id].wording.title
                for window in known.windows
                if window.incident_id in told and not window.status.is_over
            }
            assert said <= self.model.titles.get(known.id, set())

    # How it is asked

    def _plan(self, ahead: timedelta, repeats: str) -> Plan:
        starts_at = self.desk.clock.now() + ahead
        return plan_of([1], starts_at=starts_at, title=f"Work {next(self.words)}", repeats=repeats)

    def _titled(self, known: Maintenance, title: str) -> Plan:
        return replace(known.plan, title=title)

    def _a_draft(self, data: st.DataObject) -> tuple[int, Maintenance]:
        number = data.draw(st.sampled_from(sorted(self.model.drafts)))
        return number, self._known(number)

    def _known(self, number: int) -> Maintenance:
        return self.desk.maintenance(number)

    def _open(self) -> list[Maintenance]:
        with self.database.reading(self.desk.clock.now()) as unit:
            works = read_all_maintenance(unit)
        draft = MaintenanceStatus.DRAFT
        return [
            one
            for one in works
            if any(not (w.status.is_over or w.status is draft) for w in one.windows)
        ]

    @staticmethod
    def _of(known: Maintenance) -> Worked:
        window = known.windows[0]
        return Worked(known.id, known.revision, window.id, window.status)

    @staticmethod
    def _refused(of: Callable[[], object]) -> RuleBroken | None:
        try:
            of()
        except RuleBroken as broken:
            return broken
        return None


def _examples(folder: Path, migrated: Path, many: int, steps: int) -> None:
    Agreeing.folder, Agreeing.migrated = folder, migrated
    lives_through(Agreeing, many, steps)


def test_whatever_happens_no_unapproved_work_is_announced(
    tmp_path: Path,
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
) -> None:
    _examples(tmp_path, _migrated_file, 8, 15)


@pytest.mark.slow
def test_whatever_happens_for_long(
    tmp_path: Path,
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
) -> None:
    _examples(tmp_path, _migrated_file, 150, 40)
