"""A correction on screen: what it takes back and whom it reaches, until it is published."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.queries import EDITOR
from statusboard.domain.views.notices import Corrected, EditorView
from tests.fixtures import views
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.readers import channel, many, readers
from tests.fixtures.speaking import MAJOR, Newsroom, wording
from ui.screens.destinations import NoticePlace
from ui.screens.notices.correction_words import correction_words
from ui.screens.notices.screen import NoticesScreen
from ui.theme.theme import Theme
from ui.widgets.banner import Banner


def test_the_editor_and_the_review_say_what_it_takes_back_and_whom_it_reaches(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: object
) -> None:
    mail = channel(newsroom)
    readers(newsroom, mail, many(3))
    wrong = newsroom.publish(wording({failing: MAJOR}, body="Your data is lost."))
    readers(newsroom, mail, ["later@x.example"])
    screen.focus_on(NoticePlace(corrects=wrong.update_public_id))
    qtbot.waitUntil(screen.editor.correction.isVisible)
    said = screen.editor.correction.sentence
    assert "Corrects update 1 of" in said
    assert "for the 3 people it reached" in said
    opened(qtbot, screen)
    assert QApplication.focusWidget() is screen.editor.body.text
    write(screen, "Your data is safe.")
    screen.refresh()
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
    assert screen.editor.correction.isVisible()
    screen.review()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.publish_button.text() == "Publish to 3 people and the page")
    assert said in {banner.sentence for banner in sheet.findChildren(Banner)}
    sheet.reject()
    draft: EditorView = newsroom.ask(EDITOR, EditorAsk(screen.notice.drafting.draft.notice_id))
    assert draft.corrects is not None
    assert draft.corrects.update == wrong.update_public_id


def test_another_notice_says_nothing_of_corrections(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: object
) -> None:
    wrong = newsroom.publish(wording({failing: MAJOR}))
    screen.focus_on(NoticePlace(corrects=wrong.update_public_id))
    qtbot.waitUntil(screen.editor.correction.isVisible)
    assert "on the page alone" in screen.editor.correction.sentence
    screen.focus_on(NoticePlace(incident_id=wrong.incident_id))
    qtbot.waitUntil(screen.editor.correction.isHidden)
    assert screen.notice.drafting.draft.corrects == ""


def test_it_takes_two_lines_of_the_narrowest_editor(theme: Theme) -> None:
    at = views.QUIET_AT
    corrected = Corrected("u", 12, at - timedelta(hours=30), 104_925)
    words = correction_words(corrected, at, ZoneInfo("Europe/Berlin"))
    strip = Banner(words, is_rounded=True, tone="maintenance")
    two = Banner("one\ntwo", is_rounded=True, tone="maintenance")
    assert strip.heightForWidth(384) <= two.heightForWidth(384)
