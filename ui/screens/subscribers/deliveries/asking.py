"""What the deliveries ask of the desk. Queries and verbs carry storage: they load late."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from statusboard.app.desk.desk import Desk
from statusboard.domain.views.channel_health import ChannelHealth, SendProgress
from statusboard.domain.views.ledger import LedgerPart, LedgerView
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.delivery.ledger import LedgerAsk

_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are wanted. `update` None: those of the newest update, whichever that is."""

    update: str | None = None
    search: str = ""
    part: LedgerPart = LedgerPart.ALL
    limit: int = 200


@dataclass(frozen=True, slots=True)
class DeliveriesView:
    """How the channels fare, how far one update has got, and its rows.

    `unset` are the kinds of channels that nobody has set up. `held` says why nothing is sent at
    all until a person has seen what is pending; empty: it is.
    """

    channels: tuple[ChannelHealth, ...]
    unset: tuple[str, ...]
    progress: SendProgress | None
    ledger: LedgerView
    held: str = ""


async def ask_deliveries(desk: Desk, asked: Asked) -> DeliveriesView:
    """All that the tab shows, as of now."""
    from statusboard.app.delivery.health import CHANNEL_HEALTH, PROGRESS
    from statusboard.app.delivery.kinds import channel_kinds
    from statusboard.app.delivery.ledger import LEDGER_PAGE
    from statusboard.app.delivery.queries import OUTLOOK

    channels = await desk.ask(CHANNEL_HEALTH, None)
    progress = await desk.ask(PROGRESS, asked.update or None)
    given = ledger_ask(asked, progress)
    ledger = await desk.ask(LEDGER_PAGE, given)
    outlook = await desk.ask(OUTLOOK, None)
    used = {channel.kind for channel in channels}
    unset = tuple(kind.label for kind in channel_kinds().values() if kind.key not in used)
    return DeliveriesView(channels, unset, progress, ledger, outlook.held)


def ledger_ask(asked: Asked, progress: SendProgress | None) -> "LedgerAsk":
    """What of the ledger is wanted: of the newest update, unless somebody chose or searches."""
    from statusboard.app.delivery.ledger import LedgerAsk

    update = asked.update
    if update is None:
        # Whoever looks for an address wants to know all that it was told.
        update = "" if asked.search or progress is None else progress.update
    return LedgerAsk(update, asked.search, asked.part, limit=asked.limit)


async def take_back(desk: Desk, update: str) -> int:
    """How many messages nobody gets."""
    from statusboard.app.delivery.commands import TakeBack
    from statusboard.app.delivery.commands import take_back as verb

    return await desk.do(verb, TakeBack(update))


async def send_again(desk: Desk, deliveries: tuple[int, ...]) -> tuple[int, int]:
    """How many are sent again at once, and how many are not."""
    from statusboard.app.delivery.commands import Retry, retry

    done = await desk.do(retry, Retry(deliveries))
    return done.again, done.left


async def release(desk: Desk) -> None:
    """Has what is pending sent."""
    from statusboard.app.delivery.commands import Release
    from statusboard.app.delivery.commands import release as verb

    await desk.do(verb, Release())


async def export_ledger(desk: Desk, given: "LedgerAsk", file: Path) -> int:
    """How many rows were written, all that fit, page by page: nothing holds all of them.

    Raises RuleBroken where the file cannot be written.
    """
    from statusboard.app.delivery.ledger import LEDGER_PAGE
    from statusboard.app.delivery.ledger_csv import heading_text, rows_text

    count, wanted = 0, replace(given, limit=_PAGE, before=0)
    text = heading_text()
    try:
        await asyncio.to_thread(file.write_text, text, encoding="utf-8", newline="")
        while True:
            page = await desk.ask(LEDGER_PAGE, wanted)
            await asyncio.to_thread(_append, file, rows_text(page.rows))
            count += len(page.rows)
            if len(page.rows) < _PAGE:
                return count
            wanted = replace(wanted, before=page.rows[-1].delivery.id)
    except OSError as error:
        raise RuleBroken(f"{file} could not be written: {error.strerror}.") from error


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8", newline="") as out:
        out.write(text)
