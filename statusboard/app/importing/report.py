"""Which histories a report has as new, and the report once they were brought along, or not."""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.domain.views.importing import Fate, ImportReport, Sort


def wanted_histories(report: ImportReport) -> frozenset[str]:
    """The keys of the services whose history is to be brought along."""
    rows = (row for row in report.rows if row.sort is Sort.HISTORY and row.fate is Fate.NEW)
    return frozenset(row.key for row in rows)


def with_refused(report: ImportReport, refused: Mapping[str, str]) -> ImportReport:
    """The report with the reasons, by key, of histories that did not come along."""
    rows = (
        replace(row, fate=Fate.LEFT_OUT, why=(refused[row.key],))
        if row.sort is Sort.HISTORY and row.key in refused
        else row
        for row in report.rows
    )
    return replace(report, rows=tuple(rows))
