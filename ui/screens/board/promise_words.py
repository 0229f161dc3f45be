"""What the board says of a promised next update. Pure: an instant in, words out."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.promises import Urgency, urgency
from ui.widgets.time_words import exact_length, moment_words

UNKNOWN = "\N{EN DASH}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """The countdown, the line beside it, and how it presses; None: nobody knows whether it holds.

    `spoken` is the line as it is heard: it changes with what it says, and not with every second.
    """

    figure: str
    line: str
    urgency: Urgency | None

    @property
    def spoken(self) -> str:
        """The line, with the length of time that it goes on from."""
        if self.urgency is Urgency.OVERDUE:
            return f"{self.figure} {self.line}"
        return self.line


def promise_words(
    due: datetime, now: datetime, zone: tzinfo, *, is_known: bool = True
) -> PromiseWords:
    """What to say of it at `now`. Not `is_known`: the word may have come, and nothing told us."""
    at = moment_words(due, now, zone)
    if not is_known:
        words = _tr("Promised by {time}. Whether it came is not known here.")
        return PromiseWords(UNKNOWN, words.format(time=at), None)
    presses = urgency(due, now)
    left = int((due - now).total_seconds())
    if presses is Urgency.OVERDUE:
        words = _tr("overdue, promised by {time}")
        return PromiseWords(exact_length(-left), words.format(time=at), presses)
    words = _tr("Next update promised by {time}")
    if presses is Urgency.SOON:
        words = _tr("Next update due soon, by {time}")
    hours, rest = divmod(left, 3600)
    minutes, seconds = divmod(rest, 60)
    shown = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
    return PromiseWords(shown, words.format(time=at), presses)


def pressing_words(due: datetime, now: datetime, zone: tzinfo) -> str:
    """What the banner says of the most urgent promise; nothing while there is time."""
    at = moment_words(due, now, zone)
    match urgency(due, now):
        case Urgency.OVERDUE:
            return _tr("the update promised by {time} is overdue").format(time=at)
        case Urgency.SOON:
            return _tr("the next update is due by {time}").format(time=at)
        case Urgency.CALM:
            return ""
