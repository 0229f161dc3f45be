"""The text of a list of past outages as what its verb is given."""

from zoneinfo import ZoneInfo

from statusboard.app.history.outage_commands import BringOutages
from statusboard.app.history.outage_csv import OutageRow, rows_in


def read_outages(text: str, zone: ZoneInfo | None = None) -> BringOutages:
    """Its rows, and the faults of its other lines. Raises RuleBroken for what is no such list."""
    rows: list[OutageRow] = []
    faults: list[tuple[int, str]] = []
    for one in rows_in(text, zone):
        if isinstance(one, OutageRow):
            rows.append(one)
        else:
            faults.append(one)
    return BringOutages(tuple(rows), tuple(faults))
