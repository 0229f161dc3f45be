"""Brings the newest copy of a place back, or one that is named. Blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from statusboard.app.backups.copies import folder_of, list_copies
from statusboard.app.installation import Installation
from statusboard.domain.access import Actor
from statusboard.errors import RuleBroken
from statusboard.storage.copies import Copy, named
from statusboard.storage.dump_restoring import restore_dump
from statusboard.storage.engine import file_of
from statusboard.storage.restoring import restore_file


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """Which copy stands in the place of the database now, and where what was there is kept."""

    copy: Copy
    set_aside: Sequence[str]


def chosen_copy(where: Installation, name: str | None = None) -> Copy:
    """The copy of that name or path, else the newest. Raises RuleBroken where there is none."""
    copies = list_copies(where)
    if name is not None:
        return named(copies, name)
    if not copies:
        folder = folder_of(where)
        raise RuleBroken(f"There is no copy in {folder}. Name the file of one.", field="copy")
    return copies[0]


def bring_back(where: Installation, copy: Copy, *, now: datetime, actor: Actor) -> BroughtBack:
    """Puts the copy in the place of the database; what is there is set aside.

    Raises RuleBroken, Damaged or Unavailable with the reason; nothing was overwritten then.
    """
    file = file_of(where.database)
    if file is not None:
        aside = restore_file(file, copy, now=now, actor=actor)
        return BroughtBack(copy, tuple(str(path) for path in aside))
    schema = restore_dump(where.database, copy, now=now, actor=actor)
    return BroughtBack(copy, (f"schema {schema}",) if schema else ())
