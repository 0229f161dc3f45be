"""The preview: what the page will say, safely."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QPixmap, QTextDocument
from pytestqt.qtbot import QtBot

from statusboard.app.notices.preview import body_html
from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.notice import BODY_LIMIT, Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.word_diff import differences
from tests.fixtures.clock import ManualClock
from tests.fixtures.speaking import MINUTE, NOON
from ui.screens.notices.preview.page_preview import PagePreview, PageText
from ui.screens.notices.preview.preview_html import Block, Said, block_html
from ui.screens.notices.review.diff_view import DiffView, diff_html
from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT

IMAGE = QTextDocument.ResourceType.ImageResource.value


def said(public_id: str, status: IncidentStatus, body: str, minutes_ago: int) -> IncidentUpdate:
    wording = Wording(
        "Payments fail",
        status,
        body,
        {1: ComponentStatus.MAJOR_OUTAGE},
        started_at=NOON - 20 * MINUTE,
    )
    return IncidentUpdate(public_id, NOON - minutes_ago * MINUTE, wording)


INCIDENT = Incident(
    id=9,
    public_id="p9",
    impact=Impact.MAJOR,
    created_at=NOON - 15 * MINUTE,
    monitoring_at=None,
    resolved_at=None,
    updates=(
        said("b", IncidentStatus.IDENTIFIED, "We found it.", 9),
        said("a", IncidentStatus.INVESTIGATING, "We look.", 15),
    ),
)


@pytest.fixture
def preview(qtbot: QtBot, dressed: Theme) -> Iterator[PagePreview]:
    made = PagePreview(ManualClock(NOON))
    qtbot.addWidget(made)
    made.resize(320, 600)
    yield made
    made._timer.stop()


def drawn(preview: PagePreview, wording: Wording, incident: Incident | None = None) -> str:
    preview.follow(wording, incident, {1: "Checkout API"}, "Europe/Berlin")
    preview.draw()
    return preview.text.toPlainText()


def test_the_new_text_is_shown_as_the_page_will_carry_it(preview: PagePreview) -> None:
    wording = Wording(
        "Payments fail",
        IncidentStatus.MONITORING,
        "It **works** again.",
        {1: ComponentStatus.PARTIAL_OUTAGE},
        next_update_in=timedelta(minutes=30),
    )
    text = drawn(preview, wording, INCIDENT)
    said = ["Payments fail", "Checkout API · started", "It works again.", "Next update by"]
    assert [text.index(words) for words in said] == sorted(text.index(words) for words in said)
    assert "in 30 minutes" in text
    assert "We found it." not in text


def test_what_was_said_is_shown_as_the_page_carries_it(preview: PagePreview) -> None:
    preview.follow_page(INCIDENT, INCIDENT.updates, {1: "Checkout API"}, "Europe/Berlin")
    preview.draw()
    text = preview.text.toPlainText()
    said = ["Payments fail", "Checkout API · started", "We found it.", "We look."]
    assert [text.index(words) for words in said] == sorted(text.index(words) for words in said)


def test_times_are_told_in_the_zone_of_the_page(preview: PagePreview) -> None:
    text = drawn(preview, Wording("Payments fail", body="x", started_at=NOON))
    local = NOON.astimezone(ZoneInfo("Europe/Berlin"))
    assert f"started {local:%H:%M} {local:%Z}" in text


def test_a_resolved_notice_promises_nothing(preview: PagePreview) -> None:
    wording = Wording("Over", IncidentStatus.RESOLVED, "x", next_update_in=30 * MINUTE)
    assert "Next update" not in drawn(preview, wording)


def test_no_more_is_drawn_than_can_be_published(preview: PagePreview) -> None:
    text = drawn(preview, Wording("Payments fail", body="word " * (BODY_LIMIT // 5) + "tail"))
    assert "tail" not in text


def test_markup_in_a_title_stays_text(preview: PagePreview) -> None:
    assert "<b>loud</b>" in drawn(preview, Wording("<b>loud</b>", body="x"))


def test_markup_in_a_body_does_nothing(preview: PagePreview) -> None:
    drawn(preview, Wording("T", body="<script>alert(1)</script> ![x](http://127.0.0.1:9/x.png)"))
    html = preview.text.toHtml()
    assert "<script" not in html
    assert 'src="http' not in html


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.com/x.png",
        "file:///etc/hostname",
        "qrc:/x.png",
        "glyph:../../secret",
        "x.png",
    ],
)
def test_the_preview_loads_nothing(qtbot: QtBot, dressed: Theme, address: str) -> None:
    text = PageText()
    qtbot.addWidget(text)
    assert text.loadResource(IMAGE, QUrl(address)) is None


def test_our_own_glyphs_are_drawn(qtbot: QtBot, dressed: Theme) -> None:
    text = PageText()
    qtbot.addWidget(text)
    assert isinstance(text.loadResource(IMAGE, QUrl("glyph:partial")), QPixmap)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_a_difference_is_told_by_lines_and_not_by_colour_alone(tokens: object) -> None:
    html = diff_html(differences("we look <b>", "we know"), tokens)  # type: ignore[arg-type]
    assert "line-through" in html
    assert "underline" in html
    assert "<b>" not in html


def test_a_difference_can_be_heard(qtbot: QtBot, dressed: Theme) -> None:
    view = DiffView("Orders are safe", "Orders were kept whole")
    qtbot.addWidget(view)
    assert view.accessibleDescription() == "Orders removed: are safe; added: were kept whole;"


def test_what_readers_do_not_get_is_no_change_for_them(qtbot: QtBot) -> None:
    view = DiffView("It is slow.", "It is slow. <!-- ask Ben -->")
    qtbot.addWidget(view)

    assert view.toPlainText().strip() == "It is slow."


def test_tables_and_struck_text_are_drawn_as_on_the_page(qtbot: QtBot) -> None:
    text = PageText()
    qtbot.addWidget(text)
    text.show_html(body_html("a | b\n-|-\n~~1~~ | 2\n\n<!-- ask Ben -->"))

    shown = text.toPlainText()
    assert [cell in shown for cell in "ab12"] == [True] * 4
    assert "Ben" not in shown
    assert "line-through" in text.toHtml()


def test_a_line_that_cannot_be_broken_pushes_nothing_out_of_sight(qtbot: QtBot) -> None:
    text = PageText()
    qtbot.addWidget(text)
    text.resize(300, 100)
    long = "https://a.example/" + "x" * 200
    html = body_html(f"See {long}\n\n```\ncurl {long} --silent --fail\n```")
    block = Block("partial", "Slow", "", (Said("Monitoring", "14:20", html),), "", "")

    text.show_html(block_html(block, LIGHT))

    assert text.document().size().width() <= text.viewport().width()


LONG = "Payments fail, and we look into it. " * 150


def seen(preview: PagePreview, body: str) -> str:
    preview.follow(Wording("Payments fail", body=body), None, {}, "Europe/Berlin")
    return preview.text.toPlainText()


def test_a_short_text_is_drawn_with_the_key(preview: PagePreview) -> None:
    assert "We look" in seen(preview, "We look.")


def test_a_long_text_is_drawn_when_it_is_opened_and_then_at_a_pause(
    qtbot: QtBot, preview: PagePreview
) -> None:
    assert "look into it" in seen(preview, LONG)
    preview._timer.stop()
    assert "We found it." not in seen(preview, f"{LONG} We found it.")
    assert "We mended it." not in seen(preview, f"{LONG} We mended it.")
    qtbot.waitUntil(lambda: "We mended it." in preview.text.toPlainText())
    preview.begin()
    assert "Another notice" in seen(preview, f"Another notice. {LONG}")


def test_what_reads_the_same_is_not_drawn_again_but_for_colours_and_pictures(
    preview: PagePreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr(preview.text, "show_html", made.append)
    seen(preview, "We look.")
    preview._timer.stop()
    seen(preview, "We look.")
    assert len(made) == 1
    preview.draw()
    assert len(made) == 2


def test_a_page_that_is_read_from_right_to_left_begins_on_the_right(preview: PagePreview) -> None:
    """Not the text alone: the glyph before it and the line beside it stand on that side, too."""

    def where_they_begin() -> tuple[float, float]:
        document = preview.text.document()
        layout = document.documentLayout()
        edges = {}
        from_right.clear()
        block = document.begin()
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            from_right.append(block.textDirection() is Qt.LayoutDirection.RightToLeft)
            edges["glyph" if "\ufffc" in block.text() else block.text()] = rect.x()
            block = block.next()
        return edges["glyph"], edges["تعذر الدفع"]

    from_right: list[bool] = []
    arabic = Wording(
        "تعذر الدفع", body="نحقق في الأمر.", components={1: ComponentStatus.MAJOR_OUTAGE}
    )
    for is_from_right in (False, True):
        preview.follow(arabic, None, {1: "Shop"}, "UTC", is_from_right=is_from_right)
        preview.draw()
        glyph, title = where_they_begin()
        assert (glyph > title) is is_from_right
        assert all(from_right) is is_from_right
