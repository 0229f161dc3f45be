"""The question which windows of a series are at another time now: this one, or all from here on."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_4, SPACE_5
from ui.widgets.paragraph import Paragraph
from ui.widgets.sheet import Sheet

_WIDTH = 460


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class SeriesSheet(Sheet):
    """Two ways and the way back; of a window that is not the next one, one way.

    Signals:
        one_chosen: this window alone is at another time.
        all_chosen: this one and all that follow are.
    """

    one_chosen = Signal()
    all_chosen = Signal()

    def __init__(self, title: str, parent: QWidget, *, is_next: bool = True) -> None:
        super().__init__(_tr("At another time"), parent, width=_WIDTH, subtitle=title)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        words = (
            _tr("This work comes again. Move this one alone, or this one and all that follow?")
            if is_next
            else _tr(
                "This work comes again. This one moves alone; the series moves with the next "
                "window of it."
            )
        )
        column.addWidget(Paragraph(words))
        self.hold(inner)
        back = QPushButton(_tr("Leave it as it is"))
        back.setProperty("look", "quiet")
        back.clicked.connect(self.reject)
        self.one_button = QPushButton(_tr("This one alone"))
        self.all_button = QPushButton(_tr("All that follow"))
        self.all_button.clicked.connect(lambda _=False: self._choose(self.all_chosen.emit))
        self.one_button.setProperty("look", "primary")
        self.one_button.clicked.connect(lambda _=False: self._choose(self.one_chosen.emit))
        self.all_button.setVisible(is_next)
        self.main_button = self.one_button
        self.foot.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot.addStretch(1)
        self.foot.addWidget(self.all_button)
        self.foot.addWidget(self.one_button)

    def _choose(self, tell: Callable[[], None]) -> None:
        self.accept()
        tell()
