"""Opens the sheets about corrections and rules, and carries what they say to the desk."""

from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.history.inputs import CorrectHistory
from statusboard.domain.views.behind import SpanLine
from statusboard.domain.views.history import OutageReport
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.uptime.correction_sheet import CorrectionSheet
from ui.screens.uptime.corrections_sheet import CorrectionsSheet
from ui.screens.uptime.outages_sheet import OutagesSheet
from ui.screens.uptime.rules_sheet import RulesSheet
from ui.screens.uptime.truth_asking import (
    agree_to_correction,
    ask_corrections,
    ask_effect,
    ask_rules,
    bring_outages,
    correct,
    look_at_outages,
    take_correction_back,
)
from ui.widgets.file_choice import choose_to_read

if TYPE_CHECKING:
    from statusboard.app.history.outage_commands import BringOutages


class TruthTasks(QObject):
    """What a person does about the truth of a figure.

    Signals:
        changed: something was corrected, agreed to or taken back.
    """

    changed = Signal()

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self._operations = operations
        self._home = home

    def correct(
        self, line: SpanLine, now: datetime, zone: tzinfo, over: QWidget
    ) -> CorrectionSheet:
        """Asks what a span truly was."""
        sheet = CorrectionSheet(line, now, zone, over)
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
        return sheet

    def corrections(self, component_id: int | None, over: QWidget) -> CorrectionsSheet:
        """Lists what was corrected."""
        sheet = CorrectionsSheet(over)
        answers, desk = LatestWins(self._operations, sheet), self._operations.desk

        def fail(error: Exception) -> None:
            sheet.show_problem(str(error))

        def ask() -> None:
            work = partial(ask_corrections, desk, component_id)
            answers.ask("corrections", component_id, work, sheet.show_view, fail)

        def done(_: None) -> None:
            ask()
            self.changed.emit()

        sheet.back_wanted.connect(
            lambda number: self._operations.run(
                sheet, take_correction_back(desk, number), done, fail
            )
        )
        sheet.agreed.connect(
            lambda number: self._operations.run(
                sheet, agree_to_correction(desk, number), done, fail
            )
        )
        sheet.file_wanted.connect(lambda: self._choose_list(sheet))
        sheet.open()
        ask()
        return sheet

    def _choose_list(self, over: QWidget) -> None:
        title, kinds = self.tr("Past outages"), self.tr("Lists (*.csv)")

        def show(file: Path) -> None:
            self.outages(file, over)

        choose_to_read(over, title, show, kinds=kinds)

    def outages(self, file: Path, over: QWidget) -> OutagesSheet:
        """Shows what a list of past outages would bring, and brings it along."""
        sheet = OutagesSheet(file.name, over)
        desk = self._operations.desk

        def fail(error: Exception) -> None:
            sheet.show_problem(str(error))

        def brought(report: OutageReport) -> None:
            sheet.show_done(report)
            self.changed.emit()

        def looked(found: "tuple[BringOutages, OutageReport]") -> None:
            given, report = found
            sheet.show_report(report)
            sheet.decided.connect(
                lambda: self._operations.run(sheet, bring_outages(desk, given), brought, fail)
            )

        sheet.open()
        self._operations.run(sheet, look_at_outages(desk, file), looked, fail)
        return sheet

    def rules(
        self, component_id: int, start: datetime, stop: datetime, over: QWidget
    ) -> RulesSheet:
        """Shows a service by every rule."""
        sheet = RulesSheet(over)
        answers, desk = LatestWins(self._operations, sheet), self._operations.desk
        answers.ask(
            "rules",
            component_id,
            partial(ask_rules, desk, component_id, start, stop),
            sheet.show_view,
            lambda error: sheet.show_problem(str(error)),
        )
        sheet.open()
        return sheet
