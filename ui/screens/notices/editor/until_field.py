"""Until when an announcement is shown on the page. Empty means: it stays."""

from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from ui.screens.notices.editor.optional_moment import OptionalMoment

_USUAL = timedelta(days=7)


def _tr(text: str) -> str:
    return QCoreApplication.translate("UntilField", text)


class UntilField(OptionalMoment):
    """The end of an announcement, which need not have one."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(
            clock,
            parent,
            name=_tr("Shown until"),
            set_words=_tr("Set an end…"),
            clear_words=_tr("Leave it on the page"),
        )
        self.load(None, UTC)

    @property
    def shown_until(self) -> datetime | None:
        """The chosen end in UTC, or None."""
        return self.instant

    def load(self, until: datetime | None, zone: tzinfo) -> None:
        """Shows an end, without announcing it."""
        self.show_instant(until, zone)

    def first(self) -> datetime:
        """In a week, at the full hour."""
        return (self.clock.now() + _USUAL).replace(minute=0, second=0, microsecond=0)

    def explain(self) -> str:
        """What happens without an end, and that one is past."""
        if self.instant is None:
            return _tr("otherwise it stays on the page")
        return _tr("already past") if self.instant <= self.clock.now() else ""
