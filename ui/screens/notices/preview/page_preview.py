"""The block of the page that the notice becomes, beside the text while it is written."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus
from statusboard.domain.update_kind import NoticeSort
from ui.screens.notices.preview.picture_shelf import SCHEME, PictureShelf, fitted
from ui.screens.notices.preview.preview_html import Block, block_html, direct_from_right
from ui.screens.notices.preview.preview_words import PreviewWords
from ui.theme.icons import STATUS_GLYPHS, pixmap
from ui.theme.status_style import status_style
from ui.theme.theme import theme, tokens
from ui.theme.tokens import SPACE_3

# Rendering follows the typing at a small distance, so that it is never felt. A long text takes so
# long that only a pause has room for it.
_FOLLOW_MS = 120
_LONG = 4_000
_PAUSE_MS = 400
_GLYPH = 18


class PageText(QTextBrowser):
    """Shows markup and loads nothing: its pictures are our glyphs, and those of the shelf."""

    shelf: PictureShelf | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTextBrowser { background: transparent; border: none; padding: 0px; }")
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        # A long address would make the rest as wide as itself.
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def show_html(self, html: str) -> None:
        """Shows another document and takes the height it needs."""
        self.setHtml(fitted(html))
        self._fit()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A glyph for `glyph:NAME`, a picture for `image:NAME`; nothing for any other address."""
        url = QUrl(name)
        wanted = url.path()
        is_glyph = url.scheme() == "glyph" and wanted in STATUS_GLYPHS
        if kind == QTextDocument.ResourceType.ImageResource.value and is_glyph:
            return pixmap(wanted, _glyph_colour(wanted), _GLYPH, self.devicePixelRatioF())
        if url.scheme() == SCHEME and self.shelf is not None:
            return self.shelf.image(wanted)
        return None

    def sizeHint(self) -> QSize:
        return QSize(260, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        height = round(self.document().size().height()) + 2
        if height != self.height():
            self.setFixedHeight(height)


class PagePreview(QFrame):
    """A block of the page in its frame: the text that is being written, or what is there now.

    It draws at most every 120 ms, however fast one types, and a long text when nothing was typed
    for a moment. `is_new`: with the frame of what is not on the page yet.
    """

    def __init__(self, clock: Clock, parent: QWidget | None = None, *, is_new: bool = True) -> None:
        super().__init__(parent)
        self._clock = clock
        self._is_behind = False
        self._is_begun = False
        self._html = ""
        self._make: Callable[[PreviewWords], Block] | None = None
        self._zone = ""
        self.setObjectName("pagePreview")
        edge = "palette(highlight)" if is_new else "palette(mid)"
        self.setStyleSheet(
            f"#pagePreview {{ background: palette(window); border: 1px solid {edge};"
            " border-radius: 10px; }"
        )
        self.text = PageText(self)
        self.text.setAccessibleName(
            self.tr("The new text as customers will see it")
            if is_new
            else self.tr("What customers see on the page now")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3 + 2, SPACE_3 + 2, SPACE_3 + 2, SPACE_3)
        layout.addWidget(self.text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._catch_up)
        theme().changed.connect(self.draw)

    def begin(self) -> None:
        """Another text comes, which is drawn at once."""
        self._is_begun = False

    def follow(
        self,
        wording: Wording,
        incident: Incident | None,
        names: dict[int, str],
        zone: str,
        sort: NoticeSort = NoticeSort.INCIDENT,
        *,
        is_from_right: bool = False,
    ) -> None:
        """Takes what is being written: draws it at once, and what follows soon in a moment."""

        def block(words: PreviewWords) -> Block:
            made = words.new_text(wording, incident, names, sort)
            return replace(made, is_from_right=is_from_right)

        self._follow(block, zone, is_long=len(wording.body) > _LONG)

    def follow_page(
        self,
        incident: Incident,
        said: Sequence[IncidentUpdate],
        names: dict[int, str],
        zone: str,
    ) -> None:
        """Takes what was said of an incident, as far as it is on the page."""
        self._follow(lambda words: words.on_page(incident, said, names), zone)

    def _follow(
        self, make: "Callable[[PreviewWords], Block]", zone: str, *, is_long: bool = False
    ) -> None:
        self._make, self._zone = make, zone
        is_begun, self._is_begun = self._is_begun, True
        if is_long and is_begun:
            self._is_behind = True
            self._timer.start(_PAUSE_MS)
        elif self._timer.isActive() and is_begun:
            self._is_behind = True
        else:
            self._show()
            self._timer.start(_FOLLOW_MS)

    def _catch_up(self) -> None:
        if self._is_behind:
            self._show()
            self._timer.start(_FOLLOW_MS)

    def draw(self) -> None:
        """Draws what was taken last, in the colours and with the pictures that there are now."""
        self._html = ""
        self._show()

    def _show(self) -> None:
        """Draws it where it reads otherwise than what is drawn."""
        self._is_behind = False
        if self._make is None:
            return
        words = PreviewWords(self.tr, self._clock.now(), self._zone)
        block = self._make(words)
        html = block_html(block, tokens())
        if html != self._html:
            self._html = html
            self.text.show_html(html)
            if block.is_from_right:
                direct_from_right(self.text.document())


def _glyph_colour(name: str) -> str:
    colours = {
        style.glyph: style.colour
        for style in (status_style(status, tokens()) for status in ComponentStatus)
    }
    return colours[name]
