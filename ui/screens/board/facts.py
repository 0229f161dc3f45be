"""The facts on the left of the board's last line. Pure."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from statusboard.domain.views.board import BoardView
from ui.screens.board.mood import Mood, Reading
from ui.screens.board.painting.footer import Fact
from ui.screens.board.record_words import has_figure, is_good
from ui.widgets.time_words import days_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)


def facts(view: BoardView, reading: Reading, now: datetime) -> tuple[Fact, ...]:
    """The uptime record with its coverage, the days without a major outage, what is watched."""
    record = view.record
    found = []
    if has_figure(record.uptime_90):
        found.append(
            Fact(
                f"{record.uptime_90} %",
                _tr("uptime, last 90 days, {coverage} % observed").format(
                    coverage=record.coverage_90
                ),
                "operational" if is_good(record.uptime_90, record.coverage_90) else "text",
            )
        )
    elif record.coverage_90 not in {"", "0", "\N{EN DASH}"}:
        meaning = _tr("of 90 days observed, too little for an uptime figure")
        found.append(Fact(f"{record.coverage_90} %", meaning))
    if reading.mood is not Mood.QUIET and record.major_free_since is not None:
        days = (now - record.major_free_since).days
        meaning = (
            _tr("since the last major outage")
            if record.ever_major
            else (_tr("without a major outage"))
        )
        # “0 days since” reads like a record of its own; the tiles tell of today.
        if days > 0:
            found.append(Fact(days_words(days), meaning))
    services, checks = len(view.tiles), view.checks
    found.append(Fact(str(services), _tr("service") if services == 1 else _tr("services")))
    found.append(Fact(str(checks), _tr("check") if checks == 1 else _tr("checks")))
    return tuple(found)
