"""Whether subscribers are told, of what a person may choose that for: the one thing to choose."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.theme.tokens import CAPTION, SPACE_1, SPACE_2
from ui.widgets.paragraph import Paragraph


def _tr(text: str) -> str:
    return QCoreApplication.translate("TellChoice", text)


class TellChoice(QWidget):
    """A box to tick, and why there is one. `usual` None: there is nothing to choose.

    `why` is said instead of what is said of an incident that was over before it was told.
    """

    def __init__(self, usual: bool | None, parent: QWidget | None = None, *, why: str = "") -> None:
        super().__init__(parent)
        self._is_asked = usual is not None
        self.box = QCheckBox(_tr("Tell subscribers"), self)
        self.box.setChecked(usual is not False)
        words = why or (
            _tr("It was over before anybody was told of it.")
            if usual
            else _tr("It was over more than a day ago, so nobody is told unless you say so.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_2, 0, SPACE_1)
        column.setSpacing(2)
        column.addWidget(self.box)
        column.addWidget(Paragraph(words, size=CAPTION, tone="muted"))
        self.box.setToolTip(words)
        self.setVisible(self._is_asked)

    @property
    def tell(self) -> bool | None:
        """What a person chose; None where there is nothing to choose."""
        return self.box.isChecked() if self._is_asked else None

    @property
    def is_silent(self) -> bool:
        """Whether only the page says it."""
        return self.tell is False
