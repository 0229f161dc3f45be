"""What a report asks of the desk, and has drawn beside it: the window waits for neither."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from statusboard.app.desk.desk import Desk
from statusboard.app.reports.inputs import (
    EndShare,
    ReportAddress,
    ReportAsk,
    ShareReport,
    Unschedule,
)
from statusboard.domain.report import ReportForm, UptimeReport
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.domain.views.reports import ScheduledReport, SharedReport
from statusboard.errors import Unavailable


@dataclass(frozen=True, slots=True)
class Schedules:
    """The schedules there are, and the inside lists that one may go to."""

    found: tuple[ScheduledReport, ...]
    lists: tuple[str, ...]


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


async def ask_links(desk: Desk) -> tuple[SharedReport, ...]:
    """The reports that were shared, the newest first."""
    from statusboard.app.reports.shares import SHARES

    return await desk.ask(SHARES, None)


async def share(desk: Desk, asked: ReportAsk, days: int | None) -> ReportAddress:
    """Freezes the report behind an address, which is told this once."""
    from statusboard.app.reports.share_commands import share_report

    return await desk.do(share_report, ShareReport(asked, days))


async def end_link(desk: Desk, share_id: int) -> str:
    """Ends an address; the title of what was behind it."""
    from statusboard.app.reports.share_commands import end_share

    return await desk.do(end_share, EndShare(share_id))


async def ask_schedules(desk: Desk) -> Schedules:
    """The schedules, and the inside lists that one may go to."""
    from statusboard.app.notices.handover_reach import HANDOVER_REACH
    from statusboard.app.reports.schedules import SCHEDULES

    found = await desk.ask(SCHEDULES, None)
    lists = await desk.ask(HANDOVER_REACH, None)
    return Schedules(found, tuple(one.name for one in lists))


async def schedule(desk: Desk, given: ReportSchedule) -> bool:
    """Makes or changes a schedule; whether it is a new one."""
    from statusboard.app.reports.schedule_commands import schedule_report

    return await desk.do(schedule_report, given)


async def unschedule(desk: Desk, name: str) -> None:
    """Ends a schedule."""
    from statusboard.app.reports.schedule_commands import unschedule as verb

    await desk.do(verb, Unschedule(name))
