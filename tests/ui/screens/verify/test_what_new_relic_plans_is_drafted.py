"""What is planned in New Relic: a badge, and a sheet from which it becomes a draft."""

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from statusboard.domain.views.new_relic_windows import (
    DecideWindow,
    NewRelicWindow,
    ProposedWindow,
)
from tests.fixtures.monitored_database import StubDesk
from ui.runtime.operations import Operations
from ui.screens.verify.window_tasks import WindowTasks
from ui.screens.verify.windows_sheet import WindowsSheet
from ui.theme.theme import Theme

NOON = datetime(2026, 10, 24, 12, tzinfo=UTC)


def window(key: str, **more: object) -> NewRelicWindow:
    times = {"starts_at": NOON, "ends_at": NOON + timedelta(hours=2)} | more
    return NewRelicWindow(key, "Muting rule", f"Rule {key}", 1, "Europe/Berlin", **times)  # type: ignore[arg-type]


NAMED = ProposedWindow(window("a"), ((7, "Checkout"),))
OPEN = ProposedWindow(window("b", covers="policyName equals Shop"), ())
DAYLESS = ProposedWindow(window("c", starts_at=None, covers="02:00 – 04:00"), (), "No days.")


def opened(
    qtbot: QtBot, operations: Operations, stub_desk: StubDesk
) -> tuple[WindowTasks, WindowsSheet]:
    stub_desk.answers = dict(stub_desk.answers) | {
        "new_relic.windows": (NAMED, OPEN, DAYLESS),
        "new_relic.unread": ((4100202, "Your key may not."),),
        "new_relic.decide_window": None,
        "maintenance.draft": None,
    }
    home = QWidget()
    home.resize(960, 600)
    qtbot.addWidget(home)
    home.show()
    tasks = WindowTasks(operations, home)
    tasks.know_services([(8, "Search")])
    tasks.open()
    settle(qtbot, operations)
    [sheet] = home.findChildren(WindowsSheet)
    return tasks, sheet


def settle(qtbot: QtBot, operations: Operations) -> None:
    qtbot.waitUntil(lambda: not operations.is_busy)


def given_to(stub_desk: StubDesk, verb: str) -> list[object]:
    return [given for name, given in stub_desk.asked if name == verb]


def test_one_that_names_a_service_is_drafted_by_one_press(
    qtbot: QtBot, theme: Theme, operations: Operations, stub_desk: StubDesk
) -> None:
    tasks, sheet = opened(qtbot, operations, stub_desk)
    assert tasks.badge.text() == "3 planned in New Relic"
    assert sheet.list.item(0).text() == (
        "Rule a\nMuting rule · 2026-10-24 14:00 – 16:00 Europe/Berlin"
    )
    assert sheet.about.text() == "Concerns Checkout."
    assert sheet.unread.text() == "Muting rules of 4100202 cannot be read. Your key may not."
    sheet.draft.click()
    settle(qtbot, operations)
    [drafted] = given_to(stub_desk, "maintenance.draft")
    assert drafted.plan.title == "Planned work: Checkout"
    assert f"{drafted.plan.starts_at}" == "2026-10-24 14:00:00"
    assert given_to(stub_desk, "new_relic.decide_window") == [DecideWindow("a")]
    assert "Nobody was told yet" in sheet.said.text()


def test_one_that_names_none_waits_for_a_service(
    qtbot: QtBot, theme: Theme, operations: Operations, stub_desk: StubDesk
) -> None:
    _, sheet = opened(qtbot, operations, stub_desk)
    sheet.list.setCurrentRow(1)
    assert not sheet.draft.isEnabled()
    assert sheet.about.text() == "May concern what fits: policyName equals Shop"
    sheet.service.setCurrentIndex(1)
    sheet.draft.click()
    settle(qtbot, operations)
    [drafted] = given_to(stub_desk, "maintenance.draft")
    assert list(drafted.plan.components) == [8]


def test_one_without_days_can_only_be_set_aside(
    qtbot: QtBot, theme: Theme, operations: Operations, stub_desk: StubDesk
) -> None:
    _, sheet = opened(qtbot, operations, stub_desk)
    sheet.list.setCurrentRow(2)
    sheet.service.setCurrentIndex(1)
    assert not sheet.draft.isEnabled()
    assert sheet.about.text() == "No days."
    sheet.aside.click()
    settle(qtbot, operations)
    assert given_to(stub_desk, "new_relic.decide_window") == [DecideWindow("c", is_aside=True)]
