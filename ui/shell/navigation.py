"""The navigation on the left: the company, the entries, settings, who is here, and an age."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.views.notices import NoticeCounts
from ui.keys.key import Key, written
from ui.screens.destinations import ScreenKey
from ui.shell.find_button import FindButton
from ui.shell.screen_entry import ScreenEntry
from ui.shell.who_is_here import WhoIsHere
from ui.theme.fonts import MEDIUM, SEMIBOLD, font
from ui.theme.icons import paint_icon
from ui.theme.theme import tokens
from ui.theme.tokens import BODY, CAPTION
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.mark import Mark
from ui.widgets.relative_time import RelativeTime

WIDTH, NARROW_WIDTH = 184, 64
_AGE_HEIGHT = 34
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
KEY_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class NavigationItem(QPushButton):
    """An entry: icon, name, and how many notices are live, suggested and being written."""

    def __init__(self, entry: ScreenEntry, shortcut: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = entry.place
        self._icon, self._label, self._counts = entry.icon, entry.label, NoticeCounts()
        self._came_by_key = False
        self._is_narrow = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._shortcut = shortcut
        self.set_counts(self._counts)

    @property
    def counts(self) -> NoticeCounts:
        """The numbers it shows."""
        return self._counts

    def set_counts(self, counts: NoticeCounts) -> None:
        """How many are live, suggested and drafts; of none of a sort it shows no number."""
        self._counts = counts
        drafts = self.tr("{n} drafts").format(n=counts.drafts)
        words = [
            self._label,
            self.tr("{n} live").format(n=counts.live) if counts.live else "",
            self.tr("{n} suggested").format(n=counts.suggested) if counts.suggested else "",
            self.tr("{n} waiting for you").format(n=counts.waiting) if counts.waiting else "",
            self.tr("1 draft") if counts.drafts == 1 else (drafts if counts.drafts else ""),
        ]
        self.setAccessibleName(", ".join(word for word in words if word))
        self.setToolTip(f"{self.accessibleName()}  {self._shortcut}")
        self.update()

    def set_narrow(self, *, is_narrow: bool) -> None:
        """The icon alone; the name stays in the tip and for screen readers."""
        self._is_narrow = is_narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize((NARROW_WIDTH if self._is_narrow else WIDTH) - 20, 38)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # The window's first focus and a click need no ring; who walks by key must see where.
        # What lay over the window gives the focus back as it was.
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._came_by_key = event.reason() in KEY_REASONS
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one item
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        ink = colours.text if self.isChecked() or self.underMouse() else colours.muted
        if self.isChecked():
            painter.setPen(QColor(colours.line))
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self.hasFocus() and self._came_by_key:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colours.accent))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        middle = box.center().y()
        tint = colours.accent if self.isChecked() else colours.muted
        paint_icon(painter, QRectF(12, middle - 9, 18, 18), self._icon, tint)
        if not self._is_narrow:
            painter.setFont(font(BODY, MEDIUM))
            painter.setPen(QColor(ink))
            painter.drawText(QRectF(40, 0, box.width() - 48, box.height()), int(_LEFT), self._label)
        self._badges(painter, box)

    def _badges(self, painter: QPainter, box: QRectF) -> None:
        """What customers read now in red at the end; what waits to be read and written before it.

        There is room for two, which are what presses most; the tip has all of them.
        """
        colours = tokens()
        face = font(CAPTION, SEMIBOLD)
        right = box.right() - (0 if self._is_narrow else 10)
        top = box.top() if self._is_narrow else box.center().y() - 9
        badges = [
            (number, ground, ink)
            for number, ground, ink in (
                (self._counts.live, colours.major_soft, colours.major_ink),
                (self._counts.waiting, colours.maintenance_soft, colours.maintenance_ink),
                (self._counts.suggested, colours.degraded_soft, colours.degraded_ink),
                (self._counts.drafts, colours.unknown_soft, colours.unknown_ink),
            )
            if number
        ]
        for number, ground, ink in badges[:2]:
            width = max(22.0, QFontMetricsF(face).horizontalAdvance(str(number)) + 14)
            spot = QRectF(right - width, top, width, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(spot, 9, 9)
            painter.setFont(face)
            painter.setPen(QColor(ink))
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), str(number))
            if self._is_narrow:
                top = box.bottom() - 18
            else:
                right = spot.left() - 4


class Navigation(QWidget):
    """The items are a group: Tab reaches the chosen one, the arrow keys the others.

    Signals:
        chosen: an entry was pressed; carries the `ScreenPlace` it leads to.
        palette_wanted: a person wants to go to anything, or do it.
    """

    chosen = Signal(object)
    palette_wanted = Signal()

    def __init__(
        self, entries: Sequence[ScreenEntry], parent: QWidget, *, clock: Clock | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Navigation"))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 11, 12)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(10, 2, 0, 14)
        head.setSpacing(12)
        head.addWidget(Mark(26), 0, Qt.AlignmentFlag.AlignLeft)
        self.company = ElidedLabel("StatusBoard", weight=SEMIBOLD)
        head.addWidget(self.company, 1)
        column.addLayout(head)
        self.go_to_or_do = FindButton(self)
        self.go_to_or_do.clicked.connect(self.palette_wanted)
        column.addWidget(self.go_to_or_do)
        column.addSpacing(8)
        self._group = QButtonGroup(self)
        self.items: dict[ScreenKey, NavigationItem] = {}
        self._beneath = {one.key: one.beneath for one in entries if one.beneath is not None}
        for entry in (p for p in entries if not p.is_last and p.is_listed):
            column.addWidget(self._item(entry, entries))
        column.addStretch(1)
        for entry in (p for p in entries if p.is_last and p.is_listed):
            column.addWidget(self._item(entry, entries))
        self.here = WhoIsHere(self)
        self.here.wanted.connect(self.chosen)
        column.addWidget(self.here)
        self.age = RelativeTime(self, pattern=self.tr("Checked {age}"), tone="muted", clock=clock)
        self.age.setContentsMargins(12, 8, 0, 0)
        column.addWidget(self.age)
        self._group.buttonClicked.connect(self._pressed)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Icons alone, which leaves a small window to what is in it."""
        self.setFixedWidth(NARROW_WIDTH if is_narrow else WIDTH)
        self.company.setVisible(not is_narrow)
        # Two short lines at most, as in "12 min ago"; the tip says the instant.
        self.age.set_pattern("{age}" if is_narrow else self.tr("Checked {age}"))
        self.age.setWordWrap(is_narrow)
        self.age.setMinimumHeight(_AGE_HEIGHT if is_narrow else 0)
        self.age.setContentsMargins(*((0, 0, 0, 0) if is_narrow else (12, 8, 0, 0)))
        self.age.setAlignment(_CENTRE if is_narrow else _LEFT)
        self.here.set_narrow(is_narrow=is_narrow)
        self.go_to_or_do.set_narrow(is_narrow=is_narrow)
        for item in self.items.values():
            item.set_narrow(is_narrow=is_narrow)

    def mark(self, key: ScreenKey) -> None:
        """Shows which entry is on screen; none for a screen that is not listed, nor beneath one."""
        item = self.items.get(self._beneath.get(key, key))
        if item is not None:
            item.setChecked(True)
            return
        self._group.setExclusive(False)
        for each in self.items.values():
            each.setChecked(False)
        self._group.setExclusive(True)

    def show_company(self, name: str) -> None:
        """Whose board this is."""
        self.company.setText(name or "StatusBoard")

    def show_checked(self, instant: datetime | None, zone: tzinfo) -> None:
        """When anything was last observed."""
        self.age.show_instant(instant, zone)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one surface
        colours = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.sunken))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(colours.line))

    def _item(self, entry: ScreenEntry, entries: Sequence[ScreenEntry]) -> NavigationItem:
        item = NavigationItem(entry, written(Key.SCREENS.sequences[entries.index(entry)]), self)
        self._group.addButton(item)
        self.items[entry.key] = item
        return item

    def _pressed(self) -> None:
        item = self._group.checkedButton()
        if isinstance(item, NavigationItem):
            self.chosen.emit(item.place)
