"""Words at fault are marked in the text, can be gone to by keyboard, and are mended in one step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.fixtures.notices_screen import opened, write
from ui.screens.destinations import NewNoticePlace
from ui.screens.notices.editor.findings_list import Level
from ui.screens.notices.screen import NoticesScreen

TEXT = "🙂 Payments fail! We suspect the DNS. Please do NOT pay twice at 11:50 UTC."


def selected(screen: NoticesScreen) -> str:
    return screen.editor.body.text.textCursor().selectedText()


def marked(screen: NoticesScreen) -> set[str]:
    return {mark.cursor.selectedText() for mark in screen.editor.body.text.marks("findings")}


def way(screen: NoticesScreen, begins: str) -> QToolButton:
    buttons = screen.editor.findings.findChildren(QToolButton)
    return next(
        one for one in buttons if not one.isHidden() and one.accessibleName().startswith(begins)
    )


def begun(qtbot: QtBot, screen: NoticesScreen, failing: int, text: str = TEXT) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    write(screen, text)


def test_words_are_marked_where_they_stand_also_behind_an_emoji(
    qtbot: QtBot, screen: NoticesScreen, failing: int
) -> None:
    begun(qtbot, screen, failing)
    assert {"fail!", "DNS", "NOT"} <= marked(screen)
    write(screen, "Payments work. We watch them.")
    assert marked(screen) == set()


def test_keys_go_from_words_to_words(qtbot: QtBot, screen: NoticesScreen, failing: int) -> None:
    begun(qtbot, screen, failing)
    body = screen.editor.body.text
    body.setFocus()
    body.moveCursor(body.textCursor().MoveOperation.Start)
    seen = []
    for _ in range(len(screen.editor.marks.marked) + 1):
        qtbot.keyClick(body, Qt.Key.Key_F8)
        seen.append(selected(screen))
    assert seen[0] == seen[-1] == "fail!"
    assert {"DNS", "NOT"} <= set(seen)
    qtbot.keyClick(body, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert selected(screen) == seen[-2]


def test_a_finding_shows_its_words(qtbot: QtBot, screen: NoticesScreen, failing: int) -> None:
    begun(qtbot, screen, failing, "Payments fail. We look at the DNS.")
    qtbot.mouseClick(way(screen, "Show: Customers may not know"), Qt.MouseButton.LeftButton)
    assert selected(screen) == "DNS"


def test_a_fix_is_one_step_of_undo(qtbot: QtBot, screen: NoticesScreen, failing: int) -> None:
    begun(qtbot, screen, failing)
    qtbot.mouseClick(way(screen, "Fix: “fail!”"), Qt.MouseButton.LeftButton)
    mended = TEXT.replace("fail!", "fail.").replace("NOT", "not")
    assert screen.editor.body.plain_text() == mended
    assert screen.notice.drafting.wording.body == mended
    screen.editor.body.text.undo()
    assert screen.editor.body.plain_text() == TEXT


def test_a_title_is_mended_too(qtbot: QtBot, screen: NoticesScreen, failing: int) -> None:
    begun(qtbot, screen, failing, "Payments fail. We look into it.")
    screen.editor.title.clear()
    qtbot.keyClicks(screen.editor.title, "Payments fail!")
    qtbot.mouseClick(way(screen, "Fix: “fail!”"), Qt.MouseButton.LeftButton)
    assert screen.editor.title.text() == "Payments fail"
    assert screen.notice.drafting.wording.title == "Payments fail"


def test_nothing_gets_a_tick_that_was_not_looked_at(
    qtbot: QtBot, screen: NoticesScreen, failing: int
) -> None:
    begun(qtbot, screen, failing, "Les paiements ne passent pas depuis ce matin, nous cherchons.")
    points = screen.editor.findings.points
    said = [point.sentence for point in points if point.level is Level.NOTE]
    assert said == ["The words are not checked: this seems to be neither English nor German"]
    ticks = {point.sentence for point in points if point.level is Level.GOOD}
    assert not ticks & {"Uses customers' words", "Says what is being done"}
    write(screen, "Payments have been failing since 11:50 UTC. We are looking for the cause.")
    ticks = {p.sentence for p in screen.editor.findings.points if p.level is Level.GOOD}
    assert {"Uses customers' words", "Says what is being done"} <= ticks


def test_a_long_text_is_judged_at_the_next_pause(
    qtbot: QtBot, screen: NoticesScreen, failing: int
) -> None:
    long = "Payments fail, and we look into it. " * 150
    begun(qtbot, screen, failing, f"{long} Please do NOT pay twice.")
    qtbot.waitUntil(lambda: "NOT" in marked(screen))
    write(screen, long)
    qtbot.waitUntil(lambda: "NOT" not in marked(screen))
