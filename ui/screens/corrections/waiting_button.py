"""How many corrections wait for whoever sits here, and the way to them."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.corrections.asking import ask_waiting

_WAITING = "corrections.waiting"


class WaitingButton(QPushButton):
    """Hidden while nothing waits.

    Signals:
        resized: it came, went, or says something else.
    """

    resized = Signal()

    def __init__(self, operations: Operations, answers: LatestWins) -> None:
        super().__init__()
        self._desk = operations.desk
        self._answers = answers
        self.setAccessibleDescription(self.tr("Lists what was corrected"))
        self.hide()
        # What waits for one person does not wait for another.
        operations.permitted.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Asks again; where nobody can be asked the last number stays."""
        work = partial(ask_waiting, self._desk)
        self._answers.ask(_WAITING, None, work, self._show, lambda _: None)

    def _show(self, count: int) -> None:
        one, many = self.tr("1 correction waits"), self.tr("{n} corrections wait")
        self.setText(one if count == 1 else many.format(n=count))
        self.setVisible(count > 0)
        self.resized.emit()
