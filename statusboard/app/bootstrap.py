"""The only place that chooses concrete things: where data lives, which database is opened."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.engine import url_of
from statusboard.storage.migrate import bring_to_head

APP = "StatusBoard"
FILE_NAME = "statusboard.db"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one StatusBoard lives: its database, and the folder of everything beside it."""

    database: str
    folder: Path

    @property
    def run_folder(self) -> Path:
        """Where running programs of this database leave their addresses."""
        return self.folder / "run" / self._name

    @property
    def other_name(self) -> str:
        """What tells this database from the folder's own in names beside it; empty for that one."""
        own = url_of(str(self.folder / FILE_NAME))
        return "" if url_of(self.database) == own else self._name

    @property
    def _name(self) -> str:
        return hashlib.sha256(url_of(self.database).encode()).hexdigest()[:16]

    @property
    def log_folder(self) -> Path:
        """Where the programs write their logs."""
        return self.folder / "logs"

    def address_file(self, role: str) -> Path:
        """The file by which callers find the program of a role."""
        return self.run_folder / f"{role}.json"


def data_folder() -> Path:
    """The platform's folder for this person's StatusBoard."""
    return platformdirs.user_data_path(APP, appauthor=False)


def place(database: str | None = None, *, demo: bool = False) -> Place:
    """Where to work: the demo's own folder, the database given, or the person's own.

    Raises RuleBroken for an empty text: a variable that was not set must not mean one's own.
    """
    if database is not None and not database.strip():
        raise RuleBroken(
            "The database is given as an empty text. Name a file or a URL.", "database"
        )
    if demo:
        folder = data_folder() / "demo"
        return Place(database or str(folder / FILE_NAME), folder)
    folder = data_folder()
    return Place(database or str(folder / FILE_NAME), folder)


def open_database(
    database: str | None = None, *, demo: bool = False, checkpoints: bool = False
) -> Database:
    """The database of a place, migrated to this version. Raises RuleBroken or Unavailable."""
    opened = Database.open(place(database, demo=demo).database, checkpoints=checkpoints)
    try:
        bring_to_head(opened)
    except BaseException:
        opened.close()
        raise
    return opened


def open_reader(database: str | None = None, *, demo: bool = False) -> Database:
    """The same database for reading only; it has to exist and be migrated already."""
    return Database.open(place(database, demo=demo).database, read_only=True)
