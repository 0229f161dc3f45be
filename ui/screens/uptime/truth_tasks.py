"""Opens the sheets about rules and past outages, and carries what they say to the desk."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.domain.views.history import OutageReport
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.corrections.tasks import CorrectionTasks
from ui.screens.uptime.outages_sheet import OutagesSheet
from ui.screens.uptime.rules_sheet import RulesSheet
from ui.screens.uptime.truth_asking import (
    ask_rules,
    bring_outages,
    look_at_outages,
)
from ui.widgets.file_choice import choose_to_read

if TYPE_CHECKING:
    from statusboard.app.history.outage_commands import BringOutages


class TruthTasks(QObject):
    """What a person does about the truth of a figure.

    Signals:
        changed: something was corrected, agreed to, refused, taken back or brought along.
    """

    changed = Signal()

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self._operations = operations
        self.corrections = CorrectionTasks(operations, home)
        self.corrections.changed.connect(self.changed)
        self.corrections.file_wanted.connect(self._choose_list)

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
