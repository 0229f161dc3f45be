"""The page for the next shift: read, copied, printed as a PDF."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, Signal
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QPushButton, QTextBrowser, QVBoxLayout, QWidget

from statusboard.domain.handover import Handover, handover_html, handover_text
from statusboard.errors import Unavailable
from ui.theme.fonts import font
from ui.theme.theme import tokens
from ui.theme.tokens import BODY, SPACE_4, SPACE_5
from ui.widgets.file_choice import choose_to_write
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT = 680, 640
_MARGIN_MM, _PRINT_SIZE = 18.0, 10


class HandoverSheet(Sheet):
    """Opened with `open()`.

    Signals:
        copied: the text is on the clipboard.
    """

    copied = Signal()

    def __init__(self, page: Handover, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=_WIDTH, height=_HEIGHT)
        self.entitle(self.tr("Handover"))
        self._page = page
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFont(font(BODY))
        self.text.setAccessibleName(self.tr("Handover"))
        self.text.document().setDefaultStyleSheet(_style(tokens().text, tokens().muted))
        self.text.setHtml(handover_html(page))
        self.text.setProperty("surface", "bare")
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.addWidget(self.text)
        self.content.addWidget(inner, 1)
        self._said = Label(tone="muted", wrap=True)
        self.pdf_button = QPushButton(self.tr("Save as PDF…"))
        self.pdf_button.clicked.connect(self._choose)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setProperty("look", "primary")
        self.copy_button.clicked.connect(self._copy)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.main_button = self.copy_button
        self.foot.addWidget(self._said, 1)
        self.foot.addWidget(close)
        self.foot.addWidget(self.pdf_button)
        self.foot.addWidget(self.copy_button)

    @property
    def said(self) -> str:
        """What came of the last button."""
        return self._said.text()

    def save(self, path: Path) -> None:
        """Writes the page as a PDF, and says so, or why not."""
        try:
            write_pdf(self._page, path)
        except Unavailable as error:
            self._said.set_tone("major")
            self._said.setText(str(error))
            return
        self._said.set_tone("muted")
        self._said.setText(self.tr("Saved as {name}").format(name=path.name))

    def _choose(self) -> None:
        name = f"handover-{self._page.as_of:%Y-%m-%d}.pdf"
        title = self.tr("Save the handover")
        choose_to_write(self, title, name, self.save, kinds=self.tr("PDF (*.pdf)"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(handover_text(self._page))
        self._said.set_tone("muted")
        self._said.setText(self.tr("Copied as text"))
        self.copied.emit()


def write_pdf(page: Handover, path: Path) -> None:
    """Draws the page on sheets of A4. Raises Unavailable where the file cannot be written."""
    try:
        path.open("ab").close()
    except OSError as error:
        raise Unavailable(
            f"{path.name} could not be written ({error.strerror}). Choose another place."
        ) from error
    writer = QPdfWriter(str(path))
    writer.setTitle(page.title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    face = font(BODY)
    face.setPointSizeF(_PRINT_SIZE)
    document.setDefaultFont(face)
    document.setDefaultStyleSheet(_style("#000000", "#444444"))
    document.setHtml(handover_html(page))
    document.print_(writer)


def _style(text: str, quiet: str) -> str:
    return (
        f"h1 {{ font-size: large; color: {text}; }} h2 {{ font-size: medium; color: {text}; }}"
        f" li {{ color: {text}; margin-bottom: 3px; }} p {{ color: {quiet}; }}"
    )
