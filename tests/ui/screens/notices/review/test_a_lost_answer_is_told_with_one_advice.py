"""Where it is not known whether a notice went out, the sheet says what to do, and nothing else."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from statusboard.errors import Unavailable
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.speaking import MAJOR, Newsroom, wording
from ui.screens.destinations import NoticePlace
from ui.screens.notices.screen import NoticesScreen


def test_it_may_be_published_again_and_nothing_has_to_be_looked_up(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    screen.focus_on(NoticePlace(incident_id=said.incident_id))
    opened(qtbot, screen)
    write(screen, "We have found the cause.")
    body = screen.editor.body.text
    qtbot.keyClick(body, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None

    sheet.was_refused(
        Unavailable(
            "The office stopped while it was doing this. Look whether it was done before you try "
            "again."
        )
    )

    said_so = [label.text() for label in sheet.findChildren(QLabel)]
    assert (
        "It is not known whether this was published: The office stopped while it was doing this. "
        "Publish again; it cannot go out twice."
    ) in said_so
    sheet.reject()
