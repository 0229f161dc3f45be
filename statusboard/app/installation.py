"""The only place that chooses concrete things: where data lives, which database is opened."""

import glob
import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import platformdirs

from statusboard import own_files
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.engine import file_of, name_of, url_of
from statusboard.storage.migrate import bring_to_head, nothing_there

APP = "StatusBoard"
FILE_NAME = "statusboard.db"
# What the files of secrets end with, those of earlier versions too.
SECRETS = frozenset({".secret", ".key"})


@dataclass(frozen=True, slots=True)
class Installation:
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
        return hashlib.sha256(name_of(self.database).encode()).hexdigest()[:16]

    @property
    def log_folder(self) -> Path:
        """Where the programs write their logs."""
        return self.folder / "logs"

    def address_file(self, role: str) -> Path:
        """The file by which callers find the program of a role."""
        return self.run_folder / f"{role}.json"

    def private_paths(self) -> tuple[Path, ...]:
        """The folders and files of this place that are nobody else's business, those there are.

        A folder that only a database named by hand stands in is not ours to close.
        """
        file = file_of(self.database)
        folders = (self.run_folder, self.run_folder.parent, self.log_folder, *_secret_folders(self))
        beside = files_of(file) + tuple(_copies_of(file)) if file is not None else ()
        within = (
            path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())
        )
        every = (self.folder, *folders, *beside, *within)
        return tuple(dict.fromkeys(path for path in every if path.exists()))


def keep_private(where: Installation) -> tuple[str, ...]:
    """Closes to others what an earlier version, or a copy, left open; what could not be, in words.

    Raises nothing: a folder that cannot be looked into is said, not fatal.
    """
    try:
        return tuple(filter(None, map(_mended, where.private_paths())))
    except OSError as error:
        return (f"{where.folder} cannot be looked into ({error.strerror})",)


def exposed(where: Installation) -> tuple[str, ...]:
    """What others on this computer can read of it, in words. Changes nothing."""
    try:
        return tuple(filter(None, map(own_files.exposed, where.private_paths())))
    except OSError as error:
        return (f"{where.folder} cannot be looked into ({error.strerror})",)


def _mended(path: Path) -> str:
    mend = own_files.mend_secret if path.suffix in SECRETS else own_files.mend
    return mend(path)


def _secret_folders(where: Installation) -> Iterator[Path]:
    if where.folder.is_dir():
        yield from (path for path in sorted(where.folder.glob("secrets*")) if path.is_dir())


def _copies_of(file: Path) -> Iterator[Path]:
    if file.parent.is_dir():
        yield from sorted(file.parent.glob(f"{glob.escape(file.name)}.before-*"))


def data_folder() -> Path:
    """The platform's folder for this person's StatusBoard."""
    return platformdirs.user_data_path(APP, appauthor=False)


def locate(database: str | None = None, *, demo: bool = False) -> Installation:
    """Where to work: the demo's own folder, the database given, or the person's own.

    Sample data is written over what was there, and so never into a database that was named.
    Raises RuleBroken for an empty text: a variable that was not set must not mean one's own.
    """
    if database is not None and not database.strip():
        raise RuleBroken(
            "The database is given as an empty text. Name a file or a URL.", "database"
        )
    if demo:
        folder = data_folder() / "demo"
        return Installation(str(folder / FILE_NAME), folder)
    folder = data_folder()
    return Installation(database or str(folder / FILE_NAME), folder)


def open_database(
    database: str | None = None, *, demo: bool = False, checkpoints: bool = False
) -> Database:
    """The database of a place, migrated to this version. Raises RuleBroken or Unavailable."""
    return _at_head(
        Database.open(locate(database, demo=demo).database, checkpoints=checkpoints), makes=True
    )


def open_existing(database: str | None = None, *, demo: bool = False) -> Database:
    """The same, where there is one already: a name mistyped must not make another.

    Raises RuleBroken where there is none.
    """
    where = locate(database, demo=demo).database
    if not _is_there(where):
        raise _no_demo_yet() if demo else nothing_there(str(file_of(where)))
    return _at_head(Database.open(where), makes=False)


@contextmanager
def reading(database: str | None = None, *, demo: bool = False) -> Iterator[Database]:
    """The database for somebody who only reads: nothing is made.

    Who has named none and has none of their own yet reads an empty one. Raises RuleBroken where
    the one that was named is not there.
    """
    if database is None and not demo and not _is_there(locate().database):
        with TemporaryDirectory(prefix="statusboard-") as folder:
            empty = open_database(str(Path(folder) / "statusboard.db"))
            with closing(empty):
                yield empty
        return
    with closing(open_existing(database, demo=demo)) as opened:
        yield opened


def _no_demo_yet() -> RuleBroken:
    return RuleBroken(
        "There is no sample data yet. Nothing was made. Open the demo once with "
        "“python3 packaging/run.py --demo”, or write its page with “statusboard page --demo "
        "--out DIR”.",
        field="database",
    )


def _is_there(database: str) -> bool:
    file = file_of(database)
    return file is None or (file.exists() and file.stat().st_size > 0)


def _at_head(opened: Database, *, makes: bool) -> Database:
    try:
        bring_to_head(opened, makes=makes)
    except BaseException:
        opened.close()
        raise
    return opened


def open_reader(database: str | None = None, *, demo: bool = False) -> Database:
    """The same database for reading only; it has to exist and be migrated already."""
    return Database.open(locate(database, demo=demo).database, read_only=True)
