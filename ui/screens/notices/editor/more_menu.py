"""What else can be done with what is told: join it with another notice, or withdraw it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from statusboard.domain.incident import Incident
from statusboard.domain.update_kind import NoticeSort


class MoreMenu(QPushButton):
    """A button with a menu; hidden where nothing of the notice was published.

    Signals:
        join_wanted: a person wants to tell of it in another notice from now on.
        withdraw_wanted: a person wants to withdraw what should never have been published.
    """

    join_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("More"))
        self.setProperty("look", "quiet")
        self.setAccessibleName(self.tr("More to do with this notice"))
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        # The button's own: actions that a menu makes can be gone before it.
        self.join = QAction(self.tr("Join with…"), self)
        self.join.triggered.connect(lambda _=False: self.join_wanted.emit())
        self.withdraw = QAction(self.tr("Withdraw…"), self)
        self.withdraw.triggered.connect(lambda _=False: self.withdraw_wanted.emit())
        menu.addActions([self.join, self.withdraw])
        self.setMenu(menu)
        self.hide()

    def offer(self, incident: Incident | None, *, others: int) -> None:
        """Offers what can be done with it; `others` is how many other incidents last."""
        can_end = incident is not None and incident.is_counted
        self.setVisible(can_end)
        if incident is None:
            return
        is_open = incident.sort is NoticeSort.INCIDENT and not incident.status.is_over
        self.join.setVisible(is_open)
        self.join.setEnabled(others > 0)
        self.join.setToolTip("" if others else self.tr("No other incident is told of now."))
