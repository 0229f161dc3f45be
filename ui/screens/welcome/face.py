"""The first screen: what this is, and four ways to begin. It asks nobody for anything."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from statusboard.domain.views.settings import OpenStep
from ui.screens.destinations import (
    Destination,
    NewServicePlace,
    SampleWindow,
    ServiceSource,
    SettingsPart,
    SettingsPlace,
)
from ui.screens.face import FirstFace
from ui.screens.still_open import StillOpen
from ui.screens.welcome.offer import Offer
from ui.theme.fonts import BOLD
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION
from ui.widgets.label import Label
from ui.widgets.mark import Mark

_SIDE, _TOP, _BOTTOM = 64, 88, 16


class WelcomeFace(FirstFace):
    """Shown while there is nothing to watch.

    It wants New Relic in the settings, a new service, or a window of sample data.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Welcome to StatusBoard"))
        halves = QHBoxLayout(self)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addLayout(self._promise(), 1)
        self._offers = _Offers(self)
        halves.addWidget(self._offers, 1)

    def show_open(self, steps: Sequence[OpenStep]) -> None:
        """Says what is still open, once something was done; each leads there."""
        self._offers.show_open(steps)

    def _promise(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(72, 88, 48, 88)
        column.setSpacing(0)
        column.addWidget(Mark(44), 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(26)
        words = self.tr("Know what is broken.\nSay it well.")
        column.addWidget(Label(words, size=36, weight=BOLD))
        column.addSpacing(12)
        about = Label(
            self.tr(
                "StatusBoard watches your services, keeps an honest record of uptime, and helps "
                "you tell customers the truth at the right moment."
            ),
            size=17,
            tone="muted",
            wrap=True,
        )
        about.setMaximumWidth(430)
        column.addWidget(about)
        column.addStretch(1)
        note = self.tr(
            "Everything stays on this computer until you publish. You can change all of this later."
        )
        column.addWidget(Label(note, size=CAPTION, tone="muted", wrap=True))
        return column


class _Offers(QWidget):
    """The right half."""

    def __init__(self, face: WelcomeFace) -> None:
        super().__init__(face)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        column.setSpacing(14)
        column.addWidget(Label(self.tr("Where shall we begin?"), size=18, weight=BOLD))
        column.addSpacing(6)
        offers: tuple[tuple[Offer, Destination], ...] = (
            (
                Offer(
                    "activity",
                    self.tr("Connect New Relic"),
                    self.tr("Pick the entities that customers care about."),
                    length=self.tr("2 min"),
                    is_first=True,
                ),
                SettingsPlace(SettingsPart.NEW_RELIC),
            ),
            (
                Offer(
                    "plus",
                    self.tr("Watch an address"),
                    self.tr("Enter a URL; it is checked from here every minute."),
                    length=self.tr("20 s"),
                ),
                NewServicePlace(ServiceSource.ADDRESS),
            ),
            (
                Offer(
                    "inbox",
                    self.tr("Bring what you have"),
                    self.tr("From Gatus, Uptime Kuma and others."),
                    length=self.tr("1 min"),
                ),
                NewServicePlace(ServiceSource.ELSEWHERE),
            ),
            (
                Offer(
                    "play",
                    self.tr("Look around first"),
                    self.tr("A year of sample data. Nothing leaves this computer."),
                ),
                SampleWindow(),
            ),
        )
        self._connect, self._first = offers[0]
        self._look_around = offers[-1][0]
        self._connect.clicked.connect(lambda: face.wanted.emit(self._first))
        for offer, place in offers:
            if offer is not self._connect:
                offer.clicked.connect(lambda _=False, place=place: face.wanted.emit(place))
            column.addWidget(offer)
        self._still_open = StillOpen()
        self._still_open.wanted.connect(face.wanted)
        column.addWidget(self._still_open)
        column.addStretch(1)

    def show_open(self, steps: Sequence[OpenStep]) -> None:
        """Leads on from what was done; where nothing was yet, the offers say it all."""
        if OpenStep.NEW_RELIC not in steps:
            self._first = NewServicePlace(ServiceSource.NEW_RELIC)
            self._connect.say(
                self.tr("Pick services from New Relic"),
                self.tr("It is connected. Pick the entities that customers care about."),
            )
        is_begun = len(steps) < len(OpenStep)
        # Whoever has begun needs the room for what is still open.
        self._look_around.setVisible(not is_begun)
        self._still_open.show_steps(steps if is_begun else ())
        if is_begun and (column := self.layout()) is not None:
            column.setContentsMargins(_SIDE, _TOP, _SIDE, _BOTTOM)  # the smallest window holds it

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one surface
        colours = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.sunken))
        painter.fillRect(QRectF(0, 0, 1, self.height()), QColor(colours.line))
