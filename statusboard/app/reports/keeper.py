"""The loop that makes reports by schedule. The office runs it, and of several offices one does.

What was missed while everything was off is caught up once: the newest period is made, and those
before it are not. A run that fails is written down with its reason, and tried again. What was
shared until a time that has come, and files that nobody is sent any more, it keeps no longer.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from statusboard.app.doorway import Doorway
from statusboard.app.reports.inputs import MadeRun, TidyReports
from statusboard.app.reports.making import listed, write_into
from statusboard.app.reports.queries import REPORT
from statusboard.app.reports.schedule_commands import note_made
from statusboard.app.reports.schedules import DUE, DueReport
from statusboard.app.reports.tidy_commands import LEFT_OVER, tidy
from statusboard.app.waiting import look_again
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.report import ReportForm
from statusboard.errors import StatusBoardError

log = logging.getLogger(__name__)

ACTOR = loop("office")
# A clock that was put, or a computer that slept, is noticed within this.
LONGEST_NAP_S = 300.0
OUR_FAULT = "It could not be made by this version. The log of the office says why."


@dataclass(slots=True)
class ReportKeeper:
    """The loop. `reader` looks without keeping anybody waiting."""

    doorway: Doorway
    reader: Doorway
    announce: Callable[[Changes], None]
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, changes: Changes) -> None:
        """Somebody wrote: looks at once where it may matter."""
        if Topic.SETTINGS in changes.topics:
            self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set; a report that has begun is finished."""
        with ThreadPoolExecutor(1, thread_name_prefix="reports") as executor:
            running = asyncio.get_running_loop()

            async def look() -> float:
                changes, rest_s = await running.run_in_executor(executor, self.look)
                if changes:
                    self.announce(changes)
                return rest_s

            await look_again(stop, self._woken, look)

    def look(self) -> tuple[Changes, float]:
        """Makes what is due; what that changed, and seconds until something may be. Blocking."""
        changes = Changes()
        try:
            changes |= self._tidied()
            due, _ = self.reader.ask(DUE, None)
            for one in due:
                changes |= self.doorway.do(note_made, self._made(one), ACTOR).changes
            _, rest_s = self.reader.ask(DUE, None)
        except StatusBoardError as error:
            log.warning("reports not looked at because=%s", error)
            return changes, LONGEST_NAP_S
        nap_s = LONGEST_NAP_S if rest_s is None else max(1.0, min(LONGEST_NAP_S, rest_s))
        return changes, nap_s

    def _tidied(self) -> Changes:
        """Has the bytes dropped that nobody is to see any more; a write only where there are."""
        if not self.reader.ask(LEFT_OVER, None):
            return Changes()
        return self.doorway.do(tidy, TidyReports(), ACTOR).changes

    def _made(self, due: DueReport) -> MadeRun:
        """The report made, and written where it goes into a folder; or why that failed."""
        number, due_at, schedule = due.known.id, due.known.due_at, due.known.schedule
        if due.asked is None:
            return MadeRun(number, due_at, is_made=False)
        try:
            report = self.reader.ask(REPORT, due.asked)
            form = ReportForm(schedule.form)
            if schedule.list_name:
                return MadeRun(number, due_at, listed=listed(report, due.asked, form))
            name = write_into(Path(schedule.directory), report, form)
            log.info("report written file=%s", name)
        except StatusBoardError as error:
            log.info("report not made schedule=%s because=%s", schedule.name, error)
            return MadeRun(number, due_at, problem=str(error))
        except Exception:
            # Whatever it is, it is no reason for the office to end, and to end again at its start.
            log.exception("report defect schedule=%s", schedule.name)
            return MadeRun(number, due_at, problem=OUR_FAULT)
        return MadeRun(number, due_at)
