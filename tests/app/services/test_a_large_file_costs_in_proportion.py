"""A file of thousands of services: as few statements as a small one, and work that grows with it.

Counted and not timed: each statement once more for every service, or every check looked at once
for each of the others, took a minute for two thousand changed addresses.
"""

import cProfile
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import pytest
from sqlalchemy import event

from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.inputs import ApplyDesk
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.doorway import Doorway
from statusboard.app.keys.base import KeptIn
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.inputs import ApplyInput, CheckInput, ServiceInput
from statusboard.app.services.kinds import check_kinds
from statusboard.catalog.secret import Secret
from statusboard.domain.access import person
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.groups import read_groups
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEW, MANY = 20, 400
# However many services: what reads, locks, writes each sort at once, and keeps the record.
MOST_STATEMENTS = 32


@pytest.fixture
def door(database: Database) -> Doorway:
    return Doorway(database, ManualClock(NOW))


def check(number: int, word: str) -> CheckInput:
    return CheckInput("http", {"url": f"https://host{number}.example/{word}"})


def apart(count: int, word: str, name: str = "Service") -> ApplyInput:
    """So many services with a check each, every tenth in a group of its own."""
    services = (
        ServiceInput(f"{name} {n}", f"{name}s {n // 10}", checks=(check(n, word),))
        for n in range(count)
    )
    return ApplyInput(services=tuple(services), prune=True)


def together(count: int, word: str, name: str = "Service") -> ApplyInput:
    """One service with so many checks."""
    checks = tuple(check(n, word) for n in range(count))
    return ApplyInput(services=(ServiceInput(name, checks=checks),), prune=True)


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def apply(door: Doorway, wanted: ApplyInput) -> tuple[str, ...]:
    return door.do(apply_desk, ApplyDesk(services=wanted), person("ada")).result.lines


@pytest.mark.parametrize("made", [apart, together])
def test_a_file_takes_few_statements_however_much_it_changes(door: Doorway, made) -> None:
    steps = {
        "added": made(MANY, "old"),
        "changed": made(MANY, "new"),
        "again": made(MANY, "new"),
        "renamed": made(MANY, "new", "Renamed"),
        "removed": ApplyInput(services=(ServiceInput("One"),), prune=True),
    }
    for step, wanted in steps.items():
        with counted(door.database) as statements:
            lines = apply(door, wanted)
        assert len(statements) <= MOST_STATEMENTS, f"{step}: {statements[:40]}"
        assert (len(lines) == 0) is (step == "again")

    with door.database.reading(NOW) as unit:
        assert [component.name for component in read_components(unit)] == ["One"]
        assert read_checks(unit) == ()
        assert read_groups(unit) == ()


@ON_SQLITE
@pytest.mark.parametrize("made", [apart, together])
def test_the_work_grows_with_the_file_and_no_faster(door: Doorway, made) -> None:
    few = work_of(door, made, FEW)
    apply(door, ApplyInput(services=(ServiceInput("One"),), prune=True))
    many = work_of(door, made, MANY)
    for step, calls in many.items():
        assert calls < 1.5 * MANY / FEW * few[step], step


def work_of(door: Doorway, made, count: int) -> dict[str, int]:
    """How many functions were called in each step of a file's life."""
    work: dict[str, int] = {}

    @contextmanager
    def measured(step: str) -> Iterator[None]:
        profile = cProfile.Profile(builtins=False)
        profile.enable()
        try:
            yield
        finally:
            profile.disable()
            work[step] = sum(entry.callcount for entry in profile.getstats())

    for step in ("old", "new"):
        with measured(step):
            apply(door, made(count, step))
    with measured("renamed"):
        apply(door, made(count, "new", "Renamed"))
    with measured("export"):
        text = door.ask(EXPORT_DESK, None, person("Ada"))
    with measured("read"):
        parse_desk(text, check_kinds(), target_kinds())
    return work


def test_what_was_changed_at_once_is_as_if_changed_one_by_one(door: Doorway) -> None:
    apply(door, apart(30, "old"))
    with door.database.reading(NOW) as unit:
        before = {one.name: one for one in read_components(unit)}
    apply(door, apart(20, "new"))

    with door.database.reading(NOW) as unit:
        after = read_components(unit)
        urls = {c.component_id: c.config["url"] for c in read_checks(unit)}
        groups = [(group.name, group.position) for group in read_groups(unit)]
    assert [one.name for one in after] == [f"Service {n}" for n in range(20)]
    assert all(before[one.name] == one for one in after)
    assert urls == {before[f"Service {n}"].id: f"https://host{n}.example/new" for n in range(20)}
    assert groups == [("Services 0", 0), ("Services 1", 1)]


class Counting(SecretPlace):
    """Files of their owner's alone, each of which waits for the disk; how often one was written."""

    written: ClassVar[list[str]] = []

    def write(self, name: str, secret: Secret, *, allow_file: bool = False) -> KeptIn:
        self.written.append(name)
        return super().write(name, secret, allow_file=allow_file)


@ON_SQLITE
def test_secrets_that_stay_are_not_written_again_for_every_check(
    database: Database, tmp_path: Path
) -> None:
    store = Counting(tmp_path, is_demo=True)
    door = Doorway(database, ManualClock(NOW), store)

    def asks(word: str) -> ApplyInput:
        def secretly(n: int) -> CheckInput:
            headers = {"Authorization": f"Bearer token-{n % 5}"}
            return CheckInput(
                "http", {"url": f"https://host{n}.example/{word}", "headers": headers}
            )

        checks = tuple(secretly(n) for n in range(FEW))
        return ApplyInput(services=(ServiceInput("One", checks=checks),), allow_file=True)

    store.written.clear()
    apply(door, asks("old"))
    assert len(store.written) == 5
    # They were kept long ago, and nothing refers to one of them any more.
    for file in tmp_path.glob("*/*"):
        os.utime(file, (0, 0))
    lost = store.written.pop()
    store.forget(lost)
    store.written.clear()

    apply(door, asks("new"))

    assert len(store.written) == 1
    assert store.sweep("check.", frozenset(), before=datetime(2020, 1, 1, tzinfo=UTC)) == set()
    with database.reading(NOW) as unit:
        referred = {check.config["headers"]["Authorization"] for check in read_checks(unit)}
    assert {f"${{secret:{name}}}" for name in store.names()} == referred
