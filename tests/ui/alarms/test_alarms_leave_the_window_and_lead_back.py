"""The outlets of a window together: what is pressed leads into it; it is never lost when closed."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSystemTrayIcon

from statusboard.domain.alarms.alarm import AlarmKind, AlarmSeverity, Subject, SubjectSort
from statusboard.domain.alarms.announcement import AlarmAction, Announcement
from statusboard.domain.alarms.rules import DEFAULT_RULES
from statusboard.domain.alarms.standing import AlarmsNow
from statusboard.errors import RuleBroken
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from tests.ui.alarms.states import NOW, TROUBLE, WELL
from tests.ui.alarms.test_a_change_is_told_at_once_and_once import Kept
from ui.alarms.desk_alarms import DeskAlarms
from ui.alarms.places import draft_for, opened_by, update_for
from ui.alarms.teller import Standing
from ui.screens.board.face import BoardFace
from ui.screens.destinations import (
    BoardPlace,
    MaintenancePlace,
    NewNoticePlace,
    NoticePlace,
    SubscribersPlace,
    SubscribersTab,
    VerifyPlace,
)
from ui.shell.frame import Frame
from ui.shell.window import Window
from ui.startup.screens import _welcome, entries

pytestmark = pytest.mark.qt_log_ignore(
    "systemTrayWindowChanged", "This plugin does not support raise"
)
SERVICE = Subject(SubjectSort.SERVICE, 7, "Checkout API")
INCIDENT = Subject(SubjectSort.INCIDENT, 3, "Some card payments are failing")


def about(*subjects):
    return Announcement(
        "key", AlarmKind.OUTAGE, AlarmSeverity.MAJOR, "Title", "Text", (), subjects, ("outage:7",)
    )


@dataclass
class Desk:
    done: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    problem: RuleBroken | None = None

    async def look(self):
        return Standing(AlarmsNow(NOW, ()), DEFAULT_RULES)

    async def acknowledge(self, announcement):
        if self.problem is not None:
            raise self.problem
        self.done.append(("acknowledge", announcement.alarms))

    async def mute(self, announcement):
        self.done.append(("mute", announcement.alarms))


class Shown(Window):
    """A window that says where it was sent, for its screens ask a desk."""

    sent = Signal(object)

    def go_to(self, place):
        self.sent.emit(place)


@pytest.fixture
def panel(monkeypatch):
    state = {"there": True}
    monkeypatch.setattr(
        QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: state["there"])
    )
    return state


@pytest.fixture
def frame(qtbot, theme):
    made = Frame()
    qtbot.addWidget(made)
    face = BoardFace(clock=ManualClock(NOW))
    window = Shown(face, entries(face), _welcome, clock=ManualClock(NOW))
    window.show_board(views.quiet_board())
    made.hold(window)
    window.closing.connect(made.close)
    made.show()
    return made


@pytest.fixture
def alarms(frame, panel, operations, choices, tmp_path, loop, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    made = DeskAlarms(
        frame.content, operations, Desk(), Kept(), choices=choices, settings=None,
        folder=tmp_path, clock=ManualClock(NOW), ends_watching=lambda: True,
    )  # fmt: skip
    made.begin()
    loop.run_until_complete(operations.settle())
    made.sent = []
    frame.content.sent.connect(made.sent.append)
    yield made
    loop.run_until_complete(made.stop())


@pytest.mark.parametrize(
    ("action", "subjects", "place"),
    [
        (AlarmAction.OPEN, (SERVICE, INCIDENT), VerifyPlace(7)),
        (AlarmAction.OPEN, (INCIDENT,), NoticePlace(incident_id=3)),
        (
            AlarmAction.OPEN,
            (Subject(SubjectSort.CHANNEL, 1, "Mail"),),
            SubscribersPlace(SubscribersTab.DELIVERIES),
        ),
        (AlarmAction.OPEN, (Subject(SubjectSort.MAINTENANCE, 4, "Disks"),), MaintenancePlace(4)),
        (AlarmAction.OPEN, (), BoardPlace()),
        (AlarmAction.DRAFT_NOTICE, (SERVICE,), NewNoticePlace(7)),
        (AlarmAction.WRITE_UPDATE, (INCIDENT,), NoticePlace(incident_id=3)),
    ],
)
def test_what_is_pressed_leads_to_what_it_is_about(action, subjects, place):
    leads = {
        AlarmAction.OPEN: opened_by,
        AlarmAction.DRAFT_NOTICE: draft_for,
        AlarmAction.WRITE_UPDATE: update_for,
    }
    assert leads[action](about(*subjects)) == place


def test_who_sees_it_says_so_without_leaving_their_work(alarms, frame, operations, loop):
    press = alarms.notifications.acted.emit
    frame.hide()
    press(AlarmAction.ACKNOWLEDGE, about(SERVICE))
    press(AlarmAction.MUTE, about(SERVICE))
    loop.run_until_complete(operations.settle())
    assert alarms._desk.done == [("acknowledge", ("outage:7",)), ("mute", ("outage:7",))]
    assert not frame.isVisible()

    # What could not be done is said where it is seen.
    said = []
    operations.failed.connect(said.append)
    alarms._desk.problem = RuleBroken("This is over already.")
    press(AlarmAction.ACKNOWLEDGE, about(SERVICE))
    loop.run_until_complete(operations.settle())
    assert [str(error) for error in said] == ["This is over already."]
    assert frame.isVisible()

    frame.hide()
    press(AlarmAction.OPEN, about(SERVICE))
    assert alarms.sent == [VerifyPlace(7)]
    assert frame.isVisible()


def test_title_and_badge_count_what_fails_and_the_strip_comes_by_choice(alarms, frame, choices):
    alarms.teller.state_shown.emit(TROUBLE)
    assert frame.windowTitle() == "1 down, 1 slow – Northwind · StatusBoard"
    assert alarms.task_bar.number == 2
    alarms.teller.state_shown.emit(None)
    assert frame.windowTitle() == "Northwind · StatusBoard"
    assert alarms.task_bar.number == 0

    assert not alarms.strip.isVisible()
    choices.set_shows_strip(True)
    alarms.teller.state_shown.emit(WELL)
    assert alarms.strip.isVisible()
    alarms.strip.opened.emit()
    assert alarms.sent == [BoardPlace()]
    alarms.strip.put_away.emit()
    assert not choices.shows_strip
    assert not alarms.strip.isVisible()


def test_closing_goes_on_in_the_tray_by_choice_and_never_without_one(alarms, frame, choices, panel):
    choices.set_stays_in_tray(True)
    frame.close()
    assert (frame.isVisible(), frame.is_closed) == (False, False)
    alarms.tray.wanted.emit(BoardPlace())
    assert frame.isVisible()

    frame.close()
    panel["there"] = False
    alarms.tray._timer.timeout.emit()
    assert frame.isVisible()

    frame.close()
    assert frame.is_closed


def test_leaving_by_the_tray_ends_it_although_closing_does_not(alarms, frame, choices):
    choices.set_stays_in_tray(True)
    alarms.tray.leaving.emit()
    assert frame.is_closed
