"""When it was over, as customers are told. Empty means: when the last service came back."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from ui.screens.notices.editor.stated_instant import StatedInstant


def _tr(text: str) -> str:
    return QCoreApplication.translate("EndedField", text)


class EndedField(StatedInstant):
    """The end, which can be left to monitoring; there is none while it lasts."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(
            clock,
            parent,
            name=_tr("Over"),
            set_words=_tr("Set an end…"),
            clear_words=_tr("Leave the end to monitoring"),
            measured=_tr("monitoring saw it end at {time}"),
        )

    @property
    def ended_at(self) -> datetime | None:
        """The stated end in UTC, or None."""
        return self.stated
