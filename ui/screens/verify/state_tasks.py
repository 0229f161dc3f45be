"""What the verify screen does with a state: set it by hand, take that back, replay it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.services.override_inputs import SetState
from statusboard.domain.access import Permission
from statusboard.domain.views.replay import Turn
from statusboard.domain.views.verify import ServiceDetail
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.corrections.tasks import CorrectionTasks
from ui.screens.verify.asking import ask_replay, ask_turns, set_state, take_back
from ui.screens.verify.override_sheet import OverrideSheet
from ui.screens.verify.replay_sheet import ReplaySheet


class StateTasks(QObject):
    """Opens the sheets over `home` and carries what they say to the desk.

    Signals:
        changed: a state was set or taken back, or history was corrected.
    """

    changed = Signal()

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self._operations = operations
        self._home = home
        self.corrections = CorrectionTasks(operations, home)
        self.corrections.changed.connect(self.changed)

    @property
    def is_writing(self) -> bool:
        """Whether a sheet is open in which somebody has begun to say why."""
        sheets = self._home.window().findChildren(OverrideSheet)
        is_setting = any(sheet.isVisible() and sheet.is_touched for sheet in sheets)
        return is_setting or self.corrections.is_writing

    def set(self, detail: ServiceDetail, now: datetime) -> None:
        """Asks to what, why and until when."""
        sheet = OverrideSheet(detail, now, self._home)

        def done(_: None) -> None:
            sheet.accept()
            self.changed.emit()

        def decide(given: SetState) -> None:
            work = set_state(self._operations.desk, given)
            self._operations.run(sheet, work, done, lambda error: sheet.was_refused(str(error)))

        sheet.decided.connect(decide)
        sheet.open()

    def correct(self, detail: ServiceDetail, failed: Callable[[str], None]) -> None:
        """Asks what the newest trouble of a service truly was; `failed` is told why not."""
        self.corrections.correct(detail.component_id, None, self._home, failed)

    def take_back(self, detail: ServiceDetail) -> None:
        """Lets the checks count again, at once: what was set stands in the trail."""
        work = take_back(self._operations.desk, detail.component_id)
        self._operations.run(self, work, lambda _: self.changed.emit())

    def replay(self, detail: ServiceDetail) -> None:
        """Shows how the service came to its state, turn by turn."""
        sheet = ReplaySheet(detail.name, self._home)
        answers = LatestWins(self._operations, sheet)
        desk, number = self._operations.desk, detail.component_id

        def ask(turn: Turn | None) -> None:
            answers.ask(
                "replay",
                turn,
                partial(ask_replay, desk, number, turn),
                sheet.show_replay,
                lambda error: sheet.show_problem(str(error)),
            )

        def correct(turn: Turn | None) -> None:
            # The turn begins the stretch; what is now began with the newest one.
            at = sheet.now if turn is None else turn.at
            self.corrections.correct(number, at, sheet, sheet.say)

        self._operations.permitted.bind(Permission.OVERRIDE, sheet.correct)
        sheet.correct_wanted.connect(correct)
        sheet.asked.connect(ask)
        answers.ask(
            "turns",
            number,
            partial(ask_turns, desk, number),
            sheet.show_turns,
            lambda error: sheet.show_problem(str(error)),
        )
        sheet.open()
