"""A list of names that are picked, as chips: each is taken out with a click, more are searched."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.icons import icon
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_1
from ui.widgets.add_button import AddButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_tip import plain_tip
from ui.widgets.searched_popup import Entry, PopupWords, SearchedPopup
from ui.widgets.tab_order import chain

_WIDEST = 300


class NamesField(QWidget):
    """Holds some of `offered`, in the order in which they were picked.

    A name that is not offered, such as one that was written in a file, stays until it is taken out.

    Signals:
        edited: a person picked a name or took one out.
    """

    edited = Signal()

    def __init__(self, offered: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = tuple(offered)
        self._names: tuple[str, ...] = ()
        self._chips: list[QPushButton] = []
        self.add_button = AddButton(self.tr("+ Add"), self.tr("Add a name"), self)
        self.add_button.clicked.connect(self.open_list)
        self.setFocusProxy(self.add_button)
        self._flow = FlowLayout(self, gap=SPACE_1 + 2)
        self.show_names(())

    @property
    def names(self) -> tuple[str, ...]:
        """What is picked."""
        return self._names

    @property
    def left(self) -> tuple[str, ...]:
        """What can still be picked."""
        return tuple(name for name in self._offered if name not in self._names)

    @property
    def chips(self) -> tuple[QPushButton, ...]:
        """One for each name; pressing it takes the name out."""
        return tuple(self._chips)

    def show_names(self, names: Sequence[str]) -> None:
        """Shows these, without announcing it."""
        self._names = tuple(dict.fromkeys(names))
        while self._flow.count():
            self._flow.takeAt(0)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(name) for name in self._names]
        for part in (*self._chips, self.add_button):
            self._flow.addWidget(part)
        self.add_button.setVisible(bool(self.left) or not self._names)
        self.add_button.setEnabled(bool(self.left))
        chain(*self._chips, self.add_button)
        self._flow.invalidate()
        self.updateGeometry()

    def pick(self, name: str) -> None:
        """Adds a name."""
        self.show_names((*self._names, name))
        (self.add_button if self.left else self._chips[-1]).setFocus()
        self.edited.emit()

    def take_out(self, name: str) -> None:
        """Leaves a name out; the next one can be taken out at once."""
        place = self._names.index(name)
        self.show_names(tuple(one for one in self._names if one != name))
        rest = self._chips[place : place + 1] or self._chips[-1:]
        (rest[0] if rest else self.add_button).setFocus()
        self.edited.emit()

    def open_list(self) -> SearchedPopup:
        """Opens the list of what can still be picked."""
        popup = _Names(self)
        popup.move(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 4)))
        popup.show()
        return popup

    def _chip(self, name: str) -> QPushButton:
        chip = _Chip(self)
        # No mnemonics: a service may well be called “R&D”.
        words = chip.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST)
        chip.setText(words.replace("&", "&&"))
        chip.setIcon(icon("x", tokens().muted, 14))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setAutoDefault(False)
        take = self.tr("Take {name} out").format(name=name)
        chip.setAccessibleName(take)
        chip.setToolTip(plain_tip(take))
        chip.clicked.connect(lambda: self.take_out(name))
        chip.show()
        return chip


class _Chip(QPushButton):
    """Delete takes it out too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)


class _Names(SearchedPopup):
    def __init__(self, field: NamesField) -> None:
        self._field = field
        words = PopupWords(
            title=field.tr("Add a name"),
            find=field.tr("Find a name"),
            listed=field.tr("Names"),
            none=field.tr("Nothing is called that."),
        )
        entries = (Entry(name, name) for name in sorted(field.left, key=str.casefold))
        super().__init__(entries, words, field)

    def chosen(self, key: object) -> None:
        self._field.pick(str(key))
