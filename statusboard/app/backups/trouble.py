"""What keeps a window from its database, cheaply looked at: gone, or found damaged by somebody."""

from dataclasses import dataclass
from pathlib import Path

from statusboard.app.installation import Installation
from statusboard.storage.copies import Copy, copies_of, time_words
from statusboard.storage.damage_note import is_noted
from statusboard.storage.file_state import state_of

__all__ = ["Copy", "Trouble", "TroubleWatch"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A sentence for whoever sits there, and the last good copy; None where there is none."""

    sentence: str
    copy: Copy | None = None

    @property
    def of(self) -> str:
        """Of when the copy is."""
        return time_words(self.copy.made_at) if self.copy is not None else ""


@dataclass(slots=True)
class TroubleWatch:
    """Looks at the database of a place again and again. Remembers that there was one."""

    where: Installation
    _was_there: bool = False

    def look(self) -> Trouble | None:
        """What is the matter now. Blocking; takes a few looks at a folder."""
        file = self.where.file
        if file is None:
            return None
        found = state_of(file)
        copies = copies_of(file)
        newest = copies[0] if copies else None
        if found.file is None or (found.version[0] == 0 and copies):
            if not (self._was_there or copies):
                return None  # the first start: it is being made
            return _gone(file, newest)
        self._was_there = True
        if is_noted(file):
            return _damaged(file, newest)
        return None


def _gone(file: Path, newest: Copy | None) -> Trouble:
    way = f", or bring back the copy of {time_words(newest.made_at)}" if newest else ""
    return Trouble(
        f"The database file {file} is not there any more, or empty: somebody has moved or deleted "
        f"it. Nothing is recorded until it is back. Put it back{way}.",
        newest,
    )


def _damaged(file: Path, newest: Copy | None) -> Trouble:
    way = (
        f"The last good copy is of {time_words(newest.made_at)}; what is there now is kept."
        if newest
        else "There is no copy of it. Keep the file, and check the disk."
    )
    return Trouble(
        f"The database {file} is damaged: nothing that is recorded now is sure to last. {way}",
        newest,
    )
