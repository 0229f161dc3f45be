"""The uptime screen over a real database, and over a desk at the edge for what is hard to stage."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.app.services.commands import REMOVE_SERVICE, RemoveServiceInput
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.uptime import Range
from statusboard.errors import Unavailable
from tests.fixtures.monitored_database import PERSON, MonitoredDatabase, StubDesk, settle
from tests.fixtures.views_uptime import figures, response_series, uptime_row, uptime_view
from ui.runtime.operations import Operations
from ui.screens.destinations import NewServicePlace, UptimePlace
from ui.screens.uptime.screen import UptimeScreen
from ui.screens.uptime.table import MONTH


def shown(qtbot: QtBot, operations: Operations) -> UptimeScreen:
    screen = UptimeScreen(operations)
    qtbot.addWidget(screen)
    screen.resize(1200, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def names(screen: UptimeScreen) -> list[str]:
    return [row.name for row in screen.table.table.shown]


def test_an_outage_of_ten_minutes_in_an_hour_is_told_exactly(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("Checkout API", "u" * 20 + "d" * 10 + "u" * 30)
    screen = shown(qtbot, monitored_database.operations)

    settle(qtbot, monitored_database.operations)

    # An hour of a year is no figure of it; what was lost in that hour is exact all the same.
    assert screen.figures.uptime.figure == "\N{EN DASH}"
    assert screen.figures.uptime.caption == "less than 0.1\N{NO-BREAK SPACE}% observed"
    assert screen.figures.down.figure == "10 min"
    assert screen.figures.down.caption == "1 outage, 10 min"
    assert screen.figures.budget.figure == "\N{EN DASH}"
    assert screen.figures.budget.caption == "not observed enough to say"
    assert screen.figures.first_notice.figure == "\N{EN DASH}"
    assert "Time-weighted" in screen.figures.uptime.toolTip()
    assert "Observed" in screen.figures.standing.text
    row = screen.table.table.row_at(0)
    assert (row.name, row.on_target, row.uptime_365) == ("Checkout API", None, "\N{EN DASH}")


def test_a_row_takes_over_figures_and_chart_and_gives_them_back(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("Bad", "u" * 10 + "d" * 10)
    good = monitored_database.watch("Good", "u" * 20)
    screen = shown(qtbot, monitored_database.operations)
    settle(qtbot, monitored_database.operations)
    together = screen.figures.down.figure

    screen.focus_on(UptimePlace(good))
    settle(qtbot, monitored_database.operations)
    assert screen.figures.down.caption == "none in the time observed"
    assert screen._top.subtitle == "Good"
    assert "Good" in screen.chart_card._about.text()
    # In the smallest window every range can be read beside the way back to all.
    screen.resize(896, 576)
    switch = screen.period.switch
    qtbot.waitUntil(lambda: screen._top.width() == screen.width())
    assert switch.width() >= switch.sizeHint().width()

    qtbot.mouseClick(screen._all, Qt.MouseButton.LeftButton)
    settle(qtbot, monitored_database.operations)
    assert screen.figures.down.figure == together == "10 min"
    assert screen._top.subtitle == "All services"


def test_enter_shows_the_service_in_the_chart_and_escape_all_again(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("A", "uuu")
    monitored_database.watch("B", "uuu")
    screen = shown(qtbot, monitored_database.operations)
    settle(qtbot, monitored_database.operations)
    screen.activateWindow()
    screen.table.setFocus()

    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    settle(qtbot, monitored_database.operations)
    assert screen._top.subtitle == "B"

    qtbot.keyClick(screen.table, Qt.Key.Key_Escape)
    settle(qtbot, monitored_database.operations)
    assert screen._top.subtitle == "All services"


def test_the_chosen_service_may_be_removed_meanwhile(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    gone = monitored_database.watch("Gone", "u" * 5)
    monitored_database.watch("Stays", "u" * 5)
    screen = shown(qtbot, monitored_database.operations)
    screen.focus_on(UptimePlace(gone))
    settle(qtbot, monitored_database.operations)

    monitored_database.doorway.do(REMOVE_SERVICE, RemoveServiceInput(gone), PERSON)
    screen.changes_arrived(Changes.of(Topic.SERVICES))
    settle(qtbot, monitored_database.operations)

    assert names(screen) == ["Stays"]
    assert screen._top.subtitle == "All services"
    assert "no longer exists" in screen._banner.sentence


def test_without_services_the_way_to_one_is_offered(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    screen = shown(qtbot, monitored_database.operations)
    settle(qtbot, monitored_database.operations)

    with qtbot.waitSignal(screen.wanted) as wanted:
        qtbot.mouseClick(screen._state.button, Qt.MouseButton.LeftButton)

    assert wanted.args == [NewServicePlace()]


def test_the_range_switch_asks_for_that_range(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = {"uptime": lambda given: uptime_view(given.range)}
    screen = shown(qtbot, operations)

    qtbot.mouseClick(screen.period.switch.button(Range.WEEK.value), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.figures.uptime._label.text() == "Uptime, 7 d")

    assert screen.chosen_range is Range.WEEK


def test_an_answer_that_nobody_waits_for_any_more_is_dropped(
    operations: Operations,
    stub_desk: StubDesk,
    qtbot: QtBot,
    loop: asyncio.AbstractEventLoop,
) -> None:
    late = loop.create_future()
    stub_desk.answers = {
        "uptime": lambda given: late if given.range is Range.DAY else uptime_view(given.range),
        "uptime.series": response_series(uptime_view(Range.MONTH)),
    }
    screen = shown(qtbot, operations)
    screen.choose_range(Range.DAY)
    screen.choose_range(Range.MONTH)
    qtbot.waitUntil(lambda: screen.figures.uptime._label.text() == "Uptime, 30 d")

    late.set_result(uptime_view(Range.DAY))
    settle(qtbot, operations)

    assert screen.figures.uptime._label.text() == "Uptime, 30 d"


def test_a_failure_says_why_and_offers_to_try_again(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = {"uptime": Unavailable("The database is busy. Try again in a moment.")}
    screen = shown(qtbot, operations)
    settle(qtbot, operations)
    assert screen._state._title.text() == "The history could not be read"

    stub_desk.answers = {"uptime": uptime_view()}
    qtbot.mouseClick(screen._state.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen._stack.currentWidget() is screen._page)

    stub_desk.answers = {"uptime": Unavailable("The database is busy. Try again in a moment.")}
    screen.refresh()
    qtbot.waitUntil(screen._banner.isVisible)
    assert screen._stack.currentWidget() is screen._page


@pytest.mark.parametrize(
    ("left", "over_s", "figure", "caption"),
    [
        (560, 0, "56\N{NO-BREAK SPACE}%", ""),
        (999, 0, "99\N{NO-BREAK SPACE}%", ""),
        (0, 0, "Used up", "nothing is left"),
        (0, 53 * 60, "Used up", "overspent by 53 min"),
        (None, 0, "\N{EN DASH}", "needs a promise"),
    ],
)
def test_the_error_budget_is_never_told_larger_than_it_is(
    operations: Operations,
    stub_desk: StubDesk,
    qtbot: QtBot,
    left: int | None,
    over_s: int,
    figure: str,
    caption: str,
) -> None:
    view = uptime_view(
        figures=figures(budget_left_permille=left, budget_over_us=over_s * 1_000_000)
    )
    stub_desk.answers = {"uptime": view, "uptime.series": response_series(view)}
    screen = shown(qtbot, operations)

    settle(qtbot, operations)

    assert (screen.figures.budget.figure, screen.figures.budget.caption) == (figure, caption)


@pytest.mark.parametrize(
    ("promises", "kept", "caption"),
    [
        (24, 24, "all 24 promises kept"),
        (24, 23, "23 of 24 promises kept"),
        (1, 1, "promised 99.95\N{NO-BREAK SPACE}%"),
    ],
)
def test_many_promises_are_counted_and_one_is_named(
    operations: Operations,
    stub_desk: StubDesk,
    qtbot: QtBot,
    promises: int,
    kept: int,
    caption: str,
) -> None:
    view = uptime_view(figures=figures(promises=promises, promises_kept=kept))
    stub_desk.answers = {"uptime": view, "uptime.series": response_series(view)}
    screen = shown(qtbot, operations)

    settle(qtbot, operations)

    assert screen.figures.uptime.caption == caption


def test_a_thousand_services_are_filtered_by_name_and_group(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    groups = ("Shop", "Accounts", "Developers")
    rows = tuple(uptime_row(n, name=f"Probe{n}", group=groups[n % 3]) for n in range(1000))
    view = uptime_view(rows=rows)
    stub_desk.answers = {"uptime": view, "uptime.series": response_series(view)}
    screen = shown(qtbot, operations)
    settle(qtbot, operations)

    screen.filter.setText("ACCOUNTS probe10")

    assert names(screen) == ["Probe10", "Probe100", "Probe103", "Probe106", "Probe109"]


def test_in_the_smallest_window_nothing_is_cut_that_says_how_it_went(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    view = uptime_view(figures=figures(uptime="99.978", budget_left_permille=0))
    stub_desk.answers = {"uptime": view, "uptime.series": response_series(view)}
    screen = shown(qtbot, operations)
    settle(qtbot, operations)
    assert not screen.table.isColumnHidden(MONTH)

    screen.resize(776, 576)
    qtbot.waitUntil(lambda: screen.table.isColumnHidden(MONTH))

    qtbot.waitUntil(lambda: screen.table.horizontalScrollBar().maximum() == 0)
    for card in (screen.figures.uptime, screen.figures.budget):
        label = card._figure
        assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()


def test_the_table_of_one_service_is_one_row_high(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    view = uptime_view()
    view = replace(view, rows=view.rows[:1])
    stub_desk.answers = {"uptime": view, "uptime.series": response_series(view)}
    screen = shown(qtbot, operations)
    settle(qtbot, operations)

    assert screen.table.height() == screen.table.maximumHeight()
    assert screen.table.geometry().bottom() < screen.height()


def test_a_heading_sorts_up_then_down_then_as_the_team_chose(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    rows = tuple(
        uptime_row(n, name=name, uptime_365=text)
        for n, (name, text) in enumerate([("b", "99.9"), ("a", "100"), ("c", "\N{EN DASH}")])
    )
    view = uptime_view(rows=rows)
    stub_desk.answers = {"uptime": view, "uptime.series": response_series(view)}
    screen = shown(qtbot, operations)
    settle(qtbot, operations)
    heading = screen.table.horizontalHeader()

    orders = []
    for _ in range(3):
        heading.sectionClicked.emit(4)
        orders.append(names(screen))

    assert orders == [["c", "b", "a"], ["a", "b", "c"], ["b", "a", "c"]]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_everything_on_the_screen_has_a_name_and_a_place_in_the_tab_order(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    view = uptime_view()
    stub_desk.answers = {"uptime": view, "uptime.series": response_series(view)}
    screen = shown(qtbot, operations)
    settle(qtbot, operations)
    screen.filter.setFocus()

    walked = []
    for _ in range(24):
        widget = screen.focusWidget()
        walked.append(widget)
        assert widget is not None
        assert widget.accessibleName() or widget.text()  # type: ignore[attr-defined]
        qtbot.keyClick(widget, Qt.Key.Key_Tab)

    assert screen.chart_card.chart in walked
    assert screen.table in walked
    # As they stand: the chart was made last, when there was something to draw.
    assert walked.index(screen.chart_card.chart) < walked.index(screen.table)
