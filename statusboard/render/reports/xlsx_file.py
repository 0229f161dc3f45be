"""A report as a workbook (ECMA-376): typed cells, frozen headers, no formula anywhere."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import TypeAlias
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from statusboard.domain.instants import SECOND_US
from statusboard.domain.percent import percent_number, promised_text
from statusboard.domain.report import ReportPromise, UptimeReport
from statusboard.domain.report_summary import dates_line, heading, summary, words_of
from statusboard.domain.uptime import UptimeFigure
from statusboard.render.reports.xlsx_words import SHEET_WORDS

Cell: TypeAlias = str | float | datetime | None

# What a cell holds at most, in characters.
_LONGEST = 32_767
_WIDE, _NARROW = 34, 16
# Excel knows no instant before this, and no zone.
_EARLIEST = datetime(1900, 3, 1, tzinfo=UTC)


def report_xlsx(report: UptimeReport) -> bytes:
    """The workbook. Times are wall time of the report's zone, which the sheets name."""
    out = io.BytesIO()
    # Nothing that people wrote becomes a formula, a link or a number by how it looks.
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, {"in_memory": True, **plain})
    book.set_properties(
        {
            "title": f"{words_of(report).phrases.title}: {heading(report)}",
            "author": report.company,
            "created": report.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0),
        }
    )
    writing = _Writing(book, ZoneInfo(report.zone), SHEET_WORDS[report.language].moment)
    _write(report, writing)
    book.close()
    return out.getvalue()


class _Writing:
    """A workbook while it is written."""

    def __init__(self, book: Workbook, zone: tzinfo, moment: str) -> None:
        self._book, self._zone = book, zone
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._moment = book.add_format({"num_format": moment, "align": "left"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def table(self, words: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """A sheet with a header that stays while one scrolls, and a filter over it.

        The first of the words is what it is called, the others are its columns.
        """
        name, *columns = words
        sheet: Worksheet = self._book.add_worksheet(name)
        for number, title in enumerate(columns):
            sheet.write_string(0, number, title, self._head)
            sheet.set_column(number, number, _WIDE if number == 0 else _NARROW)
        for line, row in enumerate(rows, 1):
            for number, cell in enumerate(row):
                self._put(sheet, line, number, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)

    def lines(self, name: str, lines: Sequence[tuple[str, Cell]]) -> None:
        """A sheet of what is called what."""
        sheet: Worksheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, _NARROW)
        sheet.set_column(1, 1, 100)
        for number, (title, cell) in enumerate(lines):
            sheet.write_string(number, 0, title, self._head)
            self._put(sheet, number, 1, cell, self._wrapped)

    def _put(
        self, sheet: Worksheet, line: int, number: int, cell: Cell, look: Format | None = None
    ) -> None:
        match cell:
            case None:
                return
            case datetime():
                wall = max(cell, _EARLIEST).astimezone(self._zone).replace(tzinfo=None)
                sheet.write_datetime(line, number, wall, self._moment)
            case str():
                sheet.write_string(line, number, cell[:_LONGEST], look)
            case _:
                sheet.write_number(line, number, cell, look)


def _write(report: UptimeReport, to: _Writing) -> None:
    method, names, phrases = report.method, SHEET_WORDS[report.language], words_of(report).phrases
    said: tuple[Cell, ...] = (
        *(heading(report), dates_line(report), report.start, report.stop),
        *(" ".join(summary(report)), method.rule, method.hours or phrases.all_hours),
        *(", ".join(method.sources), " ".join(method.notes), report.made_at, report.zone),
    )
    to.lines(names.about, tuple(zip(names.about_lines, said, strict=True)))
    to.table(
        names.services,
        [
            (
                *(row.name, row.group, *_figure(row.figure), row.outages),
                row.longest_us / SECOND_US,
                None if row.promised_ppm is None else float(promised_text(row.promised_ppm) or 0),
                None if row.kept is None else phrases.kept if row.kept else phrases.missed,
                *_promise(report, row.decisive),
                *(len(row.promises), sum(one.kept is True for one in row.promises)),
            )
            for row in report.rows
        ],
    )
    to.table(
        names.outages,
        [
            (
                *(one.service, phrases.statuses[one.status], one.start),
                *(None if one.lasts else one.stop, one.down_us / SECOND_US),
            )
            for one in report.outages
        ],
    )
    to.table(
        names.incidents,
        [
            (
                *(one.title, phrases.impacts[one.impact], one.started_at, one.resolved_at),
                *(", ".join(one.services), each.at, phrases.incident_states[each.status]),
                each.body,
            )
            for one in report.incidents
            for each in one.updates
        ],
    )
    series = report.series
    to.table(
        names.response_times,
        [
            (datetime.fromtimestamp(at, UTC), median, p95)
            for at, median, p95 in zip(series.at_s, series.median_s, series.p95_s, strict=True)
        ],
    )


def _promise(report: UptimeReport, promise: ReportPromise | None) -> tuple[Cell, ...]:
    """The window that a promise is held against, and the uptime in it."""
    if promise is None:
        return (None, None, None, None)
    uptime = percent_number(promise.figure.said)
    return (
        words_of(report).window(promise.window, promise.hours),
        promise.start,
        promise.stop,
        uptime,
    )


def _figure(figure: UptimeFigure) -> tuple[Cell, ...]:
    return (
        percent_number(figure.said),
        percent_number(figure.coverage),
        figure.observed_us / SECOND_US,
        figure.maintenance_us / SECOND_US,
        figure.down_us / SECOND_US,
    )
