from array import array
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import Band, BandKind, Range
from tests.fixtures.views_uptime import response_series, uptime_view
from ui.plots.readout import moment_text
from ui.plots.response_chart import ResponseChart
from ui.theme.theme import Theme
from ui.theme.tokens import DARK, ThemeChoice
from ui.widgets.time_words import zone_of

VIEW = uptime_view(Range.YEAR)
START_S, STOP_S = VIEW.start.timestamp(), VIEW.stop.timestamp()


@pytest.fixture
def chart(theme: Theme, qtbot: QtBot) -> ResponseChart:
    made = ResponseChart()
    qtbot.addWidget(made)
    made.resize(1000, 260)
    show_year(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def show_year(chart: ResponseChart) -> None:
    chart.show_series(
        response_series(VIEW),
        VIEW.bands,
        start_s=START_S,
        stop_s=STOP_S,
        zone=zone_of(VIEW.zone),
    )


def drag(viewport: QWidget, left: QPoint, right: QPoint) -> None:
    """Press, move in steps, release: the test library's moves carry no pressed button."""
    held, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    steps = [
        (QEvent.Type.MouseButtonPress, left, held, held),
        *(
            (QEvent.Type.MouseMove, left + (right - left) * step / 8, none, held)
            for step in range(1, 9)
        ),
        (QEvent.Type.MouseButtonRelease, right, held, none),
    ]
    for kind, at, button, buttons in steps:
        where = QPointF(at)
        event = QMouseEvent(
            kind,
            where,
            viewport.mapToGlobal(where),
            button,
            buttons,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(viewport, event)


def test_the_chart_says_in_words_what_it_shows(chart: ResponseChart) -> None:
    assert chart.accessibleName() == "Response time and incidents"
    assert "between" in chart.summary
    assert "Stretches of trouble: 3." in chart.summary


def test_arrow_keys_walk_along_the_line_and_read_it_out(chart: ResponseChart, qtbot: QtBot) -> None:
    said: list[str] = []
    chart.said.connect(said.append)

    qtbot.keyClick(chart, Qt.Key.Key_End)
    last = said[-1]
    qtbot.keyClick(chart, Qt.Key.Key_Left)

    assert "95 % within" in last
    assert said[-1] != last
    assert said[-1] in chart.accessibleDescription()


def test_a_bucket_in_which_nothing_was_observed_says_so(chart: ResponseChart, qtbot: QtBot) -> None:
    series = response_series(VIEW)
    blind = int(np.flatnonzero(np.isnan(np.asarray(series.p95_s)))[0])

    qtbot.keyClick(chart, Qt.Key.Key_Home)
    for _ in range(blind):
        qtbot.keyClick(chart, Qt.Key.Key_Right)

    assert "nothing was observed" in chart.said_now


def test_an_outage_is_named_where_it_is_read(chart: ResponseChart) -> None:
    outage = VIEW.bands[1]

    chart._place_at((outage.start_s + outage.stop_s) / 2)

    assert "Major outage: Checkout API" in chart.said_now


def test_plus_zooms_and_escape_shows_the_whole_range_again(
    chart: ResponseChart, qtbot: QtBot
) -> None:
    zoomed: list[bool] = []
    chart.zoomed.connect(zoomed.append)

    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    start_s, stop_s = chart.in_view
    assert stop_s - start_s == pytest.approx((STOP_S - START_S) / 2)
    qtbot.keyClick(chart, Qt.Key.Key_Escape)

    assert chart.in_view == (START_S, STOP_S)
    assert zoomed == [True, False]


def test_dragging_over_a_stretch_brings_it_into_view(chart: ResponseChart, qtbot: QtBot) -> None:
    viewport = chart._plot.viewport()
    area = chart._view.sceneBoundingRect()
    left = chart._plot.mapFromScene(QPointF(area.left() + area.width() * 0.25, area.center().y()))
    right = chart._plot.mapFromScene(QPointF(area.left() + area.width() * 0.5, area.center().y()))

    drag(viewport, left, right)

    year = STOP_S - START_S
    start_s, stop_s = chart.in_view
    assert start_s == pytest.approx(START_S + year * 0.25, abs=year * 0.01)
    assert stop_s == pytest.approx(START_S + year * 0.5, abs=year * 0.01)


def test_panning_stays_inside_the_range(chart: ResponseChart) -> None:
    chart.zoom_to(START_S + 1e6, START_S + 2e6)

    chart.pan_by(-1e9)

    assert chart.in_view == (START_S, START_S + 1e6)


def test_new_figures_of_the_same_range_keep_the_zoom(chart: ResponseChart) -> None:
    chart.zoom_to(START_S + 1e6, START_S + 3e6)

    show_year(chart)

    assert chart.in_view == (START_S + 1e6, START_S + 3e6)


def test_the_chart_changes_its_clothes_with_the_theme(chart: ResponseChart, theme: Theme) -> None:
    theme.choose(ThemeChoice.DARK)

    picture = chart.grab().toImage()

    assert picture.pixelColor(2, 2).name().upper() == DARK.surface


def test_no_menu_of_the_library_ever_opens(chart: ResponseChart) -> None:
    assert not chart._view.menuEnabled()
    assert not chart._plot.getPlotItem().menuEnabled()


def turn_wheel(
    chart: ResponseChart,
    steps: int,
    *,
    share: float = 0.5,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> bool:
    """Turns the wheel over the chart, at a share of its width; whether the chart took it."""
    viewport = chart._plot.viewport()
    area = chart._view.sceneBoundingRect()
    spot = QPointF(area.left() + area.width() * share, area.center().y())
    where = QPointF(chart._plot.mapFromScene(spot))
    event = QWheelEvent(
        where,
        viewport.mapToGlobal(where),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.ignore()
    QApplication.sendEvent(viewport, event)
    return event.isAccepted()


def test_the_wheel_zooms_around_the_pointer(chart: ResponseChart) -> None:
    assert turn_wheel(chart, 3, share=0.25)

    start_s, stop_s = chart.in_view
    year = STOP_S - START_S
    assert stop_s - start_s == pytest.approx(year / 1.25**3)
    assert (START_S + year * 0.25 - start_s) / (stop_s - start_s) == pytest.approx(0.25, abs=0.01)


def test_a_wheel_that_could_show_nothing_more_scrolls_the_page(chart: ResponseChart) -> None:
    assert not turn_wheel(chart, -1)
    assert not turn_wheel(chart, 1, keys=Qt.KeyboardModifier.ShiftModifier)
    turn_wheel(chart, 1)
    assert turn_wheel(chart, -1)


def test_the_wheel_pans_with_shift(chart: ResponseChart) -> None:
    chart.zoom_to(START_S + 1e7, START_S + 2e7)

    turn_wheel(chart, -1, keys=Qt.KeyboardModifier.ShiftModifier)

    assert chart.in_view == pytest.approx((START_S + 1.1e7, START_S + 2.1e7))


def test_a_double_click_shows_the_whole_range(chart: ResponseChart, qtbot: QtBot) -> None:
    chart.zoom_to(START_S + 1e6, START_S + 2e6)
    viewport = chart._plot.viewport()
    middle = viewport.rect().center()

    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=middle)

    assert chart.in_view == (START_S, STOP_S)


@pytest.mark.parametrize("key", ["+", "=", "-", "_"])
def test_plus_and_minus_zoom_with_shift_or_without(
    chart: ResponseChart, qtbot: QtBot, key: str
) -> None:
    chart.zoom_to(START_S + 1e7, START_S + 2e7)

    qtbot.keyClicks(chart, key)

    start_s, stop_s = chart.in_view
    assert stop_s - start_s == pytest.approx(5e6 if key in "+=" else 2e7)


def test_nought_shows_the_whole_range_and_arrows_bring_what_they_read_into_view(
    chart: ResponseChart, qtbot: QtBot
) -> None:
    chart.zoom_to(START_S + 1e7, START_S + 1.1e7)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    before = chart.in_view
    qtbot.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert chart.in_view[1] > before[1]

    qtbot.keyClick(chart, Qt.Key.Key_0)

    assert chart.in_view == (START_S, STOP_S)


def test_of_two_hours_with_one_name_the_reading_says_which() -> None:
    first = datetime(2026, 10, 25, 0, 5, tzinfo=UTC).timestamp()

    assert moment_text(first, zone_of("Europe/Berlin")) == "25 Oct 2026, 02:05 CEST"
    assert moment_text(first + 3600, zone_of("Europe/Berlin")) == "25 Oct 2026, 02:05 CET"
    assert moment_text(first + 7200, zone_of("Europe/Berlin")) == "25 Oct 2026, 03:05"


def test_another_line_is_laid_over_it_and_read_beside_it(
    chart: ResponseChart, qtbot: QtBot
) -> None:
    year = 365 * 86_400.0
    alone = chart.grab().toImage()
    before = response_series(VIEW, gap=False)
    earlier = replace(before, at_s=array("d", [at - year for at in before.at_s]))

    chart.show_compared(earlier, "the year before", later_s=year)
    qtbot.keyClick(chart, Qt.Key.Key_End)

    assert chart.is_comparing
    assert "the year before: " in chart.said_now
    assert chart.grab().toImage() != alone
    chart.show_compared(None)
    assert "the year before" not in chart.said_now


def test_enter_opens_the_bucket_that_is_read(chart: ResponseChart, qtbot: QtBot) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == [pytest.approx(START_S), pytest.approx(START_S + 86_400)]


@pytest.mark.parametrize("kind", list(BandKind))
def test_every_kind_of_band_is_seen(chart: ResponseChart, kind: BandKind) -> None:
    def picture(*bands: Band) -> QImage:
        chart.show_series(
            response_series(VIEW), bands, start_s=START_S, stop_s=STOP_S, zone=zone_of(VIEW.zone)
        )
        return chart.grab().toImage()

    middle = (START_S + STOP_S) / 2
    band = Band(middle, middle + 86_400 * 9, ComponentStatus.MAJOR_OUTAGE, "A", kind=kind)
    assert picture(band) != picture()


@pytest.mark.parametrize(
    ("longest", "always", "reaches"), [(2.5, True, True), (2.5, False, False), (30.0, True, False)]
)
def test_the_slowest_answers_are_in_the_picture_unless_the_line_would_be_lost(
    chart: ResponseChart, longest: float, *, always: bool, reaches: bool
) -> None:
    """Up to three times as high as the line; what is rare or slower is cut, and shown to be."""
    series = response_series(VIEW, gap=False)
    highest = max(series.p95_s)
    slow = array("d", [longest * highest] * len(series.max_s) if always else series.max_s)
    slow[len(slow) // 2] = longest * highest
    zone = zone_of(VIEW.zone)
    shown = replace(series, max_s=slow)
    chart.show_series(shown, (), start_s=START_S, stop_s=STOP_S, zone=zone)
    top = chart._view.viewRange()[1][1]
    assert (top > longest * highest) is reaches
    assert top < 4 * highest


def test_the_extremes_are_a_band_behind_the_line(chart: ResponseChart) -> None:
    series = response_series(VIEW, gap=False)
    flat = replace(series, min_s=series.median_s, max_s=series.median_s)
    pictures = []
    for shown in (series, flat):
        zone = zone_of(VIEW.zone)
        chart.show_series(shown, VIEW.bands, start_s=START_S, stop_s=STOP_S, zone=zone)
        pictures.append(chart.grab().toImage())
    assert pictures[0] != pictures[1]
