"""One service on the board: a button that paints itself, so that only what changed is repainted."""

from datetime import datetime, tzinfo
from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import Tile
from ui.screens.board.layout.walking import Way
from ui.screens.board.painting.tile_painting import TileLook, TilePainting
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.widgets.time_words import age_words, exact_length, moment_words

LATE_S = 60
KEY_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class TileStyle(StrEnum):
    """How large a service is shown."""

    HOT = "hot"
    BRIEF = "brief"
    COOL = "cool"
    NAME = "name"
    FIELD = "field"


LARGE = (TileStyle.HOT, TileStyle.BRIEF)


WAYS = {
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
}


class BoardTile(QAbstractButton):
    """Shows one `Tile`. Clicking it, or Space and Enter, means: show me why.

    Signals:
        left: an arrow key leads on from here; carries the `Way`.
    """

    left = Signal(object)

    def __init__(self, tile: Tile, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._tile = tile
        self._style = TileStyle.COOL
        self._unit = 1.0
        self._is_stale = tile.stale
        self._age = ""
        self._since = ""
        self._came_by_key = False
        self._tell()

    @property
    def tile(self) -> Tile:
        """What it shows."""
        return self._tile

    @property
    def is_stale(self) -> bool:
        """Whether it is shown as something that may no longer be true."""
        return self._is_stale

    def show_tile(self, tile: Tile) -> None:
        """Shows another state of the service; repaints only where one would see it."""
        before, self._tile = self._tile, tile
        # Every answer makes another tile; of most of them nothing but their age is another.
        if _said(tile) != _said(before):
            self._tell()
            self.update()
        elif tile.strip != before.strip:
            self.update()

    def set_style(self, style: TileStyle, unit: float) -> None:
        """Another size."""
        if (style, unit) != (self._style, self._unit):
            self._style, self._unit = style, unit
            self.update()

    @property
    def since_words(self) -> str:
        """Since when it is as it is, as a large tile says it."""
        return self._since

    def age(self, now: datetime, zone: tzinfo, *, is_blind: bool) -> None:
        """Moves its times on; marks it as stale where it is, with how old its last answer is."""
        is_stale = self._tile.stale or is_blind
        since = self._words_of_since(now, zone, is_stale=is_stale)
        text = ""
        if is_stale and self._tile.answered_at is not None:
            seconds = (now - self._tile.answered_at).total_seconds()
            # A young answer beside a stale mark: another check of the service is silent.
            is_one_late = not is_blind and seconds < LATE_S
            text = self.tr("a check is late") if is_one_late else age_words(seconds)
        elif self._tile.stale:
            is_known = self._tile.status is not ComponentStatus.UNKNOWN
            text = self.tr("out of date") if is_known else self.tr("no answer yet")
        if (is_stale, text, since) != (self._is_stale, self._age, self._since):
            if is_stale is not self._is_stale:
                self._is_stale = is_stale
                self._tell()
            is_seen = text != self._age or self._style in LARGE
            self._age, self._since = text, since
            if is_seen:
                self.update()

    def _words_of_since(self, now: datetime, zone: tzinfo, *, is_stale: bool) -> str:
        tile = self._tile
        # The small ones do not say it, and there may be hundreds of them every second.
        if tile.since is None or self._style not in LARGE:
            return ""
        since = moment_words(tile.since, now, zone)
        if tile.status is ComponentStatus.OPERATIONAL:
            return self.tr("works since {moment}").format(moment=since)
        if is_stale:
            # Whether it still lasts nobody knows.
            return self.tr("since {moment}").format(moment=since)
        length = exact_length((now - tile.since).total_seconds())
        return self.tr("since {moment} · {length}").format(moment=since, length=length)

    def tooltip_words(self, now: datetime, zone: tzinfo) -> str:
        """Everything about the service in a few lines."""
        tile = self._tile
        lines = [self.accessibleName()]
        if tile.since is not None:
            since = moment_words(tile.since, now, zone)
            lines[0] = self.tr("{words}, since {since}").format(words=lines[0], since=since)
        if tile.reason:
            lines.append(tile.reason)
        if tile.attention:
            lines.append(tile.attention)
        if tile.flapping:
            lines.append(self._turning_words())
        if tile.answered_at is not None:
            age = age_words((now - tile.answered_at).total_seconds())
            lines.append(self.tr("Last answer {age}").format(age=age))
        lines += tile.corrected
        return "\n".join(lines)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one tile
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = TileLook(
            self._tile,
            unit=self._unit,
            is_stale=self._is_stale,
            age=self._age,
            since=self._since,
            is_hovered=self.underMouse(),
            has_focus=self.hasFocus() and self._came_by_key,
        )
        painting = TilePainting(painter, QRectF(self.rect()), tokens(), look)
        match self._style:
            case TileStyle.HOT:
                painting.hot(with_strip=True)
            case TileStyle.BRIEF:
                painting.hot(with_strip=False)
            case TileStyle.COOL:
                painting.cool(is_framed=True)
            case TileStyle.NAME:
                painting.cool(is_framed=False)
            case TileStyle.FIELD:
                painting.dot()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Nobody needs a ring who did not walk here by key: on a wall it would stand for ever.
        # What lay over the window gives the focus back as it was.
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._came_by_key = event.reason() in KEY_REASONS
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        if event.key() in WAYS:
            self.left.emit(WAYS[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        word = status_style(self._tile.status, tokens()).word
        name = f"{self._tile.name}: {word}"
        if self._is_stale:
            name = self.tr("{words}, out of date").format(words=name)
        self.setAccessibleName(name)
        turning = self._turning_words() if self._tile.flapping else ""
        said = (turning, self._tile.reason, self._tile.attention)
        self.setAccessibleDescription(". ".join(words for words in said if words))

    def _turning_words(self) -> str:
        words = self._tile.turning
        return self.tr("Flapping: {words}").format(words=words) if words else self.tr("Flapping")


def _said(tile: Tile) -> tuple[object, ...]:
    """What a tile says in words."""
    return tile.name, tile.status, tile.reason, tile.flapping, tile.turning, tile.attention
