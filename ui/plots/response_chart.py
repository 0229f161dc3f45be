"""The chart of the uptime screen: response time, the trouble behind it, and what was not seen.

The only way to pyqtgraph; imported when the screen is first shown, because it is heavy.
"""

from collections.abc import Sequence
from datetime import UTC, tzinfo

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.domain.views.uptime import Band, Series
from ui.plots.readout import bucket_text, compared_text, summary_text
from ui.plots.stretch import Stretch
from ui.plots.time_plot import TimePlot
from ui.plots.trace import Measure, Trace
from ui.theme.theme import theme

_CLOSEST_BUCKETS = 4
_PAGE_STEP = 10
_ZOOM_STEP = 0.5


class ResponseChart(QWidget):
    """A line with bands behind it. Drag or wheel zooms, with Shift it pans, arrow keys read.

    Keys: left and right move the crosshair (Shift: ten times as far), Home and End go to the
    edges, plus and minus zoom around it, Enter opens what is read, the menu key asks what can be
    done there, Escape, 0 or a double click shows the whole range again.

    Signals:
        said: what stands at the crosshair, in words; empty when it is gone.
        zoomed: whether less than the whole range is in view.
        opened: what stands at the crosshair is to be looked into; start and stop of its bucket.
        menu_wanted: what can be done with an instant is wanted; carries it, the bands that touch
            it, and where on the screen.
    """

    said = Signal(str)
    zoomed = Signal(bool)
    opened = Signal(float, float)
    menu_wanted = Signal(float, object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: Trace | None = None
        self._bands: tuple[Band, ...] = ()
        self._zone: tzinfo = UTC
        self._measure = Measure.MEDIAN
        self._compared: Trace | None = None
        self._compared_name = ""
        self._stretch = Stretch.of(0.0, 1.0)
        self._read: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Response time and incidents"))
        self._plot = TimePlot(self)
        self._view, self._theirs = self._plot.view, self._plot.theirs
        self._deployed: tuple[tuple[float, str], ...] = ()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._plot)
        self._view.chosen.connect(self.zoom_to)
        self._view.moved_by.connect(self.pan_by)
        self._view.scaled.connect(self._scale)
        self._view.sigResized.connect(self._redraw)
        self._plot.scene().sigMouseMoved.connect(self._hovered)
        self._plot.viewport().installEventFilter(self)
        theme().changed.connect(self._dress)
        self._dress()

    @property
    def summary(self) -> str:
        """The part in view, in words."""
        start_s, stop_s = self._stretch.bounds
        return summary_text(self._trace, self._measure, self._bands, start_s=start_s, stop_s=stop_s)

    @property
    def is_zoomed(self) -> bool:
        """Whether less than the whole range is in view."""
        return self._stretch.is_zoomed

    @property
    def in_view(self) -> tuple[float, float]:
        """The stretch in view, in seconds since 1970."""
        return self._stretch.bounds

    @property
    def said_now(self) -> str:
        """What stands at the crosshair, in words; empty when there is none."""
        if self._trace is None or self._read is None:
            return ""
        parts = [bucket_text(self._trace, self._read, self._bands, self._zone, self._deployed)]
        at_s, name = self._reading_s(), self._compared_name
        if self._compared is not None:
            parts.append(compared_text(self._compared, name, at_s, self._measure))
        return " · ".join((*parts, *self._theirs.texts(at_s)))

    def show_series(
        self,
        series: Series,
        bands: Sequence[Band],
        *,
        start_s: float,
        stop_s: float,
        zone: tzinfo,
        figure: str = "",
    ) -> None:
        """Shows a series from `start_s` to `stop_s` (seconds since 1970), as a whole.

        A stretch that was zoomed to stays in view while the range is the same length. `figure` is
        the one of New Relic's that is drawn beside it.
        """
        whole, before = Stretch.of(start_s, stop_s), self._stretch
        stays = before.is_zoomed and abs(whole.length_s - Stretch.of(*before.whole).length_s) < 1.0
        self._trace = Trace.of(series)
        self._theirs.show(series.theirs, figure)
        self._bands = tuple(bands)
        self._zone = self._plot.time_axis.zone = zone
        self._plot.backdrop.show_bands(bands, self._trace.blind_stretches(start_s, stop_s))
        self._place(None)
        self._look_at(whole.showing(*before.bounds) if stays else whole)

    def show_compared(self, series: Series | None, name: str = "", *, later_s: float = 0.0) -> None:
        """Draws another service or time over it, moved by `later_s` seconds; None: no longer."""
        moved = None if series is None else Trace.of(series).moved_by(later_s)
        self._compared, self._compared_name = moved, name
        self._redraw()

    @property
    def is_comparing(self) -> bool:
        """Whether another line lies over it."""
        return self._compared is not None

    @property
    def deployed(self) -> tuple[tuple[float, str], ...]:
        """What is marked as deployed: when (seconds since 1970), and which version."""
        return self._deployed

    def show_deployments(self, deployed: Sequence[tuple[float, str]]) -> None:
        """Marks what was deployed, in the place of the marks before."""
        self._deployed = tuple(deployed)
        self._plot.marks.show_marks([at_s for at_s, _ in self._deployed])

    def choose_figure(self, figure: str) -> None:
        """Draws another of New Relic's figures beside ours."""
        self._theirs.choose(figure)
        self._redraw()

    def choose_measure(self, key: str) -> None:
        """Draws another figure of each bucket foremost: `median`, `p95` or `max`."""
        self._measure = Measure(key)
        self._redraw()
        self.setAccessibleDescription(self.summary)

    def zoom_to(self, start_s: float, stop_s: float) -> None:
        """Brings a stretch into view, at least a few buckets long."""
        self._look_at(self._stretch.zoomed_to(start_s, stop_s, least_s=self._least_s))

    def pan_by(self, seconds: float) -> None:
        """Moves the stretch in view, keeping its length and staying inside the range."""
        self._look_at(self._stretch.moved_by(seconds))

    def reset(self) -> None:
        """Shows the whole range."""
        self._look_at(Stretch.of(*self._stretch.whole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Reads and zooms without a mouse."""
        if not (self._reads(event) or self._zooms(event)):
            super().keyPressEvent(event)

    def _reads(self, event: QKeyEvent) -> bool:
        """Moves the crosshair, or opens what stands there; whether the key is for that."""
        far = _PAGE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        match event.key():
            case Qt.Key.Key_Left:
                self._step(-far)
            case Qt.Key.Key_Right:
                self._step(far)
            case Qt.Key.Key_Home:
                self._place_at(self._stretch.start_s)
            case Qt.Key.Key_End:
                self._place_at(self._stretch.stop_s)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._read is not None:
                if not event.isAutoRepeat():
                    self._open()
            case _:
                return False
        return True

    def _zooms(self, event: QKeyEvent) -> bool:
        """Zooms, or shows the whole range; whether the key is for that."""
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._scale(_ZOOM_STEP, self._reading_s())
            case Qt.Key.Key_Minus | Qt.Key.Key_Underscore:
                self._scale(1 / _ZOOM_STEP, self._reading_s())
            case Qt.Key.Key_Escape if self.is_zoomed or self._read is not None:
                self._place(None)
                self.reset()
            case Qt.Key.Key_0:
                self.reset()
            case _:
                return False
        return True

    def _open(self) -> None:
        if self._trace is not None:
            at_s = self._reading_s()
            self.opened.emit(at_s, at_s + self._trace.bucket_s)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the newest reading when reached by keyboard."""
        super().focusInEvent(event)
        if self._read is None and event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self._place_at(self._stretch.stop_s)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Takes the crosshair away with the pointer; a double click shows the whole range."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.reset()
        if isinstance(event, QContextMenuEvent):
            at_s = self._plot.instant_at(QPointF(event.pos()))
            if at_s is not None:
                self._ask_menu(at_s, event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave and not self.hasFocus():
            self._place(None)
        return bool(super().eventFilter(watched, event))  # type: ignore[arg-type]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By key it is of what stands at the crosshair."""
        spot = self._view.sceneBoundingRect().center().toPoint()
        self._ask_menu(self._reading_s(), self.mapToGlobal(spot))
        event.accept()

    def _ask_menu(self, at_s: float, where: QPoint) -> None:
        if self._trace is not None:
            self.menu_wanted.emit(at_s, self._plot.touched(self._bands, at_s), where)

    @property
    def _least_s(self) -> float:
        return _CLOSEST_BUCKETS * (self._trace.bucket_s if self._trace is not None else 1.0)

    def _look_at(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._view.is_whole = not stretch.is_zoomed
        self._redraw()
        self.zoomed.emit(stretch.is_zoomed)

    def _redraw(self) -> None:
        self._plot.draw(self._trace, self._measure, self._compared, self._stretch)
        self._place(self._read)

    def _scale(self, factor: float, around_s: float) -> None:
        self._look_at(self._stretch.scaled(factor, around_s, least_s=self._least_s))

    def _hovered(self, scene_position: QPointF) -> None:
        at_s = self._plot.instant_at(scene_position)
        if at_s is not None:
            self._place_at(at_s)

    def _step(self, pixels: int) -> None:
        if self._trace is None or not len(self._trace.at_s):
            return
        if self._read is None:
            self._place_at(self._stretch.stop_s)
            return
        buckets = max(1, round(self._plot.pixel_s / self._trace.bucket_s)) * pixels
        last = len(self._trace.at_s) - 1
        self._place(min(max(self._read + buckets, 0), last))
        reached = self._stretch.reaching(self._reading_s())
        if reached != self._stretch:
            self._look_at(reached)

    def _reading_s(self) -> float:
        if self._trace is None or self._read is None:
            return sum(self._stretch.bounds) / 2
        return float(self._trace.at_s[self._read])

    def _place_at(self, at_s: float) -> None:
        self._place(self._trace.bucket_at(at_s) if self._trace is not None else None)

    def _place(self, position: int | None) -> None:
        changed = position != self._read
        self._read = position
        self._plot.read(self._trace, self._measure, position)
        if changed:
            said = self.said_now
            self.setAccessibleDescription(f"{self.summary} {said}".strip())
            self.said.emit(said)

    def _dress(self) -> None:
        """Takes the colours in force."""
        self._plot.dress(self.font())
