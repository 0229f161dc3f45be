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
from statusboard.errors import Damaged, RuleBroken, StatusBoardError, Unavailable
from statusboard.storage.copies import copies_of, folder_beside, offer_of
from statusboard.storage.database import Database
from statusboard.storage.database_roles import only_reads
from statusboard.storage.engine import file_of, name_of, url_of
from statusboard.storage.file_connections import files_of, gone, may_be_written
from statusboard.storage.migrate import bring_to_head, is_at_head, nothing_there

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
    def file(self) -> Path | None:
        """The file of the database; None for a server's."""
        return file_of(self.database)

    @property
    def may_write(self) -> bool:
        """Whether the system, or a server, lets us write the database. Blocking."""
        return not only_reads(self.database) if self.file is None else may_be_written(self.file)

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

    @property
    def backups_folder(self) -> Path:
        """Where copies of a server's database are kept; those of a file stand beside it."""
        return self.folder / "backups" / self._name

    def address_file(self, role: str) -> Path:
        """The file by which callers find the program of a role."""
        return self.run_folder / f"{role}.json"

    def visitors_file(self, role: str) -> Path:
        """The file by which a page server finds it, with a secret that opens little."""
        return self.run_folder / f"{role}-visitors.json"

    def private_paths(self) -> tuple[Path, ...]:
        """The folders and files of this place that are nobody else's business, those there are.

        A folder that only a database named by hand stands in is not ours to close.
        """
        file = file_of(self.database)
        copies = self.backups_folder if file is None else folder_beside(file)
        runs = (self.run_folder, self.run_folder.parent)
        folders = (*runs, self.log_folder, copies, *_secret_folders(self))
        beside = files_of(file) + tuple(_beside(file)) if file is not None else ()
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


def _beside(file: Path) -> Iterator[Path]:
    """Copies from before a change, what was set aside, and what says that it is damaged."""
    if file.parent.is_dir():
        found = file.parent.glob(f"{glob.escape(file.name)}.*")
        yield from sorted(path for path in found if path.is_file())


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
    database: str | None = None,
    *,
    demo: bool = False,
    checkpoints: bool = False,
    makes: bool = True,
) -> Database:
    """The database of a place, migrated to this version. Raises RuleBroken or Unavailable.

    It is made where there is none, unless there is known to have been one (`makes`).
    """
    where = locate(database, demo=demo).database
    file = file_of(where)
    if file is not None and not makes and not file.exists():
        raise gone(file)
    return _at_head(Database.open(where, checkpoints=checkpoints), makes=makes)


def open_existing(
    database: str | None = None,
    *,
    demo: bool = False,
    writes: bool = False,
    renews: bool = True,
) -> Database:
    """The same, where there is one already: a name mistyped must not make another.

    For reading alone unless it `writes`: it then waits for nobody, and works where nothing may be
    written. An older one is brought to this version first; unless it `renews`, it is left alone and
    Unavailable is raised. Raises RuleBroken where there is none.
    """
    where = locate(database, demo=demo).database
    if not _is_there(where):
        raise _no_demo_yet() if demo else _missing(where)
    if writes:
        return _at_head(Database.open(where), makes=False)
    reader = Database.open(where, read_only=True)
    try:
        if is_at_head(reader):
            return reader
    except BaseException:
        reader.close()
        raise
    reader.close()
    if not renews:
        raise Unavailable(
            "The database is of an earlier version. Nothing is shown until a window, collector or "
            "office of this version has opened it."
        )
    _at_head(Database.open(where), makes=False).close()
    return Database.open(where, read_only=True)


def _missing(where: str) -> StatusBoardError:
    """Why a file cannot be read that is not there, or empty."""
    file = file_of(where)
    assert file is not None
    if copies_of(file):
        return Damaged(f"There is no database in {file} any more. {offer_of(file)}")
    return nothing_there(str(file))


@contextmanager
def reading(database: str | None = None, *, demo: bool = False) -> Iterator[Database]:
    """The database for somebody who only reads: nothing is made.

    Who has named none and has none of their own yet reads an empty one. Raises RuleBroken where
    the one that was named is not there.
    """
    own = locate().database
    if database is None and not demo and not (_is_there(own) or _is_lost(own)):
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


def _is_lost(database: str) -> bool:
    file = file_of(database)
    return file is not None and bool(copies_of(file))


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
