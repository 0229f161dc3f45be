"""A notice and its translations stand side by side, each marked with how it stands."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from statusboard.domain.translation import Translation, TranslationState, digest_of
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.speaking import Newsroom, wording
from tests.ui.screens.notices.test_a_notice_goes_through_the_screen import newest
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.screen import NoticesScreen

TITLE, BODY = "Payments fail", "Some payments fail. We look into it."
GERMAN = "Zahlungen gehen nicht"
TEXT = "Manche Zahlungen schlagen fehl. Wir sehen es uns an."
SAID = Translation("de", GERMAN, TEXT, digest_of(TITLE, BODY))


@pytest.fixture
def notice_id(newsroom: Newsroom) -> int:
    """A draft with a translation, on a page in three languages."""
    newsroom.setting("page.languages", "de, ar")
    saved = newsroom.draft(wording({}, title=TITLE, body=BODY, translations=(SAID,)))
    return saved.notice_id


@pytest.fixture
def writing(qtbot: QtBot, screen: NoticesScreen, notice_id: int) -> NoticesScreen:
    screen.turn_to(NoticeKey(notice_id))
    opened(qtbot, screen)
    return screen


def marks(screen: NoticesScreen) -> Mapping[str, str]:
    strip = screen.editor.translations.strip
    return {code: strip.segments.button(code).text() for code in strip.codes}


def kept(qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom) -> tuple[Translation, ...]:
    screen.notice.flush(lambda _: None)
    qtbot.waitUntil(lambda: screen.notice.drafting.is_kept)
    notice_id = screen.notice.drafting.draft.notice_id
    return newest(newsroom, notice_id).wording.translations


def turned(qtbot: QtBot, screen: NoticesScreen, code: str) -> None:
    button = screen.editor.translations.strip.segments.button(code)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_page_of_one_language_shows_nothing_of_it(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    saved = newsroom.draft(wording({}, title=TITLE, body=BODY))
    screen.turn_to(NoticeKey(saved.notice_id))
    opened(qtbot, screen)

    assert not screen.editor.translations.strip.isVisible()
    assert not screen.editor.translations.pane.isVisible()


def test_a_translation_is_typed_beside_the_original_and_kept(
    qtbot: QtBot, writing: NoticesScreen, newsroom: Newsroom
) -> None:
    pane = writing.editor.translations.pane
    assert marks(writing) == {
        "en": "English",
        "de": "Deutsch · up to date",
        "ar": "العربية · missing",
    }
    assert not pane.isVisible()
    turned(qtbot, writing, "de")
    assert pane.isVisible()
    pane.text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(pane.text, " Ja.")
    turned(qtbot, writing, "ar")
    option = pane.text.document().defaultTextOption()
    assert option.textDirection() is Qt.LayoutDirection.RightToLeft
    qtbot.keyClicks(pane.title, "Title")
    assert marks(writing)["ar"].endswith("unfinished")
    pane.text.insertPlainText("المدفوعات لا تعمل")

    arabic, german = kept(qtbot, writing, newsroom)
    assert arabic == Translation("ar", "Title", "المدفوعات لا تعمل", digest_of(TITLE, BODY))
    assert german == replace(SAID, body=f"{TEXT} Ja.")
    assert marks(writing)["ar"].endswith("up to date")

    # Each language has its own steps of undo, and its own direction.
    turned(qtbot, writing, "de")
    pane.links.undo()
    assert pane.text.toPlainText() == TEXT
    option = pane.text.document().defaultTextOption()
    assert option.textDirection() is Qt.LayoutDirection.LeftToRight
    for width, beside in ((1_440, True), (900, False)):
        writing.resize(width, 800)
        qtbot.waitUntil(lambda beside=beside: writing.editor.translations.is_beside is beside)


def test_what_is_changed_in_the_original_leaves_the_translation_behind_until_confirmed(
    qtbot: QtBot, writing: NoticesScreen, newsroom: Newsroom
) -> None:
    preview = writing.workplace.side.preview
    turned(qtbot, writing, "de")
    qtbot.waitUntil(lambda: GERMAN in preview.text.toPlainText())
    pane = writing.editor.translations.pane
    assert not pane.confirm.isVisible()
    write(writing, "We have found the cause.")
    assert marks(writing)["de"].endswith("earlier wording")
    # What lags is not taken for what will be said.
    qtbot.waitUntil(lambda: "We have found the cause." in preview.text.toPlainText())

    pane.text.moveCursor(QTextCursor.MoveOperation.End)
    pane.text.insertPlainText(" Es dauert an.")
    assert marks(writing)["de"].endswith("earlier wording")
    qtbot.mouseClick(pane.confirm, Qt.MouseButton.LeftButton)

    assert marks(writing)["de"].endswith("up to date")
    (german,) = kept(qtbot, writing, newsroom)
    assert german.body == f"{TEXT} Es dauert an."
    assert german.state(TITLE, "We have found the cause.") is TranslationState.UP_TO_DATE


def test_what_a_finding_says_of_a_translation_is_shown_in_it(
    qtbot: QtBot, writing: NoticesScreen
) -> None:
    turned(qtbot, writing, "de")
    pane = writing.editor.translations.pane
    pane.text.setPlainText("{duration} Wir sehen es uns an.")
    qtbot.waitUntil(lambda: "Deutsch: {duration}" in said(writing))
    turned(qtbot, writing, "en")
    gap = next(
        one.finding
        for one in writing.editor.findings.points
        if one.finding is not None and one.sentence.startswith("Deutsch: {duration}")
    )

    writing.editor.findings.show_wanted.emit(gap)

    assert writing.editor.translations.language == "de"
    assert pane.text.textCursor().selectedText() == "{duration}"


def said(screen: NoticesScreen) -> str:
    return "\n".join(one.sentence for one in screen.editor.findings.points)


def test_two_people_translate_at_once_and_nothing_is_lost(
    qtbot: QtBot, writing: NoticesScreen, newsroom: Newsroom, notice_id: int
) -> None:
    arabic = Translation("ar", "عنوان", "نص", digest_of(TITLE, BODY))
    theirs = wording({}, title=TITLE, body=BODY, translations=(SAID, arabic))
    newsroom.draft(theirs, notice_id=notice_id, base=1, who="Bea")
    turned(qtbot, writing, "de")
    pane = writing.editor.translations.pane
    pane.text.moveCursor(QTextCursor.MoveOperation.End)
    pane.text.insertPlainText(" Danke.")

    assert [one.body for one in kept(qtbot, writing, newsroom)] == ["نص", f"{TEXT} Danke."]
    qtbot.waitUntil(lambda: marks(writing)["ar"].endswith("up to date"))
    assert pane.text.toPlainText() == f"{TEXT} Danke."
