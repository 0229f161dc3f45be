"""The copies of a place: where they are, making one, removing old ones. All calls block."""

import logging
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from statusboard.app.backups.rules import outlived
from statusboard.app.installation import Installation
from statusboard.errors import Damaged
from statusboard.storage.copies import Copy, copies_in, copies_of, folder_beside, path_for
from statusboard.storage.copying import Contents, copy_file
from statusboard.storage.copying import quick_look as look_quickly
from statusboard.storage.damage_note import forget_damage, note_damage
from statusboard.storage.database import Database
from statusboard.storage.dumps import dump
from statusboard.storage.engine import file_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A copy that was just made, and what is in it."""

    copy: Copy
    contents: Contents


def folder_of(where: Installation) -> Path:
    """Where the copies of a place are: beside its file, or in its folder for a server's."""
    file = file_of(where.database)
    return folder_beside(file) if file is not None else where.backups_folder


def list_copies(where: Installation) -> tuple[Copy, ...]:
    """The copies of a place, the newest first."""
    file = file_of(where.database)
    return copies_of(file) if file is not None else copies_in(where.backups_folder)


def make_copy(
    where: Installation, now: datetime, *, is_daily: bool, folder: Path | None = None
) -> MadeCopy:
    """Makes a copy, which was looked over. Raises Damaged and Unavailable; no half one is left."""
    file = file_of(where.database)
    ending = "db" if file is not None else "dump"
    path = path_for(folder or folder_of(where), now, is_daily=is_daily, ending=ending)
    if file is not None:
        contents = copy_file(file, path)
        forget_damage(file)  # it was just looked over, to the last page
    else:
        with closing(Database.open(where.database, read_only=True)) as database:
            contents = dump(database.engine, path)
    return MadeCopy(Copy(path, now, is_daily=is_daily), contents)


def quick_look(where: Installation) -> None:
    """Raises Damaged where SQLite finds a fault in the file; a server looks after itself.

    Then a note beside the file tells every other program.
    """
    file = file_of(where.database)
    if file is None:
        return
    try:
        look_quickly(file)
    except Damaged:
        note_damage(file)
        raise


def remove_outlived(where: Installation, now: datetime, zone: tzinfo) -> None:
    """Removes what has been kept long enough. Call it only after a good copy was made."""
    for copy in outlived(list_copies(where), now, zone):
        try:
            copy.path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("old copy not removed file=%s because=%s", copy.path, error)
        else:
            log.info("old copy removed file=%s", copy.path.name)
