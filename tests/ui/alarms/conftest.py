"""Operations on a desk that nobody asks anything, in the application's loop."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from tests.fixtures.application import loop
from ui.runtime.alarm_choices import AlarmChoices
from ui.runtime.operations import Operations
from ui.theme.theme import Theme

__all__ = ["loop"]


@pytest.fixture
def owner(theme: Theme) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


@pytest.fixture
def operations(loop, owner: QObject) -> Iterator[Operations]:
    made = Operations(None, owner)
    yield made
    loop.run_until_complete(made.stop())


@pytest.fixture
def choices(owner: QObject) -> AlarmChoices:
    return AlarmChoices(None, owner)
