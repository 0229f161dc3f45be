"""Deployments: marks in the chart of a service, and lines in Verify; never a state."""

from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from statusboard.domain.views.new_relic_deployments import (
    Deployment,
    DeploymentsFound,
    FindDeployments,
)
from statusboard.errors import Unavailable
from tests.fixtures.monitored_database import StubDesk, settle
from tests.fixtures.views_uptime import response_series, uptime_view
from tests.fixtures.views_verify import NOW, service_detail, verify_view
from ui.plots.response_chart import ResponseChart
from ui.runtime.operations import Operations
from ui.screens.uptime.screen import UptimeScreen
from ui.screens.verify.asking import guids_of
from ui.screens.verify.screen import VerifyScreen
from ui.theme.theme import Theme

VIEW = uptime_view()
START_S, STOP_S = VIEW.start.timestamp(), VIEW.stop.timestamp()


def uptime(operations: Operations, desk: StubDesk, qtbot: QtBot, found: object) -> UptimeScreen:
    desk.answers = {
        "uptime": VIEW,
        "uptime.series": response_series(VIEW),
        "new_relic.entities_of": ("g1",),
        "find_deployments": found,
    }
    screen = UptimeScreen(operations)
    qtbot.addWidget(screen)
    screen.resize(1200, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    settle(qtbot, operations)
    return screen


def test_the_chart_of_a_service_marks_what_was_deployed(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    at = datetime.fromtimestamp((START_S + STOP_S) / 2, UTC)
    found = DeploymentsFound((Deployment(at, "4.2"),))
    screen = uptime(operations, stub_desk, qtbot, found)
    chart = screen.chart_card.chart
    assert chart is not None
    # Of all services together a mark would not say whose it is.
    assert chart.deployed == ()
    screen.seek(VIEW.rows[0].component_id)
    settle(qtbot, operations)
    assert chart.deployed == ((at.timestamp(), "4.2"),)
    [asked] = [given for name, given in stub_desk.asked if name == "find_deployments"]
    assert asked == FindDeployments(("g1",), VIEW.start, VIEW.stop)


def test_without_new_relic_the_chart_stands_as_it_is(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    screen = uptime(operations, stub_desk, qtbot, Unavailable("New Relic does not answer."))
    screen.seek(VIEW.rows[0].component_id)
    settle(qtbot, operations)
    chart = screen.chart_card.chart
    assert chart is not None
    assert chart.isVisible()
    assert chart.deployed == ()


def test_the_read_out_names_what_was_deployed_then(theme: Theme, qtbot: QtBot) -> None:
    chart = ResponseChart()
    qtbot.addWidget(chart)
    chart.resize(1000, 260)
    series = response_series(VIEW)
    chart.show_series(series, (), start_s=START_S, stop_s=STOP_S, zone=UTC)
    with qtbot.waitExposed(chart):
        chart.show()
    at_s = float(series.at_s[len(series.at_s) // 2])
    plain = chart.grab().toImage()
    chart.show_deployments([(at_s, "4.2")])
    assert chart.grab().toImage() != plain
    chart._place_at(at_s)
    assert chart.said_now.endswith("deployed 4.2")
    chart.show_deployments([])
    assert "deployed" not in chart.said_now


def test_verify_tells_the_newest_of_the_last_day(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    many = [Deployment(NOW - timedelta(hours=n), f"4.{9 - n}", "Faster") for n in range(1, 6)]
    stub_desk.answers = {
        "verify": verify_view(),
        "verify.service": service_detail(),
        "find_deployments": DeploymentsFound(tuple(many)),
    }
    screen = VerifyScreen(operations)
    qtbot.addWidget(screen)
    screen.resize(1256, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    settle(qtbot, operations)
    lines = screen.pane.deployed.text.split("\n")
    assert len(lines) == 3
    assert lines[0].startswith("Deployed 4.8, 1 h")
    assert lines[0].endswith("ago: Faster")
    [asked] = [given for name, given in stub_desk.asked if name == "find_deployments"]
    assert asked.guids == guids_of(service_detail())
    assert asked.until - asked.since == timedelta(days=1)
