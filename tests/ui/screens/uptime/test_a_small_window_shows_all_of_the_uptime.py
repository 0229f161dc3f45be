"""At the smallest size of the window nothing lies over anything else, and bars stay bars."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from statusboard.domain.period import read_period
from statusboard.domain.views.uptime import AnyRange, Range
from tests.fixtures.monitored_database import StubDesk, settle
from tests.fixtures.views_uptime import response_series, seven_services, uptime_view
from ui.runtime.operations import Operations
from ui.screens.destinations import UptimePlace
from ui.screens.uptime.screen import UptimeScreen
from ui.widgets.strip_painting import bar_edges


@pytest.mark.parametrize(("width", "height"), [(896, 536), (1096, 776)])
def test_chart_and_table_stand_below_each_other(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot, width: int, height: int
) -> None:
    view = uptime_view(rows=seven_services())
    stub_desk.answers = {"uptime": view, "uptime.series": response_series(view)}
    window = QWidget()  # a window of its own would not let itself be made too small
    screen = UptimeScreen(operations, window)
    qtbot.addWidget(window)
    screen.setGeometry(0, 0, width, height)
    with qtbot.waitExposed(window):
        window.show()
    settle(qtbot, operations)

    # Below the ribbon of sample data and a problem the smallest window leaves this much.
    parts = (screen.figures, screen.chart_card, screen.table)
    tops = [part.mapTo(screen, QPoint(0, 0)).y() for part in parts]
    for part, top, below in zip(parts, tops, tops[1:], strict=False):
        assert top + part.height() < below


def test_ninety_days_in_little_room_can_still_be_told_apart() -> None:
    edges = bar_edges(0, 240, 90)
    for (left, width), (following, _) in pairwise(edges):
        assert left + width < following


@pytest.mark.parametrize(
    ("chosen", "is_of_one"), [(Range.YEAR, True), (read_period("2026-11-03..2026-11-17"), False)]
)
def test_what_stands_on_top_is_folded_before_any_of_it_is_cut(
    operations: Operations,
    stub_desk: StubDesk,
    qtbot: QtBot,
    chosen: AnyRange,
    is_of_one: bool,
) -> None:
    view = uptime_view(chosen, rows=seven_services())
    stub_desk.answers = {"uptime": view, "uptime.series": response_series(view)}
    window = QWidget()
    screen = UptimeScreen(operations, window)
    qtbot.addWidget(window)
    screen.choose_range(chosen)
    screen.setGeometry(0, 0, 896, 536)
    with qtbot.waitExposed(window):
        window.show()
    settle(qtbot, operations)
    if is_of_one:
        screen.focus_on(UptimePlace(view.rows[0].component_id))
        settle(qtbot, operations)

    segments = screen.period.switch.findChildren(QPushButton)
    for button in (*segments, screen.period.button, screen.further.both):
        assert button.isVisible()
        assert button.width() >= button.sizeHint().width()
    with qtbot.waitSignal(screen.wanted):
        screen.further.both.menu().actions()[0].trigger()
    screen.setGeometry(0, 0, 1256, 800)
    assert screen.further.both.isHidden()
    assert screen.report.isVisible()
