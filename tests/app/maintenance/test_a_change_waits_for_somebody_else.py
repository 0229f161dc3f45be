"""Announced work under the two-person rule: a change of it is asked for, agreed to, and made."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.agreement.agreeing import APPROVAL
from statusboard.app.maintenance.agreement_commands import withdraw_request_of_work
from statusboard.app.maintenance.change_commands import (
    propose,
    reject_change,
    withdraw_change,
)
from statusboard.app.maintenance.change_inputs import (
    ProposeWork,
    RejectChange,
    WithdrawChange,
    WorkDeed,
)
from statusboard.app.maintenance.inputs import (
    CancelWork,
    ChangeWork,
    EndWork,
    ExtendWork,
    MoveWindow,
    StartWork,
    WithdrawWork,
    Worked,
)
from statusboard.app.maintenance.window_commands import move
from statusboard.app.notices.waiting import WAITING
from statusboard.domain.approval import ApprovalState, Consent, Matter
from statusboard.domain.maintenance import MaintenanceStatus, Plan
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.incidents import read_incident
from statusboard.storage.tables import AUDIT
from tests.fixtures.planned import HOUR, plan_of
from tests.fixtures.planned_agreement import DAY, AgreedPlanning
from tests.fixtures.speaking import NOON

STARTS = NOON + 2 * DAY
THERE = NOON + 3 * DAY


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> AgreedPlanning:
    made = AgreedPlanning(database, tmp_path / "page")
    made.service("Payments")
    made.rule()
    return made


@pytest.fixture
def work(desk: AgreedPlanning) -> Worked:
    """Work that was agreed to, and that customers know of."""
    return desk.planned(plan_of([1], starts_at=STARTS))


def refusal(of: Callable[[], object]) -> RuleBroken:
    with pytest.raises(RuleBroken) as broken:
        of()
    return broken.value


def said(desk: AgreedPlanning, of: Worked) -> list[str]:
    """Every text that customers were told of it, newest first."""
    incident_id = desk.window(of).incident_id
    assert incident_id is not None
    with desk.database.reading(desk.clock.now()) as unit:
        incident = read_incident(unit, incident_id)
    assert incident is not None
    return [update.wording.body for update in incident.updates]


def trail(desk: AgreedPlanning, name: str) -> dict[str, object]:
    with desk.database.reading(desk.clock.now()) as unit:
        asked = select(AUDIT.c.detail).where(AUDIT.c.verb == name).order_by(AUDIT.c.id.desc())
        found: dict[str, object] = json.loads(unit.connection.execute(asked).scalars().first())
    return found


def moving(of: Worked) -> MoveWindow:
    return MoveWindow(of.window_id, of.revision, THERE)


def test_a_change_waits_and_the_work_goes_on_as_announced(
    desk: AgreedPlanning, work: Worked
) -> None:
    before, told = desk.window(work), said(desk, work)
    desk.proposes(moving(work))

    assert desk.window(work) == before
    assert said(desk, work) == told
    change = desk.change(work)
    assert change is not None
    assert change.is_waiting
    assert (change.by, change.asks) == ("Ada", "Move it to 28 October 2026, 12:00 UTC.")


def test_it_is_made_when_somebody_else_agrees(desk: AgreedPlanning, work: Worked) -> None:
    asked = desk.proposes(moving(work))
    assert refusal(lambda: desk.approves_change(asked.change_id, "ADA")).field == "person"

    done = desk.approves_change(asked.change_id)

    assert (desk.window(work).starts_at, done.generation > 0) == (THERE, True)
    assert len(said(desk, work)) == 2
    assert desk.change(work) is None
    line = trail(desk, "maintenance.approve_change")
    assert (line["asked_by"], line["approved_by"]) == ("Ada", "Ben")


def test_agreeing_twice_makes_it_once(desk: AgreedPlanning, work: Worked) -> None:
    asked = desk.proposes(moving(work))
    desk.approves_change(asked.change_id)
    desk.approves_change(asked.change_id)

    assert len(said(desk, work)) == 2
    assert "Nobody asks" in refusal(lambda: desk.approves_change(asked.change_id, "Cy")).sentence


def _each(desk: AgreedPlanning, of: Worked) -> dict[str, WorkDeed]:
    plan = desk.maintenance(of.maintenance_id).plan
    return {
        "change": ChangeWork(of.maintenance_id, of.revision, replace(plan, body="Cards wait.")),
        "move": moving(of),
        "start": StartWork(of.window_id),
        "cancel": CancelWork(of.window_id, of.revision, "It rains."),
    }


@pytest.mark.parametrize(
    ("deed", "reads"),
    [("change", "Cards wait."), ("move", "28 October"), ("start", ""), ("cancel", "It rains.")],
)
def test_who_agrees_reads_what_customers_will(
    desk: AgreedPlanning, work: Worked, deed: str, reads: str
) -> None:
    asked = desk.proposes(_each(desk, work)[deed])
    shown = desk.detail(work).redline
    assert shown is not None
    (before,) = said(desk, work)
    assert before in shown.before
    assert reads in shown.after

    desk.approves_change(asked.change_id)

    assert said(desk, work)[0] in shown.after


def test_an_extension_is_agreed_to(desk: AgreedPlanning, work: Worked) -> None:
    desk.clock.go(STARTS)
    desk.turn()
    asked = desk.proposes(ExtendWork(work.window_id, STARTS + 3 * HOUR))
    assert desk.window(work).ends_at == STARTS + HOUR

    desk.approves_change(asked.change_id)

    assert desk.window(work).ends_at == STARTS + 3 * HOUR


def test_an_end_that_is_put_later_afterwards_is_agreed_to(
    desk: AgreedPlanning, work: Worked
) -> None:
    desk.clock.go(STARTS)
    desk.turn()
    desk.clock.go(STARTS + 3 * HOUR)
    desk.turn()
    asked = desk.proposes(EndWork(work.window_id, STARTS + 2 * HOUR, "The index took longer."))
    assert desk.window(work).ended_at == STARTS + HOUR
    change = desk.change(work)
    assert change is not None
    assert "afterwards: “The index took longer.”" in change.asks

    desk.approves_change(asked.change_id)

    known = desk.window(work)
    assert (known.ended_at, known.end_reason) == (STARTS + 2 * HOUR, "The index took longer.")


def test_another_change_takes_the_place_of_what_waited(desk: AgreedPlanning, work: Worked) -> None:
    first = desk.proposes(moving(work))
    assert desk.proposes(moving(work)).change_id == first.change_id
    second = desk.proposes(CancelWork(work.window_id, work.revision, "It rains."))

    broken = refusal(lambda: desk.approves_change(first.change_id))
    assert broken.sentence == "Ada asked for something else."
    desk.approves_change(second.change_id)
    assert desk.window(work).status is MaintenanceStatus.CANCELLED


def test_a_window_that_began_meanwhile_is_not_moved(desk: AgreedPlanning, work: Worked) -> None:
    asked = desk.proposes(moving(work))
    desk.clock.go(STARTS)

    desk.turn()

    change = desk.change(work)
    assert change is not None
    assert not change.is_waiting
    assert change.problem.startswith("This comes to nothing any more. This work has begun.")
    broken = refusal(lambda: desk.approves_change(asked.change_id))
    assert "This work has begun." in broken.sentence
    assert desk.ask(WAITING) == ()


@pytest.mark.parametrize("is_noted", [True, False])
def test_work_that_was_changed_meanwhile_is_not_changed_unseen(
    desk: AgreedPlanning, work: Worked, *, is_noted: bool
) -> None:
    asked = desk.proposes(CancelWork(work.window_id, work.revision, "It rains."))
    if is_noted:
        desk.do(move, replace(moving(work), without_approval="The disk is full."))
    else:
        given = ChangeWork(
            work.maintenance_id,
            work.revision,
            replace(desk.maintenance(work.maintenance_id).plan, starts_itself=False),
        )
        from statusboard.app.maintenance.commands import change

        desk.do(change, given)

    broken = refusal(lambda: desk.approves_change(asked.change_id))

    assert "was changed meanwhile" in broken.sentence
    assert desk.window(work).status is MaintenanceStatus.SCHEDULED


def test_it_is_sent_back_with_a_word(desk: AgreedPlanning, work: Worked) -> None:
    asked = desk.proposes(moving(work))
    assert (
        refusal(lambda: desk.do(reject_change, RejectChange(asked.change_id, " "), "Ben")).field
        == "words"
    )
    desk.do(reject_change, RejectChange(asked.change_id, "Not on a Friday."), "Ben")

    change = desk.change(work)
    assert change is not None
    assert change.agreement.state is ApprovalState.REJECTED
    assert "Nobody asks" in refusal(lambda: desk.approves_change(asked.change_id, "Cy")).sentence
    assert desk.proposes(moving(work)).change_id != asked.change_id


def test_it_is_taken_back(desk: AgreedPlanning, work: Worked) -> None:
    asked = desk.proposes(moving(work))
    for _ in range(2):
        desk.do(withdraw_change, WithdrawChange(asked.change_id))

    assert desk.change(work) is None
    assert "Nobody asks" in refusal(lambda: desk.approves_change(asked.change_id)).sentence


def test_what_waits_is_listed_for_whoever_could_agree(desk: AgreedPlanning, work: Worked) -> None:
    desk.proposes(moving(work))

    (waiting,) = desk.ask(WAITING)

    assert (waiting.matter, waiting.number) == (Matter.MAINTENANCE_CHANGE, work.window_id)
    assert waiting.step.by.name == "Ada"


def test_the_window_of_a_series_that_follows_shows_what_waits(desk: AgreedPlanning) -> None:
    work = desk.planned(plan_of([1], starts_at=STARTS, repeats="FREQ=WEEKLY"))
    plan = replace(desk.maintenance(work.maintenance_id).plan, body="Cards wait.")
    asked = desk.proposes(ChangeWork(work.maintenance_id, work.revision, plan))
    desk.clock.go(STARTS)
    desk.turn()
    desk.clock.forward(2 * HOUR)
    desk.turn()

    following = desk.maintenance(work.maintenance_id).windows[-1]
    change = desk.change(replace(work, window_id=following.id))
    assert change is not None
    assert change.is_waiting
    desk.approves_change(asked.change_id)
    assert desk.maintenance(work.maintenance_id).plan.body == "Cards wait."


def test_a_day_before_counts_for_the_new_time(desk: AgreedPlanning, work: Worked) -> None:
    desk.rule(Consent.DAY_BEFORE)
    soon = MoveWindow(work.window_id, work.revision, desk.clock.now() + DAY - timedelta(minutes=1))
    asked = desk.proposes(soon)

    broken = refusal(lambda: desk.approves_change(asked.change_id))

    assert "at least a day before it begins" in broken.sentence
    assert desk.window(work).starts_at == STARTS
    later = desk.proposes(moving(work))
    desk.approves_change(later.change_id)
    assert desk.window(work).starts_at == THERE


def test_what_could_not_be_is_not_asked_for(desk: AgreedPlanning, work: Worked) -> None:
    past = MoveWindow(work.window_id, work.revision, NOON - HOUR)
    assert "is past" in refusal(lambda: desk.proposes(past)).sentence
    same = MoveWindow(work.window_id, work.revision, STARTS)
    assert "change nothing" in refusal(lambda: desk.proposes(same)).sentence
    assert "one thing" in refusal(lambda: desk.do(propose, ProposeWork())).sentence
    draft = desk.drafted(plan_of([1], starts_at=STARTS, title="Another"))
    assert "is a draft" in refusal(lambda: desk.proposes(moving(draft))).sentence
    desk.rule(Consent.NOBODY)
    assert refusal(lambda: desk.proposes(moving(work))).field == APPROVAL


def test_a_draft_s_question_is_taken_back(desk: AgreedPlanning) -> None:
    draft = desk.drafted(plan_of([1], starts_at=STARTS))
    desk.asks_for(draft)

    desk.do(withdraw_request_of_work, WithdrawWork(draft.maintenance_id, draft.revision))

    assert desk.stands(draft).state is ApprovalState.OPEN
    assert refusal(lambda: desk.approve(draft)).field == "revision"


def test_who_agrees_to_a_draft_again_sees_what_has_changed(desk: AgreedPlanning) -> None:
    plan: Plan = plan_of([1], starts_at=STARTS)
    draft = desk.approved(plan)
    shown = desk.detail(draft).redline
    assert shown is not None
    assert shown.before == shown.after
    draft = desk.drafted(replace(plan, starts_at=plan.starts_at + HOUR, body="Cards wait."), draft)

    shown = desk.detail(draft).redline

    assert shown is not None
    assert (shown.approved_by, "Cards wait." in shown.after) == ("Ben", True)
    assert "12:00 to 13:00 UTC" in shown.before
    assert "13:00 to 14:00 UTC" in shown.after
