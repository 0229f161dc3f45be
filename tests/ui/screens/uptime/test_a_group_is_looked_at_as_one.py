"""A group that is chosen has the cards and the chart to itself; one line stands below the cards."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.domain.views.uptime import UptimeView
from statusboard.errors import RuleBroken
from tests.fixtures.monitored_database import StubDesk, settle
from tests.fixtures.views_uptime import response_series, uptime_row, uptime_view
from ui.runtime.operations import Operations
from ui.screens.destinations import UptimePlace
from ui.screens.uptime.screen import UptimeScreen

ROWS = (
    uptime_row(1, name="Checkout", group="Shop"),
    uptime_row(2, name="Search", group="Shop"),
    uptime_row(3, name="Mail", group=""),
)
OF_GROUP = {"Shop": "99.1", "": "98.2", None: "97.3"}


def answered(given) -> UptimeView:
    view = uptime_view(given.range, rows=ROWS)
    figures = replace(
        view.figures,
        uptime=OF_GROUP[given.group],
        corrections=1,
        added_up="2 services count by weight." if given.group else "",
        outages=1,
        cost="9 EUR",
        cost_assumption="Assumed: 1 EUR an hour.",
        cost_in_short="Assumed, not measured: 1 EUR.",
    )
    return replace(view, figures=figures, group=given.group)


@pytest.fixture
def screen(operations: Operations, stub_desk: StubDesk, qtbot: QtBot) -> UptimeScreen:
    stub_desk.answers = {
        "uptime": answered,
        "uptime.series": response_series(uptime_view()),
        "uptime.behind": RuleBroken("Not here."),
    }
    made = UptimeScreen(operations)
    qtbot.addWidget(made)
    made.resize(1300, 860)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, operations)
    return made


def test_cards_chart_and_sheet_are_of_the_group_that_is_chosen(
    screen: UptimeScreen, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    box = screen.arranging.group
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    settle(qtbot, screen.operations)

    assert screen.arranging.wanted_group == "Shop"
    assert screen.figures.uptime.figure.startswith("99.1")
    assert "2 services count by weight." in screen.figures.standing.text
    assert [given.group for name, given in stub_desk.asked if name == "uptime.series"][-1] == "Shop"
    screen._open_behind(None, None)
    settle(qtbot, screen.operations)
    assert [given.group for name, given in stub_desk.asked if name == "uptime.behind"] == ["Shop"]
    assert screen.behind.sheet is not None
    screen.behind.sheet.reject()

    # A service of it has them to itself.
    screen.focus_on(UptimePlace(1))
    settle(qtbot, screen.operations)
    asked = [given for name, given in stub_desk.asked if name == "uptime"][-1]
    assert (asked.component_id, asked.group) == (1, None)
    screen.choose_nothing()
    screen.narrow_nothing()
    settle(qtbot, screen.operations)
    assert screen.figures.uptime.figure.startswith("97.3")


def test_a_group_that_is_gone_leaves_all_services(
    screen: UptimeScreen, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    def gone(given):
        if given.group is not None:
            raise RuleBroken("This group no longer exists. Somebody may have removed it.")
        return answered(given)

    stub_desk.answers = {**stub_desk.answers, "uptime": gone}
    box = screen.arranging.group
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    settle(qtbot, screen.operations)

    assert screen.arranging.wanted_group is None
    assert screen.figures.uptime.figure.startswith("97.3")


def test_one_line_stands_below_the_cards_and_the_rest_behind_them(screen: UptimeScreen) -> None:
    line = screen.figures.standing.text
    assert line.startswith("Observed ")
    assert line.endswith("% of the time, time-weighted. Assumed, not measured: 1 EUR.")
    assert screen.figures.uptime.caption.endswith("\n1 correction counts")
    for card in (screen.figures.uptime, screen.figures.budget, screen.figures.down):
        assert card.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert "Time-weighted" in card.toolTip()
    assert "Assumed: 1 EUR an hour." in screen.figures.down.toolTip()
