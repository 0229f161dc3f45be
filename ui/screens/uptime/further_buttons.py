"""What else is done with uptime: said, or reported. Where room is short, both stand in one menu."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from statusboard.domain.views.uptime import UptimeView
from ui.runtime.operations import Operations
from ui.screens.uptime.report.button import ReportButton
from ui.theme.tokens import SPACE_3


class FurtherButtons(QWidget):
    """The two buttons, or one that offers both.

    `view` and `chosen` are what the report is told, see there.

    Signals:
        statement_wanted: what may be said of uptime is wanted.
    """

    statement_wanted = Signal()

    def __init__(
        self,
        operations: Operations,
        home: QWidget,
        view: Callable[[], UptimeView | None],
        chosen: Callable[[], int | None],
    ) -> None:
        super().__init__()
        self.statement = QPushButton(self.tr("Statement…"))
        self.statement.clicked.connect(self.statement_wanted)
        self.report = ReportButton(operations, home, view, chosen)
        self.both = QPushButton(self.tr("More"))
        self.both.setAccessibleDescription(self.tr("Statement and report"))
        menu = QMenu(self.both)
        for button in (self.statement, self.report):
            menu.addAction(button.text(), button.click)
        self.both.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_3)
        for button in (self.statement, self.report, self.both):
            row.addWidget(button)
        self.fit(None)

    def fit(self, room: int | None) -> None:
        """Shows both where there is room for them, in pixels; None: there is."""
        hints = [button.sizeHint().width() for button in (self.statement, self.report)]
        has_room = room is None or room >= sum(hints) + SPACE_3
        self.statement.setVisible(has_room)
        self.report.setVisible(has_room)
        self.both.setVisible(not has_room)
