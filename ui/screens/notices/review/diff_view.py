"""What changes for readers: removed words struck through, added words underlined."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from statusboard.domain.hidden_text import without_comments
from statusboard.domain.word_diff import Kind, Piece, differences
from ui.screens.notices.preview.page_preview import PageText
from ui.theme.theme import theme, tokens
from ui.theme.tokens import Tokens


class DiffView(PageText):
    """Shows the difference; colour only repeats what the lines through and under say."""

    def __init__(self, before: str, after: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What changes for readers"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._pieces = differences(without_comments(before), without_comments(after))
        self.setAccessibleDescription(self._spoken())
        theme().changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.show_html(diff_html(self._pieces, tokens()))

    def _spoken(self) -> str:
        words = {
            Kind.KEPT: "{0}",
            Kind.ADDED: self.tr("added: {0};"),
            Kind.REMOVED: self.tr("removed: {0};"),
        }
        return " ".join(words[piece.kind].format(piece.text.strip()) for piece in self._pieces)


def diff_html(pieces: tuple[Piece, ...], tokens: Tokens) -> str:
    """The pieces as rich text; every text is escaped."""
    styles = {
        Kind.KEPT: f"color:{tokens.text}",
        Kind.ADDED: (
            f"color:{tokens.operational_ink}; background-color:{tokens.operational_soft};"
            " text-decoration:underline"
        ),
        Kind.REMOVED: (
            f"color:{tokens.major_ink}; background-color:{tokens.major_soft};"
            " text-decoration:line-through"
        ),
    }
    parts: list[str] = []
    for piece in pieces:
        # The space before a changed run stays plain: a coloured edge would look like a word.
        bare = piece.text.lstrip(" ")
        replaces = piece.kind is Kind.ADDED and bool(parts)
        parts.append(" " if replaces or len(bare) < len(piece.text) else "")
        text = escape(bare).replace("\n", "<br>")
        parts.append(f'<span style="{styles[piece.kind]}">{text}</span>')
    return (
        '<p style="font-size:15px; line-height:128%; margin:0; white-space:pre-wrap">'
        f"{''.join(parts)}</p>"
    )
