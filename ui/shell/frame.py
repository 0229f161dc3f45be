"""The window as the system sees it: one frame from the first picture until it is closed.

What it holds takes far longer to import than a picture takes to paint, so the frame stands first.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shell.geometry import SMALLEST_HEIGHT, SMALLEST_WIDTH


class Content(QWidget):
    """What the frame holds may have work in it that a person has not kept."""

    def may_close(self) -> bool:
        """Whether it can be closed now; else a person is being asked, who may close it then."""
        return True


class Frame(QWidget):
    """Shows a picture until there is something to hold.

    `may_scroll`: everything is drawn larger than usual, so a display may have less room than the
    window needs; then a part of it is shown.

    Signals:
        closing: the person closed the window.
    """

    closing = Signal()

    def __init__(self, *, may_scroll: bool = False) -> None:
        super().__init__()
        self._content: QWidget | None = None
        self._paint: Callable[[QPainter], None] | None = None
        self._is_closed = False
        # Whether closing it puts it away, so that it goes on in the tray.
        self.is_put_away: Callable[[], bool] = lambda: False
        self.setWindowTitle(self.tr("StatusBoard"))
        self._may_scroll = may_scroll
        least = QSize(SMALLEST_WIDTH, SMALLEST_HEIGHT)
        room = self.screen().availableSize() if may_scroll else least
        self.setMinimumSize(least.boundedTo(room))

    @property
    def content(self) -> QWidget | None:
        """What it holds, once there is anything."""
        return self._content

    @property
    def is_closed(self) -> bool:
        """Whether the person has closed it."""
        return self._is_closed

    def show_picture(self, paint: Callable[[QPainter], None], words: str) -> None:
        """Is painted by `paint` for now; `words` say the same to a screen reader.

        The painter comes with this widget's font and the colour of its texts.
        """
        self._paint = paint
        self.setAccessibleDescription(words)
        self.update()

    def hold(self, content: QWidget) -> None:
        """Holds this from now on, in the place of any picture."""
        self._paint = None
        self.setPalette(QPalette())
        self.setAccessibleDescription("")
        self._content = content
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._scrolled(content) if self._may_scroll else content)
        # By itself it would only be shown a turn later, and nothing would be seen meanwhile.
        room.activate()
        content.show()
        content.windowTitleChanged.connect(self.setWindowTitle)
        self.setWindowTitle(content.windowTitle())
        self.update()

    @staticmethod
    def _scrolled(content: QWidget) -> QWidget:
        """The content in its own size, of which the frame shows a part: nothing is cut off."""
        from PySide6.QtWidgets import QFrame, QScrollArea

        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(content)
        area.setCornerWidget(QWidget())  # or the style frames the corner between the bars
        return area

    def bring_up(self) -> None:
        """Shows it in front of other windows, also where it was put away or made small."""
        # Its first touch makes all its enumerations: the first picture does without.
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it, once
        if self._paint is not None:
            self._paint(QPainter(self))

    def closeEvent(self, event: QCloseEvent) -> None:
        content = self._content
        if not self._is_closed and self.is_put_away():
            event.ignore()
            self.hide()
            return
        if not self._is_closed and isinstance(content, Content) and not content.may_close():
            event.ignore()
            return
        if not self._is_closed:
            self._is_closed = True
            self.closing.emit()
            if content is not None:
                content.close()
        super().closeEvent(event)
