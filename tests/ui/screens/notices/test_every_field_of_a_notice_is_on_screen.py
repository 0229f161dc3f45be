"""Every field of a notice has a control and a place in the preview; no part drops one."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from statusboard.app.notices.inputs import Conflict, Saved, SaveDraft
from statusboard.domain.notice import Revision, Wording
from tests.fixtures.clock import ManualClock
from tests.fixtures.speaking import GOOD, MINUTE, NOON
from tests.fixtures.wordings import IN_THE_PREVIEW, dropped, full_wording
from ui.runtime.operations import Operations
from ui.screens.notices.editor.conflict_sheet import ConflictSheet
from ui.screens.notices.editor.drafting import Draft, Drafting
from ui.screens.notices.editor.notice_editor import NoticeEditor
from ui.screens.notices.preview.page_preview import PagePreview
from ui.theme.theme import Theme

ZONE = "Europe/Berlin"


@pytest.fixture
def editor(qtbot: QtBot, dressed: Theme) -> NoticeEditor:
    made = NoticeEditor(ManualClock(NOON))
    qtbot.addWidget(made)
    return made


def test_every_field_has_a_control_that_shows_it_and_gives_it_back(editor: NoticeEditor) -> None:
    written = full_wording()
    editor.load(written, zone=ZONE)
    editor._base = Wording()  # what no control gives back would come from here

    assert dropped(written, editor.wording) == []


def test_what_has_no_control_is_kept_as_it_was(editor: NoticeEditor) -> None:
    written = full_wording()
    editor.load(written, zone=ZONE)
    editor.title.setText("Another title")

    assert dropped(replace(written, title="Another title"), editor.wording) == []


@pytest.mark.parametrize("name", [each.name for each in fields(Wording)])
def test_every_field_can_be_read_in_the_preview(qtbot: QtBot, dressed: Theme, name: str) -> None:
    preview = PagePreview(ManualClock(NOON))
    qtbot.addWidget(preview)
    preview.resize(320, 600)
    preview.follow(full_wording(), None, {1: "Checkout API", 2: "Search"}, ZONE)
    preview.draw()
    preview._timer.stop()

    assert IN_THE_PREVIEW[name] in preview.text.toPlainText()


def test_every_field_is_sent_to_be_saved(qtbot: QtBot, operations: Operations) -> None:
    sent: list[SaveDraft] = []

    async def save(given: SaveDraft) -> Saved:
        sent.append(given)
        return Saved(7, 1)

    owner = QObject()
    drafting = Drafting(operations, save, owner, pause_ms=1)
    drafting.begin(Draft(7, None, 0), Wording())
    drafting.write(full_wording())
    qtbot.waitUntil(lambda: bool(sent) and drafting.is_kept)

    assert dropped(full_wording(), sent[0].wording) == []


@pytest.mark.parametrize(
    ("press", "journey"),
    [
        (lambda sheet: sheet.keep_mine, None),
        (lambda sheet: sheet.keep_both, "merged"),
    ],
    ids=["mine", "both"],
)
def test_a_settled_conflict_goes_on_with_every_field(
    qtbot: QtBot, dressed: Theme, press: Callable[[ConflictSheet], QPushButton], journey: str | None
) -> None:
    mine, theirs = full_wording(), Wording("Theirs", body="Theirs.", components={3: GOOD})
    settled = settle(qtbot, mine, theirs, press)

    assert dropped(mine, settled, journey) == []


def test_a_conflict_settled_for_the_other_goes_on_with_every_field_of_theirs(
    qtbot: QtBot, dressed: Theme
) -> None:
    theirs = full_wording()
    settled = settle(qtbot, Wording("Mine"), theirs, lambda sheet: sheet.take_theirs)

    assert dropped(theirs, settled) == []


def settle(
    qtbot: QtBot, mine: Wording, theirs: Wording, press: Callable[[ConflictSheet], QPushButton]
) -> Wording:
    window = QWidget()
    qtbot.addWidget(window)
    conflict = Conflict(Revision(7, 3, theirs, NOON - MINUTE, "Ada"), yours=2)
    sheet = ConflictSheet(mine, conflict, ZONE, window)
    with qtbot.waitSignal(sheet.settled) as heard:
        press(sheet).click()
    (wording,) = heard.args
    assert isinstance(wording, Wording)
    return wording
