"""The sound of an alarm: once at once, then again and again until somebody acknowledges it.

It is played by the system's own player, a program of its own, for QtMultimedia is not part of
PySide6-Essentials, and players written in Python ask for more than they give here: see
ARCHITECTURE, “Libraries”.
"""

import logging
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from statusboard.domain.alarms.alarm import AlarmSeverity
from ui.alarms.disturbance import is_undisturbed
from ui.runtime.operations import Operations
from ui.theme.bundled import FOLDER

log = logging.getLogger(__name__)

AGAIN_MS = 30_000
# PipeWire's, PulseAudio's, ALSA's, macOS'. A name, and what stands before the file.
PLAYERS = (("pw-play",), ("paplay",), ("aplay", "--quiet"), ("afplay",))


def sound_file(severity: AlarmSeverity) -> Path:
    """What a severity sounds like."""
    return FOLDER / "sounds" / f"{severity.value}.wav"


class AlarmSound(QObject):
    """Rings for the gravest alarm that wants a sound."""

    def __init__(
        self, operations: Operations, parent: QObject | None = None, *, again_ms: int = AGAIN_MS
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._severity: AlarmSeverity | None = None
        self._player = QProcess(self)
        self._player.errorOccurred.connect(self._could_not)
        self._again = QTimer(self, interval=again_ms)
        self._again.timeout.connect(self._ring_once)

    @property
    def severity(self) -> AlarmSeverity | None:
        """What it rings for; None: it is still."""
        return self._severity

    def ring(self, severity: AlarmSeverity | None) -> None:
        """Rings for this one until told otherwise; None ends it at once."""
        before, self._severity = self._severity, severity
        if severity is None:
            self.stop()
        elif before is None or severity.rank > before.rank:
            self._again.start()
            self._ring_once()

    def stop(self) -> None:
        """Is still."""
        self._severity = None
        self._again.stop()
        self._player.kill()

    def try_it(self, severity: AlarmSeverity) -> None:
        """Plays it once, whatever rings and whoever does not want to be disturbed."""
        self._play(severity)

    def _ring_once(self) -> None:
        self._operations.run(self, is_undisturbed(), self._ring_unless)

    def _ring_unless(self, is_unwelcome: bool) -> None:
        if self._severity is not None and not is_unwelcome:
            self._play(self._severity)

    def _play(self, severity: AlarmSeverity) -> None:
        file = str(sound_file(severity))
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(file, winsound.SND_FILENAME | winsound.SND_ASYNC)
            return
        if self._player.state() is not QProcess.ProcessState.NotRunning:
            return  # it still sounds
        for name, *before in PLAYERS:
            program = QStandardPaths.findExecutable(name)
            if program:
                self._player.start(program, [*before, file])
                return
        self._beep()

    def _could_not(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._beep()

    @staticmethod
    def _beep() -> None:
        QApplication.beep()
