"""What the sheets about corrections and rules ask the desk. Queries and verbs load late."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from statusboard.app.desk.desk import Desk
from statusboard.app.history.inputs import CorrectHistory, CorrectionNumber, Effect
from statusboard.domain.instants import Interval
from statusboard.domain.views.history import CorrectionsView, OutageReport
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


async def ask_effect(desk: Desk, given: CorrectHistory) -> Effect:
    """What a correction would change."""
    from statusboard.app.history.queries import PREVIEW_CORRECTION

    return await desk.ask(PREVIEW_CORRECTION, given)


async def correct(desk: Desk, given: CorrectHistory) -> None:
    """Corrects a stretch of the past."""
    from statusboard.app.history.commands import correct_history

    await desk.do(correct_history, given)


async def ask_corrections(desk: Desk, component_id: int | None) -> CorrectionsView:
    """What was corrected, of one service or of all."""
    from statusboard.app.history.queries import CORRECTIONS

    return await desk.ask(CORRECTIONS, component_id)


async def take_correction_back(desk: Desk, number: int) -> None:
    """What was measured counts again."""
    from statusboard.app.history.commands import take_back

    await desk.do(take_back, CorrectionNumber(number))


async def agree_to_correction(desk: Desk, number: int) -> None:
    """Lets a correction count that waited."""
    from statusboard.app.history.commands import agree

    await desk.do(agree, CorrectionNumber(number))


async def ask_rules(desk: Desk, component_id: int, start: datetime, stop: datetime) -> RulesView:
    """One service over a time by every rule."""
    from statusboard.app.health.rule_comparison import RULES_OF, RulesAsk

    return await desk.ask(RULES_OF, RulesAsk(component_id, Interval.between(start, stop)))
