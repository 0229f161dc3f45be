"""Past outages as a CSV file (RFC 4180): read with every line's fault, written for spreadsheets.

A row says how a service was from one instant to another. `operational` says that it was watched
and well; other rows may lie within that. What no row tells of was not watched.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MINYEAR, UTC, datetime
from zoneinfo import ZoneInfo

from statusboard.domain.instants import to_us
from statusboard.domain.letters import as_shown
from statusboard.domain.maintenance_windows import instant_of, is_in_gap, is_shown_twice
from statusboard.domain.status import ComponentStatus
from statusboard.errors import RuleBroken, visible
from statusboard.render.csv_cells import plain_cell, safe_cell

COLUMNS = ("service", "start", "end", "status", "note")
NEEDED = ("service", "start", "end")
MOST_ROWS = 50_000
MOST_CHARACTERS = 20_000_000
NOTE_LIMIT = 300
_SEPARATORS = (",", ";", "\t")
_SHORT = {
    "": ComponentStatus.MAJOR_OUTAGE,
    "up": ComponentStatus.OPERATIONAL,
    "degraded": ComponentStatus.DEGRADED_PERFORMANCE,
    "partial": ComponentStatus.PARTIAL_OUTAGE,
    "major": ComponentStatus.MAJOR_OUTAGE,
    "down": ComponentStatus.MAJOR_OUTAGE,
    "maintenance": ComponentStatus.UNDER_MAINTENANCE,
}
_KNOWN = {one.value: one for one in ComponentStatus if one is not ComponentStatus.UNKNOWN} | _SHORT
# A time after it ends in the future, whatever its zone.
_LAST_US = to_us(datetime.max.replace(tzinfo=UTC))
_FORMS = "operational, degraded, partial, major or maintenance"


@dataclass(frozen=True, slots=True)
class OutageRow:
    """A line of the file: how a service, as it is called there, was from when to when (in µs)."""

    line: int
    service: str
    start_us: int
    stop_us: int
    status: ComponentStatus
    note: str = ""


def rows_in(text: str, zone: ZoneInfo | None = None) -> Iterator[OutageRow | tuple[int, str]]:
    """Each line by its number: what it says, or what is wrong with it.

    Times without an offset are on the clock of `zone`; without one they are faults. Raises
    RuleBroken where the columns are not those of the file, or it is too long.
    """
    if len(text) > MOST_CHARACTERS:
        raise RuleBroken(
            f"The file has {len(text):,} characters; at most {MOST_CHARACTERS:,} are read. "
            "Cut it into several.",
            field="file",
        )
    # Not `splitlines`: a line ends at CR or LF, and a form feed is a letter of a note.
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    header = lines.readline()
    separator = max(_SEPARATORS, key=lambda one: len(_names(header, one)))
    columns = _columns(_names(header, separator))
    # Strict, as a quotation mark without its other one would swallow the lines after it.
    reader = csv.reader(lines, delimiter=separator, strict=True)
    count = 0
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if count > MOST_ROWS:
                raise RuleBroken(
                    f"The file has more than {MOST_ROWS:,} rows. Cut it into several.",
                    field="file",
                )
            yield _read(reader.line_num + 1, columns, cells, zone)
    except csv.Error:
        raise RuleBroken(
            f"The file cannot be read from line {reader.line_num + 1} on. Perhaps a quotation "
            "mark lacks its other one.",
            field="file",
        ) from None


def csv_text(rows: Iterable[OutageRow]) -> str:
    """The file of these rows, with one for its columns; no cell of it runs in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in rows:
        start, stop = (_iso(us) for us in (one.start_us, one.stop_us))
        writer.writerow(
            [safe_cell(cell) for cell in (one.service, start, stop, one.status.value, one.note)]
        )
    return out.getvalue()


def _iso(us: int) -> str:
    from statusboard.domain.instants import from_us

    return from_us(us).isoformat().replace("+00:00", "Z")


def _names(header: str, separator: str) -> list[str]:
    cells = next(csv.reader([header.rstrip("\r\n")[:2_000]], delimiter=separator), [])
    return [cell.strip().casefold() for cell in cells]


def _columns(found: Sequence[str]) -> tuple[str, ...]:
    missing = [name for name in NEEDED if name not in found]
    unknown = [name[:40] or "a column without a name" for name in found if name not in COLUMNS]
    if missing or unknown or len(set(found)) < len(found):
        wrong = f"lacks {', '.join(missing)}" if missing else f"has {', '.join(unknown[:5])}"
        if not (missing or unknown):
            wrong = "names a column twice"
        raise RuleBroken(
            f"The first line {wrong}. Known columns: {', '.join(COLUMNS)}.", field="file"
        )
    return tuple(found)


def _read(
    line: int, columns: Sequence[str], row: Sequence[str], zone: ZoneInfo | None
) -> OutageRow | tuple[int, str]:
    if len(row) != len(columns):
        return line, "This line has another number of cells than the first one."
    cells = {name: plain_cell(cell).strip() for name, cell in zip(columns, row, strict=True)}
    if not cells["service"]:
        return line, "No service is named."
    status = _KNOWN.get(cells.get("status", "").casefold())
    if status is None:
        return line, f"status is one of {_FORMS}, not “{visible(cells['status'][:40])}”."
    start, stop = (_instant(cells[name], zone) for name in ("start", "end"))
    for name, found in (("start", start), ("end", stop)):
        if isinstance(found, str):
            return line, f"{name} {found}"
    assert isinstance(start, int)
    assert isinstance(stop, int)
    if stop <= start:
        return line, "It ends before it begins."
    note = " ".join(as_shown(cells.get("note", "")).split())[:NOTE_LIMIT]
    return OutageRow(line, cells["service"], start, stop, status, note)


def _instant(cell: str, zone: ZoneInfo | None) -> int | str:
    """Microseconds since 1970, or what is wrong with a time, to follow its name."""
    shown = visible(cell[:40])
    try:
        found = datetime.fromisoformat(cell)
    except ValueError:
        return f"“{shown}” is not a time. Write it like 2026-11-03T14:05:00+01:00."
    try:
        if found.tzinfo is None:
            if zone is None:
                return f"“{shown}” has no time zone. Write an offset, or name a zone for the file."
            if is_in_gap(found, zone):
                return f"“{shown}” is never shown on clocks in {zone.key}. Write its offset."
            if is_shown_twice(found, zone):
                return f"“{shown}” is shown twice on clocks in {zone.key}. Write its offset."
            found = instant_of(found, zone)
        us = to_us(found)
    except OverflowError:
        # In UTC it is outside of the calendar, at one end or the other.
        us = -1 if found.year == MINYEAR else _LAST_US
    return us if us >= 0 else f"“{shown}” is before 1970."
