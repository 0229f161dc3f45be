"""The whole trail: looked through by whom, about what, since when, and by words."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from statusboard.domain.deed_kinds import KINDS
from statusboard.domain.trail import TrailFilter
from ui.screens.people.trail_panel import TrailPanel
from ui.theme.tokens import SPACE_3
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from statusboard.app.audit.told import ToldTrail

_TYPING_MS = 200
_WIDEST = 900


class TrailTab(QWidget):
    """Filters above the lines.

    Signals:
        filter_changed: other lines are wanted.
    """

    filter_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.panel = TrailPanel(has_title=False)
        self.who = QComboBox()
        self.who.setAccessibleName(self.tr("Who"))
        self.who.addItem(self.tr("All people"), None)
        self.who.addItem(self.tr("Everybody, and the machine"), "")
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("About what"))
        names = {
            "": self.tr("Everything"),
            "notices": self.tr("Notices"),
            "messages": self.tr("Messages"),
            "subscribers": self.tr("Subscribers"),
            "services": self.tr("Services"),
            "people": self.tr("People"),
            "settings": self.tr("Settings"),
        }
        for key, name in names.items():
            self.kind.addItem(name, key)
        self.since = QComboBox()
        self.since.setAccessibleName(self.tr("Since when"))
        for name, days in (
            (self.tr("Any time"), 0),
            (self.tr("Last 24 hours"), 1),
            (self.tr("Last 7 days"), 7),
            (self.tr("Last 30 days"), 30),
            (self.tr("Last 12 months"), 365),
        ):
            self.since.addItem(name, days)
        self.words = SearchField(self.tr("Find words"))
        self.words.setMinimumWidth(130)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.filter_changed)
        self.words.textChanged.connect(lambda _: self._typing.start())
        for choice in (self.who, self.kind, self.since):
            choice.currentIndexChanged.connect(lambda _: self.filter_changed.emit())
            choice.setMinimumContentsLength(8)
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        row = QHBoxLayout()
        row.setSpacing(SPACE_3)
        row.addWidget(self.who, 2)
        row.addWidget(self.kind, 1)
        row.addWidget(self.since, 1)
        row.addWidget(self.words, 2)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_3)
        column.addLayout(row)
        column.addWidget(self.panel, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(20, 18, 20, 18)
        outer.addWidget(inner, 1)
        outer.addStretch(0)

    def wanted(self, now: datetime) -> TrailFilter:
        """Which lines somebody wants to read."""
        actor = self.who.currentData()
        days = int(self.since.currentData() or 0)
        return TrailFilter(
            words=self.words.text().strip(),
            actor=actor or "",
            since=now - timedelta(days=days) if days else None,
            verbs=tuple(KINDS.get(str(self.kind.currentData() or ""), ())),
            by_people=actor is None,
        )

    def show_trail(self, trail: "ToldTrail", now: datetime) -> None:
        """Shows these lines, and whom else one can ask for."""
        self.panel.show_trail(
            trail, now, is_filtered=self.wanted(now) != TrailFilter(by_people=True)
        )
        known = {self.who.itemData(n) for n in range(self.who.count())}
        for actor in trail.actors:
            if actor and actor not in known:
                kind, _, name = actor.partition(":")
                called = name if kind == "person" else self.tr("{name} (machine)").format(name=name)
                self.who.addItem(called, actor)
