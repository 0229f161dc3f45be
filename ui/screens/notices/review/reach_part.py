"""Who will hear of it, and after publishing who has: a row for each channel, and what fails."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.channel_troubles import troubles
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.views.channel_health import ChannelHealth, SendProgress
from statusboard.domain.views.reach import ReachView
from ui.screens.notices.people_words import number_words
from ui.screens.notices.review.reach_words import (
    channel_words,
    left_words,
    nobody_words,
    parts_words,
    promise_words,
    state_words,
    time_words,
    waiting_words,
)
from ui.screens.notices.review.review_parts import lined, warning_row
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_2
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.time_words import zone_of

# How messages stand, in the order in which they are told, with the tone of each.
_STATES = (
    (DeliveryState.SENT, "operational"),
    (DeliveryState.QUEUED, ""),
    (DeliveryState.RETRYING, "degraded"),
    (DeliveryState.MAY_HAVE_ARRIVED, "degraded"),
    (DeliveryState.FAILED, "major"),
    (DeliveryState.SUPERSEDED, "muted"),
)


class ReachPart(QWidget):
    """Rows that are made anew where an answer says something else.

    Signals:
        deliveries_wanted: a person wants to see each message.
    """

    deliveries_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[QWidget] = []
        self._shown: tuple[object, ...] = ()
        self.each = QPushButton(self.tr("See each message"))
        self.each.setProperty("look", "flush")
        self.each.setToolTip(self.tr("Opens the deliveries, with receipts and reasons."))
        self.each.clicked.connect(self.deliveries_wanted)
        self.each.hide()
        self._replace(line_row(self.tr("Counting who will hear of it…")))
        self._column.addWidget(self.each, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def texts(self) -> tuple[str, ...]:
        """What its rows say, each in one line."""
        return tuple(row.accessibleName() for row in self._rows)

    def show_reach(
        self, view: ReachView, health: Sequence[ChannelHealth], *, is_end: bool, zone: str
    ) -> None:
        """Who will hear of it. `is_end`: it says that it is over. `health`: how channels fare."""
        if not self._is_new(view.channels, view.waiting, view.seconds, tuple(health)):
            return
        told = [one for one in view.channels if one.count]
        rows = [
            count_row(
                channel_words(one, view.channels), number_words(one.count), note=parts_words(one)
            )
            for one in told
        ]
        if view.waiting:
            words = waiting_words(view.waiting, is_end=is_end)
            tone = "" if is_end else "muted"
            rows.append(count_row(self.tr("Waiting for “it's fixed”"), words, tone=tone))
        rows += [line_row(words) for words in (nobody_words(view), time_words(view)) if words]
        said = {one.channel_id: words for one, words in troubles(health, view.as_of, zone_of(zone))}
        for one in told:
            if one.channel_id in said:
                rows.append(warning_row(said[one.channel_id]))
            elif one.failing:
                name = channel_words(one, view.channels)
                words = self.tr("{channel} fails now: {reason}")
                rows.append(warning_row(words.format(channel=name, reason=one.failing)))
        rows.append(line_row(promise_words()))
        self._replace(*rows)

    def show_silence(self) -> None:
        """Nobody is told by a message, because a person wants it so."""
        if self._is_new("silence"):
            self._replace(line_row(self.tr("Nobody is told by a message: only the page says it.")))

    def show_failure(self, reason: str) -> None:
        """Why nobody knows who will hear of it; publishing tells them all the same."""
        words = self.tr("Who will hear of it could not be counted: {reason}").format(reason=reason)
        if self._is_new(words):
            self._replace(warning_row(words))

    def show_progress(
        self,
        progress: SendProgress | None,
        health: Sequence[ChannelHealth],
        now: datetime,
        zone: str,
    ) -> None:
        """Who has heard of it. None: nobody was to be told."""
        if not self._is_new(progress, tuple(health)):
            return
        self.each.setVisible(progress is not None)
        if progress is None:
            self._replace(line_row(self.tr("Nobody was to be told by a message.")))
            return
        rows = [
            count_row(
                state_words(state, is_taken_back=progress.is_taken_back),
                number_words(count),
                tone=tone,
            )
            for state, tone in _STATES
            if (count := progress.counts.get(state, 0))
        ]
        rows.append(line_row(left_words(progress)))
        said = troubles(health, now, zone_of(zone))
        rows += [warning_row(words) for one, words in said if one.waiting]
        self._replace(*rows)

    def _is_new(self, *shown: object) -> bool:
        is_new = shown != self._shown
        self._shown = shown
        return is_new

    def _replace(self, *rows: QWidget) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = list(rows)
        for place, row in enumerate(rows):
            self._column.insertWidget(place, row)
            row.show()


def count_row(name: str, count: str, *, note: str = "", tone: str = "") -> QWidget:
    """A name, what is to be known of it in small below, and how many."""
    words = QWidget()
    column = QVBoxLayout(words)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(ElidedLabel(name))
    if note:
        column.addWidget(ElidedLabel(note, size=CAPTION, tone="muted"))
    row = lined([words, Label(count, weight=SEMIBOLD, tone=tone)])
    row.setAccessibleName(": ".join((name, ", ".join(part for part in (count, note) if part))))
    return row


def line_row(words: str) -> QWidget:
    """A line in small below the rows."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, SPACE_2, 0, 0)
    text = Paragraph(words, size=CAPTION, tone="muted")
    layout.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
    row.setAccessibleName(words)
    return row
