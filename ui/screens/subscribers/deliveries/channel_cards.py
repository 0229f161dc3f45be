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

_LEAST, _GAP, _MARGIN, _FIGURE = 190, SPACE_3 - 2, SPACE_4 - 1, 26


def _tr(text: str) -> str:
    return QCoreApplication.translate("Deliveries", text)


class ChannelCard(Card):
    """Name, number of people, and a line about them or about the trouble.

    The chip stands beside the name, or beside the number where a name needs all of its line.
    """

    def __init__(self) -> None:
        super().__init__(margin=_MARGIN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.setSpacing(1)
        self._head, self._middle = QHBoxLayout(), QHBoxLayout()
        self._head.setSpacing(SPACE_2)
        self._middle.setSpacing(SPACE_2)
        self.name = ElidedLabel(weight=SEMIBOLD)
        self.chip = StatusChip()
        self._head.addWidget(self.name, 1)
        self._head.addWidget(self.chip)
        self.count = Label(size=_FIGURE, weight=BOLD)
        self._middle.addWidget(self.count)
        self._middle.addStretch(1)
        self.line = ElidedLabel(size=CAPTION, tone="muted", max_lines=3)
        self.body.addLayout(self._head)
        self.body.addLayout(self._middle)
        self.body.addWidget(self.line)

    def is_name_cut(self, width: int) -> bool:
        """Whether a card of this width, in pixels, has no room for the name beside the chip."""
        room = width - 2 * (_MARGIN + 1) - SPACE_2 - self.chip.sizeHint().width()
        return self.name.fontMetrics().horizontalAdvance(self.name.text()) > room

    def least_width(self) -> int:
        """What the number beside the chip needs, in pixels."""
        beside = self.count.sizeHint().width() + SPACE_2 + self.chip.sizeHint().width()
        return beside + 2 * (_MARGIN + 1)

    def line_height(self, width: int) -> int:
        """How high its line is in a card of this width, in pixels."""
        return self.line.height_at(width - 2 * (_MARGIN + 1))

    def arrange(self, *, is_chip_below: bool, line_height: int) -> None:
        """Puts the chip beside the name or below it, and gives the line its height."""
        row = self._middle if is_chip_below else self._head
        if row.indexOf(self.chip) < 0:
            self._head.removeWidget(self.chip)
            self._middle.removeWidget(self.chip)
            row.addWidget(self.chip)
        self.line.setFixedHeight(line_height)
        heights = (self.chip.sizeHint().height(), self.count.sizeHint().height(), line_height)
        self.setFixedHeight(sum(heights) + 2 * (_MARGIN + 1) + 2 * self.body.spacing())

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
        self._row.setSpacing(_GAP)
        self._row.addStretch(0)
        self.setWidget(inner)
        self.cards: list[ChannelCard] = []
        self._least = _LEAST

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
        self._arrange()

    def _arrange(self) -> None:
        """Cards of one width and one height, in which nothing is cut that three lines can hold."""
        count = len(self.cards)
        if not count:
            return
        self._least = max(_LEAST, *(card.least_width() for card in self.cards))
        width = max(self._least, (self.viewport().width() - (count - 1) * _GAP) // count)
        is_chip_below = any(card.is_name_cut(width) for card in self.cards)
        line_height = max(card.line_height(width) for card in self.cards)
        for card in self.cards:
            card.setMinimumWidth(self._least)
            card.arrange(is_chip_below=is_chip_below, line_height=line_height)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        count = len(self.cards)
        needed = count * self._least + (count - 1) * _GAP
        bar = self.horizontalScrollBar().sizeHint().height() if needed > self.width() else 0
        return QSize(400, (self.cards[0].height() if self.cards else 0) + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _about_people(channel: ChannelHealth) -> str:
    counted = (
        (channel.unconfirmed, _tr("{n} unconfirmed")),
        (channel.quarantined, _tr("{n} quarantined")),
    )
    said = [words.format(n=count_words(count)) for count, words in counted if count]
    return ", ".join(said) or line_of(channel)
