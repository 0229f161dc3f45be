"""What a form folds away: all of it below each other, or a page for each group of it."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_3
from ui.widgets.segmented_control import SegmentedControl


class FoldedGroups(QWidget):
    """Groups of rows, of which one is in sight. Rows of no group stand above them, always."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[str, QWidget] = {}
        self._boxes: dict[str, QVBoxLayout] = {}
        self._labels: dict[str, str] = {}
        self.choice = SegmentedControl(name=self.tr("Which settings"), parent=self)
        self.choice.hide()
        self.choice.chosen.connect(self.show_group)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE_3)
        self._box.addWidget(self.choice)

    def add_line(self, line: QLayout, group: str, label: str) -> None:
        """One more line of rows, in the group of that name, which is called `label`."""
        if not group:
            self._box.insertLayout(self._box.indexOf(self.choice), line)
            return
        if group not in self._boxes:
            self._add_page(group, label)
        self._boxes[group].addLayout(line)

    def show_group(self, group: str) -> None:
        """Brings a group into sight, and with it its segment; nothing for no group."""
        if group not in self._pages:
            return
        for name, page in self._pages.items():
            page.setVisible(name == group)
        self.choice.choose(group)

    def say_how_many(self, counts: Mapping[str, int]) -> None:
        """Says at each group how many of its fields say something, so that none is overlooked."""
        for group, label in self._labels.items():
            count = counts.get(group, 0)
            self.choice.name(group, f"{label} ({count})" if count else label)

    def _add_page(self, group: str, label: str) -> None:
        page = QWidget(self)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_3)
        page.setVisible(not self._pages)
        self._pages[group], self._boxes[group], self._labels[group] = page, box, label
        self._box.addWidget(page)
        self.choice.add(group, label)
        self.choice.show()
