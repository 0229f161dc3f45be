"""Selection, title, tiles, chart and detail are one thing, whatever happens to the table."""

from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from statusboard.app.services.commands import REMOVE_SERVICE, RemoveServiceInput
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.status import ComponentStatus
from statusboard.errors import Unavailable
from tests.fixtures.database import _migrated_file
from tests.fixtures.monitored_database import (
    PERSON,
    MonitoredDatabase,
    StubDesk,
    loop,
    monitored_database,
    operations,
    settle,
    stub_desk,
)
from tests.fixtures.views_uptime import response_series, uptime_view
from ui.runtime.operations import Operations
from ui.screens.destinations import UptimePlace, VerifyPlace
from ui.screens.uptime.screen import UptimeScreen
from ui.screens.verify.screen import VerifyScreen
from ui.widgets.row_view import RowView

__all__ = ["_migrated_file", "loop", "monitored_database", "operations", "stub_desk"]

DOWN = {"Alpha": "–", "Beta": "16 min", "Gamma": "8 min", "": "24 min"}


@pytest.fixture
def services(monitored_database: MonitoredDatabase) -> dict[str, int]:
    """Three services, each with a figure of its own; the ids by name."""
    return {
        name: monitored_database.watch(name, letters * 4)
        for name, letters in (("Alpha", "u" * 8), ("Beta", "uuuudddd"), ("Gamma", "uuuuuudd"))
    }


