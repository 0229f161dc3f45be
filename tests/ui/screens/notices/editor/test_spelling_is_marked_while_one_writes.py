"""Red waves under slips, and the menu about one, by mouse and by key, on a real database."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from statusboard.app.settings import OWN_WORDS
from statusboard.storage.settings import read_settings
from tests.fixtures.notices_screen import opened
from tests.fixtures.speaking import NOON, Newsroom, wording
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.screen import NoticesScreen

TEXT = "We 🙂 recieve your orders again. The frobnicator is fine."


def shown(qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, text: str = TEXT) -> None:
    draft = newsroom.draft(wording({}, title="Orders", body=text))
    screen.turn_to(NoticeKey(draft.notice_id))
    opened(qtbot, screen)
    qtbot.waitUntil(lambda: screen.editor.body.plain_text() == text)


def marked(qtbot: QtBot, screen: NoticesScreen, *words: str) -> None:
    qtbot.waitUntil(lambda: screen.notice.following.spelling.words == words, timeout=20_000)


def stand_in(screen: NoticesScreen, word: str) -> None:
    text = screen.editor.body.text
    cursor = text.document().find(word)
    cursor.setPosition(cursor.selectionStart() + 2)
    text.setTextCursor(cursor)
    text.setFocus()


def menu_of(qtbot: QtBot, screen: NoticesScreen) -> QMenu:
    """What the key for menus opens; no menu pops up where there is no screen."""
    text = screen.editor.body.text
    asked: list[QPoint] = []
    text.customContextMenuRequested.disconnect(screen.notice.following.spelling.open_menu)
    text.customContextMenuRequested.connect(asked.append)
    at = text.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).toRect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, text.mapToGlobal(at))
    QApplication.sendEvent(text, event)
    found: list[QMenu] = []
    screen.notice.following.spelling.ask_menu(asked[0], found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    return found[0]


def test_slips_have_a_wave_and_nothing_else_has(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    shown(qtbot, screen, newsroom)
    marked(qtbot, screen, "recieve", "frobnicator")
    [first, _] = screen.editor.body.text.marks("spelling")
    assert first.cursor.selectedText() == "recieve"
    wave = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    assert first.format.underlineStyle() == wave


def test_the_menu_by_key_offers_what_was_meant(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    shown(qtbot, screen, newsroom)
    marked(qtbot, screen, "recieve", "frobnicator")
    stand_in(screen, "recieve")
    menu = menu_of(qtbot, screen)
    assert menu.actions()[0].text() == "receive"
    menu.actions()[0].trigger()
    assert screen.editor.body.plain_text() == TEXT.replace("recieve", "receive")
    marked(qtbot, screen, "frobnicator")
    screen.editor.body.text.undo()
    assert screen.editor.body.plain_text() == TEXT


def test_a_word_is_added_to_the_team_s_own(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    shown(qtbot, screen, newsroom)
    marked(qtbot, screen, "recieve", "frobnicator")
    stand_in(screen, "frobnicator")
    menu = menu_of(qtbot, screen)
    [add] = [one for one in menu.actions() if "team" in one.text()]
    assert add.text() == "Add “frobnicator” to the team's words"
    add.trigger()
    marked(qtbot, screen, "recieve")
    with newsroom.database.reading(NOON) as unit:
        assert read_settings(unit)[OWN_WORDS] == "frobnicator"


def test_the_menu_beside_a_slip_is_that_of_any_text(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    shown(qtbot, screen, newsroom)
    marked(qtbot, screen, "recieve", "frobnicator")
    stand_in(screen, "orders")
    menu = menu_of(qtbot, screen)
    assert not any("team" in one.text() for one in menu.actions())
    assert any("Paste" in one.text() for one in menu.actions())


def test_a_word_is_judged_once_it_is_written(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    shown(qtbot, screen, newsroom, "We are on it.")
    text = screen.editor.body.text
    text.moveCursor(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(screen.notice.following.spelling.marked, timeout=20_000):
        qtbot.keyClicks(text, " Plase recieve")
    marked(qtbot, screen, "Plase")
    qtbot.keyClicks(text, " it")
    marked(qtbot, screen, "Plase", "recieve")


def test_what_nobody_can_judge_has_no_mark(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    shown(qtbot, screen, newsroom)
    marked(qtbot, screen, "recieve", "frobnicator")
    other = newsroom.draft(wording({}, title="Commandes", body="Les commandes echouent vraimment."))
    screen.turn_to(NoticeKey(other.notice_id))
    opened(qtbot, screen)
    with qtbot.waitSignal(screen.notice.following.spelling.marked, timeout=20_000):
        pass
    assert screen.notice.following.spelling.words == ()


def test_the_footer_says_at_which_age_a_text_is_followed(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    short = "We see that some of the cards do not work."
    shown(qtbot, screen, newsroom, short)
    assert screen.editor.body.footer.count.text() == "10 words"
    screen.editor.body.text.selectAll()
    screen.editor.body.text.insertPlainText(f"{short} {short} {short}")
    qtbot.waitUntil(
        lambda: screen.editor.body.footer.count.text() == "30 words · reads at age 6",
        timeout=20_000,
    )
