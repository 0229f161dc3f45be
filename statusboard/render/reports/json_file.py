"""A report as JSON (RFC 8259) for programs.

Keys, all of them always there: `company`, `period`, `from`, `to` and `made_at` (ISO 8601, UTC; `to`
is not part of it), `ends_early`, `zone`, `language`, `heading`, `summary` (sentences), `rule`
(`name`, `sentence`, `hours`, `sources`, `notes`), `totals`, `services`, `outages`, `incidents` and
`response_times`. Percentages are numbers cut to six places, or null where too little was observed;
lengths are seconds.
"""

import json
from datetime import UTC, datetime
from fractions import Fraction

from statusboard.domain.instants import SECOND_US
from statusboard.domain.percent import percent_number
from statusboard.domain.promises import PromiseRecord
from statusboard.domain.report import ReportIncident, ReportPromise, ReportRow, UptimeReport
from statusboard.domain.report_summary import heading, summary
from statusboard.domain.uptime import UptimeFigure


def report_json(report: UptimeReport) -> bytes:
    """The document, indented, letters as they are."""
    said = json.dumps(_document(report), ensure_ascii=False, indent=2, allow_nan=False)
    return f"{said}\n".encode("utf-8", "replace")


def _document(report: UptimeReport) -> dict[str, object]:
    totals, method = report.totals, report.method
    return {
        "company": report.company,
        "sample_data": report.is_demo,
        "period": report.period,
        "from": iso(report.start),
        "to": iso(report.stop),
        "ends_early": report.ends_early,
        "made_at": iso(report.made_at),
        "zone": report.zone,
        "language": report.language.value,
        "heading": heading(report),
        "summary": list(summary(report)),
        "rule": {
            "name": method.rule_name,
            "sentence": method.rule,
            "hours": method.hours or None,
            "sources": list(method.sources),
            "notes": list(method.notes),
        },
        "totals": {
            **_figure(totals.figure, totals.as_one),
            "outages": totals.outages,
            "longest_outage_seconds": totals.longest_us / SECOND_US,
            "promises": totals.promises,
            "promises_kept": totals.promises_kept,
            "promises_undecided": totals.promises_open,
            "budget_left_percent": _tenth(totals.budget_left_permille),
            "budget_overspent_seconds": totals.budget_over_us / SECOND_US,
            "incidents": totals.incidents,
            "first_notice_seconds": _seconds(totals.first_notice_us),
            "updates": _record(totals.updates),
        },
        "services": [_row(row) for row in report.rows],
        "outages": [
            {
                "service": one.service,
                "status": one.status.value,
                "start": iso(one.start),
                "end": None if one.lasts else iso(one.stop),
                "down_seconds": one.down_us / SECOND_US,
            }
            for one in report.outages
        ],
        "incidents": [_incident(one) for one in report.incidents],
        "response_times": {
            "bucket_seconds": report.series.bucket_s,
            "at": list(report.series.at_s),
            "median_seconds": list(report.series.median_s),
            "p95_seconds": list(report.series.p95_s),
        },
    }


def iso(instant: datetime) -> str:
    """An instant as ISO 8601 in UTC: `2026-11-22T13:02:07.250000Z`."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _row(row: ReportRow) -> dict[str, object]:
    promised = None if row.promised_ppm is None else Fraction(row.promised_ppm, 1_000_000)
    return {
        "name": row.name,
        "group": row.group or None,
        **_figure(row.figure),
        "measured_uptime_percent": percent_number((row.measured or row.figure).said),
        "is_corrected": row.measured is not None,
        "outages": row.outages,
        "longest_outage_seconds": row.longest_us / SECOND_US,
        "promised_percent": percent_number(promised),
        "promise_kept": row.kept,
        "promise": None if row.promise is None else _promise(row.promise),
        "promises": [_promise(one) for one in row.promises],
        "bars": [one.value for one in row.days],
    }


def _promise(promise: ReportPromise) -> dict[str, object]:
    """The window that a promise is held against, and what was measured in it."""
    return {
        "window": promise.window,
        "hours": promise.hours.value,
        "from": iso(promise.start),
        "to": iso(promise.stop),
        "is_over": promise.is_over,
        "kept": promise.kept,
        "uptime_percent": percent_number(promise.figure.said),
        "coverage_percent": percent_number(promise.figure.coverage),
    }


def _figure(figure: UptimeFigure, as_one: UptimeFigure | None = None) -> dict[str, object]:
    """The lengths of a figure; its shares are those of `as_one`, where services have weights."""
    shares = as_one or figure
    return {
        "uptime_percent": percent_number(shares.said),
        "coverage_percent": percent_number(shares.coverage),
        "observed_seconds": figure.observed_us / SECOND_US,
        "maintenance_seconds": figure.maintenance_us / SECOND_US,
        "down_seconds": figure.down_us / SECOND_US,
    }


def _incident(one: ReportIncident) -> dict[str, object]:
    return {
        "title": one.title,
        "impact": one.impact.value,
        "start": iso(one.started_at),
        "end": None if one.resolved_at is None else iso(one.resolved_at),
        "services": list(one.services),
        "first_notice_seconds": _seconds(one.first_word_us),
        "promised_updates": _record(one.promises),
        "updates": [
            {"at": iso(each.at), "status": each.status.value, "body": each.body}
            for each in one.updates
        ],
    }


def _record(record: PromiseRecord) -> dict[str, int]:
    return {"kept": record.kept, "late": record.late, "open": record.open}


def _seconds(length_us: int | None) -> float | None:
    return None if length_us is None else length_us / SECOND_US


def _tenth(permille: int | None) -> float | None:
    return None if permille is None else permille / 10
