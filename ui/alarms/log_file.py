"""The notification log of this computer in a file of its own: whole, or begun anew."""

import logging
from pathlib import Path

from statusboard import own_files
from statusboard.domain.alarms.log import NEW_LOG, NotificationLog
from statusboard.domain.alarms.log_text import log_of, log_text

log = logging.getLogger(__name__)

# Far above what a thousand services write.
LARGEST = 8 * 1024 * 1024


class LogFile:
    """Keeps the log where a restart finds it. Both calls block, and neither fails.

    `problem` says what went wrong last, for a person; empty while it is read and written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.problem = ""

    def load(self) -> NotificationLog:
        """The log as it was kept.

        A new one where there is none, or none that can be read: what stands then counts as heard.
        """
        try:
            return log_of(own_files.read_file(self._path, LARGEST))
        except FileNotFoundError:
            return NEW_LOG
        except (OSError, ValueError) as error:
            log.warning("alarm log not usable file=%s error=%r", self._path, error)
            self.problem = (
                "What was told on this computer could not be read, so it is begun anew. What stood "
                "then counts as heard."
            )
            return NEW_LOG

    def keep(self, kept: NotificationLog) -> None:
        """Puts the log in its place whole."""
        try:
            own_files.write_file(self._path, log_text(kept).encode())
        except OSError as error:
            log.warning("alarm log not written file=%s error=%s", self._path, error)
            self.problem = (
                f"What was told on this computer could not be kept: {error.strerror or error}. "
                "After a restart what stands then counts as heard."
            )
