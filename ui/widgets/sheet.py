"""A dialog inside its window: a sheet over what it is about, which is dimmed and stays in sight."""

from PySide6.QtCore import QEvent, QMetaObject, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_4
from ui.widgets.shade import Shade
from ui.widgets.sheet_frame import FOOT_SIDES, LINE, RADIUS, SheetBody, frame_of, height_of
from ui.widgets.tab_order import tab_stops

# What of the window stays free around a sheet.
_MARGIN = SPACE_4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sheet(QDialog):
    """A title, what it is about, and a row of buttons, in the middle of its window.

    As wide as it was designed, or as its buttons need, and as high as what it holds, or as the
    window has room for. While it is open the focus stays in it; when it closes, the focus goes back
    to where it was. Enter does what has the focus, Ctrl+Enter what the sheet is for
    (`main_button`), Escape rejects. Sheets stack: a question may lie over a form, and goes with it.

    `height`: for what scrolls by itself, such as a long list; 0: as high as what it holds. Opened
    with `open()`; it forgets itself when it is closed. Without a parent it is a window by itself.
    """

    def __init__(
        self,
        title: str,
        parent: QWidget | None = None,
        *,
        width: int,
        height: int = 0,
        subtitle: str = "",
    ) -> None:
        shade = None if parent is None else Shade(parent.window())
        super().__init__(shade, Qt.WindowType.SubWindow)
        self._shade = shade
        self._designed = QSize(width, height)
        self._bodies: list[SheetBody] = []
        # Before it holds anything: what it holds may take the focus as it is made.
        self._came_from = QApplication.focusWidget()
        if self._came_from is not None:
            self._came_from.destroyed.connect(self._forget_origin)
        self._focus: QWidget | None = None
        self._following: QMetaObject.Connection | None = None
        self._closes_window = False
        self.main_button: QPushButton | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Qt would tell the window's own focus widget that it has the focus again.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setProperty("surface", "sheet")
        self._heading, self.head, self.content, self.foot = frame_of(self, title, subtitle)
        self.entitle(title)
        self.finished.connect(self._left)
        if shade is not None:
            shade.resized.connect(self.fit)
            shade.leaving.connect(self._leave_with_window)
        below = sheet_around(parent)
        if below is not None:
            below.finished.connect(self.drop)
            self.rejected.connect(below.stay)

    @property
    def title(self) -> str:
        """What stands over it."""
        return self._heading.text()

    def entitle(self, title: str) -> None:
        """What it is about is called otherwise now."""
        self._heading.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def hold(self, inner: QWidget) -> SheetBody:
        """Adds to what stands between title and buttons; it scrolls where there is less room."""
        body = SheetBody(inner)
        body.grew.connect(self.fit)
        self._bodies.append(body)
        self.content.addWidget(body, 1)
        return body

    def open(self) -> None:
        """Lies over the window until it is closed. Returns at once."""
        if self._shade is not None:
            self._shade.cover()
        self.fit()
        self.show()
        first: QWidget | None = self.focusWidget()
        (first or self).setFocus()
        if first in (None, self):
            self.focusNextPrevChild(True)
        self._watch(QApplication.focusWidget())
        self._following = _application().focusChanged.connect(self._focus_moved)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Leads from the last control to the first, and back.

        Qt would come upon the frames of fields before, which chains leave behind the last one and
        whose focus is that of a field: those above them were never reached again.
        """
        controls = tab_stops(self)
        here = self.focusWidget()
        if controls and here is controls[-1 if is_next else 0]:
            reason = Qt.FocusReason.TabFocusReason
            back = Qt.FocusReason.BacktabFocusReason
            controls[0 if is_next else -1].setFocus(reason if is_next else back)
            return True
        return super().focusNextPrevChild(is_next)

    def stay(self) -> None:
        """A question about it was answered with no: the window stays open, too."""
        self._closes_window = False

    def conclude(self) -> None:
        """Does what the sheet is for, where that can be done now."""
        if self.main_button is not None and self.main_button.isVisible():
            self.main_button.click()

    def drop(self) -> None:
        """Closes it without a question: what it was about is left."""
        self.done(QDialog.DialogCode.Rejected)

    def fit(self) -> None:
        """Takes the size of what it holds, in the middle of the window."""
        room = self._room()
        buttons = self.foot.minimumSize().width() + FOOT_SIDES
        width = min(max(self._designed.width(), buttons), room.width())
        for body in self._bodies:
            body.measure(width - 2 * LINE)
        height = min(self._designed.height() or height_of(self, width), room.height())
        paper = QRect(0, 0, width, height)
        if self._shade is None:
            self.resize(paper.size())
            return
        paper.moveCenter(room.center())
        if paper != self.geometry():
            self.setGeometry(paper)
            self._shade.lift(paper, RADIUS)

    def event(self, event: QEvent) -> bool:
        """Follows what it holds."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes Ctrl+Enter before the control that has the focus does."""
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and self._concludes(event):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._concludes(event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one surface
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # On a dark ground a shadow is hardly seen: a line tells where the sheet ends.
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.surface))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = 0 if self._shade is None else RADIUS
        painter.drawRoundedRect(box, radius, radius)

    def _concludes(self, event: QKeyEvent) -> bool:
        keypad = Qt.KeyboardModifier.KeypadModifier
        is_control = event.modifiers() & ~keypad == Qt.KeyboardModifier.ControlModifier
        if event.key() not in _ENTER or not is_control:
            return False
        # Who holds the keys that opened the sheet has not read it yet.
        if not event.isAutoRepeat():
            self.conclude()
        event.accept()
        return True

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keeps the focus in the sheet that lies on top, whatever asks for it behind."""
        if now is None or now.window() is not self.window():
            return
        if self.isAncestorOf(now):
            self._watch(now)
        elif self._shade is not None and self._shade.is_on_top:
            (self._focus or self).setFocus()

    def _watch(self, control: QWidget | None) -> None:
        if self._focus is not None:
            self._focus.removeEventFilter(self)
            self._focus.destroyed.disconnect(self._forget_focus)
        self._focus = control if control is not None and self.isAncestorOf(control) else None
        if self._focus is not None:
            self._focus.installEventFilter(self)
            self._focus.destroyed.connect(self._forget_focus)

    def _forget_focus(self) -> None:
        self._focus = None

    def _forget_origin(self) -> None:
        self._came_from = None

    def _left(self) -> None:
        if self._following is None:
            return
        QObject.disconnect(self._following)
        self._following = None
        if self._shade is not None:
            window = self._shade.window()
            self._shade.uncover()
            if self._closes_window:
                QMetaObject.invokeMethod(window, "close", Qt.ConnectionType.QueuedConnection)
        if self._came_from is not None and self._came_from.isVisible():
            # As from a popup: what wore no ring before gets none now.
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)

    def _leave_with_window(self) -> None:
        """The window is being closed. Where a question comes first, it is closed after a yes."""
        self.reject()
        self._closes_window = self._shade is not None and not self._shade.is_on_top

    def _room(self) -> QRect:
        if self._shade is not None:
            margin = _MARGIN
            return self._shade.rect().adjusted(margin, margin, -margin, -margin)
        return self.screen().availableGeometry()


def sheet_around(widget: QWidget | None) -> Sheet | None:
    """The sheet that holds this widget, or is it."""
    while widget is not None and not isinstance(widget, Sheet):
        widget = widget.parentWidget()
    return widget


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
