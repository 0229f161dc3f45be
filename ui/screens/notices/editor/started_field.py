"""When it began, as customers are told. Empty means: as monitoring measured it."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from ui.screens.notices.editor.stated_instant import StatedInstant


def _tr(text: str) -> str:
    return QCoreApplication.translate("StartedField", text)


class StartedField(StatedInstant):
    """The start, which can be left to monitoring."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(
            clock,
            parent,
            name=_tr("Started"),
            set_words=_tr("Set a start…"),
            clear_words=_tr("Leave the start to monitoring"),
            measured=_tr("monitoring saw it first at {time}"),
        )

    @property
    def started_at(self) -> datetime | None:
        """The stated start in UTC, or None."""
        return self.stated
