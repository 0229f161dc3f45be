"""Beside a draft each service keeps its name, however long ago its trouble began."""

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.notices import Choice
from ui.screens.notices.preview.monitoring_card import MonitoringCard
from ui.theme.theme import Theme

NOW = datetime(2026, 11, 25, 23, 11, tzinfo=UTC)


def test_a_name_is_not_cut_for_the_day_it_began(qtbot: QtBot, theme: Theme) -> None:
    card = MonitoringCard()
    qtbot.addWidget(card)
    card.resize(238, 300)
    failing = Choice(
        component_id=1,
        name="Checkout API",
        group="Shop",
        measured=ComponentStatus.MAJOR_OUTAGE,
        since=NOW - timedelta(minutes=18),
        reason="Expected status 200-299, got 503.",
        strip=(),
    )
    card.show_choices([failing], NOW, "Europe/Berlin")
    with qtbot.waitExposed(card):
        card.show()
    card.grab()

    # What is cut tells all of it on hover.
    assert not [part for part in card.findChildren(QWidget) if part.toolTip() == failing.name]
