"""The application with its theme on, and a patient robot."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fixtures.application import wear_light
from ui.theme.appearance import dress
from ui.theme.theme import Theme
from ui.theme.theme import theme as found_theme
from ui.theme.tokens import ThemeChoice

# Only a test that fails waits as long as this; a busy machine may stand still for seconds.
TIMEOUT_MS = 30_000


class PatientBot(QtBot):
    """The robot of the test library, whose own patience of five seconds measures the machine."""

    def waitUntil(self, callback, *, timeout=TIMEOUT_MS):
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=TIMEOUT_MS, **more):
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitExposed(self, widget, *, timeout=TIMEOUT_MS):
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget, *, timeout=TIMEOUT_MS):
        return super().waitActive(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Clicks and waits; closes what it was given."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """The application's theme, put on once."""
    return dress(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def theme(dressed: Theme, qapp: QApplication) -> Iterator[Theme]:
    """The theme, light at the start of each test whatever the last one chose."""
    if found_theme() is not dressed:
        dress(qapp, ThemeChoice.LIGHT)
    wear_light(found_theme())
    yield found_theme()
    wear_light(found_theme())
