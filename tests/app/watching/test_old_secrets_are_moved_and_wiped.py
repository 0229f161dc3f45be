"""Secrets that an earlier version left in the database are moved, and gone from its bytes."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import keyring
import pytest
from alembic import command
from alembic.config import Config
from keyring.backends import fail
from sqlalchemy import insert, text

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.services import moving_secrets
from statusboard.app.services.commands import ADD_SERVICE, MOVE_SECRETS, ServiceInput
from statusboard.app.services.moving_secrets import IS_TO_WIPE, PLAIN_SECRETS, MoveSecrets
from statusboard.app.watching import secret_mover
from statusboard.app.watching.secret_mover import SecretMover
from statusboard.catalog.references import names_in, resolved
from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.check import Check
from statusboard.domain.instants import to_us
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import CheckState
from statusboard.errors import RuleBroken
from statusboard.storage import migrations
from statusboard.storage.checks import read_checks, remove_check
from statusboard.storage.copies import folder_beside, path_for
from statusboard.storage.copying import copy_file
from statusboard.storage.database import Database
from statusboard.storage.history import states, transcripts
from statusboard.storage.migrate import REVISIONS, backups_of, bring_to_head
from statusboard.storage.numbers import STATUS_NUMBER
from statusboard.storage.tables import SPAN, TRANSITION
from statusboard.storage.unit import Unit
from tests.fixtures.database import PostgresServer
from tests.fixtures.keys import MemoryKeyring, files_with, stored_texts

pytestmark = pytest.mark.anyio

CLOCK = SystemClock()
ADA = Actor(ActorKind.PERSON, "ada")
CONFIG = {
    "url": "https://ada:pw-1815@shop.example/?token=t-1843",
    "headers": {"Authorization": "Bearer b-1852", "X-Shop": "x-1871", "Accept": "text/plain"},
    "body": '{"pin": "p-1880"}',
}
SECRETS = ("pw-1815", "t-1843", "b-1852", "x-1871", "p-1880")
# Of checks that are no more, or asked something else once: nobody needs them.
FORGOTTEN = ("gone-1906", "old-1910")
ALL = (*SECRETS, *FORGOTTEN)


def at_the_version_before(database: Database) -> None:
    """Makes the schema of the version that still kept secrets in it."""
    folder = Path(migrations.__file__).parent
    [step] = (folder / "versions").glob("*_secrets_by_reference.py")
    before = REVISIONS[REVISIONS.index(step.name.partition("_")[0]) - 1]
    config = Config()
    config.set_main_option("script_location", str(folder))
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, before)


def old_row(unit: Unit, table: str, row: dict[str, object]) -> int:
    """A row as that version wrote it: today's way names columns that it does not have. Its id."""
    names = ", ".join(row)
    statement = text(
        f"INSERT INTO {table} ({names}) VALUES (:{names.replace(', ', ', :')}) RETURNING id"
    )
    return int(unit.connection.execute(statement, row).scalar_one())


def old_component(unit: Unit, name: str) -> int:
    """The id of a service without checks."""
    row: dict[str, object] = {
        "public_id": "abcdefghijkl",
        "name": name,
        "position": 0,
        "created_us": unit.now_us,
        "updated_us": unit.now_us,
    }
    return old_row(unit, "component", row)


def old_check(unit: Unit, component_id: int, config: dict[str, object]) -> Check:
    """A check of a service, with its secrets."""
    row = {
        "component_id": component_id,
        "kind": "http",
        "config": json.dumps(config),
        "interval_us": 60_000_000,
        "deadline_us": 15_000_000,
        "fail_after": 2,
        "recover_after": 2,
        "enabled": True,
        "created_us": unit.now_us,
    }
    return Check(old_row(unit, "check_", row), component_id, "http", config)


def fill(database: Database) -> Check:
    """A database as an earlier version left it: secrets in it, and in its free pages."""
    with database.writing(CLOCK.now(), ADA) as unit:
        component_id = old_component(unit, "Shop")
        check = old_check(unit, component_id, CONFIG)
        headers = {"X-Key": "gone-1906"}
        gone = old_check(unit, component_id, {"url": "https://shop.example/", "headers": headers})
        remove_check(unit, gone.id)
        once = old_check(
            unit, component_id, {"url": "https://shop.example/", "body": "old-1910" * 500}
        )
        detail = "expected 200, got x-1871"
        at_us = to_us(CLOCK.now())
        state = states.StoredState(
            CheckState(ComponentStatus.MAJOR_OUTAGE, at_us),
            Reason.STATUS_CODE,
            detail,
            states.question_of(check),
        )
        states.write_states(unit, {check.id: state})
        # As that version wrote it: today's way asks for tables that it does not have.
        unit.connection.execute(
            insert(TRANSITION).values(
                check_id=check.id,
                at_us=at_us,
                before=ComponentStatus.OPERATIONAL.value,
                after=ComponentStatus.MAJOR_OUTAGE.value,
                reason=Reason.STATUS_CODE.value,
                detail=detail,
            )
        )
        unit.connection.execute(
            insert(SPAN).values(
                component_id=component_id,
                start_us=at_us,
                status=STATUS_NUMBER[ComponentStatus.MAJOR_OUTAGE],
            )
        )
        lines = ("GET https://shop.example/", "X-Shop: x-1871", '{"pin": "p-1880"}')
        answer = Answer(Outcome.DOWN, Reason.STATUS_CODE, detail, transcript=lines)
        transcripts.add_transcripts(unit, [CheckResult(check.id, at_us, answer)])
    with database.writing(CLOCK.now(), ADA) as unit:
        otherwise = {"config": json.dumps({"url": "https://shop.example/"}), "id": once.id}
        unit.connection.execute(
            text("UPDATE check_ SET config = :config WHERE id = :id"), otherwise
        )
    return check


