"""From the editor to the helper and back, through the window, with a real server on loopback."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.domain.language import Language
from tests.fixtures.assistants import TEXT, ThreadedChat, threaded_chat
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.speaking import Newsroom
from ui.screens.destinations import NewNoticePlace, SettingsPart, SettingsPlace
from ui.screens.notices.assistant.sheet import AssistantSheet
from ui.screens.notices.editor.findings_list import Level
from ui.screens.notices.screen import NoticesScreen

INVENTED = (
    "Checkout API is unavailable since 9:15 UTC due to a broken router. We are working on it."
)


@pytest.fixture
def chat() -> Iterator[ThreadedChat]:
    with threaded_chat() as made:
        yield made


@pytest.fixture
def writing(
    qtbot: QtBot,
    screen: NoticesScreen,
    newsroom: Newsroom,
    failing: int,
    folder: Path,
    chat: ThreadedChat,
) -> NoticesScreen:
    """A new notice about a failing service, where a helper is chosen."""
    newsroom.setting("helper.url", chat.url)
    newsroom.setting("helper.model", "llama3.2")
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    return screen


def sheet_of(qtbot: QtBot, screen: NoticesScreen) -> AssistantSheet:
    """The sheet, with what would be sent."""
    screen.notice.following.asking.button.click()
    sheet = screen.notice.following.asking.sheet
    assert sheet is not None
    qtbot.waitUntil(sheet.send_button.isEnabled)
    return sheet


def answered(qtbot: QtBot, sheet: AssistantSheet) -> None:
    sheet.send_button.click()
    qtbot.waitUntil(sheet.use_button.isVisible, timeout=20_000)


def test_without_a_helper_there_is_no_button(
    qtbot: QtBot, screen: NoticesScreen, failing: int
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    assert not screen.notice.following.asking.button.isVisible()
    screen.notice.following.asking.open()
    assert screen.notice.following.asking.sheet is None


def test_what_is_shown_is_sent_and_what_comes_is_taken_in_one_step_of_undo(
    qtbot: QtBot, writing: NoticesScreen, chat: ThreadedChat
) -> None:
    write(writing, "Mine.")
    sheet = sheet_of(qtbot, writing)
    assert chat.asked == []
    assert sheet.prompt.where.sentence.startswith("The helper is on this computer")
    shown = sheet.prompt.text.toPlainText()
    answered(qtbot, sheet)

    (question,) = chat.asked
    assert "\n\n".join(message["content"] for message in question["messages"]) == shown
    assert "Mine." not in shown
    assert sheet.answered.present.toPlainText() == "Mine."
    assert sheet.answered.answer.toPlainText() == TEXT
    points = [(point.level, point.sentence) for point in sheet.answered.findings.points]
    good = "No time, number, name or cause was found that stands in no fact"
    assert (Level.GOOD, good) in points

    sheet.use_button.click()
    assert writing.notice.following.asking.sheet is None
    body = writing.editor.body.text
    assert body.toPlainText() == TEXT
    assert writing.editor.wording.from_helper == TEXT
    body.undo()
    assert body.toPlainText() == "Mine."


def test_what_stands_in_no_fact_is_marked_in_the_sheet_and_afterwards_in_the_editor(
    qtbot: QtBot, writing: NoticesScreen, chat: ThreadedChat
) -> None:
    chat.content = lambda _facts: INVENTED
    sheet = sheet_of(qtbot, writing)
    answered(qtbot, sheet)
    said = [point.sentence for point in sheet.answered.findings.points]
    assert "Stands in no fact: “9:15 UTC”. Check it, or leave it out." in said
    marked = [words.text for words in sheet.answered.marks.marked]
    assert {"9:15 UTC", "due to a broken router"} <= set(marked)
    sheet.use_button.click()
    assert "9:15 UTC" in [words.text for words in writing.editor.marks.marked]
    write(writing, INVENTED.replace("9:15", "11:50").replace(" due to a broken router", ""))
    assert writing.editor.marks.marked == ()


def test_it_is_left_and_nothing_is_changed(
    qtbot: QtBot, writing: NoticesScreen, chat: ThreadedChat
) -> None:
    before = writing.editor.wording
    sheet = sheet_of(qtbot, writing)
    answered(qtbot, sheet)
    sheet.leave_button.click()
    assert writing.editor.wording == before
    assert writing.notice.following.asking.sheet is None


def test_stopping_waits_no_longer_and_sends_nothing_more(
    qtbot: QtBot, writing: NoticesScreen, chat: ThreadedChat
) -> None:
    chat.waits = threading.Event()
    sheet = sheet_of(qtbot, writing)
    sheet.send_button.click()
    qtbot.waitUntil(lambda: len(chat.asked) == 1)
    assert sheet.prompt.waiting.isVisible()
    assert not sheet.send_button.isVisible()
    sheet.stop_button.click()
    assert sheet.send_button.isEnabled()
    assert not sheet.prompt.waiting.isVisible()
    chat.waits.set()
    qtbot.waitUntil(lambda: not writing.operations.is_busy)
    assert not sheet.use_button.isVisible()
    sheet.reject()


def test_what_goes_wrong_is_said_and_it_can_be_sent_again(
    qtbot: QtBot, writing: NoticesScreen, chat: ThreadedChat
) -> None:
    chat.status = 401
    sheet = sheet_of(qtbot, writing)
    sheet.send_button.click()
    qtbot.waitUntil(sheet.prompt.problem.isVisible)
    assert sheet.prompt.problem.sentence == "The helper wants a key. Enter the key in Settings."
    assert sheet.settings_button.isVisible()
    chat.status = 200
    answered(qtbot, sheet)
    assert not sheet.settings_button.isVisible()
    sheet.reject()


def test_the_way_to_the_settings_leads_to_the_helper(
    qtbot: QtBot, writing: NoticesScreen, chat: ThreadedChat
) -> None:
    chat.status = 401
    sheet = sheet_of(qtbot, writing)
    sheet.send_button.click()
    qtbot.waitUntil(sheet.settings_button.isVisible)
    with qtbot.waitSignal(writing.wanted) as wanted:
        sheet.settings_button.click()
    assert wanted.args == [SettingsPlace(SettingsPart.HELPER)]


def test_another_language_makes_another_prompt_before_it_can_be_sent(
    qtbot: QtBot, writing: NoticesScreen
) -> None:
    sheet = sheet_of(qtbot, writing)
    assert sheet.wish[1] is Language.ENGLISH
    sheet.prompt.language.button("de").click()
    assert not sheet.send_button.isEnabled()
    qtbot.waitUntil(sheet.send_button.isEnabled)
    assert "in German" in sheet.prompt.text.toPlainText()
    sheet.prompt.tone.button("brief").click()
    qtbot.waitUntil(sheet.send_button.isEnabled)
    assert "in as few words as can be" in sheet.prompt.text.toPlainText()
    assert "in German" in sheet.prompt.text.toPlainText()
    sheet.reject()


def test_the_whole_way_goes_by_keyboard(
    qtbot: QtBot, writing: NoticesScreen, chat: ThreadedChat
) -> None:
    sheet = sheet_of(qtbot, writing)
    qtbot.keyClick(sheet.prompt.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(sheet.use_button.isVisible, timeout=20_000)
    qtbot.keyClick(sheet.answered.answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert writing.editor.wording.body == TEXT
    assert writing.editor.body.text.hasFocus()


def test_every_control_has_a_name(qtbot: QtBot, writing: NoticesScreen) -> None:
    sheet = sheet_of(qtbot, writing)
    for control in (sheet.prompt.text, sheet.answered.present, sheet.answered.answer):
        assert control.accessibleName()
    for control in (sheet.prompt.tone, sheet.prompt.language):
        assert control.accessibleName()
    sheet.reject()
