"""Planned work under the two-person rule: ask, agree, send back, and what goes out without it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.agreement.agreeing import APPROVAL
from statusboard.app.doorway import Verb
from statusboard.app.maintenance.agreement_commands import submit_work
from statusboard.app.maintenance.commands import change, draft
from statusboard.app.maintenance.file_part import bring_maintenance
from statusboard.app.maintenance.inputs import (
    ApplyMaintenance,
    CancelWork,
    ChangeWork,
    DraftWork,
    EndWork,
    ExtendWork,
    MoveWindow,
    NamedPlan,
    StartWork,
    SubmitWork,
    VerifyWork,
    Worked,
)
from statusboard.app.maintenance.window_commands import cancel, end, extend, move, start, verify
from statusboard.domain.access import Actor, ActorKind, Permission, Role
from statusboard.domain.approval import ApprovalState, Consent
from statusboard.domain.maintenance import MaintenanceStatus, Plan
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.maintenance import read_all_maintenance
from statusboard.storage.tables import AUDIT
from tests.fixtures.people import Team
from tests.fixtures.planned import HOUR, UNDER, plan_of
from tests.fixtures.planned_agreement import DAY, AgreedPlanning
from tests.fixtures.speaking import NOON, person

WHY = "The disk is full."


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> AgreedPlanning:
    made = AgreedPlanning(database, tmp_path / "page")
    made.service("Payments")
    made.rule()
    return made


@pytest.fixture
def work() -> Plan:
    return plan_of([1], starts_at=NOON + 2 * DAY)


def refusal(of: Callable[[], object]) -> RuleBroken:
    with pytest.raises(RuleBroken) as broken:
        of()
    return broken.value


def trail(desk: AgreedPlanning, name: str) -> dict[str, object]:
    """What the newest line of a verb says."""
    with desk.database.reading(desk.clock.now()) as unit:
        asked = select(AUDIT.c.detail).where(AUDIT.c.verb == name).order_by(AUDIT.c.id.desc())
        found: dict[str, object] = json.loads(unit.connection.execute(asked).scalars().first())
    return found


def is_told(desk: AgreedPlanning, worked: Worked) -> bool:
    return desk.window(worked).incident_id is not None


def test_nobody_has_to_agree_where_no_rule_says_so(desk: AgreedPlanning, work: Plan) -> None:
    desk.rule(Consent.NOBODY)

    assert desk.plan(work).status is MaintenanceStatus.SCHEDULED


def test_what_was_never_a_draft_is_refused_with_the_way_there(
    desk: AgreedPlanning, work: Plan
) -> None:
    broken = refusal(lambda: desk.plan(work))

    assert broken.field == APPROVAL
    assert "Keep it as a draft and ask for approval" in broken.sentence
    with desk.database.reading(NOON) as unit:
        assert read_all_maintenance(unit) == ()


def test_a_draft_that_nobody_approved_is_refused_in_words_that_say_who_can(
    desk: AgreedPlanning, work: Plan
) -> None:
    worked = desk.drafted(work)

    broken = refusal(lambda: desk.tells(worked))

    assert broken.field == APPROVAL
    assert "Anybody else than Ada can approve." in broken.sentence
    assert not is_told(desk, worked)


def test_what_another_person_approved_goes_out(desk: AgreedPlanning, work: Plan) -> None:
    worked = desk.approved(work)
    assert desk.stands(worked).is_enough

    assert desk.tells(worked).status is MaintenanceStatus.SCHEDULED
    assert is_told(desk, worked)
    assert trail(desk, "maintenance.plan")["approved_by"] == "Ben"


@pytest.mark.parametrize("who", ["Ada", "ADA"])
def test_whoever_wrote_cannot_approve(desk: AgreedPlanning, work: Plan, who: str) -> None:
    worked = desk.drafted(work)
    desk.asks_for(worked)

    assert refusal(lambda: desk.approve(worked, who)).field == "person"


def test_whoever_wrote_a_part_of_it_or_moved_it_cannot_approve_either(
    desk: AgreedPlanning, work: Plan
) -> None:
    worked = desk.drafted(work)
    worked = desk.drafted(replace(work, body="Cards wait."), worked, "Ben")
    given = MoveWindow(worked.window_id, worked.revision, NOON + 3 * DAY)
    worked = desk.do(move, given, "Cy")
    desk.asks_for(worked)

    assert refusal(lambda: desk.approve(worked, "Ben")).field == "person"
    assert refusal(lambda: desk.approve(worked, "Cy")).field == "person"
    assert desk.approve(worked, "Di").revision == worked.revision


def test_who_could_approve_is_told_by_name(desk: AgreedPlanning, work: Plan) -> None:
    team = Team(desk.database)
    team.with_everybody()
    worked = team.do(draft, DraftWork(work))
    assert desk.stands(worked).can_approve == ()
    team.do(submit_work, SubmitWork(worked.maintenance_id, worked.revision))

    others = ("The approver", "The publisher", "The administrator")
    assert sorted(desk.stands(worked).can_approve) == sorted(others)


def test_nothing_is_approved_that_nobody_asked_for(desk: AgreedPlanning, work: Plan) -> None:
    worked = desk.drafted(work)

    assert "Nobody asks" in refusal(lambda: desk.approve(worked)).sentence


def test_what_was_changed_since_it_was_seen_is_not_approved(
    desk: AgreedPlanning, work: Plan
) -> None:
    seen = desk.drafted(work)
    desk.asks_for(seen)
    desk.asks_for(desk.drafted(replace(work, title="Something else"), seen))

    assert refusal(lambda: desk.approve(seen)).field == "revision"


@pytest.mark.parametrize("way", ["draft", "move", "as it goes out"])
def test_another_plan_has_to_be_approved_again(desk: AgreedPlanning, work: Plan, way: str) -> None:
    worked, other = desk.approved(work), replace(work, body="All cards wait.")
    if way == "draft":
        worked = desk.drafted(other, worked)
    elif way == "move":
        worked = desk.do(move, MoveWindow(worked.window_id, worked.revision, NOON + 3 * DAY))

    broken = refusal(lambda: desk.tells(worked, other if way == "as it goes out" else None))

    assert broken.field == APPROVAL
    assert "It was changed since Ben approved it" in broken.sentence
    assert not is_told(desk, worked)


def test_what_is_sent_back_says_why_and_does_not_go_out(desk: AgreedPlanning, work: Plan) -> None:
    worked = desk.drafted(work)
    desk.asks_for(worked)
    assert refusal(lambda: desk.reject(worked, " ")).field == "words"
    desk.reject(worked)

    assert desk.stands(worked).state is ApprovalState.REJECTED
    assert "“Not on a Friday.”" in refusal(lambda: desk.tells(worked)).sentence
    assert trail(desk, "maintenance.reject")["words"] == "Not on a Friday."


def test_an_approval_is_taken_back(desk: AgreedPlanning, work: Plan) -> None:
    worked = desk.approved(work)
    desk.reject(worked)

    assert refusal(lambda: desk.tells(worked)).field == APPROVAL


def test_asking_and_approving_twice_does_it_once(desk: AgreedPlanning, work: Plan) -> None:
    worked = desk.drafted(work)
    desk.asks_for(worked)
    desk.asks_for(worked)
    assert trail(desk, "maintenance.submit")["again"] is True
    desk.approve(worked)
    desk.approve(worked)
    assert trail(desk, "maintenance.approve")["again"] is True

    assert "Nothing is left to do" in refusal(lambda: desk.approve(worked, "Cy")).sentence


def test_what_could_never_go_out_is_not_asked_for(desk: AgreedPlanning, work: Plan) -> None:
    worked = desk.drafted(work)
    desk.clock.forward(3 * DAY)

    assert refusal(lambda: desk.asks_for(worked)).field == "plan.starts_at"


def test_what_is_planned_is_nothing_to_agree_to(desk: AgreedPlanning, work: Plan) -> None:
    worked = desk.planned(work)

    assert refusal(lambda: desk.asks_for(worked)).field == "maintenance_id"
    assert refusal(lambda: desk.approve(worked)).field == "maintenance_id"


@pytest.mark.parametrize(("ahead", "is_late"), [(DAY, False), (DAY - timedelta(seconds=1), True)])
def test_a_day_before_is_a_day_before(
    desk: AgreedPlanning, ahead: timedelta, *, is_late: bool
) -> None:
    desk.rule(Consent.DAY_BEFORE)
    worked = desk.approved(plan_of([1], starts_at=desk.clock.now() + ahead))

    assert desk.stands(worked).is_enough is not is_late
    if is_late:
        assert "at least a day before it begins" in refusal(lambda: desk.tells(worked)).sentence
    else:
        assert desk.tells(worked).status is MaintenanceStatus.SCHEDULED


def test_an_emergency_is_recorded_with_its_reason(desk: AgreedPlanning, work: Plan) -> None:
    worked = desk.drafted(work)

    assert desk.tells(worked, why=WHY).status is MaintenanceStatus.SCHEDULED
    assert trail(desk, "maintenance.plan")["without_approval"] == WHY


def test_an_emergency_is_not_everybody_s(desk: AgreedPlanning, work: Plan) -> None:
    worked = desk.planned(work)
    may = Role.APPROVER.permissions | {Permission.PUBLISH}
    actor = Actor(ActorKind.PERSON, "Di", may)
    given = CancelWork(worked.window_id, worked.revision, "It rains.", without_approval=WHY)

    broken = refusal(lambda: desk.doorway.do(cancel, given, actor))

    assert broken.sentence.startswith("Di may not do this without approval.")


Change = tuple[Verb[object, Worked], Callable[[AgreedPlanning, Worked, str], object]]


def _changed(desk: AgreedPlanning, of: Worked, why: str, **fields: object) -> object:
    plan = replace(desk.maintenance(of.maintenance_id).plan, **fields)  # type: ignore[arg-type]
    return desk.do(change, ChangeWork(of.maintenance_id, of.revision, plan, why))


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("change", lambda desk, of, why: _changed(desk, of, why, lasts=2 * HOUR)),
        ("change", lambda desk, of, why: _changed(desk, of, why, body="Cards wait.")),
        (
            "move",
            lambda desk, of, why: desk.do(
                move,
                MoveWindow(of.window_id, of.revision, NOON + 3 * DAY, without_approval=why),
            ),
        ),
        ("start", lambda desk, of, why: desk.do(start, StartWork(of.window_id, why))),
        (
            "cancel",
            lambda desk, of, why: desk.do(
                cancel, CancelWork(of.window_id, of.revision, "It rains.", without_approval=why)
            ),
        ),
    ],
)
def test_what_says_another_thing_than_was_agreed_takes_a_reason(
    desk: AgreedPlanning,
    work: Plan,
    name: str,
    act: Callable[[AgreedPlanning, Worked, str], object],
) -> None:
    worked = desk.planned(work)
    before = desk.maintenance(worked.maintenance_id)

    broken = refusal(lambda: act(desk, worked, ""))
    assert broken.field == APPROVAL
    assert "or say why it cannot wait" in broken.sentence
    assert desk.maintenance(worked.maintenance_id) == before

    act(desk, worked, WHY)
    assert trail(desk, f"maintenance.{name}")["without_approval"] == WHY


def test_how_it_begins_and_ends_is_the_team_s_own(desk: AgreedPlanning, work: Plan) -> None:
    worked = desk.planned(work)

    _changed(desk, worked, "", starts_itself=False, ends_itself=False, reminds_before=())

    assert not desk.maintenance(worked.maintenance_id).plan.starts_itself


def test_a_series_under_way_is_not_changed_behind_the_rule(
    desk: AgreedPlanning, work: Plan
) -> None:
    worked = desk.planned(replace(work, repeats="FREQ=WEEKLY"))
    desk.clock.go(NOON + 2 * DAY)
    desk.turn()
    running = replace(worked, revision=desk.maintenance(worked.maintenance_id).revision)

    assert refusal(lambda: _changed(desk, running, "", body="Cards wait.")).field == APPROVAL


def test_what_happens_to_agreed_work_is_told_as_it_happens(
    desk: AgreedPlanning, work: Plan
) -> None:
    worked = desk.planned(replace(work, starts_itself=False, ends_itself=False))
    desk.clock.go(NOON + 2 * DAY)

    desk.do(start, StartWork(worked.window_id))
    desk.do(verify, VerifyWork(worked.window_id))
    assert desk.do(end, EndWork(worked.window_id)).status is MaintenanceStatus.COMPLETED


def test_the_loop_does_what_was_agreed(desk: AgreedPlanning, work: Plan) -> None:
    worked = desk.planned(replace(work, repeats="FREQ=WEEKLY"))
    desk.clock.go(NOON + 2 * DAY)
    desk.turn()
    desk.clock.forward(HOUR)
    turned = desk.turn()

    assert (turned.ended, len(turned.planned)) == ((worked.window_id,), 1)


def test_a_file_keeps_what_is_new_until_somebody_agreed(desk: AgreedPlanning, work: Plan) -> None:
    given = ApplyMaintenance((NamedPlan(replace(work, components={}), {"Payments": UNDER}),))

    def applied() -> tuple[str, ...]:
        with desk.database.writing(desk.clock.now(), person()) as unit:
            return bring_maintenance(unit, given)

    assert applied() == (
        "kept planned work Database upgrade as a draft: somebody else has to agree to it",
    )
    assert applied() == ()
    with desk.database.reading(desk.clock.now()) as unit:
        (known,) = read_all_maintenance(unit)
    assert known.windows[0].status is MaintenanceStatus.DRAFT


def test_another_end_than_was_agreed_takes_a_reason(desk: AgreedPlanning, work: Plan) -> None:
    """The time goes out of uptime, so it is no one person's to say."""
    worked, starts_at = desk.planned(work), NOON + 2 * DAY
    desk.clock.go(starts_at)
    desk.turn()

    given = ExtendWork(worked.window_id, starts_at + 3 * HOUR)
    assert refusal(lambda: desk.do(extend, given)).field == APPROVAL
    desk.do(extend, replace(given, without_approval=WHY))
    assert trail(desk, "maintenance.extend")["without_approval"] == WHY
    desk.clock.go(starts_at + 4 * HOUR)
    desk.turn()

    later = EndWork(worked.window_id, starts_at + 4 * HOUR, "It took longer.")
    assert refusal(lambda: desk.do(end, later)).field == APPROVAL
    desk.do(end, replace(later, without_approval=WHY))
    assert trail(desk, "maintenance.end")["without_approval"] == WHY
    assert trail(desk, "maintenance.end")["end_reason"] == "It took longer."


def test_a_file_changes_nothing_that_is_announced(desk: AgreedPlanning, work: Plan) -> None:
    worked = desk.planned(work)
    other = replace(work, components={}, body="Cards wait.")
    given = ApplyMaintenance((NamedPlan(other, {"Payments": UNDER}),))

    def applied() -> tuple[str, ...]:
        with desk.database.writing(desk.clock.now(), person()) as unit:
            return bring_maintenance(unit, given)

    assert applied() == (
        "asked for approval of a change of planned work Database upgrade: it stays as announced "
        "until then",
    )
    assert applied() == ()
    assert desk.maintenance(worked.maintenance_id).plan == work

    change = desk.change(worked)
    assert change is not None
    desk.approves_change(change.change_id)
    assert desk.maintenance(worked.maintenance_id).plan.body == "Cards wait."
    assert applied() == ()
