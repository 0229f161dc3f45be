"""The handover on paper: as a PDF, or by a printer."""

from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from statusboard.domain.handover import Handover, handover_html
from statusboard.errors import Unavailable
from ui.theme.fonts import font
from ui.theme.tokens import BODY

_MARGIN_MM, _PRINT_SIZE = 18.0, 10


def handover_style(text: str, quiet: str) -> str:
    """The style sheet of the page, in these colours."""
    return (
        f"h1 {{ font-size: large; color: {text}; }} h2 {{ font-size: medium; color: {text}; }}"
        f" li {{ color: {text}; margin-bottom: 3px; }} p {{ color: {quiet}; }}"
    )


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
    draw(page, writer)


def has_printer() -> bool:
    """Whether the system knows any. Asking it may reach for the network: once for each press."""
    return bool(QPrinterInfo.availablePrinterNames())


def printer_for(page: Handover) -> QPrinter:
    """The system's own printer and paper, to be chosen otherwise in the dialog."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(page.title)
    return printer


def draw(page: Handover, paper: QPagedPaintDevice) -> None:
    """Draws the page on as many sheets as it takes."""
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    paper.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    face = font(BODY)
    face.setPointSizeF(_PRINT_SIZE)
    document.setDefaultFont(face)
    document.setDefaultStyleSheet(handover_style("#000000", "#444444"))
    document.setHtml(handover_html(page))
    document.print_(paper)
