"""What the board says while nothing it shows is known to hold now. Pure."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.observation import BLIND_AFTER
from statusboard.domain.views.board import BoardView
from ui.screens.board.mood import Reading, last_answer
from ui.widgets.time_words import age_words, moment_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)


def blind_headline(view: BoardView, reading: Reading, now: datetime) -> str:
    """The largest words while nothing is known to hold now."""
    is_asked = bool(view.checks)
    if not is_asked or reading.last_seen is None or _is_long_ago(reading.last_seen, now):
        return _tr("Nothing is being watched")
    return _tr("Nothing is known right now")


def _is_long_ago(seen: datetime, now: datetime) -> bool:
    return abs(now - seen) > BLIND_AFTER


def blind_sentence(view: BoardView, reading: Reading, now: datetime, zone: tzinfo) -> str:
    """How old what stands below is, or that no answer has come in yet."""
    if not view.checks:
        return _tr("No service has a check yet. Add one, and its answers appear here.")
    seen = reading.last_seen
    if seen is not None and not _is_long_ago(seen, now):
        # Somebody watches: what stands below is as old as the answers that it rests on.
        seen = last_answer(view)
        if seen is not None and not _is_long_ago(seen, now):
            return _tr("The services are asked, and no answer says how they are.")
    if seen is None:
        return _tr("No answer has come in yet. The first ones follow within seconds.")
    age = age_words((now - seen).total_seconds())
    moment = moment_words(seen, now, zone)
    return _tr("The last answer came {age}, at {moment}. What stands below was true then.").format(
        age=age, moment=moment
    )
