"""Beside the switch any period can be chosen: of the contract, of the chart, day to day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from statusboard.domain.period import Calendar, CalendarUnit, Days, Period, Relative, Rolling
from statusboard.domain.views.uptime import Range
from tests.fixtures.monitored_database import StubDesk, settle
from tests.fixtures.views_uptime import response_series, uptime_view
from ui.runtime.operations import Operations
from ui.screens.uptime.period_popup import PeriodPopup
from ui.screens.uptime.period_words import days_of, period_words
from ui.screens.uptime.screen import UptimeScreen
from ui.widgets.time_words import zone_of

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def screen(operations: Operations, stub_desk: StubDesk, qtbot: QtBot) -> UptimeScreen:
    def answer(given: object) -> object:
        return uptime_view(
            given.range,  # type: ignore[attr-defined]
            has_business_hours=True,
            in_business_hours=given.in_business_hours,  # type: ignore[attr-defined]
        )

    stub_desk.answers = {"uptime": answer, "uptime.series": response_series(uptime_view())}
    made = UptimeScreen(operations)
    qtbot.addWidget(made)
    made.resize(1200, 860)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, operations)
    return made


def opened(screen: UptimeScreen, qtbot: QtBot) -> PeriodPopup:
    qtbot.mouseClick(screen.period.button, LEFT)
    return screen.period.button.findChildren(PeriodPopup)[-1]


def asked(stub_desk: StubDesk) -> tuple[object, bool]:
    given = [given for name, given in stub_desk.asked if name == "uptime"][-1]
    return given.range, given.in_business_hours  # type: ignore[attr-defined]


def test_a_preset_is_asked_for_and_the_switch_gives_way(
    screen: UptimeScreen, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    last_quarter = Relative(CalendarUnit.QUARTER, 1)
    qtbot.mouseClick(opened(screen, qtbot).presets[last_quarter], LEFT)
    settle(qtbot, screen.operations)

    assert asked(stub_desk) == (last_quarter, False)
    assert screen.period.button.text() == "Last quarter"
    assert screen.period.switch.current == ""
    assert screen.figures.uptime._label.text() == "Uptime, Last quarter"
    assert "(Europe/Berlin)" in screen.period.button.accessibleDescription()

    qtbot.mouseClick(screen.period.switch.button(Range.WEEK.value), LEFT)
    settle(qtbot, screen.operations)
    assert asked(stub_desk) == (Range.WEEK, False)
    assert screen.period.button.text() == "Period…"


def test_two_days_are_a_period_of_business_hours_where_that_is_wanted(
    screen: UptimeScreen, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    popup = opened(screen, qtbot)
    popup.first.setDate(QDate(2026, 11, 3))
    popup.last.setDate(QDate(2026, 11, 17))
    popup.hours.setChecked(True)
    qtbot.mouseClick(popup.show_days, LEFT)
    settle(qtbot, screen.operations)

    assert asked(stub_desk) == (Days(date(2026, 11, 3), date(2026, 11, 17)), True)
    assert screen.period.button.text() == ("3 Nov 2026 \N{EN DASH} 17 Nov 2026, business hours")


def test_hours_that_are_ticked_off_hold_at_once_for_the_period_in_force(
    screen: UptimeScreen, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    popup = opened(screen, qtbot)
    popup.hours.setChecked(True)
    settle(qtbot, screen.operations)
    assert asked(stub_desk) == (Range.YEAR, True)
    assert "all hours of the day" in screen.chart_card._whose

    popup.hours.setChecked(False)
    settle(qtbot, screen.operations)
    assert asked(stub_desk) == (Range.YEAR, False)
    assert popup.isVisible()
    popup.close()


def test_days_the_wrong_way_round_are_told_and_nothing_is_asked(
    screen: UptimeScreen, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    popup = opened(screen, qtbot)
    popup.first.setDate(QDate(2026, 11, 17))
    popup.last.setDate(QDate(2026, 11, 3))
    before = asked(stub_desk)
    qtbot.keyClick(popup.show_days, Qt.Key.Key_Space)

    assert popup.fault.text() == "The last day is before the first."
    assert popup.isVisible()
    assert asked(stub_desk) == before
    popup.close()


def test_what_the_chart_was_zoomed_to_is_offered(
    screen: UptimeScreen, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    chart = screen.chart_card.chart
    assert chart is not None
    first = datetime(2026, 6, 1, tzinfo=UTC)
    chart.zoom_to(first.timestamp(), (first + timedelta(days=20)).timestamp())
    popup = opened(screen, qtbot)
    qtbot.mouseClick(popup.zoomed, LEFT)
    settle(qtbot, screen.operations)

    assert asked(stub_desk) == (Days(date(2026, 6, 1), date(2026, 6, 21)), False)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Rolling(45), "45 days"),
        (Calendar(CalendarUnit.MONTH, 2026, 11), "November 2026"),
        (Calendar(CalendarUnit.QUARTER, 2026, 4), "Q4 2026"),
        (Calendar(CalendarUnit.YEAR, 2026), "2026"),
        (Relative(CalendarUnit.YEAR), "This year"),
        (Days(date(2026, 11, 3), date(2026, 11, 3)), "3 Nov 2026"),
    ],
)
def test_each_period_has_a_name(period: Period, words: str) -> None:
    assert period_words(period) == words


def test_an_end_at_midnight_touches_no_further_day() -> None:
    zone = zone_of("Europe/Berlin")
    first, last = date(2026, 3, 28), date(2026, 3, 29)
    starts, stops = (datetime(2026, 3, day, tzinfo=zone) for day in (28, 30))
    assert days_of(starts, stops, zone) == Days(first, last)
