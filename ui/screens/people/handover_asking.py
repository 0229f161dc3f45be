"""What a handover asks of the desk; the application's modules load when first needed."""

from statusboard.app.desk.desk import Desk
from statusboard.app.notices.handover_inputs import HandoverSent, RetryHandover, SendHandover
from statusboard.domain.handover import Handover
from statusboard.domain.views.handover import HandoverReach, SentHandover


async def ask_handover(desk: Desk) -> Handover:
    """The page for the next shift, by whoever sits here."""
    from statusboard.app.notices.handover import HANDOVER

    me = await desk.who()
    return await desk.ask(HANDOVER, me.name)


async def ask_reach(desk: Desk) -> tuple[HandoverReach, ...]:
    """The inside lists, with how many of each get it by which channel."""
    from statusboard.app.notices.handover_reach import HANDOVER_REACH

    return await desk.ask(HANDOVER_REACH, None)


async def ask_sent(desk: Desk) -> tuple[SentHandover, ...]:
    """The last that were sent, with what became of each message."""
    from statusboard.app.notices.handover_reach import HANDOVERS_SENT

    return await desk.ask(HANDOVERS_SENT, None)


async def send(desk: Desk, list_name: str) -> HandoverSent:
    """Gives the page to the outbox, for everybody in the list."""
    from statusboard.app.notices.handover_commands import send_handover

    return await desk.do(send_handover, SendHandover(list_name))


async def retry(desk: Desk, handover_id: int) -> int:
    """How many messages are tried again."""
    from statusboard.app.notices.handover_commands import retry as verb

    return await desk.do(verb, RetryHandover(handover_id))
