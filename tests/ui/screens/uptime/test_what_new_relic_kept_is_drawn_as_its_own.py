"""New Relic's own response times: lines beside ours, with a legend and a read-out of their own."""

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


def theirs(name: str, seconds: float) -> TheirSeries:
    own = response_series(VIEW)
    values = [seconds if place % 2 else math.nan for place in range(len(own.at_s))]
    return TheirSeries(name, own.bucket_s, own.at_s, array("d", values))


def test_its_lines_are_named_as_new_relic_s_and_as_no_part_of_uptime(card: ChartCard) -> None:
    shown(card, theirs("checkout-api", 0.5), theirs("search", 0.7))
    assert "New Relic checkout-api" in card.theirs
    assert "New Relic search" in card.theirs
    assert "not part of uptime" in card.theirs
    shown(card)
    assert card.theirs == ""


def test_the_read_out_says_whose_figure_it_is_where_there_is_one(card: ChartCard) -> None:
    shown(card, theirs("checkout-api", 0.5))
    chart = card.chart
    assert chart is not None
    chart._place(4)
    assert "New Relic" not in chart.said_now
    chart._place(5)
    assert "New Relic checkout-api: 500 ms" in chart.said_now


def test_what_it_kept_fits_into_the_picture(card: ChartCard) -> None:
    shown(card)
    chart = card.chart
    assert chart is not None
    before = chart._view.viewRange()[1][1]
    shown(card, theirs("checkout-api", 90.0))
    assert chart._view.viewRange()[1][1] >= 90.0 > before
