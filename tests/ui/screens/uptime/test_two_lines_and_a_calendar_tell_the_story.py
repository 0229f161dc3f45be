"""Another service or time over the chart, and the year day by day in its place."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from statusboard.domain.period import Days
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import Compared, UptimeView
from statusboard.domain.views.year import DayCell, MonthRow, YearView
from statusboard.errors import Unavailable
from tests.fixtures.monitored_database import StubDesk, settle
from tests.fixtures.views_uptime import response_series, uptime_view
from ui.runtime.operations import Operations
from ui.screens.uptime.asking import Other
from ui.screens.uptime.period_words import short_day
from ui.screens.uptime.screen import UptimeScreen
from ui.screens.uptime.year_grid import YearGrid, month_words

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
VIEW = uptime_view()


def earlier(view: UptimeView) -> Compared:
    return Compared(
        response_series(view, gap=False),
        view.start - timedelta(days=365),
        view.start,
        "99.5",
        "100",
    )


def year(count: int = 12) -> YearView:
    def month(number: int) -> MonthRow:
        days = 28 + 2 * (number != 2)
        cells = tuple(
            DayCell(
                date(2026, number, day),
                ComponentStatus.MAJOR_OUTAGE if day == 9 else ComponentStatus.OPERATIONAL,
                "98.5" if day == 9 else "100",
                "100",
                60_000_000 if day == 9 else 0,
            )
            for day in range(1, days + 1)
        )
        return MonthRow(2026, number, cells, "99.9", "100")

    return YearView(VIEW.as_of, VIEW.zone, None, tuple(map(month, range(1, count + 1))), "Rule.")


@pytest.fixture
def screen(operations: Operations, stub_desk: StubDesk, qtbot: QtBot) -> UptimeScreen:
    stub_desk.answers = {
        "uptime": VIEW,
        "uptime.series": response_series(VIEW),
        "uptime.compared": earlier(VIEW),
        "uptime.year": year(),
    }
    made = UptimeScreen(operations)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, operations)
    settle(qtbot, operations)
    return made


def legend(screen: UptimeScreen) -> list[str]:
    return [entry.words for entry in screen.chart_card.legend.entries]


def test_what_is_compared_with_is_chosen_by_typing_and_said_in_the_legend(
    screen: UptimeScreen, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    assert legend(screen) == ["Median", "95 %", "Quickest to longest"]
    popup = screen.chart_card.compare.open_popup()
    qtbot.keyClicks(popup.search, "period")
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    settle(qtbot, screen.operations)

    asked = [given for name, given in stub_desk.asked if name == "uptime.compared"][-1]
    assert asked.is_before  # type: ignore[attr-defined]
    assert legend(screen)[1] == "the period before, uptime 99.5\N{NO-BREAK SPACE}%"
    chart = screen.chart_card.chart
    assert chart is not None
    assert chart.is_comparing

    popup = screen.chart_card.compare.open_popup()
    qtbot.keyClicks(popup.search, "nothing")
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert not chart.is_comparing
    assert len(legend(screen)) == 3


def test_a_service_is_compared_with_until_the_chart_is_about_it(
    screen: UptimeScreen, qtbot: QtBot
) -> None:
    row = screen.table.table.row_at(2)
    screen.chart_card.compare.choose(Other(component_id=row.component_id, name=row.name))
    settle(qtbot, screen.operations)
    assert legend(screen)[1].startswith(row.name)

    screen.seek(row.component_id)
    settle(qtbot, screen.operations)
    settle(qtbot, screen.operations)
    assert screen.chart_card.compare.other is None
    assert len(legend(screen)) == 3


def test_the_calendar_is_asked_for_when_it_is_looked_at(
    screen: UptimeScreen, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    assert "uptime.year" not in [name for name, _ in stub_desk.asked]
    qtbot.mouseClick(screen.chart_card.face.button("year"), LEFT)
    settle(qtbot, screen.operations)

    assert screen.chart_card.year.isVisible()
    assert not screen.chart_card.compare.isVisible()
    qtbot.mouseClick(screen.chart_card.face.button("chart"), LEFT)
    chart = screen.chart_card.chart
    assert chart is not None
    assert chart.isVisible()


def test_months_of_the_contract_are_offered_where_there_are_some(
    screen: UptimeScreen, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    plain = year()
    by_contract = replace(
        plain,
        contract_day=15,
        is_contract=True,
        months=tuple(replace(one, last=one.days[-1].day) for one in plain.months),
    )
    card = screen.chart_card
    qtbot.mouseClick(card.face.button("year"), LEFT)
    settle(qtbot, screen.operations)
    assert not card.contract.isVisible()
    stub_desk.answers = {**stub_desk.answers, "uptime.year": by_contract}
    screen.refresh()
    settle(qtbot, screen.operations)

    qtbot.mouseClick(card.contract, LEFT)
    settle(qtbot, screen.operations)

    asked = [given for name, given in stub_desk.asked if name == "uptime.year"]
    assert [one.by_contract for one in asked[-2:]] == [False, True]
    first, last = by_contract.months[0].days[0].day, by_contract.months[0].last
    assert last is not None
    assert month_words(by_contract.months[0]) == f"{short_day(first)} – {short_day(last)}"
    qtbot.mouseClick(card.face.button("chart"), LEFT)
    assert not card.contract.isVisible()


def test_a_calendar_that_cannot_be_read_says_why(
    screen: UptimeScreen, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    stub_desk.answers = {**stub_desk.answers, "uptime.year": Unavailable("The database is busy.")}
    qtbot.mouseClick(screen.chart_card.face.button("year"), LEFT)
    settle(qtbot, screen.operations)
    assert screen.chart_card._room._no_year._title.text() == "The year could not be read"


@pytest.fixture
def grid(qtbot: QtBot) -> YearGrid:
    made = YearGrid()
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show_year(year())
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_arrows_walk_the_days_and_enter_opens_one(grid: YearGrid, qtbot: QtBot) -> None:
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    read = grid.read
    assert read is not None
    newest = year().months[-1].days[-1].day
    walked = [read.day]
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(grid, key)
        read = grid.read
        assert read is not None
        walked.append(read.day)
    assert walked[0] in {newest, newest - timedelta(days=1)}
    assert walked[1].month == 11
    assert walked[-1] > walked[1]
    with qtbot.waitSignal(grid.day_opened) as opened:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened.args == [walked[-1]]


def test_a_click_opens_the_day_under_it_and_hover_says_it(grid: YearGrid, qtbot: QtBot) -> None:
    where = grid.cell_rect(2, 8).center().toPoint()
    said: list[str] = []
    grid.said.connect(said.append)
    qtbot.mouseMove(grid, where - QPoint(40, 0))
    qtbot.mouseMove(grid, where)
    with qtbot.waitSignal(grid.day_opened) as opened:
        qtbot.mouseClick(grid, LEFT, pos=where)

    assert opened.args == [date(2026, 3, 9)]
    assert grid.accessibleDescription() == (
        "9 Mar 2026 · Major outage · 98.5\N{NO-BREAK SPACE}%, "
        "100\N{NO-BREAK SPACE}% observed · 1 min down"
    )
    with qtbot.assertNotEmitted(grid.day_opened):
        qtbot.mouseClick(grid, LEFT, pos=QPoint(2, 2))


def test_a_day_of_the_calendar_opens_what_it_is_made_of(screen: UptimeScreen, qtbot: QtBot) -> None:
    screen.chart_card.year.day_opened.emit(date(2026, 3, 9))
    sheet = screen.behind.sheet
    assert sheet is not None
    assert sheet._range == Days(date(2026, 3, 9), date(2026, 3, 9))
