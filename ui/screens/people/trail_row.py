"""One line of the trail: the time, and beside it who, bold, and what they did."""

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.fonts import SEMIBOLD, font
from ui.theme.theme import theme, tokens
from ui.theme.tokens import BODY
from ui.widgets.plain_tip import plain_tip
from ui.widgets.time_words import full_words, moment_words

if TYPE_CHECKING:
    from statusboard.app.audit.told import ToldLine

_SIZE = BODY - 1
_TOP, _GAP = 9, 12
# Room for a time with its seconds, and for one with a day before it.
_TIMED, _DATED = 62, 100
_LEADING = 1.42


class TrailRow(QWidget):
    """As high as its words need at its width; a hairline below it.

    `has_dates`: some line of the list is not of today.
    """

    def __init__(self, line: "ToldLine", now: datetime, zone: tzinfo, *, has_dates: bool) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._who = line.who or self.tr("StatusBoard")
        self._text = f"{self._who} {line.text}"
        is_today = line.at.astimezone(zone).date() == now.astimezone(zone).date()
        local = line.at.astimezone(zone)
        self._time = f"{local:%H:%M:%S}" if is_today else moment_words(line.at, now, zone)
        self._time_width = _DATED if has_dates else _TIMED
        self.setToolTip(plain_tip(full_words(line.at, zone)))
        self.setAccessibleName(f"{self._time}, {self._text}")
        theme().changed.connect(self.update)

    @property
    def text(self) -> str:
        """What it says, without the time."""
        return self._text

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(width)[1]) + 2 * _TOP + 1

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, round(_SIZE * _LEADING) + 2 * _TOP + 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one line
        colours = tokens()
        painter = QPainter(self)
        face = font(_SIZE)
        painter.setFont(face)
        painter.setPen(QColor(colours.muted))
        height = _SIZE * _LEADING
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(0, _TOP, self._time_width, round(height), align, self._time)
        painter.setPen(QColor(colours.text))
        layout, _ = self._laid_out(self.width())
        layout.draw(painter, QPointF(self._time_width + _GAP, _TOP))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.line))

    def _laid_out(self, width: int) -> tuple[QTextLayout, float]:
        layout = QTextLayout(self._text, font(_SIZE))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        bold = QTextLayout.FormatRange()
        bold.start, bold.length = 0, len(self._who)
        shape = QTextCharFormat()
        shape.setFont(font(_SIZE, SEMIBOLD))
        bold.format = shape
        layout.setFormats([bold])
        height, room = 0.0, max(40, width - self._time_width - _GAP)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, height))
            height += _SIZE * _LEADING
        layout.endLayout()
        return layout, height
