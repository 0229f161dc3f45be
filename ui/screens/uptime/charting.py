"""What the card of the chart asks: the line, its marks, what lies over it, and the calendar."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from statusboard.domain.access import Permission
from statusboard.domain.instants import SECOND_US, to_us
from statusboard.domain.period import Days
from statusboard.domain.views.uptime import Band, Compared, Series, UptimeView
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.uptime.asking import (
    ask_compared,
    ask_deployments,
    ask_series,
    ask_year,
)
from ui.screens.uptime.chart_card import ChartCard
from ui.screens.uptime.chart_menu import chart_menu, correctable
from ui.screens.uptime.period_words import days_of
from ui.widgets.time_words import zone_of

_CHART, _DEPLOYED, _COMPARED, _YEAR = "chart", "deployed", "compared", "year"


class Charting(QObject):
    """Fills the card for the view that is shown. `answers` are those of the screen.

    Signals:
        days_wanted: some days are to be opened; carries their `Days`.
        correct_wanted: a stretch is to be corrected; its service by its id, and an instant in it.
    """

    days_wanted = Signal(object)
    correct_wanted = Signal(int, object)

    def __init__(self, operations: Operations, answers: LatestWins, card: ChartCard) -> None:
        super().__init__(card)
        self._desk = operations.desk
        self._answers = answers
        self._card = card
        self._asked: object = None
        self._view: UptimeView | None = None
        self._about: int | None = None
        card.compare.chosen.connect(lambda _: self._ask_compared())
        card.turned.connect(lambda _: self._ask_year())
        card.contract.toggled.connect(lambda _: self._ask_year())
        card.year.day_opened.connect(self._open_day)
        card.opened.connect(self._open_stretch)
        card.menu_wanted.connect(self._offer)
        self._permitted = operations.permitted
        self._menu: QMenu | None = None

    def drop_other_than(self, question: object) -> None:
        """Waits no longer for the line of another question."""
        if self._asked != question:
            for lane in (_CHART, _DEPLOYED, _COMPARED, _YEAR):
                self._answers.drop(lane)

    def show(self, view: UptimeView, about: int | None, name: str, question: object) -> None:
        """Asks for what belongs to a view: of a service or a group by its name, or of all."""
        self._view, self._about, self._asked = view, about, question
        card = self._card

        def done(series: Series) -> None:
            card.show_about(name)
            card.show_series(
                series,
                view.bands,
                start_s=to_us(view.start) / SECOND_US,
                stop_s=to_us(view.stop) / SECOND_US,
                zone=zone_of(view.zone),
            )
            self._ask_deployments(view)
            self._ask_compared()

        card.compare.show_rows(view.rows, about)
        self._answers.ask(
            _CHART,
            question,
            partial(ask_series, self._desk, view.range, about, view.group),
            done,
            lambda error: card.show_problem(str(error)),
        )
        self._ask_year()

    def _ask_deployments(self, view: UptimeView) -> None:
        """Marks of New Relic beside what we measured; without them the chart stands as it is."""
        self._card.show_deployments(())
        self._answers.ask(
            _DEPLOYED,
            self._asked,
            partial(ask_deployments, self._desk, self._about, view.start, view.stop),
            self._card.show_deployments,
            lambda _: None,
        )

    def _ask_compared(self) -> None:
        view, other = self._view, self._card.compare.other
        self._answers.drop(_COMPARED)
        if view is None or other is None:
            self._card.show_compared(None)
            return

        def done(found: Compared) -> None:
            later_us = to_us(view.start) - to_us(found.start) if other.is_before else 0
            name = self.tr("the period before") if other.is_before else other.name
            self._card.show_compared(found, name, later_s=later_us / SECOND_US)

        self._answers.ask(
            _COMPARED,
            (self._asked, other),
            partial(
                ask_compared,
                self._desk,
                view.range,
                other,
                (self._about, view.group),
                view.in_business_hours,
            ),
            done,
            lambda _: self._card.show_compared(None),
        )

    def _ask_year(self) -> None:
        """The calendar costs nothing until it is looked at."""
        view = self._view
        if view is not None and self._card.shows_year:
            self._answers.ask(
                _YEAR,
                (self._asked, self._card.by_contract),
                partial(
                    ask_year,
                    *(self._desk, view.range, self._about, view.group),
                    by_contract=self._card.by_contract,
                ),
                self._card.show_year,
                lambda error: self._card.show_year_problem(str(error)),
            )

    def _offer(self, at_s: float, bands: Sequence[Band], where: QPoint) -> None:
        """Opens the menu of an instant. Shown and not executed: that would hold the loop."""
        self.menu_of(at_s, bands).popup(where)

    def menu_of(self, at_s: float, bands: Sequence[Band]) -> QMenu:
        """What can be done with an instant of the chart (seconds since 1970)."""
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = chart_menu(
            self._card,
            tuple(correctable(at_s, bands, self._about)),
            opens=lambda: self._open_stretch(at_s, at_s + 1),
            corrects=self.correct_wanted.emit,
            why_not=self._permitted.why_not(Permission.OVERRIDE),
        )
        return self._menu

    def _open_day(self, day: date) -> None:
        self.days_wanted.emit(Days(day, day))

    def _open_stretch(self, start_s: float, stop_s: float) -> None:
        if self._view is not None:
            instants = (datetime.fromtimestamp(at_s, UTC) for at_s in (start_s, stop_s))
            start, stop = instants
            self.days_wanted.emit(days_of(start, stop, zone_of(self._view.zone)))
