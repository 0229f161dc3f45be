"""A message as a reader of one channel sees it, beside the text while it is written."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from statusboard.domain.views.previews import ChannelPreview
from ui.screens.notices.preview.drawable_html import drawable
from ui.screens.notices.preview.page_preview import PageText
from ui.theme.fonts import SEMIBOLD
from ui.theme.theme import theme, tokens
from ui.theme.tokens import BODY, CAPTION, LIGHT, SPACE_1, SPACE_2, SPACE_3, Tokens
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph

# So much of a message is shown: what is longer hides nothing that a reader would meet first.
SHOWN = 20_000


class MessagePreview(QWidget):
    """Shows a `ChannelPreview`: what is sent, how many parts it is, and what is dear about it.

    A mail is drawn on white paper in both themes, as most readers open it. Nothing is loaded, and
    no link leads anywhere.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ChannelPreview | None = None
        self.subject = Paragraph(weight=SEMIBOLD)
        self.text = PageText(self)
        self._frame = QFrame()
        self._frame.setObjectName("messagePreview")
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(SPACE_3 + 2, SPACE_3 + 2, SPACE_3 + 2, SPACE_3)
        inside.addWidget(self.text)
        self.parts = Label(size=CAPTION, weight=SEMIBOLD, tone="muted", wrap=True)
        self.notes: list[Paragraph] = []
        self._note_rows = QVBoxLayout()
        self._note_rows.setSpacing(SPACE_1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(self.subject)
        column.addWidget(self._frame)
        column.addWidget(self.parts)
        column.addLayout(self._note_rows)
        theme().changed.connect(self.draw)

    def show_message(self, preview: ChannelPreview) -> None:
        """Shows another message; the same again draws nothing."""
        if preview == self._shown:
            return
        self._shown = preview
        self.subject.set_text(preview.subject)
        self.subject.setVisible(bool(preview.subject))
        words = self.tr("The message as {label} readers see it").format(label=preview.label)
        self.text.setAccessibleName(words)
        self.parts.setText(self.tr("{n} segments").format(n=preview.parts))
        self.parts.setVisible(preview.parts > 1)
        self._show_notes(preview.notes)
        self.draw()

    def _show_notes(self, notes: Sequence[str]) -> None:
        for row in self.notes:
            self._note_rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.notes = [Paragraph(note, size=CAPTION, tone="degraded") for note in notes]
        for row in self.notes:
            self._note_rows.addWidget(row)

    def draw(self) -> None:
        """Draws the message again."""
        if self._shown is None:
            return
        is_paper = self._shown.form == "html"
        colours = LIGHT if is_paper else tokens()
        ground = LIGHT.surface if is_paper else "palette(window)"
        self._frame.setStyleSheet(
            f"#messagePreview {{ background: {ground}; border: 1px solid palette(highlight);"
            " border-radius: 10px; }"
        )
        self.text.show_html(message_html(self._shown, colours))


def message_html(preview: ChannelPreview, colours: Tokens) -> str:
    """The message in the subset of HTML that the window draws; texts are escaped."""
    if preview.form == "html":
        style = f"color:{colours.text}; font-size:{BODY}px"
        return f'<body style="{style}">{drawable(preview.content[:SHOWN])}</body>'
    marks = frozenset(preview.marks)
    said = preview.content[:SHOWN]
    pieces = []
    for is_marked, run in groupby(enumerate(said), key=lambda at: at[0] in marks):
        text = escape("".join(character for _, character in run))
        if is_marked:
            colour = f"background-color:{colours.degraded_soft}; color:{colours.degraded_ink}"
            text = f'<span style="{colour}"><b>{text}</b></span>'
        pieces.append(text)
    family = "font-family:monospace; " if preview.form == "json" else ""
    size = CAPTION if preview.form == "json" else BODY
    style = f"{family}font-size:{size}px; color:{colours.text}; white-space:pre-wrap; margin:0"
    return f'<body><p style="{style}">{"".join(pieces)}</p></body>'