@pytest.fixture
def backend() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def database(empty_url: str) -> Iterator[Database]:
    with closing(Database.open(empty_url)) as opened:
        at_the_version_before(opened)
        yield opened


@pytest.fixture
def door(database: Database, tmp_path: Path, backend: MemoryKeyring) -> Iterator[Doorway]:
    return Doorway(database, CLOCK, SecretPlace(tmp_path / "keys", backend=backend))


async def start(door: Doorway) -> None:
    """What a collector does of this when it starts."""
    await asyncio.to_thread(bring_to_head, door.database)
    mover = SecretMover(door)
    await mover.move()
    assert await mover.wipe_once()


def only_check(database: Database) -> Check:
    with database.reading(CLOCK.now()) as unit:
        return read_checks(unit)[0]


def assert_all_is_well(door: Doorway, folder: Path) -> None:
    """Nothing lost, nothing left."""
    config = only_check(door.database).config
    assert len(names_in(config)) == len(SECRETS)

    def secret_of(name: str) -> str:
        found = door.secrets.read(name)
        assert found is not None
        return found.reveal()

    assert {name: resolved(value, secret_of) for name, value in config.items()} == CONFIG
    assert [secret for secret in ALL if secret in stored_texts(door.database)] == []
    assert files_with(folder, ALL) == []
    assert door.ask(PLAIN_SECRETS, None) == ()
    assert door.ask(IS_TO_WIPE, None) is False


async def test_secrets_are_moved_and_no_byte_of_them_is_left(door: Doorway, tmp_path: Path) -> None:
    fill(door.database)
    if door.database.engine.dialect.name == "sqlite":
        assert len(files_with(tmp_path, ALL)) >= len(ALL)  # the search finds what is there

    await start(door)

    assert_all_is_well(door, tmp_path)


async def test_copies_made_before_hold_references_too(tmp_path: Path) -> None:
    with closing(Database.open(tmp_path / "statusboard.db")) as database:
        at_the_version_before(database)
        backend = MemoryKeyring()
        door = Doorway(database, CLOCK, SecretPlace(tmp_path / "keys", backend=backend))
        fill(database)
        bring_to_head(database)
        unfinished = tmp_path / "statusboard.db.before-another.unfinished"
        unfinished.write_text("pw-1815")
        file = tmp_path / "statusboard.db"
        nightly = path_for(folder_beside(file), CLOCK.now(), is_daily=True, ending="db")
        copy_file(file, nightly)
        [copy, _] = [path for path in backups_of(database) if path != unfinished]
        assert files_with(nightly.parent, ["b-1852"])

        await start(door)

        assert_all_is_well(door, tmp_path)
        assert files_with(nightly.parent, ALL) == []
        assert backups_of(database) == (copy, nightly)
        with closing(Database.open(copy)) as opened:
            number = only_check(database).id
            with opened.reading(CLOCK.now()) as unit:
                kept = unit.connection.scalar(
                    text("SELECT config FROM check_ WHERE id = :id"), {"id": number}
                )
            assert json.loads(kept) == only_check(database).config
        assert not copy.with_name(f"{copy.name}-wal").exists()


async def test_the_state_of_a_check_goes_on(door: Doorway) -> None:
    check = fill(door.database)
    await start(door)

    moved = only_check(door.database)
    with door.database.reading(CLOCK.now()) as unit:
        stored = states.read_states(unit)[check.id]
        failure = transcripts.read_last_failure(unit, check.id)
    assert stored.question == states.question_of(moved)
    assert stored.state.level is ComponentStatus.MAJOR_OUTAGE
    assert failure is not None
    assert failure.answer.transcript[0] == "GET https://shop.example/"
    assert failure.answer.transcript[1] == "X-Shop: •••"


class KilledError(BaseException):
    """The process ended here."""


def killed(*_given: object, **_named: object) -> None:
    raise KilledError


