"""The ledger for people: looked through in pages, addresses as others may see them."""

from dataclasses import dataclass

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.shown_addresses import shown_address
from statusboard.app.delivery.typed_addresses import keys_of
from statusboard.app.doorway import query
from statusboard.app.settings import page_zone
from statusboard.domain.access import Permission
from statusboard.domain.views.ledger import LedgerPart, LedgerRow, LedgerView
from statusboard.storage.ledger_pages import (
    LedgerFilter,
    count_parts,
    read_page,
    read_sent_updates,
    updates_of,
)
from statusboard.storage.unit import Unit

# So many updates can be chosen from; whoever looks for an older one looks for an address.
CHOICE = 50


@dataclass(frozen=True, slots=True)
class LedgerAsk:
    """Which deliveries are wanted, at most `limit` of them, the newest first.

    `update` is the public id of one update, empty for all; `search` a part of the address.
    `before`: the id of the last row of the page before; 0: the first page.
    """

    update: str = ""
    search: str = ""
    part: LedgerPart = LedgerPart.ALL
    before: int = 0
    limit: int = 200


def _page(unit: Unit, given: LedgerAsk) -> LedgerView:
    keys = keys_of(unit, given.search)
    wanted = LedgerFilter(given.update, given.search, given.part, given.before, keys)
    entries = read_page(unit, wanted, limit=given.limit)
    updates = updates_of(unit, {entry.update_id for entry in entries})
    kinds = channel_kinds()
    rows = []
    for entry in entries:
        said = updates[entry.update_id]
        address = shown_address(kinds, entry.kind, entry.delivery.address)
        rows.append(
            LedgerRow(
                entry.delivery,
                address,
                said.number,
                said.status,
                said.title,
                entry.due_at,
                said.kind,
                said.is_correction,
            )
        )
    return LedgerView(
        rows=tuple(rows),
        counts=count_parts(unit, wanted),
        updates=read_sent_updates(unit, limit=CHOICE),
        as_of=unit.now,
        zone=page_zone(unit),
    )


# Some deliveries, with how many there are.
LEDGER_PAGE = query("delivery.ledger_page", Permission.WRITE)(_page)
