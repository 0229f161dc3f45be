"""When customers hear from us again: a span from publishing, or a fixed time; nothing when over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from statusboard.app.clock import Clock
from ui.screens.notices.editor.moment_edit import MomentEdit
from ui.theme.tokens import CAPTION, SPACE_2
from ui.widgets.label import Label
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.time_words import short_length

SPANS = (timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1))
_AT = "at"


@dataclass(frozen=True, slots=True)
class Promise:
    """The promise as chosen; at most one is set."""

    within: timedelta | None = None
    at: datetime | None = None


class PromiseField(QWidget):
    """The choice of spans, and a date and time beside it for “At…”.

    Signals:
        edited: a person chose something else.
    """

    edited = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._zone: tzinfo = UTC
        self._promise = Promise()
        self._spans: dict[str, timedelta] = {}
        self.choice = self._choice_of(SPANS)
        self.moment = MomentEdit(self, name=self.tr("Time of the next update"))
        self._zone_name = Label(parent=self, size=CAPTION, tone="muted")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        for part in (self.choice, self.moment, self._zone_name):
            row.addWidget(part)
        self.moment.dateTimeChanged.connect(self._moved)
        self._show()

    @property
    def promise(self) -> Promise:
        """What is chosen; nothing while the field is closed because the notice says it is over."""
        return self._promise if self.isEnabled() else Promise()

    def load(self, promise: Promise, zone: tzinfo) -> None:
        """Shows a promise, without announcing it."""
        if (promise, zone) != (self._promise, self._zone) or not self.choice.current:
            self._promise, self._zone = promise, zone
            self._show()

    def close_for(self, is_over: bool) -> None:
        """Closes the field, and shows it empty, where there is nothing left to promise."""
        self.setEnabled(not is_over)
        self._show()

    def _choice_of(self, spans: Sequence[timedelta]) -> SegmentedControl:
        self._spans = {_key(span): span for span in sorted(spans)}
        options = [(key, short_length(span.total_seconds())) for key, span in self._spans.items()]
        choice = SegmentedControl(
            [*options, (_AT, self.tr("At…"))], self, name=self.tr("Next update")
        )
        choice.clear()
        choice.button(_AT).setToolTip(self.tr("Promise a fixed time"))
        choice.chosen.connect(self._chosen)
        return choice

    def _offer(self, span: timedelta) -> str:
        """The key of a span; one that somebody promised elsewhere gets a segment of its own."""
        if _key(span) not in self._spans:
            old = self.choice
            self.choice = self._choice_of([*SPANS, span])
            self._row.replaceWidget(old, self.choice)
            old.hide()
            old.deleteLater()
        return _key(span)

    def _show(self) -> None:
        shown = self.promise
        is_at = shown.at is not None
        self.moment.setVisible(is_at)
        self._zone_name.setVisible(is_at)
        if shown.at is not None:
            self.choice.choose(_AT)
            self.moment.show_instant(shown.at, self._zone)
            self._zone_name.setText(self.moment.zone_name)
        elif shown.within is not None:
            key = self._offer(shown.within)
            self.choice.choose(key)
        else:
            self.choice.clear()

    def _chosen(self, key: str) -> None:
        if key == _AT:
            # Half past, or the full hour: a time that one can say on the phone.
            soon = self._clock.now() + timedelta(minutes=30)
            over = timedelta(
                minutes=soon.minute % 30, seconds=soon.second, microseconds=soon.microsecond
            )
            self._promise = Promise(at=soon - over + timedelta(minutes=30))
        else:
            self._promise = Promise(within=self._spans[key])
        self._show()
        self.edited.emit()

    def _moved(self) -> None:
        self._promise = Promise(at=self.moment.instant())
        self._zone_name.setText(self.moment.zone_name)
        self.edited.emit()


def _key(span: timedelta) -> str:
    return str(int(span.total_seconds()))
