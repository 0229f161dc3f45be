"""Asks the desk what of the single answers would go, and lets it go."""

from functools import partial

from PySide6.QtCore import QObject

from statusboard.app.desk.desk import Desk
from statusboard.app.history.retention_inputs import ConfirmRetention
from statusboard.domain.views.history import RetentionView
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.settings.retention_section import RetentionSection


async def ask_retention(desk: Desk) -> RetentionView:
    """How long single answers are kept, and what would go."""
    from statusboard.app.history.retention_commands import RETENTION

    return await desk.ask(RETENTION, None)


async def confirm(desk: Desk, given: ConfirmRetention) -> RetentionView:
    """Lets go what was told."""
    from statusboard.app.history.retention_commands import confirm_retention

    return await desk.do(confirm_retention, given)


class AskingRetention(QObject):
    """Carries between the section and the desk."""

    def __init__(self, operations: Operations, section: RetentionSection) -> None:
        super().__init__(section)
        self._operations = operations
        self._section = section
        self._answers = LatestWins(operations, self)
        section.confirmed.connect(self._confirm)

    def refresh(self) -> None:
        """Asks again: a setting may have been changed, and answers come in."""
        self._answers.ask(
            "retention",
            None,
            partial(ask_retention, self._operations.desk),
            self._section.show_retention,
            lambda error: self._section.show_problem(str(error)),
        )

    def _confirm(self, given: ConfirmRetention) -> None:
        self._operations.run(
            self,
            confirm(self._operations.desk, given),
            self._section.show_retention,
            lambda error: self._section.show_problem(str(error)),
        )
