"""What the sheets about rules and past outages ask the desk. Queries and verbs load late."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from statusboard.app.desk.desk import Desk
from statusboard.domain.instants import Interval
from statusboard.domain.views.history import OutageReport
from statusboard.domain.views.rules import RulesView

if TYPE_CHECKING:
    from statusboard.app.history.outage_commands import BringOutages


async def look_at_outages(desk: Desk, file: Path) -> "tuple[BringOutages, OutageReport]":
    """What a list of past outages holds, and what would become of it. Nothing is written.

    Times without an offset are on the clock of the page. Raises RuleBroken where it is no list.
    """
    from statusboard.app.history.outage_commands import PREVIEW_OUTAGES
    from statusboard.app.history.reading_outages import read_outage_file
    from statusboard.app.maintenance.queries import PAGE_ZONE

    zone = ZoneInfo(await desk.ask(PAGE_ZONE, None))
    given = await asyncio.to_thread(read_outage_file, file, zone)
    return given, await desk.ask(PREVIEW_OUTAGES, given)


async def bring_outages(desk: Desk, given: "BringOutages") -> OutageReport:
    """Brings past outages along."""
    from statusboard.app.history.outage_commands import bring_outages as verb

    return await desk.do(verb, given)


async def ask_rules(desk: Desk, component_id: int, start: datetime, stop: datetime) -> RulesView:
    """One service over a time by every rule."""
    from statusboard.app.health.rule_comparison import RULES_OF, RulesAsk

    return await desk.ask(RULES_OF, RulesAsk(component_id, Interval.between(start, stop)))
