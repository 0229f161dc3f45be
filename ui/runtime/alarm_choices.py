"""What this computer does about alarms, as its person chose, and what its outlets say of that.

It belongs to the computer and not to the team: a wall has no tray, a laptop may want a strip.
"""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QSettings, Signal

_PROPERTY = "statusboard_alarm_choices"
_SHOWS_TRAY, _STAYS_IN_TRAY = "alarms/tray", "alarms/stays_in_tray"
_SHOWS_STRIP, _QUIET_UNTIL = "alarms/strip", "alarms/quiet_until"


class AlarmChoices(QObject):
    """One per application, found with `alarm_choices()`. Without a file nothing is remembered.

    Signals:
        changed: something is chosen differently.
        remarked: an outlet says something else of itself.
        trial_wanted: the person wants to see and hear what an alarm is like here.
    """

    changed = Signal()
    remarked = Signal()
    trial_wanted = Signal()

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._shows_tray = self._kept(_SHOWS_TRAY, usual=True)
        self._stays_in_tray = self._kept(_STAYS_IN_TRAY, usual=False)
        self._shows_strip = self._kept(_SHOWS_STRIP, usual=False)
        self._quiet_until = _instant(settings.value(_QUIET_UNTIL) if settings else None)
        self._remarks: dict[str, str] = {}

    @property
    def shows_tray(self) -> bool:
        """Whether the state stands in the tray, where there is one."""
        return self._shows_tray

    def set_shows_tray(self, wanted: bool) -> None:
        """In the tray, or not."""
        self._shows_tray = wanted
        self._keep(_SHOWS_TRAY, wanted)

    @property
    def stays_in_tray(self) -> bool:
        """Whether a window that is closed goes on in the tray."""
        return self._stays_in_tray

    def set_stays_in_tray(self, wanted: bool) -> None:
        """Goes on in the tray, or ends."""
        self._stays_in_tray = wanted
        self._keep(_STAYS_IN_TRAY, wanted)

    @property
    def shows_strip(self) -> bool:
        """Whether the floating strip is shown."""
        return self._shows_strip

    def set_shows_strip(self, wanted: bool) -> None:
        """Shown, or not."""
        self._shows_strip = wanted
        self._keep(_SHOWS_STRIP, wanted)

    def quiet_until(self, now: datetime) -> datetime | None:
        """Until when this computer tells nothing; None: it does."""
        until = self._quiet_until
        return until if until is not None and until > now else None

    def be_quiet(self, until: datetime | None) -> None:
        """Tells nothing until then; None: tells again."""
        self._quiet_until = until
        self._keep(_QUIET_UNTIL, "" if until is None else until.astimezone(UTC).isoformat())

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the outlets say of themselves, a sentence each; empty where all is as it should."""
        return tuple(words for words in self._remarks.values() if words)

    def remark(self, outlet: str, words: str) -> None:
        """What an outlet says of itself from now on; empty for nothing."""
        if self._remarks.get(outlet, "") != words:
            self._remarks[outlet] = words
            self.remarked.emit()

    def _kept(self, key: str, *, usual: bool) -> bool:
        value = self._settings.value(key) if self._settings is not None else None
        return usual if value is None else value in (True, "true")

    def _keep(self, key: str, value: object) -> None:
        if self._settings is not None:
            self._settings.setValue(key, value)
        self.changed.emit()


def begin_alarm_choices(file: Path) -> AlarmChoices:
    """The application's choices from now on, kept in this file."""
    app = QCoreApplication.instance()
    assert app is not None
    settings = QSettings(str(file), QSettings.Format.IniFormat)
    made = AlarmChoices(settings, app)
    settings.setParent(made)
    app.setProperty(_PROPERTY, made)
    return made


def alarm_choices() -> AlarmChoices:
    """The application's choices; the usual ones, remembered nowhere, where none were begun."""
    app = QCoreApplication.instance()
    assert app is not None
    found = app.property(_PROPERTY)
    if isinstance(found, AlarmChoices):
        return found
    made = AlarmChoices(None, app)
    app.setProperty(_PROPERTY, made)
    return made


def _instant(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
