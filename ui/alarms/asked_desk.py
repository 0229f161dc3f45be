"""The desk that alarms are asked of, and that is told who has seen them."""

import asyncio
from datetime import timedelta

from statusboard.app.alarms.commands import acknowledge, mute
from statusboard.app.alarms.inputs import AcknowledgeAlarms, AlarmsAsk, Mute
from statusboard.app.alarms.queries import ALARM_RULES, ALARMS_NOW
from statusboard.app.clock import Clock
from statusboard.app.desk.desk import Desk
from statusboard.app.notices.queries import NEXT_DUE
from statusboard.domain.alarms.alarm import SubjectSort
from statusboard.domain.alarms.announcement import Announcement
from ui.alarms.teller import Standing

# As the button says.
MUTED_FOR = timedelta(hours=1)
_MUTABLE = (SubjectSort.SERVICE, SubjectSort.GROUP)


class AskedDesk:
    """Asks and does as whoever sits at the window."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk, self._clock = desk, clock

    async def look(self) -> Standing:
        """What stands, and what this person wants to hear of it."""
        me = await self._desk.who()
        now, rules, due = await asyncio.gather(
            self._desk.ask(ALARMS_NOW, AlarmsAsk(me)),
            self._desk.ask(ALARM_RULES, me.person_id),
            self._desk.ask(NEXT_DUE, None),
        )
        return Standing(now, rules, due)

    async def acknowledge(self, announcement: Announcement) -> None:
        """Somebody sees all that it speaks for."""
        await self._desk.do(acknowledge, AcknowledgeAlarms(announcement.alarms))

    async def mute(self, announcement: Announcement) -> None:
        """Of each service that it is about nothing is told for an hour."""
        until = self._clock.now() + MUTED_FOR
        for subject in announcement.about:
            if subject.sort in _MUTABLE:
                await self._desk.do(mute, Mute(subject.sort, subject.id, until))
