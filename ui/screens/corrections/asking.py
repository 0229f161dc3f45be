"""What correcting history asks the desk. Queries and verbs load late."""

from datetime import datetime

from statusboard.app.desk.desk import Desk
from statusboard.app.history.inputs import (
    CorrectHistory,
    CorrectionNumber,
    Effect,
    RefuseCorrection,
    TakeCorrectionBack,
)
from statusboard.domain.views.behind import StretchFound
from statusboard.domain.views.history import CorrectionsView


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


async def take_correction_back(desk: Desk, number: int, reason: str) -> None:
    """What was measured counts again, at once or when somebody else has agreed."""
    from statusboard.app.history.commands import take_back

    await desk.do(take_back, TakeCorrectionBack(number, reason))


async def agree_to_correction(desk: Desk, number: int) -> None:
    """Lets a correction count that waited, or lets it be taken back where that waited."""
    from statusboard.app.history.commands import agree

    await desk.do(agree, CorrectionNumber(number))


async def refuse_correction(desk: Desk, number: int, reason: str) -> None:
    """Sends a correction back that waited, or refuses that it be taken back."""
    from statusboard.app.history.commands import refuse

    await desk.do(refuse, RefuseCorrection(number, reason))


async def ask_waiting(desk: Desk) -> int:
    """How many corrections wait for whoever sits here."""
    from statusboard.app.history.queries import WAITING_CORRECTIONS

    me, found = await desk.who(), await desk.ask(WAITING_CORRECTIONS, None)
    return sum(one.agreement.waits_for(me) for one in found)


async def ask_stretch(desk: Desk, component_id: int, at: datetime | None) -> StretchFound:
    """The stretch of the past around an instant; None: the newest that was no good one."""
    from statusboard.app.health.stretch import STRETCH, StretchAsk

    return await desk.ask(STRETCH, StretchAsk(component_id, at))