@pytest.mark.parametrize(
    "where",
    [
        (secret_mover, "ask_keys"),
        (moving_secrets, "replace_config"),
        (moving_secrets, "wipe"),
        (moving_secrets, "backups_of"),
        (moving_secrets, "wipe_copy"),
    ],
    ids=lambda where: where[1],
)
async def test_killed_at_any_step_nothing_is_lost_and_the_next_start_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: tuple[object, str]
) -> None:
    with closing(Database.open(tmp_path / "statusboard.db")) as database:
        at_the_version_before(database)
        fill(database)
        backend = MemoryKeyring()
        door = Doorway(database, CLOCK, SecretPlace(tmp_path / "keys", backend=backend))
        bring_to_head(database)
        with monkeypatch.context() as patch:
            patch.setattr(*where, killed)
            with pytest.raises(KilledError):
                move_and_wipe(door, patch)

        await start(door)

        assert_all_is_well(door, tmp_path)


def move_and_wipe(door: Doorway, patch: pytest.MonkeyPatch) -> None:
    """The steps in their order, on this thread: nothing catches what kills them."""
    prepared = door.prepare(MOVE_SECRETS, MoveSecrets(), ADA)
    if secret_mover.ask_keys is killed:
        killed()  # between the store and the transaction
    door.carry_out(MOVE_SECRETS, prepared, ADA)
    moving_secrets.wipe_what_was_moved(door)


async def test_without_a_key_store_they_stay_until_somebody_agrees(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allow_logs: Callable
) -> None:
    heard = allow_logs("statusboard.app.watching.secret_mover")
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    door = Doorway(database, CLOCK, SecretPlace(tmp_path / "keys"))
    fill(database)
    bring_to_head(database)
    mover = SecretMover(door)

    await mover.move()
    assert only_check(database).config == CONFIG  # it is asked as before
    [said] = [record.getMessage() for record in heard]
    assert "statusboard secret move" in said
    assert "--allow-file" in said
    assert not await mover.wipe_once()
    door.do(MOVE_SECRETS, MoveSecrets(allow_file=True), ADA)
    assert await mover.wipe_once()

    assert [name for name in ALL if name in stored_texts(database)] == []
    # In the bytes of the owner's own files, and of no others.
    assert [line for line in files_with(tmp_path, ALL) if ".secret: " not in line] == []


async def test_a_form_that_is_saved_asks_for_what_the_collector_could_not_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    with closing(Database.open(tmp_path / "statusboard.db")) as database:
        at_the_version_before(database)
        door = Doorway(database, CLOCK, SecretPlace(tmp_path / "keys"))
        fill(database)
        bring_to_head(database)
        with pytest.raises(RuleBroken) as asked:
            door.do(ADD_SERVICE, ServiceInput("Search"), ADA)
        assert asked.value.field == "allow_file"
        door.do(ADD_SERVICE, ServiceInput("Search", allow_file=True), ADA)

        await start(door)  # it may now

        assert door.ask(PLAIN_SECRETS, None) == ()
        door.do(ADD_SERVICE, ServiceInput("Basket"), ADA)


async def test_somebody_reading_is_waited_for(tmp_path: Path) -> None:
    with closing(Database.open(tmp_path / "statusboard.db")) as database:
        at_the_version_before(database)
        fill(database)
        bring_to_head(database)
        backend = MemoryKeyring()
        door = Doorway(database, CLOCK, SecretPlace(tmp_path / "keys", backend=backend))
        mover = SecretMover(door)
        await mover.move()
        with closing(database.engine.raw_connection()) as reader:
            cursor = reader.cursor()
            cursor.execute("BEGIN")
            cursor.execute("SELECT count(*) FROM check_").fetchone()
            wiping = asyncio.create_task(mover.wipe_once())
            await asyncio.wait([wiping], timeout=0.2)
            assert not wiping.done()
            cursor.execute("ROLLBACK")
        assert await wiping
        assert_all_is_well(door, tmp_path)


@pytest.mark.postgres
async def test_the_tables_of_a_server_are_written_anew(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    with closing(Database.open(postgres.fresh("template0"))) as database:
        at_the_version_before(database)
        fill(database)
        door = Doorway(database, CLOCK, SecretPlace(tmp_path, backend=MemoryKeyring()))
        engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            number = connection.scalar(
                text("SELECT oid FROM pg_database WHERE datname = current_database()")
            )
            folder = postgres.home / "cluster" / "base" / str(number)
            connection.execute(text("CHECKPOINT"))
            assert files_with(folder, SECRETS)

            await start(door)

            connection.execute(text("CHECKPOINT"))
            assert files_with(folder, ALL) == []


def test_a_new_database_asks_for_no_wiping(database: Database) -> None:
    bring_to_head(database)
    door = Doorway(database, CLOCK)
    assert door.ask(IS_TO_WIPE, None) is False
