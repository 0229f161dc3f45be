"""Which pages a notice is for. Shown only where the desk has several."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_1, SPACE_3
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.label import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("PagesField", text)


class PagesField(QWidget):
    """A box for each page; none of them marked: every page that shows one of its services."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[str, str] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self._loaded: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1 + 1)
        name = Label(_tr("Only on these pages"), size=CAPTION, weight=SEMIBOLD, tone="muted")
        column.addWidget(name)
        row = QWidget()
        row.setProperty("surface", "clear")
        self._row = FlowLayout(row, gap=SPACE_3)
        column.addWidget(row)
        self._below = Label(size=CAPTION, tone="muted", wrap=True)
        column.addWidget(self._below)
        self.setVisible(False)

    @property
    def pages(self) -> tuple[str, ...]:
        """The keys of the pages that are marked; empty: all that show one of its services."""
        marked = tuple(key for key, box in self._boxes.items() if box.isChecked())
        return self._loaded if set(marked) == set(self._loaded) else marked

    def load(self, pages: Sequence[str]) -> None:
        """Marks these, without announcing it; one that is no page any more has a box as well."""
        self._loaded = tuple(pages)
        for key in pages:
            self._add(key)
        for key, box in self._boxes.items():
            was = box.blockSignals(True)
            box.setChecked(key in pages)
            box.blockSignals(was)
        self._explain()

    def know(self, pages: Sequence[tuple[str, str]]) -> None:
        """The pages that there are, by key and name."""
        self._names = dict(pages)
        for key, name in pages:
            self._add(key)
            self._boxes[key].setText(name)
        self.setVisible(len(pages) > 1)
        self._explain()

    def _add(self, key: str) -> None:
        if key in self._boxes:
            return
        box = QCheckBox(self._names.get(key, key))
        box.toggled.connect(self._toggled)
        self._boxes[key] = box
        self._row.addWidget(box)

    def _toggled(self) -> None:
        self._explain()
        self.edited.emit()

    def _explain(self) -> None:
        self._below.setText(
            ""
            if self.pages
            else _tr("It goes to every page that shows one of its services, and to its readers.")
        )
        self._below.setVisible(not self.pages)
