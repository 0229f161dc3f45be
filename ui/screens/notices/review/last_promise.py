"""What became of the promise that was made last, as the review says it below the next one. Pure."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from statusboard.domain.promises import Promise, PromiseState
from ui.widgets.time_words import spoken_length

_MINUTE = timedelta(minutes=1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def last_promise_words(last: Promise | None, now: datetime) -> str:
    """`The last promise was kept, 4 minutes early.`; empty where there is nothing to say."""
    if last is None:
        return ""
    late = last.late_by(now)
    match last.state:
        case PromiseState.KEPT:
            early = last.early_by()
            if early < _MINUTE:
                return _tr("The last promise was kept.")
            return _tr("The last promise was kept, {length} early.").format(length=_spoken(early))
        case PromiseState.LATE:
            return _tr("The last update came late by {length}.").format(length=_spoken(late))
        case PromiseState.OPEN if late:
            return _tr("The last promise is overdue by {length}.").format(length=_spoken(late))
        case PromiseState.OPEN:
            left = last.due - now
            if left < _MINUTE:
                return _tr("This keeps the last promise.")
            return _tr("This keeps the last promise, {length} early.").format(length=_spoken(left))
        case PromiseState.WITHDRAWN:
            return ""


def _spoken(length: timedelta) -> str:
    return spoken_length(length.total_seconds())
