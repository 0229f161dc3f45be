"""The menu of the chart: what lies at an instant is opened, or corrected."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from statusboard.domain.views.uptime import Band, BandKind
from ui.theme.status_style import status_style
from ui.theme.theme import tokens

# A menu of more would hide the chart; the drill-down lists all of them.
MOST = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("Chart", text)


def correctable(
    at_s: float, bands: Sequence[Band], about: int | None
) -> Iterator[tuple[str, int, datetime]]:
    """What could be corrected at an instant: in words, of which service, and an instant in it.

    `about` is the service that is shown; of it also what nobody observed, where no band lies.
    """
    seen: set[int] = set()
    for band in sorted(bands, key=lambda one: -one.status.severity):
        number = band.component_id
        if number is None or number in seen or band.kind is BandKind.INCIDENT:
            continue
        seen.add(number)
        inside_s = min(max(at_s, band.start_s), band.stop_s)
        # What was corrected is measured on: the stretch is looked for as it counts now.
        word = status_style(band.status, tokens()).word
        words = _tr("Correct {service}: {state}…").format(service=band.service, state=word)
        yield words, number, _instant(band, inside_s)
    if about is not None and about not in seen:
        yield _tr("Correct what was here…"), about, datetime.fromtimestamp(at_s, UTC)


def chart_menu(
    parent: QWidget,
    found: Sequence[tuple[str, int, datetime]],
    *,
    opens: Callable[[], None],
    corrects: Callable[[int, datetime], None],
    why_not: str,
) -> QMenu:
    """The menu; `why_not` says why whoever sits here may not correct, empty where they may."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    first = QAction(_tr("Open the day"), menu)
    first.triggered.connect(lambda _=False: opens())
    menu.addAction(first)
    if found:
        menu.addSeparator()
    for words, number, at in found[:MOST]:
        action = QAction(words, menu)
        action.setEnabled(not why_not)
        action.setToolTip(why_not)
        action.triggered.connect(lambda _=False, n=number, at=at: corrects(n, at))
        menu.addAction(action)
    return menu


def _instant(band: Band, at_s: float) -> datetime:
    """An instant that lies in the band, also where its edges fall between two microseconds."""
    middle_s = (band.start_s + band.stop_s) / 2
    return datetime.fromtimestamp(at_s if band.start_s < at_s < band.stop_s else middle_s, UTC)
