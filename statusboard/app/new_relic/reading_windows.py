"""Asks for muting rules and monitor downtimes, each account by itself."""

import logging
from collections.abc import Sequence
from datetime import datetime

from statusboard.domain.views.new_relic_windows import NewRelicWindow, NoteWindows
from statusboard.errors import StatusBoardError
from statusboard.newrelic import optional_queries, questions
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.errors import sentence_of
from statusboard.newrelic.faults import FaultKind, gravest
from statusboard.newrelic.windows import DOWNTIMES, downtime, muting_rules

log = logging.getLogger(__name__)
PAGES = 10


async def windows_of(
    client: NerdGraph, accounts: Sequence[int], now: datetime, timeout_s: float
) -> NoteWindows:
    """The windows of all accounts that could be read, as of `now`, and which accounts these are.

    Raises what `NerdGraph.ask` raises where the downtimes of none can be.
    """
    downtimes = await _downtimes(client, now, timeout_s)
    found: list[NewRelicWindow] = []
    read: list[int] = []
    unread: list[tuple[int, str]] = []
    for account in accounts:
        until_s = client.monotonic_s + timeout_s
        try:
            given = {"account": account}
            reply = await client.ask(optional_queries.MUTING_RULES, given, deadline_s=until_s)
        except StatusBoardError as error:
            log.info("no muting rules read account=%s because=%s", account, error)
            unread.append((account, str(error)))
            continue
        rules = muting_rules(reply.data, account)
        if rules is None:
            log.info("no muting rules told account=%s", account)
            kind = gravest(reply.faults).kind if reply.faults else FaultKind.UNRECOGNISED
            unread.append((account, sentence_of(kind)))
            continue
        read.append(account)
        found += rules
        found += (one for one in downtimes if one.account == account)
    return NoteWindows(tuple(found), tuple(read), tuple(unread))


async def _downtimes(client: NerdGraph, now: datetime, timeout_s: float) -> list[NewRelicWindow]:
    found: dict[str, NewRelicWindow] = {}
    cursor = ""
    for _ in range(PAGES):
        until_s = client.monotonic_s + timeout_s
        page = await questions.find_entities(client, DOWNTIMES, cursor=cursor, deadline_s=until_s)
        found |= {one.key: one for one in (downtime(each, now) for each in page.entities)}
        if not page.next_cursor or page.next_cursor == cursor:
            break
        cursor = page.next_cursor
    return list(found.values())
