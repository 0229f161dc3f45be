"""Dropped, pasted, or chosen: a picture is kept, referred to, shown, and asked for its words."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from statusboard.domain.picture import pictures_in
from statusboard.errors import StatusBoardError
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.speaking import Newsroom, wording
from ui.runtime.operations import Operations
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.screen import NoticesScreen


def image() -> QImage:
    made = QImage(40, 30, QImage.Format.Format_RGB32)
    made.fill(QColor("#2557D6"))
    return made


def file_of(folder: Path, name: str = "screen.png") -> Path:
    file = folder / name
    assert image().save(str(file))
    return file


def dropped(screen: NoticesScreen, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    text = screen.editor.body.text
    assert text.canInsertFromMimeData(mime)
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    text.dropEvent(event)


def begun(qtbot: QtBot, screen: NoticesScreen, failing: int, text: str = "Payments fail.") -> None:
    screen.start_new(failing)
    opened(qtbot, screen)
    write(screen, text)


def names(screen: NoticesScreen) -> tuple[str, ...]:
    return pictures_in(screen.editor.body.plain_text())


def test_a_dropped_file_is_a_paragraph_whose_words_are_asked_for(
    qtbot: QtBot, screen: NoticesScreen, failing: int, tmp_path: Path
) -> None:
    begun(qtbot, screen, failing, "Payments by card fail, and we are on it.")
    dropped(screen, file_of(tmp_path))
    qtbot.waitUntil(lambda: len(names(screen)) == 1)
    qtbot.waitUntil(
        lambda: any(f.rule == "picture_without_words" for f in screen.editor.marks._found)
    )
    qtbot.keyClicks(screen.editor.body.text, "A blue box")
    assert "![A blue box](image:" in screen.editor.body.plain_text()
    assert not any(f.rule == "picture_without_words" for f in screen.editor.marks._found)
    [name] = names(screen)
    qtbot.waitUntil(lambda: screen.notice.following.shelf.image(name) is not None)
    preview = screen.workplace.side.preview.text
    qtbot.waitUntil(lambda: f"image:{name}" in preview.toHtml())


def test_it_is_taken_back_in_one_step(
    qtbot: QtBot, screen: NoticesScreen, failing: int, tmp_path: Path
) -> None:
    begun(qtbot, screen, failing)
    dropped(screen, file_of(tmp_path))
    qtbot.waitUntil(lambda: len(names(screen)) == 1)
    screen.editor.body.text.undo()
    assert screen.editor.body.plain_text() == "Payments fail."


def test_a_picture_is_pasted_and_a_text_stays_a_text(
    qtbot: QtBot, screen: NoticesScreen, failing: int
) -> None:
    begun(qtbot, screen, failing)
    mime = QMimeData()
    mime.setImageData(image())
    screen.editor.body.text.insertFromMimeData(mime)
    qtbot.waitUntil(lambda: len(names(screen)) == 1)
    both = QMimeData()
    both.setImageData(image())
    both.setText("a table of words")
    screen.editor.body.text.insertFromMimeData(both)
    assert "a table of words" in screen.editor.body.plain_text()


def test_a_file_is_chosen_by_key(
    qtbot: QtBot, screen: NoticesScreen, failing: int, tmp_path: Path
) -> None:
    begun(qtbot, screen, failing)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    screen.editor.body.text.setFocus()
    qtbot.keyClick(screen.editor.body.text, Qt.Key.Key_P, modifiers)
    [dialog] = screen.editor.body.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(file_of(tmp_path)))
    dialog.reject()
    qtbot.waitUntil(lambda: len(names(screen)) == 1)


def test_what_is_no_picture_is_told_and_the_text_stays(
    qtbot: QtBot, screen: NoticesScreen, operations: Operations, failing: int, tmp_path: Path
) -> None:
    begun(qtbot, screen, failing)
    wrong = tmp_path / "holiday.png"
    wrong.write_text("no picture")
    told: list[StatusBoardError] = []
    operations.failed.connect(told.append)
    dropped(screen, wrong)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "The file is no PNG" in str(told[0])
    dropped(screen, tmp_path / "gone.png")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "“gone.png” cannot be read" in str(told[1])
    assert screen.editor.body.plain_text() == "Payments fail."


def test_a_picture_that_is_late_goes_into_no_other_notice(
    qtbot: QtBot,
    screen: NoticesScreen,
    operations: Operations,
    newsroom: Newsroom,
    failing: int,
    tmp_path: Path,
) -> None:
    other = newsroom.draft(wording({}, title="Other", body="Other."))
    begun(qtbot, screen, failing)
    told: list[StatusBoardError] = []
    operations.failed.connect(told.append)
    cursor = screen.editor.body.text.textCursor()
    screen.turn_to(NoticeKey(other.notice_id))
    qtbot.waitUntil(lambda: screen.editor.title.text() == "Other")
    screen.notice.following.pictures._insert(cursor, f"{'0' * 32}-1x1.png")
    assert "Another notice was opened" in str(told[0])
    assert screen.editor.body.plain_text() == "Other."
