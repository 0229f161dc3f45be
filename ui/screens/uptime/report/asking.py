"""What a report asks of the desk, and has drawn beside it: the window waits for neither."""

import asyncio
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from statusboard.app.desk.desk import Desk
from statusboard.app.reports.inputs import ReportAsk
from statusboard.domain.report import ReportForm, UptimeReport
from statusboard.errors import Unavailable


async def ask_report(desk: Desk, asked: ReportAsk) -> UptimeReport:
    """The report, as of now."""
    from statusboard.app.reports.queries import REPORT

    return await desk.ask(REPORT, asked)


async def draw_pages(report: UptimeReport, *, width: int, most: int) -> tuple[bytes, ...]:
    """Its first pages as PNG."""
    from statusboard.app.reports.painting import painted_pages

    return await asyncio.to_thread(painted_pages, report, width=width, most=most)


async def write_file(report: UptimeReport, path: Path, form: ReportForm, chart: str = "") -> str:
    """Writes it in a form; the name of the file. Raises Unavailable where that fails."""
    from statusboard.app.reports.files import report_file

    def write() -> str:
        content = report_file(report, form, chart=chart)
        try:
            path.write_bytes(content)
        except OSError as error:
            raise Unavailable(
                f"{path.name} could not be written ({error.strerror}). Choose another place."
            ) from error
        return path.name

    return await asyncio.to_thread(write)


async def print_report(report: UptimeReport, printer: QPrinter) -> str:
    """Gives it to a printer; what that is called."""
    from ui.paper.document import compose
    from ui.paper.pdf import paint_sheets, set_paper

    def give() -> str:
        set_paper(printer)
        paint_sheets(compose(report), printer)
        if printer.printerState() is QPrinter.PrinterState.Error:
            raise Unavailable("The printer did not take it. Look at it, or save a PDF instead.")
        return printer.printerName() or printer.outputFileName()

    return await asyncio.to_thread(give)
