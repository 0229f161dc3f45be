"""Opens the sheet that corrects a stretch and the list of corrections, wherever one is seen."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.history.inputs import CorrectHistory
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.behind import StretchFound
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.corrections.asking import (
    agree_to_correction,
    ask_corrections,
    ask_effect,
    ask_stretch,
    correct,
    refuse_correction,
    take_correction_back,
)
from ui.screens.corrections.list_sheet import CorrectionsSheet
from ui.screens.corrections.sheet import CorrectionSheet

_TOPICS = frozenset({Topic.CORRECTIONS, Topic.STATES})


class CorrectionTasks(QObject):
    """The sheets of one screen.

    Signals:
        changed: something was corrected, agreed to, refused or taken back.
        file_wanted: past outages are to be brought along from a list; carries the sheet asked from.
    """

    changed = Signal()
    file_wanted = Signal(object)

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self._operations = operations
        self._home = home
        self._again: Callable[[], None] | None = None

    @property
    def is_writing(self) -> bool:
        """Whether a sheet is open in which somebody has begun to say how they know."""
        sheets = self._home.window().findChildren(CorrectionSheet)
        return any(sheet.isVisible() and sheet.is_touched for sheet in sheets)

    def correct(
        self,
        component_id: int,
        at: datetime | None,
        over: QWidget,
        failed: Callable[[str], None],
    ) -> None:
        """Asks what the stretch around an instant truly was; None: the newest trouble.

        `failed` is told why there is nothing to correct.
        """
        LatestWins(self._operations, over).ask(
            "stretch",
            (component_id, at),
            partial(ask_stretch, self._operations.desk, component_id, at),
            lambda found: self._open(found, over),
            lambda error: failed(str(error)),
        )

    def _open(self, found: StretchFound, over: QWidget) -> None:
        sheet = CorrectionSheet(found, over)
        self._operations.permitted.bind(Permission.OVERRIDE, sheet.act_button)
        answers, desk = LatestWins(self._operations, sheet), self._operations.desk

        def ask(given: CorrectHistory) -> None:
            answers.ask(
                "effect",
                given,
                partial(ask_effect, desk, given),
                sheet.show_effect,
                lambda error: sheet.show_refusal(str(error)),
            )

        def done(_: None) -> None:
            sheet.accept()
            self.changed.emit()

        def decide(given: CorrectHistory) -> None:
            self._operations.run(
                sheet, correct(desk, given), done, lambda error: sheet.was_refused(str(error))
            )

        sheet.asked.connect(ask)
        sheet.decided.connect(decide)
        sheet.open()
        sheet.ask()

    def list(self, component_id: int | None, over: QWidget) -> CorrectionsSheet:
        """Lists what was corrected, of a service or of all."""
        sheet = CorrectionsSheet(over)
        permitted = self._operations.permitted
        permitted.bind(Permission.APPROVE, sheet.agree, sheet.refuse)
        permitted.bind(Permission.OVERRIDE, sheet.back)
        answers, desk = LatestWins(self._operations, sheet), self._operations.desk

        def fail(error: Exception) -> None:
            sheet.show_problem(str(error))

        def ask() -> None:
            work = partial(ask_corrections, desk, component_id)
            answers.ask("corrections", component_id, work, sheet.show_view, fail)

        def done(_: None) -> None:
            sheet.why.clear()
            ask()
            self.changed.emit()

        def take_back(number: int, why: str) -> None:
            self._operations.run(sheet, take_correction_back(desk, number, why), done, fail)

        def agree(number: int) -> None:
            self._operations.run(sheet, agree_to_correction(desk, number), done, fail)

        def refuse(number: int, why: str) -> None:
            self._operations.run(sheet, refuse_correction(desk, number, why), done, fail)

        sheet.back_wanted.connect(take_back)
        sheet.agreed.connect(agree)
        sheet.refused.connect(refuse)
        sheet.file_wanted.connect(lambda: self.file_wanted.emit(sheet))
        sheet.finished.connect(self._closed)
        self._again = ask
        sheet.open()
        ask()
        return sheet

    def changes_arrived(self, changes: Changes) -> None:
        """Reads the open list again where another desk, or the collector, did something of it."""
        if self._again is not None and changes.topics & _TOPICS:
            self._again()

    def _closed(self) -> None:
        self._again = None