def opened(
    sort: type[UptimeScreen] | type[VerifyScreen], qtbot: QtBot, database: MonitoredDatabase
) -> UptimeScreen | VerifyScreen:
    screen = sort(database.operations)
    qtbot.addWidget(screen)
    screen.resize(1200, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    settle(qtbot, database.operations)
    return screen


def selected(screen: UptimeScreen | VerifyScreen) -> list[str]:
    return [screen.table.table.row_at(i.row()).name for i in screen.table.selectedIndexes()][:1]


def about(screen: UptimeScreen | VerifyScreen) -> str:
    """What the screen is about; empty: all services. Fails where its parts do not agree."""
    if isinstance(screen, VerifyScreen):
        detail = screen.pane.detail
        return detail.name if detail is not None and not screen.pane.isHidden() else ""
    title, chart = screen._top.subtitle, screen.chart_card._about.text()
    name = "" if title == "All services" else title
    assert chart == (f"{name}, seconds" if name else "all checks, seconds")
    if name or len(screen.table.table.shown) == len(DOWN) - 1:
        assert screen.figures.down.figure == DOWN[name]
    return name


def cell(table: RowView[object], name: str) -> QPoint:
    rows = [row.name for row in table.table.shown]  # type: ignore[attr-defined]
    return table.visualRect(table.table.index(rows.index(name), 0)).center()


def click(
    screen: UptimeScreen | VerifyScreen,
    name: str,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.mouseClick(screen.table.viewport(), button, keys, cell(screen.table, name))


SCREENS = pytest.mark.parametrize("sort", [UptimeScreen, VerifyScreen])


@SCREENS
def test_a_click_with_either_button_chooses(
    sort: type[UptimeScreen],
    monitored_database: MonitoredDatabase,
    services: dict[str, int],
    qtbot: QtBot,
) -> None:
    screen = opened(sort, qtbot, monitored_database)
    buttons = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)
    for button, name in product(buttons, ("Gamma", "Beta")):
        click(screen, name, button)
        settle(qtbot, monitored_database.operations)

        assert (selected(screen), about(screen)) == ([name], name)


@SCREENS
def test_arrows_choose(
    sort: type[UptimeScreen],
    monitored_database: MonitoredDatabase,
    services: dict[str, int],
    qtbot: QtBot,
) -> None:
    screen = opened(sort, qtbot, monitored_database)
    names = [row.name for row in screen.table.table.shown]
    screen.table.setFocus()
    for key, row in ((Qt.Key.Key_Home, 0), (Qt.Key.Key_Down, 1), (Qt.Key.Key_End, 2)):
        qtbot.keyClick(screen.table, key)
        settle(qtbot, monitored_database.operations)

        assert (selected(screen), about(screen)) == ([names[row]], names[row])


@SCREENS
def test_sorting_moves_the_row_and_chooses_nothing(
    sort: type[UptimeScreen],
    monitored_database: MonitoredDatabase,
    services: dict[str, int],
    qtbot: QtBot,
) -> None:
    screen = opened(sort, qtbot, monitored_database)
    click(screen, "Gamma")
    for _ in range(3):
        screen.table._sort_by(0)
        settle(qtbot, monitored_database.operations)

        assert (selected(screen), about(screen)) == (["Gamma"], "Gamma")


@pytest.mark.parametrize(
    ("sort", "meanwhile"), [(UptimeScreen, []), (VerifyScreen, ["Alpha"])], ids=["uptime", "verify"]
)
def test_a_choice_that_a_filter_hides_comes_back_with_its_row(
    sort: type[UptimeScreen],
    meanwhile: list[str],
    monitored_database: MonitoredDatabase,
    services: dict[str, int],
    qtbot: QtBot,
) -> None:
    screen = opened(sort, qtbot, monitored_database)
    click(screen, "Gamma")
    settle(qtbot, monitored_database.operations)

    screen.filter.setText("Alpha")
    settle(qtbot, monitored_database.operations)
    assert selected(screen) == meanwhile
    assert about(screen) == "".join(meanwhile)

    screen.filter.setText("nothing is called so")
    settle(qtbot, monitored_database.operations)
    assert (selected(screen), about(screen)) == ([], "")

    screen.filter.clear()
    settle(qtbot, monitored_database.operations)
    assert (selected(screen), about(screen)) == (["Gamma"], "Gamma")


def test_a_filter_by_state_is_a_filter_like_any_other(
    monitored_database: MonitoredDatabase, services: dict[str, int], qtbot: QtBot
) -> None:
    screen = opened(VerifyScreen, qtbot, monitored_database)
    assert isinstance(screen, VerifyScreen)
    click(screen, "Alpha")
    screen.states.toggles[ComponentStatus.MAJOR_OUTAGE].setChecked(True)
    settle(qtbot, monitored_database.operations)

    assert selected(screen) == [about(screen)]
    assert about(screen) in {"Beta", "Gamma"}


@SCREENS
def test_a_refresh_keeps_the_choice(
    sort: type[UptimeScreen],
    monitored_database: MonitoredDatabase,
    services: dict[str, int],
    qtbot: QtBot,
) -> None:
    screen = opened(sort, qtbot, monitored_database)
    click(screen, "Beta")
    settle(qtbot, monitored_database.operations)
    monitored_database.doorway.do(REMOVE_SERVICE, RemoveServiceInput(services["Alpha"]), PERSON)
    screen.changes_arrived(Changes.of(Topic.SERVICES))
    settle(qtbot, monitored_database.operations)

    assert (selected(screen), about(screen)) == (["Beta"], "Beta")


@pytest.mark.parametrize(
    ("sort", "after"), [(UptimeScreen, ""), (VerifyScreen, "Gamma")], ids=["uptime", "verify"]
)
def test_a_row_that_is_removed_takes_its_choice_with_it(
    sort: type[UptimeScreen],
    after: str,
    monitored_database: MonitoredDatabase,
    services: dict[str, int],
    qtbot: QtBot,
) -> None:
    screen = opened(sort, qtbot, monitored_database)
    click(screen, "Beta")
    settle(qtbot, monitored_database.operations)
    monitored_database.doorway.do(REMOVE_SERVICE, RemoveServiceInput(services["Beta"]), PERSON)
    screen.changes_arrived(Changes.of(Topic.SERVICES))
    settle(qtbot, monitored_database.operations)

    assert (selected(screen), about(screen)) == ([after] if after else [], after)


@SCREENS
def test_a_service_that_is_sought_is_seen_whatever_was_filtered(
    sort: type[UptimeScreen],
    monitored_database: MonitoredDatabase,
    services: dict[str, int],
    qtbot: QtBot,
) -> None:
    screen = opened(sort, qtbot, monitored_database)
    screen.filter.setText("Alpha")
    wanted = services["Gamma"]
    screen.focus_on(UptimePlace(wanted) if sort is UptimeScreen else VerifyPlace(wanted))  # type: ignore[arg-type]
    settle(qtbot, monitored_database.operations)

    assert (selected(screen), about(screen)) == (["Gamma"], "Gamma")
    assert screen.filter.text() == ""


def test_of_several_rows_the_current_one_is_chosen(
    monitored_database: MonitoredDatabase, services: dict[str, int], qtbot: QtBot
) -> None:
    screen = opened(UptimeScreen, qtbot, monitored_database)
    click(screen, "Alpha")
    click(screen, "Gamma", keys=Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, monitored_database.operations)
    assert about(screen) == "Gamma"

    click(screen, "Gamma", keys=Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, monitored_database.operations)
    assert (selected(screen), about(screen)) == (["Alpha"], "Alpha")


def test_keys_that_are_held_down_select_nothing_by_themselves(
    monitored_database: MonitoredDatabase, services: dict[str, int], qtbot: QtBot
) -> None:
    screen = opened(VerifyScreen, qtbot, monitored_database)
    click(screen, "Alpha")
    qtbot.keyPress(screen.table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    screen.seek(services["Gamma"])
    qtbot.keyRelease(screen.table, Qt.Key.Key_Control)

    assert len(screen.table.selectionModel().selectedRows()) == 1
    assert selected(screen) == ["Gamma"]


def test_figures_that_do_not_come_leave_the_selection_with_those_that_are_there(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    view = uptime_view()
    stub_desk.answers = {"uptime": view, "uptime.series": response_series(view)}
    screen = UptimeScreen(operations)
    qtbot.addWidget(screen)
    screen.show()
    settle(qtbot, operations)
    stub_desk.answers = {"uptime": Unavailable("The database does not answer.")}

    screen.table.selectRow(1)
    settle(qtbot, operations)

    assert screen._banner.sentence == "The database does not answer."
    assert selected(screen) == []
    assert screen._top.subtitle == "All services"
