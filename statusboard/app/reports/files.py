"""A report as a file: in which form, what it is called, and its bytes."""

from pathlib import PurePath
from zoneinfo import ZoneInfo

from statusboard.app.reports.painting import painted
from statusboard.domain.report import ReportForm, UptimeReport
from statusboard.errors import RuleBroken
from statusboard.render.reports.csv_file import report_csv
from statusboard.render.reports.json_file import report_json
from statusboard.render.reports.page import report_html

_MEDIA_TYPES = {
    ReportForm.PDF: "application/pdf",
    ReportForm.HTML: "text/html",
    ReportForm.CSV: "text/csv",
    ReportForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportForm.JSON: "application/json",
    ReportForm.PNG: "image/png",
    ReportForm.SVG: "image/svg+xml",
}


def form_of(name: str) -> ReportForm:
    """The form that the end of a file's name says. Raises RuleBroken for any other."""
    ending = PurePath(name).suffix.removeprefix(".").lower()
    try:
        return ReportForm(ending)
    except ValueError as error:
        known = ", ".join(f".{form}" for form in ReportForm)
        raise RuleBroken(f"“{name}” ends in no known form. Use one of {known}.", "out") from error


def report_file(report: UptimeReport, form: ReportForm, *, chart: str = "") -> bytes:
    """The bytes. Blocking where it is drawn. Raises Unavailable where it cannot be."""
    match form:
        case ReportForm.CSV:
            return report_csv(report)
        case ReportForm.XLSX:
            # Its library takes a twentieth of the start of every program that may write a report.
            from statusboard.render.reports.xlsx_file import report_xlsx

            return report_xlsx(report)
        case ReportForm.JSON:
            return report_json(report)
        case ReportForm.HTML:
            return report_html(report)
        case ReportForm.PDF | ReportForm.PNG | ReportForm.SVG:
            return painted(report, form, chart=chart)


def media_type(form: ReportForm) -> str:
    """The media type of a form, as IANA has it."""
    return _MEDIA_TYPES[form]


def file_name(report: UptimeReport, form: ReportForm) -> str:
    """`uptime-2026-11.pdf`; of rolling days with the day of their end, as they differ by it."""
    period = report.period.replace("..", "_")
    if period.endswith(("d", "h", "mo")):
        day = report.stop.astimezone(ZoneInfo(report.zone)).date()
        period = f"{period}-to-{day.isoformat()}"
    return f"uptime-{period}.{form}"
