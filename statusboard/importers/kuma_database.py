"""A file of SQLite that somebody else made: read, never written, and its schema not trusted.

Views, triggers, virtual tables and functions of it are not run; only named tables are read.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from statusboard.errors import RuleBroken

# Between two looks at the clock of steps: one is some ns. A file that keeps it busy for longer
# than any real one is let go.
_STEPS, _MOST_LOOKS = 1_000_000, 60_000
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_TRANSACTION})
LONGEST_VALUE = 1_000_000
_BATCH = 2_000


class ForeignDatabase:
    """An open file. Rows come as mappings from names of columns to values."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        self.tables = frozenset(self._plain_tables())

    def rows(
        self, table: str, *, where: str = "", value: object = None, order: str = ""
    ) -> Iterator[dict[str, object]]:
        """The rows of a table whose column `where` has that value; none where it is not there.

        Raises RuleBroken where the file is damaged.
        """
        if table not in self.tables:
            return
        columns = self.columns(table)
        if where and where not in columns:
            return
        statement = f'SELECT * FROM "{table}"'  # noqa: S608 - one of our own names
        statement += f' WHERE "{where}" = ?' if where else ""
        statement += f' ORDER BY "{order}"' if order in columns else ""
        for row in self._fetched(statement, (value,) if where else ()):
            yield dict(zip(columns, row, strict=False))

    def has_rows(self, table: str) -> bool:
        """Whether there is anything in a table, however large that is."""
        if table not in self.tables:
            return False
        return next(self._fetched(f'SELECT 1 FROM "{table}" LIMIT 1', ()), None) is not None  # noqa: S608

    def values(
        self, table: str, wanted: tuple[str, ...], *, where: str, value: object, order: str
    ) -> Iterator[tuple[object, ...]]:
        """The same as tuples of the wanted columns, for tables with millions of rows."""
        if table not in self.tables or not {*wanted, where, order} <= set(self.columns(table)):
            return
        listed = ", ".join(f'"{one}"' for one in wanted)
        statement = f'SELECT {listed} FROM "{table}" WHERE "{where}" = ? ORDER BY "{order}"'  # noqa: S608
        yield from self._fetched(statement, (value,))

    def columns(self, table: str) -> tuple[str, ...]:
        """What the columns of one of its tables are called."""
        with self._in_words():
            cursor = self._connection.execute(f'SELECT * FROM "{table}" LIMIT 0')  # noqa: S608
            return tuple(str(one[0]) for one in cursor.description)

    def _fetched(self, statement: str, given: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
        with self._in_words():
            cursor = self._connection.execute(statement, given)
            while some := cursor.fetchmany(_BATCH):
                yield from some

    def _plain_tables(self) -> Iterator[str]:
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        for name, sql in self._fetched(asked, ()):
            made = " ".join(str(sql).split()[:2]).upper()
            if made == "CREATE TABLE" and '"' not in str(name):
                yield str(name)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
            words = f"{self._name} cannot be read to its end: it is damaged, or no such file."
            raise RuleBroken(words, field="source") from error


@contextmanager
def opened(file: Path) -> Iterator[ForeignDatabase]:
    """The file, open to be read. Raises RuleBroken where it cannot be."""
    with ExitStack() as stack:
        yield stack.enter_context(_opened(*_to_read(file, stack), file.name))


def _to_read(file: Path, stack: ExitStack) -> tuple[Path, str]:
    """Which file to open, and how, so that nothing is made beside the one that was given.

    Without a journal nobody writes to it. With a journal and its index somebody has it open, and
    reading along is the one right way. A journal alone was copied with its file: SQLite would make
    the index beside it, which is not ours to do, nor possible in every folder. A copy is read.
    """
    journal, index = (file.with_name(f"{file.name}-{end}") for end in ("wal", "shm"))
    if not journal.exists():
        return file, "mode=ro&immutable=1"
    if index.exists():
        return file, "mode=ro"
    home = Path(stack.enter_context(TemporaryDirectory(prefix="statusboard-import-")))
    try:
        copy = home / "kuma.db"
        shutil.copyfile(file, copy)
        shutil.copyfile(journal, home / f"{copy.name}-wal")
    except OSError as error:
        raise RuleBroken(f"{file.name} cannot be opened.", field="source") from error
    return copy, "mode=ro"


@contextmanager
def _opened(file: Path, mode: str, name: str) -> Iterator[ForeignDatabase]:
    try:
        where = f"file:{quote(str(file.absolute()))}?{mode}"
        # A window reads it piece by piece, on whichever of its threads is free.
        connection = sqlite3.connect(where, uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise RuleBroken(f"{name} cannot be opened.", field="source") from error
    with closing(connection):
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error as error:
            raise RuleBroken(f"{name} is no database.", field="source") from error
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.set_authorizer(_only_reads)
        connection.set_progress_handler(_Patience().is_over, _STEPS)
        yield ForeignDatabase(connection, name)


class _Patience:
    """Counts how long a file keeps us busy."""

    def __init__(self) -> None:
        self._looks = 0

    def is_over(self) -> bool:
        """Whether it was too long."""
        self._looks += 1
        return self._looks > _MOST_LOOKS


def _only_reads(
    action: int, _first: str | None, _second: str | None, _place: str | None, inner: str | None
) -> int:
    # `inner` is the view or trigger that wants it: nothing of the kind is ours.
    if action in _ALLOWED and inner is None:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
