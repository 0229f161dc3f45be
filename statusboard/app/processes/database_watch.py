"""Looks whether the database is where it was: a file can be deleted under open connections."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from statusboard.domain.changes import Changes, Topic
from statusboard.storage.file_connections import gone
from statusboard.storage.file_state import FileState, state_of

log = logging.getLogger(__name__)

LOOK_S = 2.0


class DatabaseWatch:
    """Says once when the file is gone, and once when it is back.

    `replaced` is set when another file stands in its place. A server's database has no file.
    """

    def __init__(self, file: Path | None, *, look_s: float = LOOK_S) -> None:
        self._file = file
        self._look_s = look_s
        self._first = state_of(file) if file is not None else None
        self._is_gone = False
        self.replaced = asyncio.Event()

    async def run(self, announce: Callable[[Changes], None]) -> None:
        """Looks until cancelled; announces that health has changed."""
        while self._file is not None:
            state = await asyncio.to_thread(state_of, self._file)
            if self._took_note(self._file, state):
                announce(Changes.of(Topic.HEALTH))
            await asyncio.sleep(self._look_s)

    def _took_note(self, file: Path, state: FileState) -> bool:
        """Whether there was news."""
        assert self._first is not None
        is_gone = state.file is None
        if not is_gone and state.file != self._first.file:
            log.warning("database replaced file=%s", file)
            self.replaced.set()
            return True
        if is_gone == self._is_gone:
            return False
        self._is_gone = is_gone
        if is_gone:
            log.error("database gone because=%s", gone(file))
        else:
            log.warning("database is back file=%s", file)
        return True
