"""What a sheet is made of: its head, what it holds, which may scroll, and its foot."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme.fonts import BOLD
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4, SPACE_5, TITLE
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import Label

RADIUS, LINE = 14, 1
# What lies on both sides of a sheet's buttons.
FOOT_SIDES = 2 * (SPACE_5 + LINE)
# However little room there is, some of what a sheet holds is to be seen.
_LEAST_BODY = 60
_HEAD = "#sheetHead { border: none; border-bottom: 1px solid palette(mid); }"
_FOOT = (
    "#sheetFoot { background: palette(window); border: none; border-top: 1px solid palette(mid);"
    f" border-bottom-left-radius: {RADIUS - 1}px; border-bottom-right-radius: {RADIUS - 1}px; }}"
)


class SheetBody(QScrollArea):
    """Asks for the height of all that it holds, and scrolls where it is given less.

    Signals:
        grew: what it holds may need another height.
    """

    grew = Signal()

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self._height = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner.setProperty("surface", "clear")
        self.setWidget(inner)

    def measure(self, width: int) -> None:
        """Takes the height that is needed at this width."""
        height = height_of(self._inner, width)
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._inner.sizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._height, _LEAST_BODY))

    def viewportEvent(self, event: QEvent) -> bool:
        """Hears of what it holds that it wants another size."""
        done = super().viewportEvent(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.grew.emit()
        return done


def frame_of(
    sheet: QWidget, title: str, subtitle: str
) -> tuple[Label, QHBoxLayout, QVBoxLayout, QHBoxLayout]:
    """Lays the frame out in a sheet: its title, and where more goes beside, between, and below."""
    beside, between, below = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
    head, foot = QFrame(), QFrame()
    head.setObjectName("sheetHead")
    head.setStyleSheet(_HEAD)
    foot.setObjectName("sheetFoot")
    foot.setStyleSheet(_FOOT)
    row = QHBoxLayout(head)
    row.setContentsMargins(SPACE_5, SPACE_4 + 2, SPACE_5, SPACE_4 + 2)
    row.setSpacing(SPACE_3)
    words = QVBoxLayout()
    words.setSpacing(2)
    heading = Label(title, size=TITLE, weight=BOLD, wrap=True)
    words.addWidget(heading)
    if subtitle:
        words.addWidget(ElidedLabel(subtitle, tone="muted"))
    row.addLayout(words, 1)
    row.addLayout(beside)
    beside.setSpacing(SPACE_2)
    between.setSpacing(0)
    outer = QHBoxLayout(foot)
    outer.setContentsMargins(SPACE_5, SPACE_3 + 2, SPACE_5, SPACE_3 + 2)
    outer.addLayout(below)
    below.setSpacing(SPACE_3)
    column = QVBoxLayout(sheet)
    column.setContentsMargins(LINE, LINE, LINE, LINE)
    column.setSpacing(0)
    column.addWidget(head)
    column.addLayout(between, 1)
    column.addWidget(foot)
    return heading, beside, between, below


def height_of(widget: QWidget, width: int) -> int:
    """The height that a widget needs at this width, in pixels."""
    layout = widget.layout()
    if layout is None:
        return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.height()
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalSizeHint().height()
