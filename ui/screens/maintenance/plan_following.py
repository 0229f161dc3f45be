"""Asks what is to be known of a plan while it is written, at a small distance behind the typing."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from statusboard.domain.maintenance import Plan
from statusboard.domain.views.maintenance import PlanNotes
from statusboard.errors import RuleBroken, StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.maintenance.asking import ask_notes
from ui.screens.maintenance.pane import MaintenancePane

_FOLLOW_MS = 300
_LANE = "notes"
# What is half written is no mistake yet; a rule that cannot be read would never be noticed.
_TOLD_AT_ONCE = "repeats"


class PlanFollowing(QObject):
    """Keeps the notes of the pane beside the plan that stands in its form."""

    def __init__(
        self, operations: Operations, pane: MaintenancePane, plan: Callable[[], Plan]
    ) -> None:
        super().__init__(pane)
        self._operations = operations
        self._pane = pane
        self._plan = plan
        self._answers = LatestWins(operations, self)
        self._timer = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._timer.timeout.connect(self._ask)
        pane.form.edited.connect(self._timer.start)

    def stop(self) -> None:
        """Another plan is looked at."""
        self._timer.stop()
        self._answers.drop_all()

    def _ask(self) -> None:
        plan, detail = self._plan(), self._pane.detail
        window_id = None if detail is None else detail.window.window.id
        ask = partial(ask_notes, self._operations.desk, plan, window_id)
        self._answers.ask(_LANE, (plan, window_id), ask, self._show, self._failed)

    def _show(self, notes: PlanNotes) -> None:
        self._pane.show_notes(notes)

    def _failed(self, error: StatusBoardError) -> None:
        field = error.field if isinstance(error, RuleBroken) else ""
        self._pane.show_no_notes()
        if field.endswith(_TOLD_AT_ONCE):
            self._pane.show_problem(str(error), field)
