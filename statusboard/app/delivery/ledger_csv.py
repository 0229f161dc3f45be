"""Deliveries as a CSV file (RFC 4180), which spreadsheets can open without running anything."""

import csv
import io
from collections.abc import Iterable

from statusboard.domain.views.ledger import LedgerRow
from statusboard.render.csv_cells import safe_cell

COLUMNS = (
    "address",
    "channel",
    "incident",
    "title",
    "update",
    "status",
    "state",
    "at",
    "attempts",
    "next_try",
    "receipt",
    "reason",
)


def heading_text() -> str:
    """The line for the columns."""
    return _text([COLUMNS])


def rows_text(rows: Iterable[LedgerRow]) -> str:
    """A line for each delivery, with its address whole."""
    return _text(_cells(row) for row in rows)


def _cells(row: LedgerRow) -> tuple[str, ...]:
    delivery = row.delivery
    return (
        delivery.address,
        delivery.channel,
        delivery.incident,
        row.title,
        str(row.number),
        row.status.value,
        delivery.state.value,
        f"{delivery.at:%Y-%m-%dT%H:%M:%SZ}",
        str(delivery.attempts),
        f"{row.due_at:%Y-%m-%dT%H:%M:%SZ}" if row.due_at is not None else "",
        delivery.receipt,
        delivery.reason,
    )


def _text(lines: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for cells in lines:
        writer.writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()
