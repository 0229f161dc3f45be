"""The application with its theme on, and clocks that stand where a test puts them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme.appearance import dress
from ui.theme.theme import Theme
from ui.theme.theme import theme as found_theme
from ui.theme.tokens import ThemeChoice


@dataclass
class HandClock:
    """A clock that moves when a test says so."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def advance(self, **length: float) -> None:
        self.at += timedelta(**length)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """The application's theme, put on once."""
    return dress(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def theme(dressed: Theme, qapp: QApplication) -> Iterator[Theme]:
    """The theme, light at the start of each test whatever the last one chose."""
    if found_theme() is not dressed:
        dress(qapp, ThemeChoice.LIGHT)
    found_theme().choose(ThemeChoice.LIGHT)
    yield found_theme()
    found_theme().choose(ThemeChoice.LIGHT)


@pytest.fixture
def hand_clock() -> type[HandClock]:
    """Makes clocks: `hand_clock(instant)`, moved with `advance(minutes=4)`."""
    return HandClock
