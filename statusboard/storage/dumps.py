"""Copies of a PostgreSQL database, by its own tools: pg_dump and pg_restore.

Only our tables: the database may hold others beside them. The tools are told how to connect in
their environment: a password among arguments could be read by everybody on the computer.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from statusboard.errors import Damaged, Unavailable
from statusboard.storage.copying import Contents
from statusboard.storage.failures import in_words
from statusboard.storage.tables import METADATA

VERSION_TABLE = "alembic_version"
TABLES = (*METADATA.tables, VERSION_TABLE)
# A program that says nothing for so long is stuck, in seconds.
TIMEOUT_S = 4 * 3600.0
_COPY = re.compile(rb'COPY (?:\w+\.)?"?(\w+)"? \(.*\) FROM stdin;\n')
_INSTALL = "Install the client programs of PostgreSQL (on Debian and Ubuntu: postgresql-client)."


def dump(engine: Engine, to: Path) -> Contents:
    """Copies our tables to where nothing is yet, for its owner alone; what is in the copy.

    It gets its name only when it was read back. Raises Unavailable where the tools are missing or
    too old, or the copy cannot be made; nothing half is left then.
    """
    pg_dump = tool(engine, "pg_dump")
    unfinished = to.with_suffix(".unfinished")
    try:
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        tables = [f'--table="{name}"' for name in TABLES]
        run_tool(
            engine,
            [pg_dump, "--format=custom", "--no-owner", "--no-privileges", *tables],
            [f"--file={unfinished}"],
        )
        contents = look_over_dump(engine, unfinished)
        unfinished.rename(to)
    except OSError as error:
        raise Unavailable(
            f"The database could not be copied to {to.parent} ({error.strerror or error}). "
            "Nothing half was left. Check the disk and the rights on the folder."
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return contents


def look_over_dump(engine: Engine, copy: Path) -> Contents:
    """What is in a copy, read from its first to its last row. Raises Damaged, or Unavailable."""
    command = [tool(engine, "pg_restore"), "--data-only", "--file=-", str(copy)]
    with subprocess.Popen(  # noqa: S603 - the server's own tool
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_plain_environment()
    ) as reading:
        assert reading.stdout is not None
        assert reading.stderr is not None
        contents = _counted(reading.stdout)
        said = reading.stderr.read()
    if reading.returncode:
        raise Damaged(f"The copy {copy} is damaged ({_last_line(said)}). Nothing was changed.")
    return contents


def _counted(lines: Iterable[bytes]) -> Contents:
    rows: dict[str, int] = {}
    revision = None
    table = ""
    for line in lines:
        if not table:
            begins = _COPY.fullmatch(line)
            if begins is not None:
                table = begins[1].decode()
                rows[table] = 0
        elif line == b"\\.\n":
            table = ""
        else:
            rows[table] += 1
            if table == VERSION_TABLE:
                revision = line.decode().strip()
    return Contents(revision, rows)


def put_back(engine: Engine, copy: Path) -> None:
    """Fills the database with a copy, whole or not at all. Raises Unavailable."""
    from psycopg.conninfo import make_conninfo

    name = make_conninfo("", dbname=engine.url.database or "")
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    run_tool(engine, [tool(engine, "pg_restore"), *options], [f"--dbname={name}", str(copy)])


def tool(engine: Engine, name: str) -> str:
    """The path of a tool that can talk to this server. Raises Unavailable with what to install."""
    path = shutil.which(name)
    if path is None:
        raise Unavailable(f"{name} is not installed here, so nothing was done. {_INSTALL}")
    try:
        with engine.connect() as connection:
            number = connection.scalar(text("SHOW server_version_num"))
    except SQLAlchemyError as error:
        raise in_words(error) from error
    server = int(str(number)) // 10_000
    said = subprocess.run(  # noqa: S603 - the tool found above
        [path, "--version"], capture_output=True, text=True, check=False, env=_plain_environment()
    ).stdout
    found = re.search(r"\) (\d+)", said)
    if found is None or int(found[1]) < server:
        version = found[1] if found else "an unknown version"
        raise Unavailable(
            f"{name} here is {version}, and the server is {server}: it cannot copy from a newer "
            f"one, so nothing was done. {_INSTALL}"
        )
    return path


def run_tool(engine: Engine, command: list[str], more: list[str]) -> None:
    """Runs a tool on the engine's database. Raises Unavailable with what it said."""
    try:
        ran = subprocess.run(  # noqa: S603 - the server's own tool
            [*command, "--no-password", *more],
            env={**_plain_environment(), **dict(_connection_of(engine))},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"{Path(command[0]).name} has not ended for hours.") from error
    if ran.returncode:
        name = Path(command[0]).name
        raise Unavailable(
            f"{name} could not do it: {_last_line(ran.stderr)}. Nothing half was left."
        )


def _plain_environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C"}


def _connection_of(engine: Engine) -> Iterator[tuple[str, str]]:
    """How the engine connects, as the variables that PostgreSQL's programs read."""
    from psycopg.pq import Conninfo

    _, given = engine.dialect.create_connect_args(engine.url)
    for option in Conninfo.get_defaults():
        value = given.get(option.keyword.decode())
        if option.envvar and value is not None:
            yield option.envvar.decode(), str(value)


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    told = [line for line in lines if "error" in line.lower()] or lines or ["it said nothing"]
    return told[0].rstrip(".")
