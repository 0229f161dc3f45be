"""What each location says of a check stands in the detail pane; a form loses none of it."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from statusboard.app.services.kinds import check_kinds
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.verify import LocationRow
from tests.fixtures.screens import dressed
from tests.fixtures.views_verify import NOW, check_detail, new_relic_check, service_detail
from ui.screens.verify.check_section import CheckSection
from ui.screens.verify.detail_pane import DetailPane

__all__ = ["dressed"]

pytestmark = pytest.mark.usefixtures("dressed")
MAJOR, OK = ComponentStatus.MAJOR_OUTAGE, ComponentStatus.OPERATIONAL
PLACES = (
    LocationRow("home", OK, "200", 41_000, NOW - timedelta(seconds=3)),
    LocationRow("fra", MAJOR, "503", 92_000, NOW - timedelta(seconds=5)),
    LocationRow("iad", ComponentStatus.UNKNOWN, "", None, None, NOW - timedelta(minutes=9)),
)


def pane_of(qtbot: QtBot, **given: object) -> DetailPane:
    pane = DetailPane()
    qtbot.addWidget(pane)
    pane.resize(420, 800)
    detail = service_detail(checks=(check_detail(**given), new_relic_check()))
    pane.show_detail(detail, now=NOW)
    return pane


def test_a_row_says_state_answer_and_time(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, locations=("all",), places=PLACES)

    assert not pane.places.isHidden()
    assert pane.places.said == (
        "home, Operational · 200, 41 ms · 14:20:02",
        "fra, Major outage · 503, 92 ms · 14:20:00",
        "iad, Silent since 14:11:05, No answer yet",
    )


def test_fewer_rows_leave_none_behind(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, places=PLACES)
    pane.show_detail(service_detail(checks=(check_detail(places=PLACES[:1]),)), now=NOW)
    assert len(pane.places.said) == 1
    pane.show_detail(service_detail(checks=(check_detail(),)), now=NOW)
    assert pane.places.isHidden()
    assert pane.places.said == ()


def test_a_check_that_is_edited_is_asked_from_where_it_was(qtbot: QtBot) -> None:
    check = check_detail(locations=("home", "fra"), quorum=2)
    for kind in (check_kinds()["http"], None):  # None: this version does not know its kind
        section = CheckSection(kind, check)
        qtbot.addWidget(section)
        given = section.value()
        assert (given.locations, given.quorum) == (("home", "fra"), 2)
