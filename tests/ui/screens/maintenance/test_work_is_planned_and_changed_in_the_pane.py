"""Planned work is written, saved, changed, begun and ended in the pane of its screen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.maintenance.commands import change
from statusboard.app.maintenance.freeze_commands import freeze
from statusboard.app.maintenance.inputs import ChangeWork, Freeze
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.maintenance import SayingStep
from statusboard.errors import Unavailable
from tests.fixtures.maintenance_screen import PlanningRoom, settle
from tests.fixtures.screens import open_questions
from ui.runtime.operations import Operations
from ui.screens.destinations import MaintenancePlace
from ui.screens.maintenance.calendar_layout import HEAD, LANE
from ui.screens.maintenance.end_sheet import EndSheet
from ui.screens.maintenance.freeze_painting import FREEZE_ROW, freeze_at
from ui.screens.maintenance.message_sheet import MessageSheet
from ui.screens.maintenance.screen import MaintenanceScreen
from ui.screens.maintenance.series_sheet import SeriesSheet
from ui.screens.maintenance.sheets import CancelSheet, ExtendSheet, MoveSheet

UNDER = ComponentStatus.UNDER_MAINTENANCE
HOUR = timedelta(hours=1)
Opened = Callable[[], MaintenanceScreen]


def press(qtbot: QtBot, button: QPushButton, operations: Operations) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)


def status(screen: MaintenanceScreen) -> MaintenanceStatus | None:
    return screen.pane.status


def test_where_nothing_is_planned_the_way_to_plan_is_shown(opened: Opened) -> None:
    screen = opened()

    assert screen.state.isVisible()
    assert screen.state.button.text() == "Plan maintenance"


def test_a_new_plan_begins_on_a_night_that_can_still_be_announced(
    opened: Opened, room: PlanningRoom, qtbot: QtBot
) -> None:
    screen = opened()
    qtbot.mouseClick(screen.head.plan_button, Qt.MouseButton.LeftButton)

    plan = screen.pane.form.plan
    assert screen.pane.form.title.hasFocus()
    assert plan.starts_at.weekday() == 6
    assert (plan.starts_at.hour, plan.lasts) == (2, 2 * HOUR)
    ahead = screen.pane.form.when.starts - room.newsroom.clock.now()
    assert timedelta(days=2) <= ahead < timedelta(days=9)


def test_saved_and_told_it_is_on_the_calendar_and_chosen(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    screen = opened()
    screen.plan_new()
    qtbot.keyClicks(screen.pane.form.title, "Database upgrade")
    screen.pane.form.services.add(room.payments)

    press(qtbot, screen.pane.save, operations)

    assert status(screen) is MaintenanceStatus.SCHEDULED
    (row,) = [row for row in screen.calendar.rows if row.bars]
    assert (row.name, row.bars[0].words) == ("Payments", "Database upgrade")
    assert screen.calendar.chosen_window == screen.chosen
    kept = room.kept(screen.chosen or 0)
    assert dict(kept.plan.components) == {room.payments: UNDER}
    assert screen.pane.problem.sentence.startswith("It is on the page.")


def test_saved_for_other_days_than_those_shown_it_is_shown_where_it_lies(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    screen = opened()
    screen.plan_new()
    qtbot.keyClicks(screen.pane.form.title, "Database upgrade")
    screen.pane.form.services.add(room.payments)
    when = screen.pane.form.when
    when.begin_at(when.starts + timedelta(days=28))

    press(qtbot, screen.pane.save, operations)

    assert not screen.state.isVisible()
    assert screen.pane.problem.sentence.startswith("It is on the page.")
    (row,) = [row for row in screen.calendar.rows if row.bars]
    assert row.bars[0].words == "Database upgrade"


def test_a_draft_is_kept_and_nobody_is_told(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    screen = opened()
    screen.plan_new()
    qtbot.keyClicks(screen.pane.form.title, "Later")
    screen.pane.form.services.add(room.search)

    press(qtbot, screen.pane.draft, operations)

    assert status(screen) is MaintenanceStatus.DRAFT
    assert room.kept(screen.chosen or 0).windows[0].incident_id is None


def test_what_is_wrong_stands_below_its_field(
    opened: Opened, operations: Operations, qtbot: QtBot
) -> None:
    screen = opened()
    screen.plan_new()
    press(qtbot, screen.pane.save, operations)
    assert screen.pane.form.faults == ("The work has no title. Say what it is about.",)

    qtbot.keyClicks(screen.pane.form.title, "Database upgrade")
    assert screen.pane.form.faults == ()
    press(qtbot, screen.pane.save, operations)
    assert screen.pane.form.faults == ("The work is about no service. Name at least one.",)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = room.plan(room.payments)
    screen = opened()
    before = room.plan_of_window(worked.window_id)

    theirs = replace(before, title="Theirs")
    room.newsroom.do(change, ChangeWork(worked.maintenance_id, worked.revision, theirs))
    screen.pane.form.title.clear()
    qtbot.keyClicks(screen.pane.form.title, "Mine")

    press(qtbot, screen.pane.save, operations)

    assert room.plan_of_window(worked.window_id).title == "Theirs"
    assert screen.pane.problem.isVisible()
    assert screen.pane.form.title.text() == "Mine"


def test_a_window_begins_is_extended_and_ends_by_hand(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = room.plan(room.payments)
    screen = opened()

    press(qtbot, screen.pane.start, operations)
    assert status(screen) is MaintenanceStatus.IN_PROGRESS
    assert not screen.pane.form.title.isEnabled()

    press(qtbot, screen.pane.extend, operations)
    sheet = screen.tasks.sheet
    assert isinstance(sheet, ExtendSheet)
    press(qtbot, sheet.usual[1], operations)
    press(qtbot, sheet.act_button, operations)
    window = room.kept(worked.window_id).windows[0]
    assert window.started_at is not None
    assert window.ends_at - window.started_at == 2 * HOUR

    room.newsroom.clock.forward(HOUR / 2)
    press(qtbot, screen.pane.verify, operations)
    assert status(screen) is MaintenanceStatus.VERIFYING
    assert not screen.pane.verify.isVisible()
    press(qtbot, screen.pane.end, operations)
    assert status(screen) is MaintenanceStatus.COMPLETED
    assert not any(
        button.isVisible() for button in (screen.pane.save, screen.pane.end, screen.pane.cancel)
    )


def test_work_that_was_begun_within_a_minute_is_extended_and_ended_as_any(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    room.plan(room.payments)
    room.newsroom.clock.forward(timedelta(seconds=17, milliseconds=400))
    screen = opened()
    press(qtbot, screen.pane.start, operations)

    assert not screen.pane.form.is_changed
    assert screen.pane.form.when.lasts == HOUR
    press(qtbot, screen.pane.extend, operations)
    sheet = screen.tasks.sheet
    assert isinstance(sheet, ExtendSheet)
    assert sheet.length.text == "30 min longer than planned."
    sheet.reject()
    press(qtbot, screen.pane.end, operations)
    assert status(screen) is MaintenanceStatus.COMPLETED


def test_the_end_of_work_that_is_over_is_corrected(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = room.plan(room.payments, hours=1)
    room.pass_time(1)
    room.pass_time(1)
    room.pass_time(1)
    screen = opened()
    screen.focus_on(MaintenancePlace(worked.window_id))
    settle(qtbot, operations)
    before = room.kept(worked.window_id).windows[0].ended_at
    assert before is not None
    press(qtbot, screen.pane.correct, operations)
    sheet = screen.tasks.sheet
    assert isinstance(sheet, EndSheet)
    assert not sheet.act_button.isEnabled()
    sheet.at.setDateTime(sheet.at.dateTime().addSecs(20 * 60))
    assert sheet.difference.text == "20 min later. Uptime leaves that time out as well."
    assert not sheet.act_button.isEnabled()
    qtbot.keyClicks(sheet.words, "The index took longer.")
    press(qtbot, sheet.act_button, operations)

    window = room.kept(worked.window_id).windows[0]
    assert window.ended_at == before + timedelta(minutes=20)
    assert window.end_reason == "The index took longer."
    press(qtbot, screen.pane.correct, operations)
    sheet = screen.tasks.sheet
    assert isinstance(sheet, EndSheet)
    sheet.at.setDateTime(sheet.at.dateTime().addSecs(-30 * 60))
    assert not sheet.words.isVisible()
    press(qtbot, sheet.act_button, operations)
    window = room.kept(worked.window_id).windows[0]
    assert window.ended_at == before - timedelta(minutes=10)


def test_a_long_name_of_a_service_stays_in_the_pane(
    opened: Opened, room: PlanningRoom, qtbot: QtBot
) -> None:
    name = "Zahlungsabwicklungsschnittstelle für Großkunden in Süddeutschland"
    service = room.newsroom.service(name)
    room.plan(service)
    screen = opened()
    screen.resize(896, 576)
    pane = screen.pane
    viewport = pane._scroll.viewport()
    chip = pane.form.services.chip(service)

    def stays() -> bool:
        right = chip.mapTo(pane, chip.rect().topRight()).x()
        return pane._scroll.widget().width() == viewport.width() > right

    qtbot.waitUntil(stays)


def test_cancelled_work_says_why(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = room.plan(room.payments)
    screen = opened()
    press(qtbot, screen.pane.cancel, operations)
    sheet = screen.tasks.sheet
    assert isinstance(sheet, CancelSheet)
    assert not sheet.act_button.isEnabled()

    qtbot.keyClicks(sheet.words, "The supplier is not ready.")
    press(qtbot, sheet.act_button, operations)

    assert room.kept(worked.window_id).windows[0].status is MaintenanceStatus.CANCELLED
    assert status(screen) is MaintenanceStatus.CANCELLED


def test_a_draft_is_discarded_after_a_question(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    room.draft(room.payments)
    screen = opened()
    assert screen.pane.cancel.text() == "Discard…"
    press(qtbot, screen.pane.cancel, operations)

    (question,) = open_questions()
    press(qtbot, question.action, operations)

    assert screen.calendar.rows == ()


def test_of_a_series_one_window_or_all_can_be_at_another_time(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = room.plan(room.payments, repeats="FREQ=WEEKLY")
    screen = opened()
    before = room.kept(worked.window_id)
    screen.pane.form.when.start.setDateTime(screen.pane.form.when.start.dateTime().addSecs(3600))

    press(qtbot, screen.pane.save, operations)
    sheet = screen.tasks.sheet
    assert isinstance(sheet, SeriesSheet)
    press(qtbot, sheet.one_button, operations)

    after = room.kept(worked.window_id)
    assert after.plan.starts_at == before.plan.starts_at
    assert after.windows[0].starts_at == before.windows[0].starts_at + HOUR


def test_a_window_that_only_stands_in_the_rule_is_moved_alone(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = room.plan(room.payments, repeats="FREQ=DAILY;INTERVAL=4")
    screen = opened()
    next_one, coming = (bar.line for bar in screen.calendar.rows[0].bars)
    assert (next_one.is_coming, coming.is_coming) == (False, True)
    spot = screen.calendar.box_of(coming.window.id).center().toPoint()
    qtbot.mouseClick(screen.calendar.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    settle(qtbot, operations)
    pane = screen.pane
    assert pane.form.when.starts == coming.window.starts_at
    assert not pane.start.isVisible()
    pane.form.when.begin_at(coming.window.starts_at + HOUR)
    press(qtbot, pane.save, operations)
    sheet = screen.tasks.sheet
    assert isinstance(sheet, SeriesSheet)
    assert not sheet.all_button.isVisible()
    press(qtbot, sheet.one_button, operations)

    first, moved = room.kept(worked.window_id).windows
    assert first.starts_at == next_one.window.starts_at
    assert moved.starts_at == coming.window.starts_at + HOUR
    assert screen.chosen == moved.id


def test_a_word_that_is_mended_in_a_later_window_leaves_the_series_in_its_place(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = room.plan(room.payments, repeats="FREQ=DAILY;INTERVAL=4")
    screen = opened()
    before = room.plan_of_window(worked.window_id)
    coming = screen.calendar.rows[0].bars[1].line.window
    screen.focus_on(MaintenancePlace(coming.id))
    settle(qtbot, operations)
    screen.pane.form.title.end(False)
    qtbot.keyClicks(screen.pane.form.title, " again")
    press(qtbot, screen.pane.save, operations)

    assert room.plan_of_window(worked.window_id) == replace(before, title="Database upgrade again")
    assert [one.starts_at for one in room.kept(worked.window_id).windows] == [
        room.newsroom.clock.now() + 24 * HOUR
    ]


def test_a_freeze_stands_in_the_calendar_and_says_its_times(
    opened: Opened, room: PlanningRoom
) -> None:
    room.plan(room.payments)
    now = room.newsroom.clock.now()
    room.newsroom.do(freeze, Freeze("Year end", now + 48 * HOUR, now + 96 * HOUR))
    screen = opened()
    (kept,) = screen.calendar._freezes
    days = screen.calendar._days

    words = freeze_at(days.place(kept.starts_at) + 0.1, days, (kept,), now)

    assert words.startswith("Freeze “Year end”: ")
    assert freeze_at(days.place(kept.ends_at), days, (kept,), now) == ""
    assert screen.calendar.maximumHeight() >= HEAD + LANE + FREEZE_ROW


def test_dragged_by_days_it_asks_before_it_tells(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    worked = room.plan(room.payments)
    screen = opened()
    before = room.kept(worked.window_id).windows[0].starts_at
    view = screen.calendar.viewport()
    start = screen.calendar.box_of(worked.window_id).center().toPoint()
    day = round((view.width() - screen.calendar._names) / 14)

    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, start + type(start)(day, 0))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + type(start)(day, 0))

    sheet = screen.tasks.sheet
    assert isinstance(sheet, MoveSheet)
    assert room.kept(worked.window_id).windows[0].starts_at == before
    press(qtbot, sheet.act_button, operations)
    assert room.kept(worked.window_id).windows[0].starts_at == before + timedelta(days=1)


def test_keys_walk_the_calendar_and_move_a_window(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    first = room.plan(room.payments, hours=24)
    second = room.plan(room.search, hours=48)
    screen = opened()
    screen.calendar.setFocus()
    assert screen.chosen == first.window_id

    qtbot.keyClick(screen.calendar, Qt.Key.Key_Down)
    settle(qtbot, operations)
    assert screen.chosen == second.window_id
    assert screen.table.chosen_row is not None
    assert screen.table.chosen_row.window.id == second.window_id

    qtbot.keyClick(screen.calendar, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, operations)
    assert isinstance(screen.tasks.sheet, MoveSheet)


def test_what_is_written_is_not_lost_by_a_click(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    first = room.plan(room.payments, hours=24)
    second = room.plan(room.search, hours=48)
    screen = opened()
    qtbot.keyClicks(screen.pane.form.title, " of tonight")
    assert screen.unsaved() == "Planned work is not saved yet."

    at = screen.calendar.box_of(second.window_id).center().toPoint()
    qtbot.mouseClick(screen.calendar.viewport(), Qt.MouseButton.LeftButton, pos=at)
    (question,) = open_questions()
    assert screen.chosen == first.window_id
    assert screen.calendar.chosen_window == first.window_id

    press(qtbot, question.action, operations)
    assert screen.chosen == second.window_id


def test_clashes_are_told_while_one_writes(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    room.plan(room.payments, hours=24)
    other = room.plan(room.payments, hours=26, title="Second")
    screen = opened()
    screen._choose(other.window_id)
    settle(qtbot, operations)
    assert screen.pane.notes.sentences == ()

    start = screen.pane.form.when.start
    start.setDateTime(start.dateTime().addSecs(-2 * 3600))
    qtbot.waitUntil(lambda: bool(screen.pane.notes.sentences))

    assert "Payments" in screen.pane.notes.sentences[0]


def test_a_message_is_looked_at_before_it_is_sent(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    room.plan(room.payments)
    screen = opened()

    qtbot.mouseClick(screen.pane.sayings.row(SayingStep.STARTED), Qt.MouseButton.LeftButton)
    settle(qtbot, operations)

    sheet = screen.tasks.sheet
    assert isinstance(sheet, MessageSheet)
    assert sheet.nothing.isVisible()


def test_a_window_far_ahead_is_sought_and_found(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    room.plan(room.payments, hours=24)
    far = room.plan(room.search, hours=24 * 40)
    screen = opened()

    screen.focus_on(MaintenancePlace(far.window_id))
    settle(qtbot, operations)

    assert screen.chosen == far.window_id
    assert [row.name for row in screen.calendar.rows] == ["Search"]
    screen.turn(1)
    settle(qtbot, operations)
    assert screen.chosen != far.window_id


def test_where_the_desk_cannot_be_read_what_was_shown_stays(
    opened: Opened,
    room: PlanningRoom,
    operations: Operations,
    qtbot: QtBot,
) -> None:
    room.plan(room.payments)
    screen = opened()
    before = screen.calendar.rows

    screen.show_failure(Unavailable("The database is busy."))

    assert screen.banner.isVisible()
    assert screen.banner.sentence == "The database is busy."
    assert screen.calendar.rows == before
    press(qtbot, screen.banner.button, operations)
    assert not screen.banner.isVisible()


def test_what_somebody_else_plans_is_shown_when_it_is_heard_of(
    opened: Opened, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    screen = opened()
    room.plan(room.payments)

    screen.changes_arrived(Changes.of(Topic.MAINTENANCE))
    settle(qtbot, operations)

    assert [row.name for row in screen.calendar.rows] == ["Payments"]
