"""An instant that a person may state, and take back. Empty means: as monitoring measured it."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from statusboard.domain.time_text import when_text
from ui.screens.notices.editor.measured_link import MeasuredLink
from ui.screens.notices.editor.optional_moment import OptionalMoment
from ui.widgets.time_words import clock_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("StatedInstant", text)


class StatedInstant(OptionalMoment):
    """What monitoring measured counts where nothing is stated, and is offered where it differs.

    `measured` is a pattern with the place `{time}`.
    """

    def __init__(
        self,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        name: str,
        set_words: str,
        clear_words: str,
        measured: str,
    ) -> None:
        super().__init__(clock, parent, name=name, set_words=set_words, clear_words=clear_words)
        self._name = name
        self._measured: datetime | None = None
        self._measured_words = measured
        self._note = ""
        self.measured_link = MeasuredLink(self)
        self.measured_link.clicked.connect(self._set_measured)
        self.row.insertWidget(self.row.count() - 1, self.measured_link)
        self.show_instant(None, UTC)

    @property
    def stated(self) -> datetime | None:
        """The stated instant in UTC, or None."""
        return self.instant

    def load(
        self, stated: datetime | None, measured: datetime | None, zone: tzinfo, note: str = ""
    ) -> None:
        """Shows an instant, without announcing it. `measured` is what monitoring saw, if anything.

        `note` stands beside a stated one.
        """
        self._measured, self._note = measured, note
        self.show_instant(stated, zone)

    def first(self) -> datetime:
        """What was measured, or now."""
        return _minute(self._measured or self.clock.now())

    def explain(self) -> str:
        """The note, or what counts where nothing is stated."""
        if self.instant is not None:
            return self._note
        if self._measured is not None:
            seen = when_text(self._measured, self.zone, now=self.clock.now())
            return self._measured_words.format(time=seen)
        return _tr("otherwise the moment of publishing")

    def say(self) -> None:
        """Says what goes with it, and offers what was measured where that is another time."""
        super().say()
        stated, seen = self.instant, self._measured
        differs = stated is not None and seen is not None and _minute(stated) != _minute(seen)
        value = clock_words(seen, self.zone) if differs and seen is not None else ""
        self.measured_link.offer(value, about=self._name)

    def _set_measured(self) -> None:
        if self._measured is not None:
            self.choose(_minute(self._measured))


def _minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)
