"""Worst first, by budget left, by group; and only those of a group, or that missed a promise."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import Range, UptimeRow
from tests.fixtures.monitored_database import StubDesk, settle
from tests.fixtures.views_uptime import response_series, uptime_row, uptime_view
from ui.runtime.operations import Operations
from ui.screens.destinations import UptimePlace
from ui.screens.uptime.columns import (
    BUDGET,
    PERIOD,
    PROMISED,
    YEAR,
    budget_tip,
    budget_words,
    promise_words,
    uptime_table,
)
from ui.screens.uptime.ordering import Kept, Order, groups_of, ordered, passes
from ui.screens.uptime.screen import UptimeScreen

GOOD, BAD = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
ROWS: tuple[UptimeRow, ...] = (
    uptime_row(1, name="Shop", group="Web", uptime="99.9", budget_left_permille=400, days=(GOOD,)),
    uptime_row(
        2,
        name="api",
        group="Core",
        uptime="99.95",
        on_target=False,
        missed_by_us=60_000_000,
        budget_left_permille=-120,
        days=(GOOD, BAD),
    ),
    uptime_row(3, name="Mail", group="", uptime="\N{EN DASH}", budget_left_permille=None, days=()),
    uptime_row(
        4, name="Login", group="Core", uptime="99.8", budget_left_permille=950, days=(GOOD,)
    ),
)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.PAGE, [1, 2, 3, 4]),
        (Order.WORST, [2, 4, 1, 3]),
        (Order.BUDGET, [2, 1, 4, 3]),
        (Order.GROUP, [2, 4, 1, 3]),
        (Order.NAME, [2, 4, 3, 1]),
    ],
)
def test_services_stand_in_the_order_that_was_asked(order: Order, expected: list[int]) -> None:
    assert [row.component_id for row in ordered(ROWS, order)] == expected


@pytest.mark.parametrize(
    ("kept", "group", "expected"),
    [
        (Kept.ALL, None, [1, 2, 3, 4]),
        (Kept.MISSED, None, [2]),
        (Kept.TROUBLED, None, [2]),
        (Kept.ALL, "Core", [2, 4]),
        (Kept.ALL, "", [3]),
        (Kept.MISSED, "Web", []),
    ],
)
def test_only_some_are_shown(kept: Kept, group: str | None, expected: list[int]) -> None:
    assert [row.component_id for row in ROWS if passes(row, kept, group)] == expected


def test_groups_are_offered_as_they_stand_on_the_page() -> None:
    assert groups_of(ROWS) == ("Web", "Core", "")


def test_a_budget_says_of_which_promise_it_is_and_that_it_burns() -> None:
    row = uptime_row(1, promised="99.95", promised_over="over 30 days", alarm="It burns.")
    table = uptime_table()
    table.show_rows([row])

    assert promise_words(row) == "99.95\N{NO-BREAK SPACE}% over 30 days"
    assert budget_tip(row).splitlines() == [
        f"Of the down time that this promise allows: {promise_words(row)}",
        "It burns.",
    ]
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert table.index(0, PROMISED).data(spoken) == promise_words(row)
    assert table.index(0, BUDGET).data(spoken).endswith("It burns.")
    assert promise_words(uptime_row(1, promised=None)) == ""


def test_what_is_left_of_a_budget_is_cut() -> None:
    assert [budget_words(row) for row in ROWS] == [
        "40\N{NO-BREAK SPACE}%",
        "Used up",
        "\N{EN DASH}",
        "95\N{NO-BREAK SPACE}%",
    ]


@pytest.fixture
def screen(operations: Operations, stub_desk: StubDesk, qtbot: QtBot) -> UptimeScreen:
    stub_desk.answers = {
        "uptime": lambda given: replace(uptime_view(given.range, rows=ROWS), group=given.group),
        "uptime.series": response_series(uptime_view()),
    }
    made = UptimeScreen(operations)
    qtbot.addWidget(made)
    made.resize(1300, 860)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, operations)
    return made


def shown(screen: UptimeScreen) -> list[int]:
    return [row.component_id for row in screen.table.table.shown]


def test_the_lists_above_the_table_arrange_it(screen: UptimeScreen, qtbot: QtBot) -> None:
    bar = screen.arranging
    bar.order.setFocus()
    qtbot.keyClick(bar.order, Qt.Key.Key_Down)
    assert shown(screen) == [2, 4, 1, 3]

    bar.group.setFocus()
    qtbot.keyClick(bar.group, Qt.Key.Key_End)
    assert shown(screen) == [3]

    # A heading puts its order over it; the list takes it back.
    screen.narrow_nothing()
    screen.table._sort_by(YEAR)
    qtbot.keyClick(bar.order, Qt.Key.Key_Down)
    assert shown(screen) == [2, 1, 4, 3]
    assert not screen.table.horizontalHeader().isSortIndicatorShown()


def test_a_service_that_is_sought_is_never_left_out(screen: UptimeScreen, qtbot: QtBot) -> None:
    screen.arranging.kept.setCurrentIndex(1)
    screen.filter_rows()
    assert shown(screen) == [2]

    screen.focus_on(UptimePlace(4))
    settle(qtbot, screen.operations)
    assert shown(screen) == [1, 2, 3, 4]
    assert screen.chosen == 4


def test_the_period_has_its_column_where_no_other_is_its_own(
    screen: UptimeScreen, qtbot: QtBot
) -> None:
    assert screen.table.isColumnHidden(PERIOD)
    assert not screen.table.isColumnHidden(BUDGET)
    screen.choose_range(Range.WEEK)
    settle(qtbot, screen.operations)
    assert not screen.table.isColumnHidden(PERIOD)
    index = screen.table.table.index(0, PERIOD)
    assert index.data() == "99.9"


def test_coverage_and_rule_stand_behind_each_figure(screen: UptimeScreen) -> None:
    for card in (screen.figures.uptime, screen.figures.budget, screen.figures.down):
        assert "of this time was observed" in card.toolTip()
        assert "Time-weighted" in card.accessibleDescription()
    spoken = screen.table.table.index(0, YEAR).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "observed" in str(spoken)
