"""The title of the window: whose it is, before that what fails, first what presses.

It is read in the task bar while another program is in front, on whatever screen the window stands.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from statusboard.domain.promises import Urgency, urgency
from ui.widgets.time_words import MINUTE, exact_length, whole_minutes

# What was asked longer ago is said no more; before that it is asked again.
BELIEVED_FOR = timedelta(seconds=120)
CONFIRM_AFTER = timedelta(seconds=60)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Window", text)


def due_words(due: datetime, now: datetime) -> str:
    """`Next update due in 4 min`, `Update overdue by 3 min`; changes once a minute."""
    left = (due - now).total_seconds()
    if urgency(due, now) is Urgency.OVERDUE:
        if -left < MINUTE:
            return _tr("Update overdue")
        return _tr("Update overdue by {length}").format(length=exact_length(-left))
    return _tr("Next update due in {length}").format(length=whole_minutes(left))


def changes_in_ms(due: datetime, now: datetime) -> int:
    """In how many milliseconds these words are others: at the next whole minute from the promise.

    A hair more: a timer that is early would find the old words once more.
    """
    left_ms = (due - now) // timedelta(milliseconds=1)
    return left_ms % (MINUTE * 1000) + 10


class WindowTitle(QObject):
    """Keeps the title of its window right. It asks nobody itself.

    Signals:
        confirm_wanted: a promise is counted down, and whether it still holds is to be asked again.
    """

    confirm_wanted = Signal()

    def __init__(self, window: QWidget, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._clock = window, clock
        self._name = _tr("StatusBoard")
        self._due: datetime | None = None
        self._asked_at: datetime | None = None
        self._trouble = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tick)
        self._renew()

    @property
    def is_ticking(self) -> bool:
        """Whether there is a promise whose words will change."""
        return self._timer.isActive()

    def show_company(self, name: str) -> None:
        """Says whose desk it is; without a name only what program it is."""
        self._name = _tr("{company} · StatusBoard").format(company=name) if name else self._name
        self._renew()

    def show_due(self, due: datetime | None) -> None:
        """By when the next update has to come, as the desk has just said; None: none is owed."""
        self._due, self._asked_at = due, self._clock.now()
        self._renew()

    def show_trouble(self, words: str) -> None:
        """How many services do not work as they should: “1 down, 2 slow”; empty for none."""
        if words != self._trouble:
            self._trouble = words
            self._renew()

    def tick(self) -> None:
        """A minute has passed: other words, and whether they still hold is asked from time to time.

        What was not confirmed in time is not said any more.
        """
        asked_at = self._asked_at
        if asked_at is not None and abs(self._clock.now() - asked_at) >= CONFIRM_AFTER:
            self.confirm_wanted.emit()
        self._renew()

    def _renew(self) -> None:
        now, due = self._clock.now(), self._due
        title = self._name
        if self._trouble:
            title = _tr("{trouble} – {name}").format(trouble=self._trouble, name=title)
        if due is None:
            self._timer.stop()
        else:
            self._timer.start(changes_in_ms(due, now))
            if self._asked_at is not None and abs(now - self._asked_at) <= BELIEVED_FOR:
                words = due_words(due, now)
                title = _tr("{promise} – {name}").format(promise=words, name=title)
        if title != self._window.windowTitle():
            self._window.setWindowTitle(title)
