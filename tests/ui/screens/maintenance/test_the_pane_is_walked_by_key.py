"""The pane of planned work: walked from top to bottom by Tab, and what its notes offer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from statusboard.domain.maintenance import MaintenanceStatus
from tests.fixtures import views_maintenance as views
from ui.screens.maintenance.pane import MaintenancePane
from ui.screens.maintenance.when_field import instant_of
from ui.theme.theme import Theme

BERLIN = ZoneInfo(views.ZONE)


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> Iterator[MaintenancePane]:
    made = MaintenancePane()
    qtbot.addWidget(made)
    made.resize(420, 900)
    made.form.services.know(views.SERVICES)
    made.show()
    yield made
    made.hide()


def walked(pane: MaintenancePane) -> list[QWidget]:
    """What takes the focus, from the title on."""
    found: list[QWidget] = []
    control: QWidget = pane.form.title
    while control not in found:
        takes_focus = control.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_focus and control.isVisible() and control.isEnabled():
            found.append(control)
        control = control.nextInFocusChain()
        if control is pane.form.title:
            break
    return found


def test_tab_walks_from_top_to_bottom_also_when_a_service_came(
    pane: MaintenancePane, qtbot: QtBot
) -> None:
    pane.show_detail(views.detail(views.lines()[1]), views.ZONE)
    pane.form.services.add(3)
    qtbot.waitUntil(pane.sayings.rows[0].isVisible)

    order = walked(pane)
    places = [
        order.index(one)
        for one in (
            pane.form.title,
            pane.form.when.start,
            pane.form.when.end,
            pane.form.services.chip(2),
            pane.form.services.chip(3),
            pane.form.services.add_button,
            pane.form.body,
            pane.sayings.rows[0],
            pane.form.starts_itself,
            pane.form.reminder,
            pane.cancel,
            pane.save,
        )
    ]
    assert places == sorted(places)


def test_work_begins_with_the_quiet_hours_by_one_press(pane: MaintenancePane, qtbot: QtBot) -> None:
    pane.show_detail(views.detail(views.lines()[0]), views.ZONE)
    (note,) = [one for one in pane.notes._notes if one.button.isVisible()]
    assert note.sentence.startswith("Quietest 2 h of a Sunday: 03:00 – 05:00.")

    qtbot.mouseClick(note.button, Qt.MouseButton.LeftButton)

    plan = pane.form.plan
    assert (plan.starts_at.hour, plan.starts_at.minute) == (3, 0)
    assert plan.lasts == timedelta(hours=2, minutes=30)
    assert instant_of(plan.starts_at, BERLIN) == views.at(29, 2)


def test_what_is_over_is_read_and_not_changed(pane: MaintenancePane) -> None:
    pane.show_detail(views.detail(views.lines()[4]), views.ZONE)

    assert pane.status is MaintenanceStatus.COMPLETED
    assert not pane.form.title.isEnabled()
    assert not any(note.button.isVisible() for note in pane.notes._notes)
    assert not pane.save.isVisible()


def test_what_a_person_writes_stays_when_the_same_work_is_read_again(
    pane: MaintenancePane, qtbot: QtBot
) -> None:
    detail = views.detail(views.lines()[0])
    pane.show_detail(detail, views.ZONE)
    pane.form.title.end(False)
    qtbot.keyClicks(pane.form.title, " tonight")

    pane.show_detail(replace(detail, quiet=None), views.ZONE)
    assert pane.form.title.text() == "Database upgrade tonight"
    pane.show_detail(views.detail(views.lines()[1]), views.ZONE)
    assert pane.form.title.text() == "Provider window"


def test_an_end_before_the_start_is_the_next_day(pane: MaintenancePane) -> None:
    pane.show_detail(views.detail(views.lines()[0]), views.ZONE)
    when = pane.form.when

    when.end.setDateTime(when.end.dateTime().addSecs(-3 * 3600))

    assert when.lasts == timedelta(hours=23, minutes=30)


def test_times_are_told_in_utc_and_where_else_somebody_may_read_them(
    pane: MaintenancePane,
) -> None:
    pane.show_detail(views.detail(views.lines()[0]), views.ZONE)

    assert pane.form.when.elsewhere.text == (
        "01:00 – 03:30 UTC · Saturday 20:00 in New York · 2 h 30 min"
    )


def test_nobody_is_reminded_where_nobody_is_told(pane: MaintenancePane) -> None:
    pane.show_detail(views.detail(views.lines()[0]), views.ZONE)
    assert pane.save.text() == "Save and tell"

    pane.form.tells.setChecked(False)

    assert not pane.form.reminder.isEnabled()
    assert pane.save.text() == "Save"
