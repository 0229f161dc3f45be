"""Two groups of controls share a row, or stand one below the other: never is one cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.two_groups import TwoGroups


@pytest.fixture
def groups(qtbot: QtBot) -> Iterator[TwoGroups]:
    around = QWidget()
    qtbot.addWidget(around)
    made = TwoGroups(around)
    for side in (made.left, made.right):
        button = QPushButton("A button with words")
        button.setFixedSize(150, 30)
        side.addWidget(button)
    made.resize(400, 60)
    around.show()
    yield made
    around.hide()


def test_they_share_a_row_where_there_is_room(groups: TwoGroups) -> None:
    left, right = groups.findChildren(QPushButton)
    assert not groups.is_stacked
    assert left.mapTo(groups, left.rect().center()).y() == (
        right.mapTo(groups, right.rect().center()).y()
    )
    assert right.mapTo(groups, right.rect().topRight()).x() == groups.width() - 1


def test_they_stand_below_each_other_where_there_is_none(qtbot: QtBot, groups: TwoGroups) -> None:
    groups.resize(200, 80)
    assert groups.is_stacked
    for button in groups.findChildren(QPushButton):
        qtbot.waitUntil(lambda one=button: one.mapTo(groups, one.rect().topRight()).x() < 200)
    assert groups.minimumSizeHint().width() < 200
    groups.resize(400, 60)
    assert not groups.is_stacked


def test_a_control_that_comes_later_makes_two_rows(qtbot: QtBot, groups: TwoGroups) -> None:
    more = QPushButton("More")
    more.setFixedSize(150, 30)
    groups.right.addWidget(more)
    qtbot.waitUntil(lambda: groups.is_stacked)
    more.hide()
    qtbot.waitUntil(lambda: not groups.is_stacked)
