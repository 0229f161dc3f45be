"""The ledger as a CSV file."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.domain.delivery import Delivery, DeliveryState
from statusboard.render.csv_cells import safe_cell
from statusboard.storage.ledger import read_deliveries
from statusboard.storage.unit import Unit

COLUMNS = (
    *("incident", "update", "channel", "address", "state", "at", "attempts"),
    *("receipt", "reason"),
)


@dataclass(frozen=True, slots=True)
class LedgerFileAsk:
    """Which deliveries the file is to hold: of an update by its public id, in these states.

    What is empty does not matter.
    """

    update: str = ""
    states: tuple[DeliveryState, ...] = ()


def ledger_text(deliveries: Iterable[Delivery]) -> str:
    """The file, with a line for its columns; a spreadsheet runs nothing of it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in deliveries:
        cells = (
            *(one.incident, one.update, one.channel, one.address, one.state.value),
            *(f"{one.at:%Y-%m-%dT%H:%M:%SZ}", str(one.attempts), one.receipt, one.reason),
        )
        writer.writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def _ledger_file(unit: Unit, given: LedgerFileAsk) -> str:
    found = read_deliveries(unit)
    return ledger_text(
        one
        for one in found
        if given.update in ("", one.update) and (not given.states or one.state in given.states)
    )


# The text of the file, the newest first.
LEDGER_FILE = query("delivery.ledger_file")(_ledger_file)
