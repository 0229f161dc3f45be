"""The foot of the navigation: who acts here and who else is there; the way to sign in or out."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from statusboard.domain.views.team import HereView
from ui.keys.key import Key
from ui.screens.destinations import PeoplePlace, PeopleStep, PeopleTab
from ui.theme.fonts import MEDIUM, font
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION
from ui.widgets.avatar import paint_avatar
from ui.widgets.plain_tip import plain_tip

HAND_OVER = PeoplePlace(step=PeopleStep.HAND_OVER)
_HEIGHT, _MARK, _SIDE = 44, 26, 8
_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class WhoIsHere(QPushButton):
    """A mark, a name, and how many others are there. Pressed, it offers where to go.

    Signals:
        wanted: a person wants to go somewhere; carries the `ScreenPlace`.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view: HereView | None = None
        self._is_narrow = False
        self._came_by_key = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._pop_up)
        theme().changed.connect(self.update)
        self.setEnabled(False)  # its room is kept: nothing jumps once it is known who is here

    def show_here(self, view: HereView) -> None:
        """Shows who acts here, and who else is there."""
        self._view = view
        self.setAccessibleName(f"{view.me.name}, {self._beside()}")
        self.setToolTip(plain_tip(self.accessibleName()))
        self.setEnabled(True)
        self.update()

    def set_narrow(self, *, is_narrow: bool) -> None:
        """The mark alone."""
        self._is_narrow = is_narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._came_by_key = event.reason() in _KEYS
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one item
        view = self._view
        if view is None:
            return
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        has_ring = self.hasFocus() and self._came_by_key
        if self.underMouse() or has_ring:
            painter.setPen(QColor(colours.accent if has_ring else colours.line))
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(box, 8, 8)
        left = (box.width() - _MARK) / 2 if self._is_narrow else _SIDE
        top = (box.height() - _MARK) / 2
        paint_avatar(painter, QRectF(left, top, _MARK, _MARK), view.me.name)
        if self._is_narrow:
            return
        room = box.adjusted(_SIDE + _MARK + 10, 5, -6, -5)
        half = room.height() / 2
        self._line(painter, QRectF(room.left(), room.top(), room.width(), half), view.me.name)
        below = QRectF(room.left(), room.top() + half, room.width(), half)
        self._line(painter, below, self._beside(), is_quiet=True)

    def _line(self, painter: QPainter, where: QRectF, text: str, *, is_quiet: bool = False) -> None:
        face = font(CAPTION) if is_quiet else font(CAPTION + 1, MEDIUM)
        painter.setFont(face)
        painter.setPen(QColor(tokens().muted if is_quiet else tokens().text))
        kept = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(
            where, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), kept
        )

    def _beside(self) -> str:
        assert self._view is not None
        me = self._view.me.name
        others = {one.presence.name for one in self._view.team.there} - {me}
        if len(others) == 1:
            return self.tr("1 other is here")
        return self.tr("{n} others are here").format(n=len(others)) if others else self.tr("here")

    def offer(self) -> QMenu:
        """Where to go from here: the screen, the handover, somebody else's sign-in, out."""
        menu = QMenu(self)
        view = self._view
        if view is None:
            return menu
        self._add(menu, self.tr("People"), PeoplePlace(PeopleTab.PEOPLE))
        self._add(menu, self.tr("Audit trail"), PeoplePlace(PeopleTab.TRAIL))
        hand_over = self._add(menu, self.tr("Handover…"), HAND_OVER)
        hand_over.setShortcut(Key.HAND_OVER.sequence)
        with_code = [
            row.person
            for row in view.team.people
            if row.person.has_code
            and row.person.ended_at is None
            and row.person.id != view.me.person_id
        ]
        if with_code:
            menu.addSeparator()
        for person in with_code:
            place = PeoplePlace(step=PeopleStep.SIGN_IN, person_id=person.id)
            self._add(menu, self.tr("Sign in as {name}…").format(name=person.name), place)
        if view.is_signed_in:
            menu.addSeparator()
            name = self.tr("Sign {name} out").format(name=view.me.name)
            self._add(menu, name, PeoplePlace(step=PeopleStep.SIGN_OUT))
        return menu

    def _pop_up(self) -> None:
        menu = self.offer()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def _add(self, menu: QMenu, text: str, place: PeoplePlace) -> QAction:
        # A name may hold an ampersand, which a menu would take for a mnemonic.
        action = QAction(text.replace("&", "&&"), menu)
        action.triggered.connect(lambda _=False: self.wanted.emit(place))
        menu.addAction(action)
        return action
