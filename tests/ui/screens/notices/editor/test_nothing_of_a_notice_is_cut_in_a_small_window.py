"""The editor in windows from the smallest to a usual one: nothing hangs over the edge."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from statusboard.domain.status import Impact
from tests.fixtures.notices_screen import opened
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, Newsroom, wording
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.screen import NoticesScreen

# The smallest window with its narrow navigation, and a small display.
SMALLEST, SMALL, USUAL = (896, 544), (1_096, 776), (1_256, 876)


@pytest.fixture
def writing(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> NoticesScreen:
    """An incident that is being told of, with a promise of an unusual length and a helper."""
    newsroom.setting("helper.url", "http://127.0.0.1:9")
    newsroom.setting("helper.model", "llama3.2")
    said = newsroom.publish(wording({failing: MAJOR}, next_update_in=20 * MINUTE))
    screen.turn_to(NoticeKey(None, said.incident_id))
    opened(qtbot, screen)
    return screen


def resized(qtbot: QtBot, screen: NoticesScreen, size: tuple[int, int]) -> QScrollArea:
    """The part of the editor that scrolls, once all is laid out."""
    screen.resize(*size)
    [scroll] = screen.editor.findChildren(QScrollArea)
    inner = scroll.widget()
    qtbot.waitUntil(lambda: inner.width() == scroll.viewport().width())
    return scroll


def over_the_edge(inside: QWidget, edge: int) -> list[str]:
    """The controls that reach beyond it."""
    controls: list[QWidget] = [
        *inside.findChildren(QAbstractButton),
        *inside.findChildren(QComboBox),
    ]
    return [
        control.accessibleName() or control.objectName()
        for control in controls
        if control.isVisible() and control.mapTo(inside, control.rect().topRight()).x() >= edge
    ]


@pytest.mark.parametrize("size", [SMALLEST, SMALL, USUAL])
def test_every_control_stands_inside(
    qtbot: QtBot, writing: NoticesScreen, size: tuple[int, int]
) -> None:
    assert writing.notice.following.asking.button.isVisible()
    scroll = resized(qtbot, writing, size)
    assert over_the_edge(scroll.widget(), scroll.viewport().width()) == []
    assert over_the_edge(writing.editor, writing.editor.width()) == []


def test_a_long_german_name_stands_inside_the_smallest_window(
    qtbot: QtBot, writing: NoticesScreen, newsroom: Newsroom
) -> None:
    long = newsroom.service("Kassenschnittstelle für Kreditkartenzahlungen in Europa und Übersee")
    newsroom.measures(long, (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    writing.notice.look_again()
    qtbot.waitUntil(lambda: long in {one.component_id for one in writing.notice.view.choices})
    writing.editor.services.name(long)
    scroll = resized(qtbot, writing, SMALLEST)
    assert over_the_edge(scroll.widget(), scroll.viewport().width()) == []


def test_a_postmortem_fits_beside_the_other_states_in_the_smallest_window(
    qtbot: QtBot, writing: NoticesScreen
) -> None:
    writing.editor.state.offer_postmortem(is_over=True)
    scroll = resized(qtbot, writing, SMALLEST)
    assert over_the_edge(scroll.widget(), scroll.viewport().width()) == []


@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_the_fields_of_an_incident_take_two_rows(
    qtbot: QtBot, writing: NoticesScreen, size: tuple[int, int]
) -> None:
    editor = writing.editor
    given = replace(editor.wording, next_update_in=timedelta(minutes=20), impact=Impact.MAJOR)
    editor.load(given, zone="Europe/Berlin")
    resized(qtbot, writing, size)

    def rows() -> set[int]:
        boxes = editor.fields.findChildren(type(editor.end_box))
        return {box.y() for box in boxes if box.isVisible()}

    qtbot.waitUntil(lambda: len(rows()) == 2)
