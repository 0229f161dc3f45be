"""What tray, strip and title say, in a line."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from statusboard.domain.alarms.announcement import AlarmAction
from statusboard.domain.promises import Urgency, urgency
from ui.alarms.desk_state import DeskState, Failing
from ui.widgets.time_words import clock_words, short_length


def _tr(text: str) -> str:
    return QCoreApplication.translate("Alarms", text)


def action_words(action: AlarmAction) -> str:
    """What a button of a notification is called."""
    return {
        AlarmAction.OPEN: _tr("Open"),
        AlarmAction.DRAFT_NOTICE: _tr("Draft notice"),
        AlarmAction.WRITE_UPDATE: _tr("Write it"),
        AlarmAction.ACKNOWLEDGE: _tr("I see it"),
        AlarmAction.MUTE: _tr("Mute for 1 h"),
    }[action]


def count_words(state: DeskState) -> tuple[str, str]:
    """How many are down, and how many slow: “1 down”, “2 slow”; empty for none."""
    down, slow = len(state.down), len(state.slow)
    return (
        _tr("{n} down").format(n=down) if down else "",
        _tr("{n} slow").format(n=slow) if slow else "",
    )


def failing_words(one: Failing, now: datetime) -> str:
    """“Checkout API · 18 min”."""
    return f"{one.name} · {since_words(one, now)}"


def since_words(one: Failing, now: datetime) -> str:
    """How long it has failed: “18 min”; a clock that was put back makes no negative age."""
    return short_length((now - one.since).total_seconds())


def working_words(state: DeskState) -> str:
    """“24 of 24”: seen to work, of all."""
    return _tr("{working} of {all}").format(working=state.working, all=state.services)


def unknown_words(state: DeskState) -> str:
    """Why there is no all-clear, though nothing is seen to fail."""
    if state.blind:
        return _tr("Nothing is seen now")
    if not state.services:
        return _tr("Nothing is watched yet")
    return _tr("{n} not seen").format(n=state.services - state.working)


def due_words(state: DeskState, now: datetime) -> str:
    """“next word 10:52”, or since when it is overdue; empty where none is owed."""
    if state.due is None:
        return ""
    at = clock_words(state.due, state.zone)
    if urgency(state.due, now) is Urgency.OVERDUE:
        return _tr("overdue since {time}").format(time=at)
    return _tr("next word {time}").format(time=at)


def promised_words(state: DeskState, now: datetime) -> str:
    """“promised by 14:50”, or since when it is overdue; empty where none is owed."""
    if state.due is None or urgency(state.due, now) is Urgency.OVERDUE:
        return due_words(state, now)
    return _tr("promised by {time}").format(time=clock_words(state.due, state.zone))


def state_words(state: DeskState, now: datetime) -> str:
    """All of it in a line, for a tooltip and a screen reader."""
    if state.failing:
        first = failing_words(state.failing[0], now)
        parts = [", ".join(filter(None, count_words(state))), first]
        # What is not seen may fail as well.
        parts.append(_tr("nothing is seen now") if state.blind else "")
    elif state.status.value == "operational":
        parts = [_tr("{counted} work").format(counted=working_words(state))]
    else:
        parts = [unknown_words(state)]
    return " · ".join(filter(None, (*parts, due_words(state, now))))
