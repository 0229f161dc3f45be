"""A report as CSV (RFC 4180): one line per service, one for all of them; no cell is a formula.

Of a promise that was held several times, such as for each month of a quarter, stands the one that
was missed by most, else the last; `promises` says how many there were. A remark is written once, in
the line of all services; those that it is about name it by `[1]`.
"""

import csv
import io

from statusboard.domain.instants import SECOND_US
from statusboard.domain.percent import percent_number, promised_text
from statusboard.domain.report import Remark, ReportPromise, ReportRow, UptimeReport
from statusboard.domain.uptime import UptimeFigure
from statusboard.render.csv_cells import safe_cell
from statusboard.render.reports.json_file import iso

COLUMNS = (
    *("service", "group", "from", "to", "uptime_percent", "coverage_percent"),
    *("observed_seconds", "maintenance_seconds", "down_seconds", "outages"),
    *("longest_outage_seconds", "promised_percent", "promise_kept"),
    *("promise_window", "promise_from", "promise_to", "promise_uptime_percent", "promises"),
    *("promises_kept", "rule", "notes"),
)
ALL = "all services"


def report_csv(report: UptimeReport) -> bytes:
    """The table, with a header; UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in report.rows:
        writer.writerow(_cells(report, row))
    totals = report.totals
    writer.writerow(
        [
            *(ALL, "", iso(report.start), iso(report.stop)),
            *_figure(totals.figure, totals.as_one),
            *(totals.outages, totals.longest_us / SECOND_US, "", ""),
            *_promise(None),
            *(totals.promises + totals.promises_open, totals.promises_kept),
            *(_rule(report), _all_remarks(report)),
        ]
    )
    return out.getvalue().encode("utf-8-sig", "replace")


def _cells(report: UptimeReport, row: ReportRow) -> list[object]:
    return [
        *(safe_cell(row.name), safe_cell(row.group), iso(report.start), iso(report.stop)),
        *_figure(row.figure),
        *(row.outages, row.longest_us / SECOND_US, promised_text(row.promised_ppm) or ""),
        "" if row.kept is None else "yes" if row.kept else "no",
        *_promise(row.decisive),
        *(len(row.promises), sum(one.kept is True for one in row.promises)),
        *(_rule(report), _remarks_of(report, row)),
    ]


def _promise(promise: ReportPromise | None) -> tuple[object, ...]:
    if promise is None:
        return ("", "", "", "")
    uptime = percent_number(promise.figure.said)
    return (
        promise.window,
        *(iso(promise.start), iso(promise.stop), "" if uptime is None else uptime),
    )


def _figure(figure: UptimeFigure, as_one: UptimeFigure | None = None) -> tuple[object, ...]:
    shares = as_one or figure
    uptime, coverage = percent_number(shares.said), percent_number(shares.coverage)
    return (
        "" if uptime is None else uptime,
        "" if coverage is None else coverage,
        figure.observed_us / SECOND_US,
        figure.maintenance_us / SECOND_US,
        figure.down_us / SECOND_US,
    )


def _rule(report: UptimeReport) -> str:
    return safe_cell(report.method.rule_name)


def _remarks(report: UptimeReport) -> tuple[Remark, ...]:
    hours = report.method.hours
    return (*report.method.remarks, *([Remark(hours)] if hours else ()))


def _all_remarks(report: UptimeReport) -> str:
    return " ".join(f"[{n}] {one.text}" for n, one in enumerate(_remarks(report), 1))


def _remarks_of(report: UptimeReport, row: ReportRow) -> str:
    about = (None, row.component_id)
    found = enumerate(_remarks(report), 1)
    return " ".join(f"[{n}]" for n, one in found if one.component_id in about)
