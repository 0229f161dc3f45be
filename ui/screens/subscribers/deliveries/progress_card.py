"""How far one update has got: a bar with words, and the brake while it can be taken back."""

from datetime import tzinfo

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.channel_health import SendProgress
from ui.screens.subscribers.channel_words import count_words
from ui.screens.subscribers.deliveries.progress_bar import PartsBar
from ui.screens.subscribers.deliveries.words import at_words, update_words
from ui.theme.fonts import BOLD
from ui.theme.tokens import CAPTION, SPACE_1, SPACE_3, SPACE_4
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import Label
from ui.widgets.status_glyph import StatusGlyph
from ui.widgets.time_words import exact_length

_TICK_MS = 200
_OPEN = (DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.RETRYING)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Deliveries", text)


class ProgressCard(Card):
    """One update on its way.

    Signals:
        take_back_wanted: a person wants nobody told; carries the public id of the update.
        correction_wanted: a person wants to take back what people were told; carries the public id.
        hold_ended: it can no longer be taken back.
    """

    take_back_wanted = Signal(str)
    correction_wanted = Signal(str)
    hold_ended = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__(margin=SPACE_4)
        self._clock = clock
        self._progress: SendProgress | None = None
        self._update = ElidedLabel(weight=BOLD)
        self._about = ElidedLabel(tone="muted")
        self._count = Label(weight=BOLD)
        head = QHBoxLayout()
        head.setSpacing(SPACE_3)
        head.addWidget(self._update)
        head.addWidget(self._about, 1)
        head.addWidget(self._count)
        self.bar = PartsBar()
        self._brake = Banner(tone="maintenance", action=self.tr("Take back"), is_rounded=True)
        self.take_back = self._brake.button
        self.take_back.setProperty("look", "danger")
        self._brake.acted.connect(self._take_back)
        self._brake.hide()
        self.legend = _Legend()
        self._left = Label(size=CAPTION, tone="muted")
        self.correct = QPushButton(_tr("Send a correction…"))
        self.correct.setToolTip(_tr("Goes only to those whom the words of this update reached."))
        self.correct.clicked.connect(self._correct)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_3)
        foot.addWidget(self.legend, 1)
        foot.addWidget(self._left)
        foot.addWidget(self.correct)
        self.body.addLayout(head)
        self.body.addWidget(self.bar)
        self.body.addLayout(foot)
        self.body.addWidget(self._brake)
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._ticking.timeout.connect(self._tick)

    @property
    def words(self) -> tuple[str, ...]:
        """Everything it says, in the order in which it stands."""
        labels = (self._update, self._about, self._count, *self.legend.labels, self._left)
        brake = () if self._brake.isHidden() else (self._brake.sentence,)
        return (*(label.text() for label in labels if label.text()), *brake)

    def show_progress(self, progress: SendProgress, zone: tzinfo) -> None:
        """Shows how far an update has got, as of now."""
        self._progress = progress
        counts = progress.counts
        sent = counts.get(DeliveryState.SENT, 0)
        open_ = sum(counts.get(state, 0) for state in _OPEN)
        doubt = counts.get(DeliveryState.MAY_HAVE_ARRIVED, 0)
        failed = counts.get(DeliveryState.FAILED, 0)
        rest = counts.get(DeliveryState.SUPERSEDED, 0)
        number = update_words(progress)
        self._update.setText(_tr("Update {number}").format(number=number))
        time = at_words(progress.published_at, self._clock.now(), zone)
        self._about.setText(
            _tr("{title} · published {time}").format(title=progress.title, time=time)
        )
        total = progress.recipients
        self._count.setText(
            _tr("{sent} of {total} delivered").format(
                sent=count_words(sent), total=count_words(total)
            )
        )
        self.bar.show_parts(
            (
                (ComponentStatus.OPERATIONAL, sent),
                (ComponentStatus.DEGRADED_PERFORMANCE, open_ if sent or failed else 0),
                (ComponentStatus.UNKNOWN, doubt),
                (ComponentStatus.MAJOR_OUTAGE, failed),
            ),
            total,
        )
        self.legend.show_counts(sent, open_, doubt, failed, rest)
        self._left.setText(self._left_words(progress, open_))
        self.setAccessibleName(", ".join(self.words))
        has_reached = bool(sent or doubt or open_)
        self.correct.setVisible(has_reached and not progress.is_taken_back and not self.held_s)
        self._show_brake()

    def _left_words(self, progress: SendProgress, open_: int) -> str:
        if progress.is_taken_back:
            return _tr("taken back: nobody is told")
        first, left = progress.first_after_s, progress.about_s
        parts = []
        if first is not None:
            parts.append(_tr("first after {length}").format(length=_seconds(first)))
        if open_ and left is not None:
            parts.append(_tr("about {length} to go").format(length=_seconds(max(1.0, left))))
        elif not open_ and progress.recipients:
            parts.append(_tr("nothing left to do"))
        return " · ".join(parts)

    @property
    def held_s(self) -> float:
        """For how many seconds it can still be taken back; 0 where it cannot."""
        progress = self._progress
        if progress is None or progress.held_until is None or progress.is_taken_back:
            return 0.0
        return max(0.0, (progress.held_until - self._clock.now()).total_seconds())

    def _show_brake(self) -> None:
        left_s = self.held_s
        is_held = left_s > 0
        if is_held and self._progress is not None:
            words = _tr(
                "Nobody is told yet. In {n} s the messages go out to {count} people; until then "
                "they can be taken back."
            )
            count = count_words(self._progress.recipients)
            self._brake.show_sentence(words.format(n=int(left_s) + 1, count=count))
        self._brake.setVisible(is_held)
        if is_held and self.isVisible():
            self._ticking.start()
        elif not is_held:
            self._ticking.stop()

    def _tick(self) -> None:
        self._show_brake()
        if self.held_s == 0:
            self.hold_ended.emit()

    def _take_back(self) -> None:
        if self._progress is not None:
            self.take_back_wanted.emit(self._progress.update)

    def _correct(self) -> None:
        if self._progress is not None:
            self.correction_wanted.emit(self._progress.update)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_brake()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticking.stop()


