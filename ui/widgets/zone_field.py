"""A time zone, found by typing any part of its name."""

from functools import cache, lru_cache
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from ui.widgets.wheel import leave_wheel_to_page


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone a person would choose: regions with a city, and UTC; no legacy aliases.

    Read once: looking through the files of the zones takes 20 ms, and every key typed asks.
    """
    return (
        "UTC",
        *sorted(
            name
            for name in available_timezones()
            if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))
        ),
    )


@lru_cache(maxsize=64)
def _found(wanted: str) -> str | None:
    """The one zone of that name, or that ends in it: folded, and without spaces."""
    exact = [name for name in zone_names() if name.casefold() == wanted]
    found = exact or [name for name in zone_names() if name.casefold().endswith(f"/{wanted}")]
    return found[0] if len(found) == 1 else None


class ZoneField(QComboBox):
    """A list to open and a text to type; a name that is none is refused by the verb, with words.

    Signals:
        edited: a person chose or typed another zone.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        leave_wheel_to_page(self)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.addItems(list(zone_names()))
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.editTextChanged.connect(self.edited)

    @property
    def zone(self) -> str:
        """The name as typed; “new york” finds America/New_York."""
        typed = self.currentText().strip()
        return _found(typed.casefold().replace(" ", "_")) or typed

    def show_zone(self, zone: str) -> None:
        """Shows a zone, without announcing it."""
        was_blocked = self.blockSignals(True)
        index = self.findText(zone, Qt.MatchFlag.MatchExactly)
        self.setCurrentIndex(index)
        self.setEditText(zone)
        self.blockSignals(was_blocked)
