"""Logs: their owner's alone, rationed by the sort of line, a few files of a size, no secrets."""

import logging
import os
import stat
import sys
from pathlib import Path

import pytest

from statusboard.app.processes import logs
from statusboard.app.processes.logs import (
    EVERY_S,
    MOST_LINES,
    MOST_SORTS,
    Line,
    LogFile,
    Ration,
    begin_log,
    last_line,
    open_log,
)
from tests.fixtures.clock import ManualClock

posix_only = pytest.mark.skipif(os.name != "posix", reason="modes, links and pipes of POSIX")


def record(message: str, *values: object, name: str = "pipe") -> logging.LogRecord:
    return logging.LogRecord(name, logging.INFO, "", 0, message, values, None)


def written(ration: Ration, lines: list[logging.LogRecord]) -> list[str]:
    return [Line().format(line) for line in lines if ration.filter(line)]


def test_a_line_that_comes_again_and_again_is_rationed_whatever_its_values() -> None:
    clock = ManualClock()
    ration = Ration(clock.monotonic)

    flood = written(ration, [record("stranger because=%s", n) for n in range(1_000)])
    other = written(ration, [record("page published"), record("stranger because=%s", name="x")])
    clock.forward(EVERY_S)
    [next_one, after] = written(ration, [record("stranger because=%s", n) for n in (1, 2)])

    assert len(flood) == MOST_LINES
    assert len(other) == 2
    assert next_one.endswith(f"because=1 (and {1_000 - MOST_LINES} more like it before)")
    assert after.endswith("because=2")


def test_lines_that_are_worded_anew_each_time_fill_no_memory() -> None:
    ration = Ration(ManualClock().monotonic)
    for number in range(3 * MOST_SORTS):
        ration.filter(record(f"another {number}"))
    assert len(ration._counts) <= MOST_SORTS


def test_what_looks_secret_is_not_written() -> None:
    said = "asked postgresql://desk:hunter22@db with NRAK-ABCDEF012345 and Bearer abc.def-ghi1"
    line = Line().format(record("%s, password=hunter33 {'token': 'hunter44'}", said))
    assert not any(secret in line for secret in ("hunter", "ABCDEF", "abc.def"))
    assert "postgresql://•••@db with NRAK-••• and Bearer •••, password=•••" in line


def test_a_traceback_is_written_whole_and_without_what_looks_secret() -> None:
    try:
        raise ValueError("no route to https://anna:hunter22@shop.example/")
    except ValueError:
        raised = record("defect")
        raised.exc_info = sys.exc_info()
    line = Line().format(raised)
    assert "Traceback" in line
    assert "hunter22" not in line


def logging_to(path: Path, most_bytes: int) -> tuple[logging.Logger, LogFile]:
    stream = os.fdopen(open_log(path), "w")
    handler = LogFile(path, stream, most_bytes=most_bytes)
    logger = logging.Logger("of a test")  # noqa: LOG001 - nobody else has it
    logger.addHandler(handler)
    return logger, handler


def test_a_full_log_is_set_aside_and_only_a_few_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "office.log"
    logger, handler = logging_to(path, 1_000)
    for number in range(500):
        logger.info("line %d %s", number, "x" * 50)
    handler.stream.close()

    files = sorted(file.name for file in path.parent.iterdir())
    assert files == ["office.log", "office.log.1", "office.log.2"]
    assert all(file.stat().st_size < 1_200 for file in path.parent.iterdir())
    whole = "".join((path.parent / name).read_text() for name in reversed(files))
    numbers = [int(line.split()[1]) for line in whole.splitlines()]
    assert numbers == list(range(numbers[0], 500))


def test_where_a_log_cannot_be_set_aside_it_is_emptied(tmp_path: Path, monkeypatch) -> None:
    def kept(_path: Path) -> None:
        raise PermissionError  # as on Windows, while it is open

    monkeypatch.setattr(logs, "set_aside", kept)
    path = tmp_path / "office.log"
    logger, handler = logging_to(path, 1_000)
    for number in range(100):
        logger.info("line %d %s", number, "x" * 50)
    handler.stream.close()
    assert path.stat().st_size < 1_200
    assert last_line(path).startswith("line 99")


def test_a_log_that_is_full_already_is_set_aside_at_the_start(tmp_path: Path) -> None:
    path = tmp_path / "window.log"
    path.write_text("old" * 100)
    os.close(open_log(path, most_bytes=100))
    assert path.read_text() == ""
    assert (tmp_path / "window.log.1").read_text() == "old" * 100


@posix_only
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_a_log_is_its_owners_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "new" / "logs" / "office.log"
    before = os.umask(umask)
    try:
        os.close(open_log(path))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@posix_only
def test_a_log_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "office.log"
    path.write_text("before\n")
    path.chmod(0o644)
    os.close(open_log(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() == "before\n"


@posix_only
def test_what_stands_in_the_place_of_a_log_is_neither_written_to_nor_waited_for(
    tmp_path: Path,
) -> None:
    theirs = tmp_path / "theirs.txt"
    theirs.write_text("theirs")
    path = tmp_path / "office.log"
    for stand in (lambda: path.symlink_to(theirs), lambda: os.mkfifo(path)):
        stand()
        assert last_line(path) == ""
        os.close(open_log(path))
        assert stat.S_ISREG(path.lstat().st_mode)
        path.unlink()
    assert theirs.read_text() == "theirs"


def test_the_last_line_of_a_large_log_is_found_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "office.log"
    path.write_text("x" * 1_000_000 + "\nthe reason\n")
    assert last_line(path) == "the reason"
    assert last_line(tmp_path / "none.log") == ""


def without_handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a program starts; in the test itself, for pytest adds its own when that begins."""
    monkeypatch.setattr(logging.root, "handlers", [])
    monkeypatch.setattr(logging.root, "level", logging.WARNING)


def test_a_program_logs_where_it_was_told_and_tells_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_handlers(monkeypatch)
    monkeypatch.setenv(logs.LOG_FILE, str(tmp_path / "office.log"))
    begin_log()
    [handler] = logging.root.handlers
    assert isinstance(handler, LogFile)
    assert isinstance(handler.formatter, Line)
    assert [type(each) for each in handler.filters] == [Ration]
    assert logs.LOG_FILE not in os.environ


def test_a_program_that_was_told_nothing_logs_to_whoever_started_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_handlers(monkeypatch)
    monkeypatch.delenv(logs.LOG_FILE, raising=False)
    begin_log(only_told=True)
    assert logging.root.handlers == []
    begin_log()
    [handler] = logging.root.handlers
    assert type(handler) is logging.StreamHandler
    assert [type(each) for each in handler.filters] == [Ration]
