"""A list of past outages, from a file or its text, as what its verb is given."""

from pathlib import Path
from zoneinfo import ZoneInfo

from statusboard.app.history.outage_commands import BringOutages
from statusboard.app.history.outage_csv import OutageRow, rows_in
from statusboard.errors import RuleBroken

# A character has four bytes at most.
_MOST_BYTES = 80_000_000


def read_outage_file(file: Path, zone: ZoneInfo | None = None) -> BringOutages:
    """The rows of a file, and the faults of its other lines; times without an offset are `zone`'s.

    Raises RuleBroken for a file that cannot be read, or is no such list. Blocks.
    """
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise RuleBroken(f"{file} is too long. Cut it into several.", field="file")
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RuleBroken(f"{file} cannot be read: {error.strerror}.", field="file") from error
    except UnicodeDecodeError as error:
        raise RuleBroken(f"{file} is no UTF-8 text. Save it as UTF-8.", field="file") from error
    return read_outages(text, zone)


def read_outages(text: str, zone: ZoneInfo | None = None) -> BringOutages:
    """The same of a text."""
    rows: list[OutageRow] = []
    faults: list[tuple[int, str]] = []
    for one in rows_in(text, zone):
        if isinstance(one, OutageRow):
            rows.append(one)
        else:
            faults.append(one)
    return BringOutages(tuple(rows), tuple(faults))
