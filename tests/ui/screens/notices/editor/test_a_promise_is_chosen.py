"""The next update: a span, an unusual span, or a fixed time in the zone of the page."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDateTime, QTimeZone
from pytestqt.qtbot import QtBot

from tests.fixtures.clock import ManualClock
from tests.fixtures.speaking import MINUTE, NOON
from ui.screens.notices.editor.moment_edit import MomentEdit
from ui.screens.notices.editor.promise_field import Promise, PromiseField
from ui.screens.notices.editor.started_field import StartedField
from ui.theme.theme import Theme

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def field(qtbot: QtBot, dressed: Theme) -> PromiseField:
    made = PromiseField(ManualClock(NOON))
    qtbot.addWidget(made)
    return made


def labels(field: PromiseField) -> list[str]:
    return [button.text() for button in field.choice._group.buttons()]


def test_a_span_is_chosen_with_one_click(qtbot: QtBot, field: PromiseField) -> None:
    field.load(Promise(), BERLIN)
    assert field.choice.current == ""
    with qtbot.waitSignal(field.edited):
        field.choice.button("900").click()
    assert field.promise == Promise(within=15 * MINUTE)


def test_an_unusual_span_gets_a_segment_between_the_others(field: PromiseField) -> None:
    field.load(Promise(within=20 * MINUTE), BERLIN)
    assert field.choice.current == "1200"
    assert labels(field) == ["15 min", "20 min", "30 min", "1 h", "At…"]
    field.choice.button("3600").click()
    assert field.promise == Promise(within=60 * MINUTE)


def test_a_fixed_time_starts_at_the_next_half_hour_in_reach(field: PromiseField) -> None:
    field.load(Promise(), BERLIN)
    field.choice.button("at").click()
    assert field.promise == Promise(at=NOON + 60 * MINUTE)
    assert field.moment.isVisibleTo(field)


def test_a_fixed_time_is_read_on_the_clocks_of_the_page(qtbot: QtBot, field: PromiseField) -> None:
    at = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
    field.load(Promise(at=at), BERLIN)
    assert field.moment.text().endswith("14:30")
    assert field._zone_name.text() == "CEST"
    with qtbot.waitSignal(field.edited):
        field.moment.setDateTime(field.moment.dateTime().addSecs(3_600))
    assert field.promise == Promise(at=at + timedelta(hours=1))


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 2, 30, tzinfo=UTC),
    ],
)
def test_instants_around_a_change_of_clocks_come_back_as_they_were(
    qtbot: QtBot, dressed: Theme, instant: datetime
) -> None:
    edit = MomentEdit()
    qtbot.addWidget(edit)
    edit.show_instant(instant, BERLIN)
    assert edit.instant() == instant


def test_a_time_that_the_clocks_skip_is_still_an_instant(qtbot: QtBot, dressed: Theme) -> None:
    edit = MomentEdit()
    qtbot.addWidget(edit)
    edit.show_instant(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), BERLIN)
    zone = QTimeZone(QTimeZone.Initialization.UTC)
    edit.setDateTime(QDateTime(edit.dateTime().date(), edit.dateTime().time().addSecs(3_600), zone))
    assert edit.instant() == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_start_is_taken_from_monitoring_and_can_be_taken_back(
    qtbot: QtBot, dressed: Theme
) -> None:
    field = StartedField(ManualClock(NOON))
    qtbot.addWidget(field)
    field.load(None, NOON - 18 * MINUTE - timedelta(seconds=7), BERLIN)
    assert "monitoring saw it first at" in field._words.text()
    field.set_button.click()
    assert field.started_at == NOON - 19 * MINUTE
    field.clear_button.click()
    assert field.started_at is None
