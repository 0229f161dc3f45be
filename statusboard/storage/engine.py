"""Opens a database: SQLite in a file, or PostgreSQL by its URL."""

import importlib
import sqlite3
from functools import partial
from pathlib import Path
from types import ModuleType

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from statusboard import own_files
from statusboard.errors import RuleBroken
from statusboard.storage.file_connections import Maker, connect_to_read, keep_watch

BUSY_TIMEOUT_MS = 10_000
# SQLite before this can lose committed pages when two connections meet at a WAL reset.
SAFE_SQLITE = (3, 51, 3)
# Pages after which the collector, which alone checkpoints, moves the log into the file.
CHECKPOINT_PAGES = 1_000
# A server whose cable was pulled says nothing for ever; half a minute of silence is enough.
_GIVE_UP = {
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
# What of a URL's query says which database it is, or whose, and not how to connect to it.
_WHERE = frozenset({"host", "hostaddr", "port", "dbname", "user", "service"})
# … and what of it nobody else is to read.
_SECRET = frozenset({"password", "sslpassword", "oauth_client_secret"})
# Set on a connection that only reads: it then waits for no writer, and no writer for it.
FOR_READING = "statusboard_for_reading"


def sqlite_module() -> ModuleType:
    """The newest SQLite at hand: that of pysqlite3 where it has a wheel, else Python's own."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3


def sqlite_is_safe() -> bool:
    """Whether the SQLite in use is free of the WAL-reset race (fixed in 3.51.3 and 3.50.7)."""
    version: tuple[int, ...] = sqlite_module().sqlite_version_info
    return version >= SAFE_SQLITE or (3, 50, 7) <= version < (3, 51, 0)


def parsed_url(database: str | Path) -> URL:
    """The SQLAlchemy URL for a file's path or a URL as a person writes it.

    A path is taken letter by letter: read as part of a URL, `%41` would be another file. One
    database has one URL however it was written: running programs are found by it. Raises
    RuleBroken where a URL cannot be read, or means nothing that keeps data.
    """
    text = str(database)
    if "://" not in text:
        return _sqlite_url(text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        # Without the URL: what cannot be read may well hold a password.
        raise RuleBroken(
            "The database is given as neither a file nor a URL that can be read. Write a path, "
            "or a URL such as postgresql://desk@db.example/statusboard.",
            field="database",
        ) from error
    if url.get_backend_name() == "sqlite":
        if url.query or not url.database or url.database.startswith((":memory:", "file:")):
            sentence = "This SQLite URL names no plain file. Write the path of a file."
            raise RuleBroken(sentence, field="database")
        return _sqlite_url(url.database)
    if url.get_backend_name() in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    sentence = f"StatusBoard keeps its data in SQLite or PostgreSQL, not in {url.drivername}."
    raise RuleBroken(sentence, field="database")


def _sqlite_url(path: str) -> URL:
    return URL.create("sqlite", database=str(Path(path).expanduser().resolve()))


def file_of(database: str | Path) -> Path | None:
    """The file of an embedded database, whether it exists or not; None for a server's."""
    url = parsed_url(database)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def url_of(database: str | Path) -> str:
    """The same as text, with its password: for comparing databases, never for showing."""
    return parsed_url(database).render_as_string(hide_password=False)


def name_of(database: str | Path) -> str:
    """What a database is called by for good: not its password, nor how one connects to it."""
    url = parsed_url(database)
    where = {key: value for key, value in url.query.items() if key in _WHERE}
    bare = URL.create(url.drivername, url.username, None, url.host, url.port, url.database, where)
    return bare.render_as_string()


def place_of(engine: Engine) -> str:
    """Where an engine's database is, for people: a path, or a URL without its password."""
    if engine.url.get_backend_name() == "sqlite":
        return engine.url.database or "memory"
    # A password may also stand behind the question mark, as libpq takes it there.
    shown = {key: value for key, value in engine.url.query.items() if key not in _SECRET}
    return engine.url.set(query=shown).render_as_string(hide_password=True)


def path_of(engine: Engine) -> Path | None:
    """The file of an engine's database; None for a server's."""
    name = engine.url.database
    return Path(name) if engine.url.get_backend_name() == "sqlite" and name else None


def open_engine(
    database: str | Path, *, readers: int = 2, checkpoints: bool = False, read_only: bool = False
) -> Engine:
    """An engine that connects when first asked. Raises RuleBroken for a URL that is none.

    `checkpoints` is for the collector alone: it is the one connection that checkpoints the
    write-ahead log. `read_only` connections cannot write by mistake.
    """
    url = parsed_url(database)
    if url.get_backend_name() == "sqlite":
        return _open_file(url, readers=readers, checkpoints=checkpoints, read_only=read_only)
    return create_engine(
        url,
        pool_size=readers,
        max_overflow=2,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10, "options": "-c timezone=utc", **_GIVE_UP},
    )


def _open_file(url: URL, *, readers: int, checkpoints: bool, read_only: bool) -> Engine:
    file = Path(url.database or "")
    if not read_only:
        own_files.make_folder(file.parent)
    driver = sqlite_module()
    arguments = {"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000}
    maker = Maker(driver, file, arguments)
    to_read = partial(connect_to_read, driver, file, **arguments)
    engine = create_engine(
        url,
        module=driver,
        poolclass=QueuePool,
        pool_size=readers,
        max_overflow=2,
        creator=to_read if read_only else maker.connect,
    )
    _prepare_sqlite(engine, checkpoints=checkpoints, read_only=read_only)
    keep_watch(engine, file, read_only=read_only)
    return engine


def _prepare_sqlite(engine: Engine, *, checkpoints: bool, read_only: bool) -> None:
    """Sets the pragmas of each connection, and lets SQLAlchemy's transactions begin at once.

    Python's driver would begin late and commit DDL on its own; with its isolation level off and
    an explicit BEGIN a failed migration rolls back, and a writer never finds out halfway that
    it has to wait.
    """

    @event.listens_for(engine, "connect")
    def _on_connect(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        if not read_only and not _is_strange(cursor):
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        pages = CHECKPOINT_PAGES if checkpoints else 0
        cursor.execute(f"PRAGMA wal_autocheckpoint = {pages}")
        if not (read_only or checkpoints):
            # Addresses of people are deleted here; the collector, which must be quick, has none.
            cursor.execute("PRAGMA secure_delete = ON")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
        for_reading = read_only or connection.get_execution_options().get(FOR_READING)
        connection.exec_driver_sql("BEGIN" if for_reading else "BEGIN IMMEDIATE")


def _is_strange(cursor: DBAPICursor) -> bool:
    """Whether the file is another program's: the mode of the log would stay behind in it."""
    cursor.execute("SELECT count(*), total(name = 'alembic_version') FROM sqlite_master")
    tables, ours = cursor.fetchone() or (0, 0)
    return bool(tables and not ours)
