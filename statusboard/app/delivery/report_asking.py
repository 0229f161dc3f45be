"""Asks a provider what became of messages that it took, some of them at a time.

A provider would say so by itself only to a server that it can reach, which most desks are not.
"""

from collections.abc import Sequence

from statusboard.app.delivery.inputs import RowReport
from statusboard.app.doorway import query
from statusboard.catalog.declaration import AskReports, Config
from statusboard.storage.delivery_reports import Unreported, unreported
from statusboard.storage.unit import Unit

# One after the other, so that it takes a minute at most of every two.
AT_A_TIME = 200


def _unreported(unit: Unit, channel_id: int) -> tuple[Unreported, ...]:
    return unreported(unit, channel_id, limit=AT_A_TIME)


# The rows of a channel of which the provider is to be asked now, at most so many.
UNREPORTED = query("delivery.unreported")(_unreported)


async def reports_of(
    ask: AskReports, config: Config, rows: Sequence[Unreported]
) -> tuple[RowReport, ...]:
    """What the provider says of the rows; of fewer where it stops answering."""
    names = [row.name for row in rows]
    told = [report async for report in ask(config, names)]
    return tuple(RowReport(row, report) for row, report in zip(rows, told, strict=False))