class _Legend(QWidget):
    """What each colour of the bar counts; what there is none of is left out."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_4)
        self._entries: list[tuple[QWidget, Label]] = []
        for status in (
            ComponentStatus.OPERATIONAL,
            ComponentStatus.DEGRADED_PERFORMANCE,
            ComponentStatus.UNKNOWN,
            ComponentStatus.MAJOR_OUTAGE,
            None,
        ):
            entry = QWidget()
            inner = QHBoxLayout(entry)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(SPACE_1 + 2)
            if status is not None:
                inner.addWidget(StatusGlyph(status, size=14))
            label = Label(size=CAPTION, tone="muted")
            inner.addWidget(label)
            row.addWidget(entry)
            self._entries.append((entry, label))
        row.addStretch(1)

    @property
    def labels(self) -> tuple[Label, ...]:
        """The words that are shown."""
        return tuple(label for entry, label in self._entries if not entry.isHidden())

    def show_counts(self, sent: int, open_: int, doubt: int, failed: int, rest: int) -> None:
        """Says how many are delivered, on their way, in doubt, lost, and not needed."""
        words = (
            _tr("{n} delivered"),
            _tr("{n} on their way"),
            _tr("{n} may have arrived"),
            _tr("{n} could not be delivered"),
            _tr("{n} not needed any more"),
        )
        for (entry, label), count, said in zip(
            self._entries, (sent, open_, doubt, failed, rest), words, strict=True
        ):
            label.setText(said.format(n=count_words(count)))
            entry.setVisible(bool(count))


def _seconds(seconds: float) -> str:
    """A length, with a tenth below ten seconds: “0.8 s”, “12 s”, “4 min”."""
    if seconds < 10:
        return _tr("{n} s").format(n=f"{seconds:.1f}")
    return exact_length(seconds)
