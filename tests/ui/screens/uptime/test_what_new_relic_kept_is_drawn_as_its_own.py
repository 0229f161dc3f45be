"""New Relic's own figures: lines beside ours, with a legend and a read-out of their own."""

import math
from array import array
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from statusboard.domain.views.uptime import TheirSeries
from tests.fixtures.views_uptime import response_series, uptime_view
from ui.screens.uptime.chart_card import ChartCard
from ui.theme.theme import Theme

VIEW = uptime_view()
START_S, STOP_S = VIEW.start.timestamp(), VIEW.stop.timestamp()
ZONE = VIEW.start.tzinfo


@pytest.fixture
def card(dressed: Theme, qtbot: QtBot) -> ChartCard:
    made = ChartCard()
    qtbot.addWidget(made)
    made.resize(1000, 300)
    made.show()
    return made


def shown(card: ChartCard, *theirs: TheirSeries) -> None:
    assert ZONE is not None
    series = replace(response_series(VIEW), theirs=theirs)
    card.show_series(series, (), start_s=START_S, stop_s=STOP_S, zone=ZONE)


def theirs(name: str, value: float, figure: str = "Response time", unit: str = "s") -> TheirSeries:
    own = response_series(VIEW)
    values = [value if place % 2 else math.nan for place in range(len(own.at_s))]
    return TheirSeries(name, own.bucket_s, own.at_s, array("d", values), figure, unit)


def test_its_lines_are_named_as_new_relic_s_and_as_no_part_of_uptime(card: ChartCard) -> None:
    shown(card, theirs("checkout-api", 0.5), theirs("search", 0.7))
    assert "New Relic checkout-api" in card.theirs.said
    assert "New Relic search" in card.theirs.said
    assert "not part of uptime" in card.theirs.said
    assert card.chart is not None
    assert not card.chart._plot.figure_axis.isVisible()  # times are on the axis of ours
    shown(card)
    assert card.theirs.said == ""


def test_the_read_out_says_whose_figure_it_is_where_there_is_one(card: ChartCard) -> None:
    shown(card, theirs("checkout-api", 0.5))
    chart = card.chart
    assert chart is not None
    chart._place(4)
    assert "New Relic" not in chart.said_now
    chart._place(5)
    assert "New Relic checkout-api: 500 ms" in chart.said_now


def test_its_legend_goes_with_the_chart_where_the_calendar_is_looked_at(card: ChartCard) -> None:
    shown(card, theirs("checkout-api", 0.5))
    card.face.button("year").click()
    assert card.theirs.isHidden()
    shown(card, theirs("checkout-api", 0.5))
    assert card.theirs.isHidden()
    card.face.button("chart").click()
    assert not card.theirs.isHidden()


def test_what_it_kept_fits_into_the_picture(card: ChartCard) -> None:
    shown(card)
    chart = card.chart
    assert chart is not None
    before = chart._view.viewRange()[1][1]
    shown(card, theirs("checkout-api", 90.0))
    assert chart._view.viewRange()[1][1] >= 90.0 > before


def test_another_figure_is_drawn_on_a_scale_of_its_own(card: ChartCard) -> None:
    kept = (theirs("checkout-api", 0.5), theirs("checkout-api", 4.25, "Error rate", "%"))
    shown(card, *kept)
    row, chart = card.theirs, card.chart
    assert chart is not None
    assert [row.which.itemText(place) for place in range(2)] == ["Response time", "Error rate"]
    before = chart._view.viewRange()[1][1]
    row.which.setCurrentIndex(1)
    row.which.activated.emit(1)
    chart._place(5)
    assert "New Relic checkout-api: 4.25 %" in chart.said_now
    top = chart._view.viewRange()[1][1]
    assert top <= before
    axis = chart._plot.figure_axis
    assert axis.isVisible()
    [(step, ticks)] = axis.tickValues(0.0, top, 170.0)
    assert axis.tickStrings(ticks, 1.0, step) == ["0 %", "1 %", "2 %", "3 %", "4 %"]
    line = chart._theirs._curves[0].yData
    assert 0.85 * top < max(one for one in line if not math.isnan(one)) < top
    # What was chosen stays with the next answer, and goes where it is not.
    shown(card, *kept)
    assert row.figure == "Error rate"
    shown(card, kept[0])
    assert (row.figure, row.which.isHidden(), axis.isVisible()) == ("Response time", True, False)


def test_a_figure_that_is_zero_throughout_lies_on_the_ground(card: ChartCard) -> None:
    shown(card, theirs("host", 0.0, "CPU", "%"))
    chart = card.chart
    assert chart is not None
    assert card.theirs.figure == "CPU"
    chart._place(5)
    assert "New Relic host: 0 %" in chart.said_now
