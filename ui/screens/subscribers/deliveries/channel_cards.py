"""A row of cards, one for each channel: how many it reaches, and how it fares."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from statusboard.domain.views.channel_health import ChannelHealth, ChannelStanding
from ui.screens.subscribers.channel_words import (
    channel_title,
    count_words,
    line_of,
    standing_look,
    trouble_words,
)
from ui.theme.fonts import BOLD, SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3, SPACE_4
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import Label
from ui.widgets.status_chip import StatusChip

_LEAST, _MOST, _HEIGHT = 190, 420, 104
_FIGURE = 26


def _tr(text: str) -> str:
    return QCoreApplication.translate("Deliveries", text)


class ChannelCard(Card):
    """Name and chip over the number of people, and a line about them or about the trouble."""

    def __init__(self) -> None:
        super().__init__(margin=SPACE_4 - 1)
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_MOST)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        self.name = ElidedLabel(weight=SEMIBOLD)
        self.chip = StatusChip()
        head.addWidget(self.name, 1)
        head.addWidget(self.chip)
        self.count = Label(size=_FIGURE, weight=BOLD)
        self.line = ElidedLabel(size=CAPTION, tone="muted")
        self.body.addLayout(head)
        self.body.addWidget(self.count)
        self.body.addWidget(self.line)

    def show_channel(self, channel: ChannelHealth, title: str, now: datetime, zone: tzinfo) -> None:
        """Shows how a channel fares."""
        status, word = standing_look(channel.standing)
        self.name.setText(title)
        self.chip.show_status(status, word)
        self.count.setText(count_words(channel.active))
        trouble = trouble_words(channel, now, zone)
        self.line.setText(trouble or _about_people(channel))
        is_failing = channel.standing is ChannelStanding.FAILING
        self.line.set_tone("major" if is_failing else "muted")
        self._tell()

    def show_unset(self, title: str) -> None:
        """Shows a kind of channel that nobody has set up."""
        status, word = standing_look(None)
        self.name.setText(title)
        self.chip.show_status(status, word)
        self.count.setText(count_words(0))
        self.line.setText(_tr("none yet"))
        self.line.set_tone("muted")
        self._tell()

    def _tell(self) -> None:
        words = (self.name.text(), self.chip.word, self.count.text(), self.line.text())
        self.setAccessibleName(", ".join(words))


class ChannelCards(QScrollArea):
    """Cards side by side that share the width; where there are many, they scroll sideways."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_3 + 2)
        self._row.addStretch(0)
        self.setWidget(inner)
        self.cards: list[ChannelCard] = []

    def show_channels(
        self,
        channels: Sequence[ChannelHealth],
        unset: Sequence[str],
        now: datetime,
        zone: tzinfo,
    ) -> None:
        """A card for each channel, then one for each kind that nobody has set up."""
        while len(self.cards) < len(channels) + len(unset):
            card = ChannelCard()
            self._row.insertWidget(len(self.cards), card, 1)
            self.cards.append(card)
        while len(self.cards) > len(channels) + len(unset):
            gone = self.cards.pop()
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for card, channel in zip(self.cards, channels, strict=False):
            card.show_channel(channel, channel_title(channel, channels), now, zone)
        for card, title in zip(self.cards[len(channels) :], unset, strict=True):
            card.show_unset(title)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        needed = len(self.cards) * (_LEAST + SPACE_3 + 2)
        bar = self.horizontalScrollBar().sizeHint().height() if needed > self.width() else 0
        return QSize(400, _HEIGHT + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


def _about_people(channel: ChannelHealth) -> str:
    counted = (
        (channel.unconfirmed, _tr("{n} unconfirmed")),
        (channel.quarantined, _tr("{n} quarantined")),
    )
    said = [words.format(n=count_words(count)) for count, words in counted if count]
    return ", ".join(said) or line_of(channel)
