"""Which form of the notice is looked at: the page, or a message of one channel."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.wheel import leave_wheel_to_page

PAGE = "page"
# More of them would push what is looked at out of sight.
_ROWS = 2


class FormChoice(QWidget):
    """Segments, in two rows at most; a list where more do not fit. The page is always the first.

    Signals:
        chosen: the person chose another form; its key.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[tuple[str, str], ...] = ()
        self._name = self.tr("Look at it as")
        self.segments = SegmentedControl(name=self._name)
        self.list = QComboBox()
        self.list.setAccessibleName(self._name)
        self.list.activated.connect(self._listed)
        leave_wheel_to_page(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.segments)
        self._row.addWidget(self.list, 1)
        self.offer(())

    @property
    def current(self) -> str:
        """The key of the form that is looked at."""
        return self.segments.current

    def offer(self, kinds: Sequence[tuple[str, str]]) -> None:
        """Offers the page and these, each with a key and a label; a choice that is gone ends."""
        options = ((PAGE, self.tr("Page")), *kinds)
        if options == self._options:
            return
        before = self.current
        self._options = options
        self._row.removeWidget(self.segments)
        self.segments.hide()
        self.segments.deleteLater()
        self.segments = SegmentedControl(options, name=self._name, wraps=True)
        self.segments.chosen.connect(self._segment_chosen)
        self._row.insertWidget(0, self.segments, 1)
        self.list.clear()
        for key, label in options:
            self.list.addItem(label, key)
        keys = [key for key, _ in options]
        self.choose(before if before in keys else PAGE)
        self._fit()
        if before and before not in keys:
            self.chosen.emit(PAGE)

    def choose(self, key: str) -> None:
        """Chooses from the program's side, without the signal."""
        self.segments.choose(key)
        self.list.setCurrentIndex(self.list.findData(key))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_one_of_many = len(self._options) > 1
        has_room = self.segments.rows_in(self.width()) <= _ROWS
        self.segments.setFixedHeight(self.segments.height_in(self.width()))
        self.segments.setVisible(is_one_of_many and has_room)
        self.list.setVisible(is_one_of_many and not has_room)

    def _segment_chosen(self, key: str) -> None:
        self.list.setCurrentIndex(self.list.findData(key))
        self.chosen.emit(key)

    def _listed(self, _row: int) -> None:
        key = str(self.list.currentData())
        if key != self.segments.current:
            self.segments.choose(key)
            self.chosen.emit(key)
