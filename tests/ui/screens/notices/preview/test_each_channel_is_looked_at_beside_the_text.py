"""Beside the text: the page, and one message for each kind of channel that there is."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from statusboard.domain.views.previews import ChannelPreview
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.readers import channel
from tests.fixtures.speaking import Newsroom
from ui.screens.destinations import NewNoticePlace
from ui.screens.notices.preview.drawable_html import drawable
from ui.screens.notices.preview.form_choice import PAGE, FormChoice
from ui.screens.notices.preview.message_preview import MessagePreview, message_html
from ui.screens.notices.screen import NoticesScreen
from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT

SMS = ChannelPreview("sms", "Text message", "text", "A – B", parts=2, marks=(2,), notes=("“–” …",))


def plain(preview: MessagePreview) -> str:
    return preview.text.toPlainText()


def test_a_message_follows_what_is_typed(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int
) -> None:
    channel(newsroom)
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    side = screen.workplace.side
    qtbot.waitUntil(lambda: side.forms.segments.isVisible())  # noqa: PLW0108 - a new one is made
    assert side.preview.isVisible()
    side.forms.segments.button("email").click()
    qtbot.waitUntil(side.message.isVisible)
    assert not side.preview.isVisible()
    assert not side.page.isVisible()
    write(screen, "We have found the cause.")
    qtbot.waitUntil(lambda: "We have found the cause." in plain(side.message))
    assert side.message.subject.text.endswith(": Investigating")
    side.forms.segments.button(PAGE).click()
    qtbot.waitUntil(side.preview.isVisible)
    assert not side.message.isVisible()


def test_without_channels_page_phone_and_executive_are_offered(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    side = screen.workplace.side
    qtbot.waitUntil(lambda: side.forms.list.count() == 3)
    assert side.preview.isVisible()
    side.forms.segments.button("phone").click()
    qtbot.waitUntil(side.message.isVisible)
    assert "I'm sorry about this. Checkout API is unavailable. The team" in plain(side.message)


def test_what_does_not_fit_as_segments_is_a_list(qtbot: QtBot, dressed: Theme) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    choice = FormChoice(room)
    choice.offer([(f"kind{n}", f"Benachrichtigungsdienst {n}") for n in range(9)])
    choice.resize(300, 40)
    room.show()
    assert choice.list.isVisible()
    assert not choice.segments.isVisible()
    with qtbot.waitSignal(choice.chosen) as heard:
        choice.list.setCurrentIndex(4)
        choice.list.activated.emit(4)
    assert heard.args == ["kind3"]
    assert choice.current == "kind3"
    choice.resize(4000, 40)
    assert choice.segments.isVisible()
    with qtbot.waitSignal(choice.chosen) as heard:
        choice.offer([("kind0", "One")])
    assert heard.args == [PAGE]


def test_segments_costs_and_the_character_that_costs_are_told(qtbot: QtBot, dressed: Theme) -> None:
    preview = MessagePreview()
    qtbot.addWidget(preview)
    preview.show_message(SMS)
    preview.show()
    assert plain(preview) == "A – B"
    assert preview.parts.text() == "2 segments"
    assert [note.text for note in preview.notes] == ["“–” …"]
    html = message_html(SMS, LIGHT)
    assert html.count(LIGHT.degraded_soft) == 1
    assert "<b>–</b>" in html
    preview.show_message(ChannelPreview("hook", "Webhook", "json", '{"a": "<b>"}'))
    assert plain(preview) == '{"a": "<b>"}'
    assert not preview.parts.isVisible()
    assert preview.notes == []


def test_a_mail_is_drawn_without_loading_or_leading_anywhere(qtbot: QtBot, dressed: Theme) -> None:
    hostile = (
        "<html><head><title>T</title><style>p {color: red}</style></head><body style='background:"
        "#eef0f3'><script>alert(1)</script><h1 style='font-size:19px'>It fails</h1>"
        "<img src='https://evil.example/a.png'><p style='color:#123456;position:fixed'>We &lt;look"
        "&gt;.</p><a href='https://evil.example'>Follow</a><iframe src='x'></iframe></body></html>"
    )
    drawn = drawable(hostile)
    assert "evil.example" not in drawn
    assert "alert" not in drawn
    assert "position" not in drawn
    preview = MessagePreview()
    qtbot.addWidget(preview)
    preview.show_message(ChannelPreview("email", "E-mail", "html", hostile, subject="It fails"))
    assert plain(preview).split("\n") == ["It fails", "We <look>.", "Follow"]
    kind = QTextDocument.ResourceType.ImageResource.value
    assert preview.text.loadResource(kind, QUrl("https://evil.example/a.png")) is None
    assert not preview.text.openLinks()
