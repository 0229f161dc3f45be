"""What the parts of the screen of planned work ask of the one that carries wishes to the desk."""

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Protocol

from statusboard.domain.maintenance import Plan
from ui.screens.maintenance.work_sheet import WorkSheet
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from statusboard.app.maintenance.change_inputs import Proposed
    from statusboard.app.maintenance.inputs import Worked


class Tasks(Protocol):
    """What carries one wish at a time to the desk: `WorkTasks`."""

    def plan_to_save(self) -> Plan:
        """The plan as it would be saved now."""

    def run(self, work: "Awaitable[Worked]", words: str, sheet: WorkSheet | None = None) -> None:
        """Does it, and says the words; a refusal stands in the sheet."""

    def ask(self, work: "Awaitable[Proposed]", sheet: WorkSheet | None = None) -> None:
        """Asks somebody else."""

    def open_sheet(self, sheet: Sheet) -> None:
        """Asks something, over the screen."""
