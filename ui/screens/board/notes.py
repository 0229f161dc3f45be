"""What is wrong with our own eyes and our voice, below the board's banner.

A source is silent, our network is gone; messages to subscribers do not get out, and what was to go
out at an instant did not.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.destinations import NoticesPlace, SubscribersPlace, SubscribersTab
from ui.theme.tokens import BODY
from ui.widgets.banner import Banner

MOST = 3
CHANNELS = SubscribersPlace(SubscribersTab.CHANNELS)
# The letters of a row on the drawn wall.
_TEXT = 20


class BoardNotes(QWidget):
    """A row for each problem; no rows, no height.

    Signals:
        overruled: a person says that it is not our own network, but the services.
        wanted: a person wants to see how the channels fare, or the notices; carries the place.
    """

    overruled = Signal()
    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._problems: tuple[str, ...] = ()
        self._own_network = ""
        self._channels: tuple[str, ...] = ()
        self._missed: tuple[str, ...] = ()
        self._failure = ""
        self._is_told_above = False
        self._rows: list[Banner] = []
        self._scale = 1.0
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the rows say."""
        return tuple(row.sentence for row in self._rows)

    def show_problems(self, problems: tuple[str, ...], own_network: str = "") -> bool:
        """Shows the problems a view carries. True where that differs from before.

        What holds answers back as our own fault stands first, with the way to contradict.
        """
        is_new = (problems, own_network) != (self._problems, self._own_network)
        self._problems, self._own_network = problems, own_network
        if is_new:
            self._build()
        return is_new

    def show_missed(self, sentences: tuple[str, ...]) -> bool:
        """Shows what was to be said by now, and was not. True where that differs from before."""
        is_new = sentences != self._missed
        self._missed = sentences
        if is_new:
            self._build()
        return is_new

    def show_channels(self, sentences: tuple[str, ...]) -> bool:
        """Shows by which channels messages fail, if any. True where that differs from before."""
        is_new = sentences != self._channels
        self._channels = sentences
        if is_new:
            self._build()
        return is_new

    def show_failure(self, sentence: str) -> bool:
        """Shows why the board itself cannot be renewed; empty: it can."""
        is_new = sentence != self._failure
        self._failure = sentence
        if is_new:
            self._build()
        return is_new

    def be_told_above(self, *, is_told: bool) -> bool:
        """Whether the window says already why the board cannot be renewed. True where new."""
        is_new = is_told != self._is_told_above
        self._is_told_above = is_told
        if is_new:
            self._build()
        return is_new

    def set_unit(self, unit: float) -> None:
        """How large the wall is; in a window the letters are those of everywhere else."""
        self._scale = max(1.0, _TEXT * unit / BODY)
        for row in self._rows:
            row.set_scale(self._scale)

    def wanted_height(self, width: int) -> int:
        """The height of all rows at this width."""
        if not self._rows:
            return 0
        return self._column.heightForWidth(width)

    def _build(self) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        failure = "" if self._is_told_above else self._failure
        told = (failure, *self._missed, self._own_network, *self._channels, *self._problems)
        for sentence in [s for s in told if s][:MOST]:
            is_ours = sentence == self._own_network
            is_of_channel = sentence in self._channels
            act = self.tr("It is them") if is_ours else ""
            act = self.tr("Look at the channels") if is_of_channel else act
            is_missed = sentence in self._missed
            act = self.tr("Look at the notices") if is_missed else act
            tone = "degraded" if is_of_channel else "major" if is_missed else "unknown"
            row = Banner(sentence, self, tone=tone, action=act)
            row.set_scale(self._scale)
            if is_ours:
                row.button.setToolTip(self.tr("What failed since is then their outage."))
                row.acted.connect(self.overruled)
            elif is_missed:
                row.acted.connect(lambda: self.wanted.emit(NoticesPlace()))
            elif is_of_channel:
                row.acted.connect(lambda: self.wanted.emit(CHANNELS))
            self._column.addWidget(row)
            row.show()  # what is added to a shown widget is hidden, and has no height, until later
            self._rows.append(row)
        self.setVisible(bool(self._rows))
