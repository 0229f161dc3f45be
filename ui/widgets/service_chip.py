"""A service that a text names, with what is said of it: glyph, words, and a menu to change."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from statusboard.domain.status import ComponentStatus
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.icons import icon, paint_icon
from ui.theme.status_style import status_style
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION
from ui.widgets.plain_tip import plain_tip

# What may be said of a service; `unknown` is what we do not know, never what we tell.
TELLABLE = (
    ComponentStatus.OPERATIONAL,
    ComponentStatus.DEGRADED_PERFORMANCE,
    ComponentStatus.PARTIAL_OUTAGE,
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.UNDER_MAINTENANCE,
)
_HEIGHT, _GLYPH, _INSET, _ARROW, _WIDEST = 26, 14, 9, 12, 380


class ServiceChip(QAbstractButton):
    """One named service.

    Signals:
        status_chosen: a person chose what is said of it; carries the ComponentStatus.
        removed: a person took the service out.
    """

    status_chosen = Signal(object)
    removed = Signal()

    def __init__(self, name: str, status: ComponentStatus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._status = status
        # A long name is cut in the middle where there is less room.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(font(CAPTION, SEMIBOLD))
        self.clicked.connect(self.open_menu)
        theme().changed.connect(self.update)
        self._name_it()

    @property
    def status(self) -> ComponentStatus:
        """What is said of the service."""
        return self._status

    def show_status(self, name: str, status: ComponentStatus) -> None:
        """Shows another status, without announcing it."""
        self._name, self._status = name, status
        self._name_it()

    def open_menu(self) -> None:
        """Opens the menu below the chip."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def menu(self) -> QMenu:
        """The statuses to choose from, and the way out."""
        menu = QMenu(self)
        colours = tokens()
        for status in TELLABLE:
            style = status_style(status, colours)
            action = menu.addAction(icon(style.glyph, style.colour, 16), style.word)
            action.setCheckable(True)
            action.setChecked(status is self._status)
            action.triggered.connect(lambda _=False, chosen=status: self._choose(chosen))
        menu.addSeparator()
        action = menu.addAction(icon("x", colours.muted, 16), self.tr("Take it out"))
        action.triggered.connect(lambda _=False: self.removed.emit())
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self.open_menu()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.removed.emit()
            case _:
                super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(min(_WIDEST, words + _GLYPH + _ARROW + 2 * _INSET + 12), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(120, self.sizeHint().width()), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens()
        style = status_style(self._status, colours)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = colours.accent if self.hasFocus() else style.colour
        lined = self.hasFocus() or self.underMouse()
        painter.setPen(
            QPen(QColor(edge), 2 if self.hasFocus() else 1) if lined else Qt.PenStyle.NoPen
        )
        painter.setBrush(QColor(style.soft))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        middle = box.center().y()
        paint_icon(
            painter, QRectF(_INSET, middle - _GLYPH / 2, _GLYPH, _GLYPH), style.glyph, style.colour
        )
        right = box.right() - _INSET
        paint_icon(
            painter,
            QRectF(right - _ARROW, middle - _ARROW / 2, _ARROW, _ARROW),
            "chevron-down",
            style.colour,
        )
        left = _INSET + _GLYPH + 6
        where = QRectF(left, 0, right - _ARROW - 4 - left, self.height())
        painter.setPen(QColor(style.ink))
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, int(where.width()) + 1
        )
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _choose(self, status: ComponentStatus) -> None:
        if status is self._status:
            return
        self._status = status
        self._name_it()
        self.status_chosen.emit(status)

    def _name_it(self) -> None:
        word = status_style(self._status, tokens()).word
        # No mnemonics: a service may well be called “R&D”.
        self.setText(f"{self._name}: {word}")
        self.setAccessibleName(self.text())
        tip = self.tr("What is said of {0}. Press Delete to take it out.")
        self.setToolTip(plain_tip(tip.format(self._name)))
        self.updateGeometry()
        self.update()
