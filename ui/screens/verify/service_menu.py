"""What is seldom done with a service, behind one button."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget


class ServiceMenu(QPushButton):
    """A button with a menu.

    What configures can be done where `like` can be pressed, what corrects where `sets` can, what is
    about alarms where `writes` can.

    Signals:
        replay_wanted: a person wants to see how the service came to its state.
        correction_wanted: a person wants to correct its newest trouble.
        rule_wanted: a person wants to choose how the services of its group add up.
        acknowledgement_wanted: a person has seen that it fails.
        mute_wanted, unmute_wanted: a person wants its alarms told no more, or again.
        removal_wanted: a person wants the service gone.
    """

    replay_wanted = Signal()
    correction_wanted = Signal()
    rule_wanted = Signal()
    acknowledgement_wanted = Signal()
    mute_wanted = Signal()
    unmute_wanted = Signal()
    removal_wanted = Signal()

    def __init__(
        self,
        like: QPushButton,
        sets: QPushButton,
        writes: QPushButton,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(self.tr("More"))
        self.setAccessibleName(self.tr("More to do with this service"))
        self._like, self._sets, self._writes = like, sets, writes
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        # The button's own: actions that a menu makes can be gone before it.
        self.replay = QAction(self.tr("Replay"), self)
        self.replay.triggered.connect(lambda _=False: self.replay_wanted.emit())
        self.correct = QAction(self.tr("Correct the last trouble…"), self)
        self.correct.triggered.connect(lambda _=False: self.correction_wanted.emit())
        self.rule = QAction(self.tr("Rule of the group…"), self)
        self.rule.triggered.connect(lambda _=False: self.rule_wanted.emit())
        self.remove = QAction(self.tr("Remove…"), self)
        self.remove.triggered.connect(lambda _=False: self.removal_wanted.emit())
        self.seen = QAction(self.tr("I see it"), self)
        self.seen.triggered.connect(lambda _=False: self.acknowledgement_wanted.emit())
        self.mute = QAction(self.tr("Mute alarms…"), self)
        self.mute.triggered.connect(lambda _=False: self.mute_wanted.emit())
        self.unmute = QAction(self.tr("Announce alarms again"), self)
        self.unmute.triggered.connect(lambda _=False: self.unmute_wanted.emit())
        menu.addActions([self.seen, self.mute, self.unmute])
        menu.addSeparator()
        menu.addActions([self.replay, self.correct, self.rule])
        menu.addSeparator()
        menu.addAction(self.remove)
        menu.aboutToShow.connect(self.fit)
        self.setMenu(menu)

    def offer(self, *, in_group: bool) -> None:
        """Offers what can be done with the service that is shown."""
        self.rule.setVisible(in_group)
        self.fit()

    def offer_alarms(self, *, fails: bool, is_muted: bool) -> None:
        """Offers what can be done about the alarms of the service that is shown."""
        self.seen.setVisible(fails)
        self.unmute.setVisible(is_muted)
        self.fit()

    def fit(self) -> None:
        """Offers no more than the person may."""
        likes = (
            *((self.rule, self._like), (self.remove, self._like), (self.correct, self._sets)),
            *((one, self._writes) for one in (self.seen, self.mute, self.unmute)),
        )
        for action, like in likes:
            action.setEnabled(like.isEnabled())
            action.setToolTip(like.toolTip())
