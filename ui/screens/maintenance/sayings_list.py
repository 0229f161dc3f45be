"""The messages of planned work, in their order: said when and to how many, or to be said."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from statusboard.domain.maintenance import Plan
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.maintenance import Saying, SayingStep
from ui.screens.maintenance.words import date_words, step_word
from ui.theme.fonts import REGULAR, SEMIBOLD, font
from ui.theme.icons import paint_icon
from ui.theme.status_style import status_style
from ui.theme.theme import theme, tokens
from ui.theme.tokens import BODY
from ui.widgets.time_words import clock_words

_HEIGHT, _GLYPH, _WORD = 26, 14, 92
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class SayingRow(QAbstractButton):
    """One message; pressed, it is shown as readers get it."""

    def __init__(self, saying: Saying, words: str) -> None:
        super().__init__()
        self.saying, self.words = saying, words
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        done = _tr("said") if saying.is_done else _tr("not said yet")
        self.setAccessibleName(f"{step_word(saying.step)}, {done}: {words}")
        self.setToolTip(_tr("Look at this message as readers get it"))
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one line
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.hasFocus() or self.underMouse():
            painter.setPen(QColor(colours.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.sunken))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        status = ComponentStatus.OPERATIONAL if self.saying.is_done else ComponentStatus.UNKNOWN
        style = status_style(status, colours)
        middle = box.center().y()
        spot = QRectF(4, middle - _GLYPH / 2, _GLYPH, _GLYPH)
        paint_icon(painter, spot, style.glyph, style.colour)
        painter.setFont(font(BODY - 1, SEMIBOLD))
        painter.setPen(QColor(colours.text))
        left = spot.right() + 8
        painter.drawText(
            QRectF(left, 0, _WORD, box.height()), int(_LEFT), step_word(self.saying.step)
        )
        painter.setFont(font(BODY - 1, REGULAR))
        painter.setPen(QColor(colours.muted))
        room = box.right() - left - _WORD - 4
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left + _WORD, 0, room, box.height()), int(_LEFT), shown)


class SayingsList(QWidget):
    """A row for each message.

    Signals:
        chosen: a person wants to see one of them as readers get it; carries the `SayingStep`.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[SayingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_sayings(self, sayings: Sequence[Saying], ends_at: datetime, zone: tzinfo) -> None:
        """Shows what was said, and what is to be."""
        wanted = [(saying, saying_words(saying, ends_at, zone)) for saying in sayings]
        if [(row.saying, row.words) for row in self.rows] == wanted:
            return
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [SayingRow(saying, words) for saying, words in wanted]
        for row in self.rows:
            row.clicked.connect(lambda _=False, step=row.saying.step: self.chosen.emit(step))
            self._column.addWidget(row)

    def row(self, step: SayingStep) -> SayingRow:
        """The row of a message. Raises StopIteration where it is not among them."""
        return next(row for row in self.rows if row.saying.step is step)


def to_be_said(plan: Plan) -> tuple[Saying, ...]:
    """The messages of a plan that nobody has saved yet; when they come is not settled."""
    steps = [SayingStep.ANNOUNCED, SayingStep.REMINDER, SayingStep.STARTED, SayingStep.FINISHED]
    if not plan.reminds_before:
        steps.remove(SayingStep.REMINDER)
    return tuple(
        Saying(step, None, is_done=False, by_itself=step is not SayingStep.ANNOUNCED)
        for step in steps
    )


def saying_words(saying: Saying, ends_at: datetime, zone: tzinfo) -> str:
    """When it was said and to how many, or when it will be and by whom."""
    at = (
        "" if saying.at is None else f"{date_words(saying.at, zone)} {clock_words(saying.at, zone)}"
    )
    if saying.is_done:
        if saying.people is None:
            return at
        people = _tr("1 person") if saying.people == 1 else _tr("{n} people")
        return ", ".join(filter(None, (at, people.format(n=f"{saying.people:,}"))))
    if not saying.by_itself:
        said = _tr("when you say so")
        is_end = saying.step is SayingStep.FINISHED
        until = clock_words(ends_at, zone)
        return _tr("when you say so, planned {time}").format(time=until) if is_end else said
    if not at:
        return _tr("by itself")
    return _tr("{at}, by itself").format(at=at)
