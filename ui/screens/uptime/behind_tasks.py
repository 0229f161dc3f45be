"""From any figure of the screen to what it is made of."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.domain.period import Days
from statusboard.domain.views.behind import SpanLine
from statusboard.domain.views.uptime import AnyRange
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.destinations import VerifyPlace
from ui.screens.uptime.asking import ask_answers, ask_behind
from ui.screens.uptime.behind_sheet import BehindSheet, Stretch
from ui.screens.uptime.truth_tasks import TruthTasks

# A service, or the group of a name, or all; and whether of business hours.
_About = tuple[int | None, bool, str | None]
_BEHIND, _ANSWERS = "behind", "behind.answers"


class BehindTasks(QObject):
    """Opens the sheet and answers what it asks.

    Signals:
        wanted: a person goes elsewhere from it; carries the `Destination`.
    """

    wanted = Signal(object)

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self._operations = operations
        self._home = home
        self._answers = LatestWins(operations, self)
        self.sheet: BehindSheet | None = None
        self._again: Callable[[], None] | None = None
        self._is_changed = False
        self.truth = TruthTasks(operations, home)
        self.truth.changed.connect(self._note_change)

    def open(
        self,
        chosen: AnyRange,
        component_id: int | None,
        *,
        in_hours: bool = False,
        group: str | None = None,
    ) -> BehindSheet:
        """Shows what the figure of a period is made of, of a service, of a group or of all."""
        about = (component_id, in_hours, group)
        sheet = self.sheet = BehindSheet(chosen, self._home)
        sheet.finished.connect(self._closed)
        sheet.verify_wanted.connect(lambda number: self.wanted.emit(VerifyPlace(number)))
        sheet.day_wanted.connect(lambda day: self._show_day(day, about))
        sheet.span_chosen.connect(self._ask_answers)
        sheet.correct_wanted.connect(self._correct)
        sheet.corrections_wanted.connect(lambda: self.truth.corrections.list(component_id, sheet))
        sheet.rules_wanted.connect(self._compare_rules)
        self._again = partial(self._ask, chosen, about)
        sheet.open()
        self._ask(chosen, about)
        return sheet

    def _show_day(self, day: Days, about: _About) -> None:
        self._again = partial(self._ask, day, about)
        self._again()

    def _ask(self, chosen: AnyRange | Days, about: _About) -> None:
        if self.sheet is None:
            return
        self._answers.drop(_ANSWERS)
        given = (chosen, *about)
        self._answers.ask(
            _BEHIND,
            given,
            partial(ask_behind, self._operations.desk, *given),
            self.sheet.show_view,
            lambda error: self._fail(str(error)),
        )

    def _ask_answers(self, part: Stretch) -> None:
        if self.sheet is None:
            return
        given = (part.component_id, part.start_us, part.stop_us)
        self._answers.ask(
            _ANSWERS,
            given,
            partial(ask_answers, self._operations.desk, *given),
            self.sheet.show_answers,
            lambda error: self._fail(str(error)),
        )

    def refresh(self) -> None:
        """Reads what is open again, where something of it was corrected and is history by now."""
        if self._is_changed and self._again is not None:
            self._is_changed = False
            self._again()

    def _note_change(self) -> None:
        self._is_changed = True

    def _correct(self, line: SpanLine) -> None:
        if self.sheet is not None:
            corrections = self.truth.corrections
            corrections.correct(line.component_id, line.starts, self.sheet, self._fail)

    def _compare_rules(self, component_id: int) -> None:
        if self.sheet is not None and self.sheet.view is not None:
            view = self.sheet.view
            self.truth.rules(component_id, view.start, view.stop, self.sheet)

    def _fail(self, sentence: str) -> None:
        if self.sheet is not None:
            self.sheet.show_problem(sentence)

    def _closed(self) -> None:
        self._answers.drop_all()
        self.sheet = self._again = None
