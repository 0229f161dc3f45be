"""Chooses what is laid over the chart: the period before, or another service."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from statusboard.domain.views.uptime import UptimeRow
from ui.screens.uptime.asking import Other
from ui.widgets.searched_popup import Entry, PopupWords, SearchedPopup


def _tr(text: str) -> str:
    return QCoreApplication.translate("Uptime", text)


class _ComparePopup(SearchedPopup):
    def __init__(self, entries: Sequence[Entry], owner: "CompareButton") -> None:
        words = PopupWords(
            title=_tr("Compare"),
            find=_tr("Find a service"),
            listed=_tr("What to compare with"),
            none=_tr("No service is called that"),
        )
        super().__init__(entries, words, owner)
        self._owner = owner

    def chosen(self, key: object) -> None:
        """The button has it from here."""
        self._owner.choose(key if isinstance(key, Other) else None)


class CompareButton(QPushButton):
    """Says what is compared with; its list can end that.

    Signals:
        chosen: another `Other`, or None.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_tr("Compare…"), parent)
        self.setProperty("look", "quiet")
        self._rows: Sequence[UptimeRow] = ()
        self._about: int | None = None
        self._other: Other | None = None
        self.clicked.connect(self.open_popup)

    @property
    def other(self) -> Other | None:
        """What is compared with now."""
        return self._other

    def show_rows(self, rows: Sequence[UptimeRow], about: int | None) -> None:
        """Offers these services, but for the one the chart is about.

        A service that is gone, or is what the chart is about now, is compared with no longer.
        """
        self._rows, self._about = rows, about
        other = self._other
        if other is not None and not other.is_before:
            known = {row.component_id for row in rows}
            if other.component_id not in known or other.component_id == about:
                self._set(None)

    def choose(self, other: Other | None) -> None:
        """Compares with another from now on, or with nothing."""
        self._set(other)
        self.chosen.emit(other)

    def open_popup(self) -> SearchedPopup:
        """Opens the list below the button."""
        entries = [Entry(Other(is_before=True), _tr("The period before"))]
        if self._other is not None:
            entries.insert(0, Entry(None, _tr("Compare with nothing")))
        entries += [
            Entry(Other(component_id=row.component_id, name=row.name), row.name)
            for row in self._rows
            if row.component_id != self._about
        ]
        popup = _ComparePopup(entries, self)
        popup.move(self.mapToGlobal(QPoint(self.width() - popup.width(), self.height() + 4)))
        popup.show()
        return popup

    def _set(self, other: Other | None) -> None:
        self._other = other
        self.setText(_tr("Compare…") if other is None else _tr("Compared"))
