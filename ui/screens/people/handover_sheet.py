"""The page for the next shift: read, copied, printed, saved as a PDF, sent to people inside."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QPushButton, QTextBrowser, QVBoxLayout, QWidget

from statusboard.domain.handover import Handover, handover_html, handover_text
from statusboard.errors import Unavailable
from ui.screens.people.handover_paper import (
    draw,
    handover_style,
    has_printer,
    printer_for,
    write_pdf,
)
from ui.theme.fonts import font
from ui.theme.theme import tokens
from ui.theme.tokens import BODY, SPACE_4, SPACE_5
from ui.widgets.file_choice import choose_to_write
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT = 680, 640


class HandoverSheet(Sheet):
    """Opened with `open()`.

    Signals:
        copied: the text is on the clipboard.
        send_wanted: a person wants to send it to an inside list.
    """

    copied = Signal()
    send_wanted = Signal()

    def __init__(self, page: Handover, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=_WIDTH, height=_HEIGHT)
        self.entitle(self.tr("Handover"))
        self._page = page
        self._printer: QPrinter | None = None
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFont(font(BODY))
        self.text.setAccessibleName(self.tr("Handover"))
        self.text.document().setDefaultStyleSheet(handover_style(tokens().text, tokens().muted))
        self.text.setHtml(handover_html(page))
        self.text.setProperty("surface", "bare")
        self._said = Label(tone="muted", wrap=True)
        self._said.hide()
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.addWidget(self.text)
        box.addWidget(self._said)
        self.content.addWidget(inner, 1)
        self.print_button = QPushButton(self.tr("Print…"))
        self.print_button.clicked.connect(self.print_page)
        self.pdf_button = QPushButton(self.tr("Save as PDF…"))
        self.pdf_button.clicked.connect(self._choose)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.clicked.connect(self._copy)
        self.send_button = QPushButton(self.tr("Send…"))
        self.send_button.setProperty("look", "primary")
        self.send_button.clicked.connect(self.send_wanted)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.main_button = self.send_button
        self.foot.addStretch(1)
        for button in (close, self.print_button, self.pdf_button, self.copy_button):
            self.foot.addWidget(button)
        self.foot.addWidget(self.send_button)

    @property
    def said(self) -> str:
        """What came of the last button."""
        return self._said.text()

    def save(self, path: Path) -> None:
        """Writes the page as a PDF, and says so, or why not."""
        try:
            write_pdf(self._page, path)
        except Unavailable as error:
            self.say(str(error), is_wrong=True)
            return
        self.say(self.tr("Saved as {name}").format(name=path.name))

    def print_page(self) -> QPrintDialog | None:
        """Asks for the printer and prints; where there is none, says so and names the way out."""
        if not has_printer():
            words = self.tr(
                "This computer knows no printer. Save it as a PDF, and print that elsewhere."
            )
            self.say(words, is_wrong=True)
            self.pdf_button.setFocus()
            return None
        # Kept as long as the sheet: the dialog only looks at it.
        self._printer = printer_for(self._page)
        dialog = QPrintDialog(self._printer, self)
        dialog.setWindowTitle(self.tr("Print the handover"))
        dialog.finished.connect(self._chose_printer)
        dialog.finished.connect(dialog.deleteLater)
        super(QPrintDialog, dialog).open()  # its own `open` wants a slot by name
        return dialog

    def say(self, sentence: str, *, is_wrong: bool = False) -> None:
        """What came of something that was wanted here."""
        self._said.set_tone("major" if is_wrong else "muted")
        self._said.setText(sentence)
        self._said.show()

    def _chose_printer(self, result: int) -> None:
        if result != QPrintDialog.DialogCode.Accepted or self._printer is None:
            return
        draw(self._page, self._printer)
        if self._printer.printerState() is QPrinter.PrinterState.Error:
            words = self.tr("The printer did not take it. Look at it, or save a PDF instead.")
            self.say(words, is_wrong=True)
            return
        name = self._printer.printerName() or self._printer.outputFileName()
        self.say(self.tr("Given to {name}").format(name=name))

    def _choose(self) -> None:
        name = f"handover-{self._page.as_of:%Y-%m-%d}.pdf"
        title = self.tr("Save the handover")
        choose_to_write(self, title, name, self.save, kinds=self.tr("PDF (*.pdf)"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(handover_text(self._page))
        self.say(self.tr("Copied as text"))
        self.copied.emit()
