"""A year of one-minute points: how long one frame of panning takes, against an empty plot.

A frame is a pan of the chart and a full paint of it into a picture. Chart and empty plot (the
library's own, with its date axis and nothing in it) take turns, in random order, in one process.
"""

import os
import random
import statistics
import time
from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.plots.response_chart import ResponseChart

POINTS = 525_600
ROUNDS = 7
FRAMES = 40
WIDTH, HEIGHT = 1200, 500
FRAME_MS = 16.7
MOST_RATIO = 3.0


def measure() -> list[dict[str, object]]:
    """The p95 of a pan frame in milliseconds and its ratio to an empty plot, CPU and wall."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import pyqtgraph as pg
    from PySide6.QtWidgets import QApplication

    from ui.plots.response_chart import ResponseChart
    from ui.theme.appearance import dress
    from ui.theme.tokens import ThemeChoice

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app, ThemeChoice.LIGHT)
    start_s = 1_760_000_000.0
    stop_s = start_s + POINTS * 60.0
    chart = _chart(ResponseChart, start_s, stop_s)
    empty = pg.PlotWidget(axisItems={"bottom": pg.DateAxisItem()})
    empty.resize(WIDTH, HEIGHT)
    empty.setRange(xRange=(start_s, stop_s), yRange=(0, 1), padding=0)
    empty.show()
    empty.grab()
    step_s = (stop_s - start_s) * 0.9 / FRAMES / 4

    def frame_of_chart(number: int) -> None:
        chart.pan_by(step_s if number % 2 else -step_s * 0.8)
        chart.grab()

    def frame_of_empty(number: int) -> None:
        shift = number * step_s % 1e6
        empty.setRange(xRange=(start_s + shift, stop_s + shift), padding=0)
        empty.grab()

    rows: list[dict[str, object]] = []
    for part, share in (("nearly all in view", 0.9), ("a tenth in view", 0.1)):
        middle = (start_s + stop_s) / 2
        half = (stop_s - start_s) * share / 2
        chart.zoom_to(middle - half, middle + half)
        figures = _take_turns({"chart": frame_of_chart, "empty": frame_of_empty})
        for clock in ("CPU", "wall"):
            value, floor = figures["chart", clock], figures["empty", clock]
            rows.append(
                {
                    "name": f"pan frame of {POINTS:,} points, {part}, p95, {clock}",
                    "value": value,
                    "unit": "ms",
                    "floor": floor,
                    "ratio": value / floor,
                    "goal": f"≤ {FRAME_MS} ms and ≤ {MOST_RATIO:g} × an empty plot",
                }
            )
            rows.append(
                {
                    "name": f"… against an empty plot, {clock}",
                    "value": value / floor,
                    "unit": "×",
                    "goal": f"≤ {MOST_RATIO:g} ×",
                }
            )
    for widget in (chart, empty):
        widget.close()
        widget.deleteLater()
    app.sendPostedEvents()
    return rows


def _chart(kind: "type[ResponseChart]", start_s: float, stop_s: float) -> "ResponseChart":
    from datetime import UTC

    from statusboard.domain.status import ComponentStatus
    from statusboard.domain.views.uptime import Band, Series

    chance = random.Random(5)
    at = array("d", [start_s + n * 60.0 for n in range(POINTS)])
    values = array("d", [0.3 + 0.2 * chance.random() for _ in range(POINTS)])
    for n in range(200_000, 210_000):
        values[n] = float("nan")
    quickest = array("d", [value * 0.4 for value in values])
    longest = array("d", [value * (1.2 + chance.random()) for value in values])
    bands = [
        Band(start_s + n * 1e6, start_s + n * 1e6 + 7200, ComponentStatus.MAJOR_OUTAGE, "a")
        for n in range(30)
    ]
    chart = kind()
    chart.resize(WIDTH, HEIGHT)
    chart.show_series(
        Series(60.0, at, values, values, longest, values, quickest),
        bands,
        start_s=start_s,
        stop_s=stop_s,
        zone=UTC,
    )
    chart.show()
    chart.grab()
    return chart


def _take_turns(frames: dict[str, Callable[[int], None]]) -> dict[tuple[str, str], float]:
    """The median over rounds of each one's p95, in milliseconds, by name and clock."""
    p95s: dict[tuple[str, str], list[float]] = {}
    chance = random.Random(1)
    for _ in range(ROUNDS):
        order = list(frames)
        chance.shuffle(order)
        for name in order:
            cpu: list[float] = []
            wall: list[float] = []
            for number in range(FRAMES):
                cpu_before, wall_before = time.thread_time(), time.perf_counter()
                frames[name](number)
                cpu.append((time.thread_time() - cpu_before) * 1e3)
                wall.append((time.perf_counter() - wall_before) * 1e3)
            for clock, spent in (("CPU", cpu), ("wall", wall)):
                p95s.setdefault((name, clock), []).append(statistics.quantiles(spent, n=20)[-1])
    return {key: statistics.median(values) for key, values in p95s.items()}
