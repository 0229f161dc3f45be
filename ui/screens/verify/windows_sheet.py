"""What is planned in New Relic, proposed as planned work: each waits for a person."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.views.new_relic_windows import ProposedWindow
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT = 620, 480


class WindowsSheet(Sheet):
    """A list, and for the one that is chosen: what it is about, and into which service it goes.

    Signals:
        draft_wanted: a `ProposedWindow` and the services, by id and name, that it concerns.
        aside_wanted: the key of a window.
    """

    draft_wanted = Signal(object, object)
    aside_wanted = Signal(str)

    def __init__(self, services: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Planned in New Relic"), parent, width=_WIDTH, height=_HEIGHT)
        self._windows: tuple[ProposedWindow, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What is planned in New Relic"))
        # With room of its own, what is selected stands where it stood before.
        self.list.setStyleSheet("QListView::item { padding: 6px 8px; }")
        self.list.currentRowChanged.connect(lambda _: self._choose())
        self.unread = Label(tone="degraded", wrap=True)
        self.unread.hide()
        self.about = Label(wrap=True)
        self.concerns = Label(self.tr("Concerns"), tone="muted")
        self.service = QComboBox()
        self.service.setAccessibleName(self.tr("The service it concerns"))
        self.service.addItem(self.tr("Choose a service"), None)
        for number, name in services:
            self.service.addItem(name, number)
        self.service.currentIndexChanged.connect(lambda _: self._enable())
        self.said = Label(tone="muted", wrap=True)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        self.aside = QPushButton(self.tr("Set aside"))
        self.aside.clicked.connect(self._set_aside)
        self.draft = QPushButton(self.tr("Draft planned work"))
        self.draft.setProperty("look", "primary")
        self.draft.clicked.connect(self._draft)
        self.main_button = self.draft
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        box.addWidget(self.list, 1)
        box.addWidget(self.unread)
        box.addWidget(self.about)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self.concerns)
        line.addWidget(self.service, 1)
        box.addLayout(line)
        box.addWidget(self.said)
        self.hold(inner)
        self.foot.addStretch(1)
        for button in (close, self.aside, self.draft):
            self.foot.addWidget(button)
        self.show_windows(())

    def show_unread(self, unread: Sequence[tuple[int, str]]) -> None:
        """Says of which accounts the muting rules are not known, and why."""
        words = self.tr("Muting rules of {account} cannot be read. {why}")
        told = "\n".join(words.format(account=account, why=why) for account, why in unread)
        self.unread.setText(told)
        self.unread.setVisible(bool(told))

    def show_windows(self, windows: Sequence[ProposedWindow]) -> None:
        """Shows what waits; the one that is chosen stays chosen while it is there."""
        before = self.chosen.window.key if self.chosen is not None else ""
        self._windows = tuple(windows)
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._windows:
            window = one.window
            times = _times(window.starts_at, window.ends_at, window.zone) or window.covers
            parts = (window.sort, times, window.repeats)
            self.list.addItem(f"{window.title}\n{' · '.join(part for part in parts if part)}")
        keys = [one.window.key for one in self._windows]
        self.list.setCurrentRow(keys.index(before) if before in keys else min(0, len(keys) - 1))
        self.list.blockSignals(False)
        self._choose()

    def say(self, words: str, *, tone: str = "muted") -> None:
        """Says what came of it."""
        self.said.set_tone(tone)
        self.said.setText(words)

    @property
    def chosen(self) -> ProposedWindow | None:
        """The one that is chosen."""
        row = self.list.currentRow()
        return self._windows[row] if 0 <= row < len(self._windows) else None

    @property
    def _services(self) -> tuple[tuple[int, str], ...]:
        chosen = self.chosen
        if chosen is None:
            return ()
        if chosen.services:
            return chosen.services
        number = self.service.currentData()
        return () if number is None else ((int(number), self.service.currentText()),)

    def _choose(self) -> None:
        chosen = self.chosen
        is_open = chosen is not None and not chosen.services and not chosen.problem
        self.service.setVisible(is_open)
        self.concerns.setVisible(is_open)
        if chosen is None:
            self.about.setText(self.tr("Nothing is planned in New Relic that nobody has seen."))
        elif chosen.problem:
            self.about.setText(chosen.problem)
        elif chosen.services:
            names = ", ".join(name for _, name in chosen.services)
            self.about.setText(self.tr("Concerns {names}.").format(names=names))
        else:
            words = self.tr("May concern what fits: {covers}")
            covers = chosen.window.covers or self.tr("New Relic does not say what")
            self.about.setText(words.format(covers=covers))
        self._enable()

    def _enable(self) -> None:
        chosen = self.chosen
        self.aside.setEnabled(chosen is not None)
        can = chosen is not None and not chosen.problem and bool(self._services)
        self.draft.setEnabled(can)

    def _draft(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.draft_wanted.emit(chosen, self._services)

    def _set_aside(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.aside_wanted.emit(chosen.window.key)


def _times(starts: datetime | None, ends: datetime | None, zone: str) -> str:
    if starts is None or ends is None:
        return ""
    local, end = starts.astimezone(ZoneInfo(zone)), ends.astimezone(ZoneInfo(zone))
    last = f"{end:%H:%M}" if end.date() == local.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{local:%Y-%m-%d %H:%M} – {last} {zone}"
