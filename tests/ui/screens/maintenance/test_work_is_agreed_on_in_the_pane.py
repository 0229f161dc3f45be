"""Where somebody else has to agree, the pane says how a plan stands, and what can be done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.maintenance.agreement_commands import approve_work, submit_work
from statusboard.app.maintenance.change_commands import propose
from statusboard.app.maintenance.change_inputs import ProposeWork
from statusboard.app.maintenance.commands import draft
from statusboard.app.maintenance.inputs import (
    ApproveWork,
    DraftWork,
    MoveWindow,
    SubmitWork,
    Worked,
)
from statusboard.app.settings import AGREEMENT
from statusboard.domain.access import Actor, ActorKind, Role, person
from statusboard.domain.approval import Consent, Occasion
from statusboard.domain.maintenance import MaintenanceStatus
from tests.fixtures.maintenance_screen import PlanningRoom, settle
from tests.fixtures.people import Team
from tests.fixtures.planned import plan_of
from ui.runtime.operations import Operations
from ui.screens.destinations import MaintenancePlace
from ui.screens.maintenance.end_sheet import EndSheet
from ui.screens.maintenance.screen import MaintenanceScreen
from ui.screens.maintenance.sheets import CancelSheet, ExtendSheet, StartSheet

Opened = Callable[[], MaintenanceScreen]
HOUR = timedelta(hours=1)
WHY = "The disk is full."


@pytest.fixture(autouse=True)
def rule(room: PlanningRoom, operations: Operations) -> None:
    """Somebody else has to agree, and Ada sits at the window."""
    room.newsroom.setting(AGREEMENT.setting(Occasion.PLANNED_WORK.value), Consent.OTHER.value)
    operations.permitted.know(person("Ada"), ())


def press(qtbot: QtBot, button: QPushButton, operations: Operations) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)


def asks(room: PlanningRoom, of: Worked, who: str) -> None:
    room.newsroom.do(submit_work, SubmitWork(of.maintenance_id, of.revision), who)


def approved(room: PlanningRoom) -> Worked:
    worked = room.draft(room.payments)
    asks(room, worked, "Ada")
    given = ApproveWork(worked.maintenance_id, worked.revision)
    done: Worked = room.newsroom.do(approve_work, given, "Ben")
    return done


def planned(room: PlanningRoom) -> Worked:
    """Work that customers know of, from before there was a rule."""
    room.newsroom.setting(AGREEMENT.setting(Occasion.PLANNED_WORK.value), None)
    worked = room.plan(room.payments)
    room.newsroom.setting(AGREEMENT.setting(Occasion.PLANNED_WORK.value), Consent.OTHER.value)
    return worked


def test_without_a_rule_nothing_of_it_is_shown(opened: Opened, room: PlanningRoom) -> None:
    room.newsroom.setting(AGREEMENT.setting(Occasion.PLANNED_WORK.value), None)
    room.draft(room.payments)
    screen = opened()

    assert not screen.pane.approval.isVisible()
    assert screen.pane.save.isEnabled()
    assert screen.pane.form.chip.word == "Draft"


def test_a_new_plan_cannot_be_told_and_says_why(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    screen = opened()
    screen.plan_new()
    qtbot.keyClicks(screen.pane.form.title, "Database upgrade")
    screen.pane.form.services.add(room.payments)
    pane = screen.pane

    assert not pane.save.isEnabled()
    assert "Somebody else has to approve" in pane.save.toolTip()
    press(qtbot, pane.approval.ask_button, operations)

    assert pane.status is MaintenanceStatus.DRAFT
    assert not pane.problem.isVisible()
    assert pane.form.chip.word == "Draft · waits for approval"
    assert "Ada asked for approval" in pane.approval.note.sentence
    assert not pane.approval.approve_button.isVisible()
    assert not pane.approval.ask_button.isVisible()
    assert not pane.save.isEnabled()


def test_who_is_waited_for_is_named_where_it_is_one(opened: Opened, room: PlanningRoom) -> None:
    team = Team(room.newsroom.database, room.newsroom.clock)
    team.add("Ada", login="ada")
    team.add("Ben", Role.APPROVER, login="ben")
    worked = team.do(draft, DraftWork(plan_of([room.payments])))
    team.do(submit_work, SubmitWork(worked.maintenance_id, worked.revision))
    screen = opened()

    assert screen.pane.form.chip.word == "Draft · waits for Ben"
    assert screen.pane.approval.note.sentence.endswith("Ben can give it.")


def test_somebody_else_approves_what_is_shown(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    asks(room, room.draft(room.payments), "Ben")
    operations.permitted.know(person("Cy"), ())
    screen = opened()
    assert "Ben asks for your approval" in screen.pane.approval.note.sentence

    # Whoever it is by the office's word decides: there it is Ada, who wrote it.
    press(qtbot, screen.pane.approval.approve_button, operations)
    assert "somebody else has to approve" in screen.pane.problem.sentence

    written = room.newsroom.do(draft, DraftWork(plan_of([room.search], title="Theirs")), "Ben")
    asks(room, written, "Ben")
    operations.permitted.know(person("Ada"), ())
    screen.focus_on(MaintenancePlace(written.window_id))
    settle(qtbot, operations)
    press(qtbot, screen.pane.approval.approve_button, operations)
    assert screen.pane.form.chip.word == "Draft · approved"
    assert screen.pane.approval.note.sentence.startswith("Approved by Ada")
    assert not screen.pane.problem.isVisible()


def test_what_was_approved_is_saved_and_told(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    approved(room)
    screen = opened()

    assert screen.pane.approval.note.sentence.startswith("Approved by Ben")
    assert screen.pane.form.chip.word == "Draft · approved"
    press(qtbot, screen.pane.save, operations)

    assert screen.pane.status is MaintenanceStatus.SCHEDULED
    assert not screen.pane.approval.isVisible()


def test_typing_on_takes_the_way_to_tell_away(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    approved(room)
    screen = opened()

    qtbot.keyClicks(screen.pane.form.title, " again")

    assert "needs approval again" in screen.pane.approval.note.sentence
    assert not screen.pane.save.isEnabled()
    press(qtbot, screen.pane.approval.ask_button, operations)
    assert screen.pane.form.chip.word == "Draft · waits for approval"


def test_in_an_emergency_a_reason_opens_the_way(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = room.draft(room.payments)
    screen = opened()
    part = screen.pane.approval

    press(qtbot, part.without_button, operations)
    assert part.reason.hasFocus()
    assert not screen.pane.save.isEnabled()
    qtbot.keyClicks(part.reason, WHY)
    assert screen.pane.save.text() == "Tell without approval"
    press(qtbot, screen.pane.save, operations)

    assert room.kept(worked.window_id).windows[0].status is MaintenanceStatus.SCHEDULED


def test_sending_back_takes_a_word(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = room.draft(room.payments)
    asks(room, worked, "Ada")
    operations.permitted.know(person("Ben"), ())
    screen = opened()
    part = screen.pane.approval

    press(qtbot, part.reject_button, operations)
    assert part.sent_back.hasFocus()
    assert part.reject_button.text() == "Send back"
    press(qtbot, part.reject_button, operations)
    assert part.sent_back.isVisible()
    qtbot.keyClicks(part.sent_back, "Not on a Friday.")
    press(qtbot, part.reject_button, operations)

    assert part.note.sentence == "Ada sent this back: “Not on a Friday”."
    assert screen.pane.form.chip.word == "Draft · sent back"


def test_a_change_of_what_is_told_takes_a_reason_in_its_own_line(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = planned(room)
    screen = opened()
    assert not screen.pane.approval.isVisible()

    screen.pane.form.starts_itself.click()
    assert not screen.pane.approval.isVisible()
    assert screen.pane.save.isEnabled()
    screen.pane.form.title.end(False)
    qtbot.keyClicks(screen.pane.form.title, " again")
    assert "Until then it stays as announced" in screen.pane.approval.note.sentence
    assert not screen.pane.save.isEnabled()
    press(qtbot, screen.pane.approval.without_button, operations)
    qtbot.keyClicks(screen.pane.approval.reason, WHY)
    press(qtbot, screen.pane.save, operations)

    assert room.plan_of_window(worked.window_id).title == "Database upgrade again"


@pytest.mark.parametrize("what", ["cancel", "start"])
def test_a_question_asks_why_it_cannot_wait(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot, what: str
) -> None:
    worked = planned(room)
    screen = opened()
    press(qtbot, getattr(screen.pane, what), operations)
    sheet = screen.tasks.sheet
    assert isinstance(sheet, CancelSheet | StartSheet)
    if isinstance(sheet, CancelSheet):
        qtbot.keyClicks(sheet.words, "It rains.")

    assert not sheet.act_button.isEnabled()
    qtbot.keyClicks(sheet.reason, WHY)
    press(qtbot, sheet.act_button, operations)

    after = room.kept(worked.window_id).windows[0].status
    assert after in (MaintenanceStatus.CANCELLED, MaintenanceStatus.IN_PROGRESS)


def test_who_may_not_tell_is_told_whom_to_ask(
    opened: Opened, room: PlanningRoom, operations: Operations
) -> None:
    approved(room)
    author = Actor(ActorKind.PERSON, "Di", Role.AUTHOR.permissions, 4)
    operations.permitted.know(author, ("Ada",))
    screen = opened()

    assert not screen.pane.save.isEnabled()
    assert "it takes the role of publisher. Ask Ada." in screen.pane.save.toolTip()
    assert not screen.pane.approval.without_button.isVisible()


def proposed(room: PlanningRoom, who: str = "Ben") -> Worked:
    """Work that customers know of, of which somebody asked for another time."""
    worked = planned(room)
    starts_at = room.newsroom.clock.now() + 72 * HOUR
    given = MoveWindow(worked.window_id, worked.revision, starts_at)
    room.newsroom.do(propose, ProposeWork(move=given), who)
    return worked


def test_a_change_is_asked_for_in_the_pane(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = planned(room)
    screen = opened()
    part = screen.pane.approval
    qtbot.keyClicks(screen.pane.form.title, " again")

    press(qtbot, part.ask_button, operations)

    assert room.plan_of_window(worked.window_id).title == "Database upgrade"
    assert "Ada asked" in part.note.sentence
    assert "until then nothing changes" in part.note.sentence
    assert screen.pane.form.chip.word == "Scheduled · change waits"
    assert part.redline.isVisible()
    assert not part.approve_button.isVisible()
    assert screen.pane.form.title.text() == "Database upgrade"
    press(qtbot, part.withdraw_button, operations)
    assert not part.isVisible()


def test_what_waits_is_approved_with_two_clicks(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = proposed(room)
    room.draft(room.search, hours=12, title="Another")
    screen = opened()
    shown = screen.table.model()
    index = next(
        one
        for one in (shown.index(n, 1) for n in range(shown.rowCount()))
        if one.data() == "Database upgrade"
    )
    cell = screen.table.visualRect(index).center()
    qtbot.mouseClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    settle(qtbot, operations)
    assert "Ben asks for your approval" in screen.pane.approval.note.sentence
    diff = screen.pane.approval.redline.diff
    assert diff is not None
    assert "added:" in diff.accessibleDescription()

    press(qtbot, screen.pane.approval.approve_button, operations)

    there = room.newsroom.clock.now() + 72 * HOUR
    assert room.kept(worked.window_id).windows[0].starts_at == there
    assert not screen.pane.approval.isVisible()
    assert screen.pane.problem.sentence.startswith("Approved and done.")


def test_a_change_is_sent_back_and_put_away(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    proposed(room)
    screen = opened()
    part = screen.pane.approval
    press(qtbot, part.reject_button, operations)
    qtbot.keyClicks(part.sent_back, "Not on a Friday.")
    press(qtbot, part.reject_button, operations)

    assert part.note.sentence.startswith("Ada sent a change back: “Not on a Friday”. It asked: ")
    assert part.withdraw_button.text() == "Put it away"
    press(qtbot, part.withdraw_button, operations)
    assert not part.isVisible()


def test_what_time_overtook_says_so(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    proposed(room)
    room.pass_time(24)
    screen = opened()
    part = screen.pane.approval

    assert "This comes to nothing any more. This work has begun." in part.note.sentence
    assert not part.approve_button.isVisible()
    press(qtbot, part.withdraw_button, operations)
    assert not part.isVisible()


def test_a_later_end_of_work_that_is_over_waits_for_somebody_else(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = planned(room)
    for _ in range(3):
        room.pass_time(12.5)
    screen = opened()
    screen.focus_on(MaintenancePlace(worked.window_id))
    settle(qtbot, operations)
    press(qtbot, screen.pane.correct, operations)
    sheet = screen.tasks.sheet
    assert isinstance(sheet, EndSheet)
    sheet.at.setDateTime(sheet.at.dateTime().addSecs(20 * 60))
    qtbot.keyClicks(sheet.words, "The index took longer.")
    assert not sheet.act_button.isEnabled()
    before = room.kept(worked.window_id)
    press(qtbot, sheet.ask_button, operations)

    assert room.kept(worked.window_id) == before
    assert "until then nothing changes" in screen.pane.approval.note.sentence


@pytest.mark.parametrize("what", ["cancel", "start", "extend"])
def test_a_question_can_be_asked_of_somebody_else(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot, what: str
) -> None:
    worked = planned(room)
    if what == "extend":
        room.pass_time(24)
    screen = opened()
    press(qtbot, getattr(screen.pane, what), operations)
    sheet = screen.tasks.sheet
    assert isinstance(sheet, CancelSheet | StartSheet | ExtendSheet)
    if isinstance(sheet, CancelSheet):
        assert not sheet.ask_button.isEnabled()
        qtbot.keyClicks(sheet.words, "It rains.")
    before = room.kept(worked.window_id)
    press(qtbot, sheet.ask_button, operations)

    assert room.kept(worked.window_id) == before
    assert "until then nothing changes" in screen.pane.approval.note.sentence


def test_the_question_about_a_draft_is_taken_back(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    asks(room, room.draft(room.payments), "Ada")
    screen = opened()

    press(qtbot, screen.pane.approval.withdraw_button, operations)

    assert screen.pane.form.chip.word == "Draft · not approved"


def test_who_approves_a_draft_again_sees_what_has_changed(
    opened: Opened, room: PlanningRoom, operations: Operations
) -> None:
    worked = approved(room)
    other = replace(room.plan_of_window(worked.window_id), body="Cards wait.")
    again = room.newsroom.do(draft, DraftWork(other, worked.maintenance_id, worked.revision))
    asks(room, again, "Ada")
    operations.permitted.know(person("Ben"), ())
    screen = opened()

    diff = screen.pane.approval.redline.diff
    assert diff is not None
    assert "added: Cards wait" in diff.accessibleDescription()
