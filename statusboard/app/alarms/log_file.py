"""The notification log of this computer, in a file of its own.

It says what a person has heard here, so it belongs to the computer and not into the database.
"""

import logging
from pathlib import Path

import msgspec

from statusboard import own_files
from statusboard.domain.alarms.log import NEW_LOG, NotificationLog

log = logging.getLogger(__name__)

# Far above the log of the largest desk; what is larger is none of ours.
LARGEST = 8 * 1024 * 1024
# Raised whenever a log changes its shape: an older file is then begun anew.
VERSION = 1


class _Kept(msgspec.Struct):
    version: int
    log: NotificationLog


class LogFile:
    """Reads and writes it whole; a reader finds the old or the new one, never half of it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def load(self) -> NotificationLog:
        """The log as it was kept.

        A file that cannot be read is said in the program's log and begun anew: what stands then
        counts as heard, so that nobody is told all of it again.
        """
        try:
            kept = msgspec.json.decode(own_files.read_file(self._file, LARGEST), type=_Kept)
        except FileNotFoundError:
            return NEW_LOG
        except (OSError, ValueError, msgspec.MsgspecError) as error:
            log.warning("notification log begun anew file=%s error=%s", self._file, error)
            return NEW_LOG
        return kept.log if kept.version == VERSION else NEW_LOG

    def keep(self, kept: NotificationLog) -> None:
        """Writes it. Where that fails, it is said in the program's log, and told all the same."""
        try:
            own_files.write_file(self._file, msgspec.json.encode(_Kept(VERSION, kept)))
        except OSError as error:
            log.warning("notification log not written file=%s error=%s", self._file, error)
