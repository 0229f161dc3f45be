"""What a target is sent in secret is in the key store; the database holds its name."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from statusboard.app.change_feed import ChangeFeed
from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.desk.settings import SETTINGS
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.page.commands import remove_target, save_target
from statusboard.app.page.inputs import RemoveTarget, TargetInput
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.office import Office
from statusboard.app.page.publisher import RETRY, Publisher
from statusboard.app.page.target_secrets import TargetSecrets
from statusboard.app.programs.office import OfficeWork
from statusboard.app.services.commands import GIVE_SECRET, GiveSecret
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.needed_secrets import NEEDED_SECRETS, NeededSecret
from statusboard.app.services.sweeping import GRACE, sweep_secrets
from statusboard.catalog.secret import Secret
from statusboard.domain.changes import Changes
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage.database import Database
from statusboard.storage.targets import add_target, read_targets
from tests.fixtures.keys import MemoryKeyring, files_with, stored_texts
from tests.fixtures.plug_ins import plugged_in_kinds
from tests.fixtures.speaking import COLLECTOR, MAJOR, NOON, Newsroom, wording

__all__ = ["plugged_in_kinds"]

TOKEN = "t-1843-analytical"
FILE = """\
[[target]]
kind = "memory"
shelf = "{shelf}"
token = "{token}"
"""


@pytest.fixture
def backend() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def newsroom(
    database: Database, plugged_in_kinds: None, tmp_path: Path, backend: MemoryKeyring
) -> Newsroom:
    return Newsroom(database, secrets=SecretPlace(tmp_path / "keys", backend=backend))


@pytest.fixture
def shelf(tmp_path: Path) -> str:
    return f"s{abs(hash(str(tmp_path)))}"


def elsewhere(newsroom: Newsroom, tmp_path: Path) -> Newsroom:
    """The same desk from a machine with a key store of its own."""
    store = SecretPlace(tmp_path / "other keys", backend=MemoryKeyring())
    return replace(newsroom, secrets=store)


def saved(newsroom: Newsroom, shelf: str, token: str = TOKEN, **more: Any) -> int:
    given = TargetInput("memory", {"shelf": shelf, "token": token}, **more)
    target_id: int = newsroom.do(save_target, given).target_id
    return target_id


def config_of(newsroom: Newsroom) -> dict[str, object]:
    with newsroom.database.reading(NOON) as unit:
        return dict(read_targets(unit)[0].config)


def applied(newsroom: Newsroom, text: str) -> tuple[str, ...]:
    file = parse_desk(text, check_kinds(), target_kinds())
    lines: tuple[str, ...] = newsroom.do(apply_desk, file).lines
    return lines


def tokens(shelf: str) -> list[object]:
    """What the target was given as its token, call by call."""
    found: list[object] = target_kinds()["memory"].put.__globals__["TOKENS"][shelf]
    return found


@asynccontextmanager
async def publishing(newsroom: Newsroom) -> AsyncIterator[Publisher]:
    with ThreadPoolExecutor(1) as executor:
        yield Publisher(newsroom.doorway, executor, lambda _changes: None)


def problem(newsroom: Newsroom) -> str:
    (target,) = newsroom.ask(SETTINGS).targets
    return str(target.problem)


def test_no_byte_of_the_database_holds_it(
    newsroom: Newsroom, shelf: str, backend: MemoryKeyring, tmp_path: Path
) -> None:
    saved(newsroom, shelf)

    assert TOKEN not in stored_texts(newsroom.database)
    assert files_with(tmp_path, [TOKEN]) == []
    name = newsroom.database.name
    if newsroom.database.engine.dialect.name == "sqlite":
        assert files_with(Path(name).parent, [TOKEN]) == []
    assert list(backend.kept.values()) == [TOKEN]
    [needed] = newsroom.ask(NEEDED_SECRETS)
    assert config_of(newsroom)["token"] == f"${{secret:{needed.name}}}"
    assert needed == NeededSecret(needed.name, ("target memory",), "office")
    assert needed.name.startswith("target.token.")


def test_what_a_verb_was_given_shows_no_secret(newsroom: Newsroom, shelf: str) -> None:
    assert TOKEN not in repr(TargetInput("memory", {"token": TOKEN}))


@pytest.mark.anyio
async def test_the_target_is_given_the_real_value(newsroom: Newsroom, shelf: str) -> None:
    saved(newsroom, shelf)

    async with publishing(newsroom) as publisher:
        await publisher.step()

    assert tokens(shelf) == [TOKEN, TOKEN]  # where it was chosen, and where the page was put
    assert problem(newsroom) == ""


def test_form_and_file_show_the_mask_and_the_mask_stands_for_what_is_stored(
    newsroom: Newsroom, shelf: str
) -> None:
    target_id = saved(newsroom, shelf)
    before = config_of(newsroom)

    (view,) = newsroom.ask(SETTINGS).targets
    text = newsroom.ask(EXPORT_DESK)

    assert view.config == {"shelf": shelf, "token": "***"}
    assert 'token = "***"' in text
    assert TOKEN not in text
    assert "secret:" not in text
    assert applied(newsroom, text) == ()
    saved(newsroom, f"{shelf}b", "***", id=target_id)
    assert config_of(newsroom) == before | {"shelf": f"{shelf}b"}
    assert tokens(f"{shelf}b") == [TOKEN]


def test_the_same_file_twice_changes_nothing_and_asks_nobody(
    newsroom: Newsroom, shelf: str, backend: MemoryKeyring
) -> None:
    text = FILE.format(shelf=shelf, token=TOKEN)
    assert applied(newsroom, text) == (f"added target Shelf {shelf}",)

    assert applied(newsroom, text) == ()
    assert len(backend.kept) == 1
    assert tokens(shelf) == [TOKEN]


def test_another_secret_gets_another_name(
    newsroom: Newsroom, shelf: str, backend: MemoryKeyring
) -> None:
    saved(newsroom, shelf)
    before = config_of(newsroom)

    lines = applied(newsroom, FILE.format(shelf=shelf, token="t-1999-new"))

    assert lines == (f"changed target Shelf {shelf}",)
    assert config_of(newsroom)["token"] != before["token"]
    assert sorted(backend.kept.values()) == [TOKEN, "t-1999-new"]


def test_a_mask_that_stands_for_nothing_is_refused(newsroom: Newsroom, shelf: str) -> None:
    with pytest.raises(RuleBroken, match="holds a mask") as refused:
        saved(newsroom, shelf, "***")
    assert refused.value.field == "token"


@pytest.mark.parametrize("name", ["new-relic-key", "check.token.1", "target.token.1"])
def test_people_cannot_write_references(newsroom: Newsroom, shelf: str, name: str) -> None:
    for config in (
        {"shelf": shelf, "token": f"${{secret:{name}}}"},
        {"shelf": f"${{secret:{name}}}"},
    ):
        with pytest.raises(RuleBroken, match="Write the secret itself"):
            newsroom.do(save_target, TargetInput("memory", config))


def test_a_target_that_will_not_do_leaves_no_secret_behind(
    newsroom: Newsroom, shelf: str, backend: MemoryKeyring
) -> None:
    with pytest.raises(RuleBroken) as refused:
        saved(newsroom, shelf, f"{TOKEN}-expired")

    assert str(refused.value) == "The token ••• has expired."
    assert refused.value.field == "token"
    assert backend.kept == {}


@pytest.mark.anyio
@pytest.mark.parametrize("name", ["new-relic-key", "check.token.1"])
async def test_no_other_secret_is_sent_to_a_target(
    newsroom: Newsroom, shelf: str, name: str
) -> None:
    assert newsroom.secrets is not None
    newsroom.secrets.write(name, Secret("NRAK-1843"))
    with newsroom.database.writing(NOON, COLLECTOR) as unit:
        config = {"shelf": shelf, "token": f"${{secret:{name}}}"}
        add_target(unit, kind="memory", config=config)
    newsroom.publish(wording({newsroom.service(): MAJOR}))

    async with publishing(newsroom) as publisher:
        await publisher.step()

    assert tokens(shelf) == []
    assert f"refers to {name}" in problem(newsroom)


@pytest.mark.anyio
async def test_a_missing_one_is_told_and_tried_again_as_soon_as_it_is_given(
    newsroom: Newsroom, shelf: str, tmp_path: Path
) -> None:
    saved(newsroom, shelf)
    tokens(shelf).clear()
    office = elsewhere(newsroom, tmp_path)
    [needed] = office.ask(NEEDED_SECRETS)

    async with publishing(office) as publisher:
        rest_s = await publisher.step()
        told = problem(office)
        office.do(GIVE_SECRET, GiveSecret(needed.name, TOKEN))
        publisher.look_again()
        await publisher.step()

    assert rest_s == RETRY.first_s
    assert socket.gethostname() in told
    assert f"“statusboard secret set {needed.name}”" in told
    assert told.startswith("Its secret ")
    assert told.endswith(".")
    assert tokens(shelf) == [TOKEN]  # though the clock stands still
    assert problem(office) == ""


@pytest.mark.anyio
async def test_a_locked_key_store_is_told_and_asked_again(
    newsroom: Newsroom, shelf: str, backend: MemoryKeyring
) -> None:
    saved(newsroom, shelf)
    backend.locked = True

    async with publishing(newsroom) as publisher:
        await publisher.step()
        told = problem(newsroom)
        backend.locked = False
        newsroom.clock.forward(timedelta(seconds=RETRY.first_s))
        await publisher.step()

    assert "Unlock it" in told
    assert "hush" not in told
    assert problem(newsroom) == ""


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("t-1843-expired", "The token ••• has expired."),
        ("t-1843-odd", "LookupError: no such token: •••."),
    ],
)
async def test_what_a_target_says_of_its_secret_is_told_without_it(
    newsroom: Newsroom, shelf: str, token: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    saved(newsroom, shelf)
    [needed] = newsroom.ask(NEEDED_SECRETS)
    newsroom.do(GIVE_SECRET, GiveSecret(needed.name, token))

    with caplog.at_level(logging.DEBUG):
        async with publishing(newsroom) as publisher:
            await publisher.step()

    assert problem(newsroom).endswith(words)
    assert token not in caplog.text
    assert token not in stored_texts(newsroom.database)


@pytest.mark.parametrize(
    "repeated",
    ["t/18 43-é", "T/18 43-É", "t%2F18%2043-%C3%A9", "t/18+43-%c3%a9", "t\\/18 43-\\u00e9"],
)
def test_a_target_that_repeats_its_secret_in_another_form_is_told_without_it(
    plugged_in_kinds: None, repeated: str
) -> None:
    config = {"shelf": "s", "token": "t/18 43-é"}
    secrets = TargetSecrets.read(target_kinds()["memory"], config, None)

    def refuse() -> None:
        raise Unavailable(f"no access with {repeated}")

    with pytest.raises(Unavailable) as caught:
        secrets.unsaid(refuse)
    assert caught.value.sentence == "no access with •••"


def test_the_sweeper_keeps_what_a_target_refers_to_and_forgets_it_with_the_target(
    newsroom: Newsroom, shelf: str, backend: MemoryKeyring
) -> None:
    target_id = saved(newsroom, shelf)
    newsroom.clock.forward(timedelta(days=3650) + GRACE)

    assert sweep_secrets(newsroom.doorway) == frozenset()
    newsroom.do(remove_target, RemoveTarget(target_id))
    assert len(sweep_secrets(newsroom.doorway)) == 1
    assert backend.kept == {}


def test_without_a_key_store_the_person_agrees_to_files_first(
    newsroom: Newsroom, shelf: str, tmp_path: Path
) -> None:
    from keyring.backends import fail

    newsroom.secrets = SecretPlace(tmp_path / "files", backend=fail.Keyring())
    with pytest.raises(RuleBroken) as refused:
        saved(newsroom, shelf)
    assert refused.value.field == "allow_file"
    assert tokens(shelf) == []

    saved(newsroom, shelf, allow_file=True)

    assert len(newsroom.secrets.names()) == 1


@pytest.mark.anyio
async def test_the_office_hears_that_a_secret_was_given_elsewhere_and_tries_again(
    newsroom: Newsroom, shelf: str, tmp_path: Path
) -> None:
    saved(newsroom, shelf)
    tokens(shelf).clear()
    desk = elsewhere(newsroom, tmp_path)
    [needed] = desk.ask(NEEDED_SECRETS)
    stop, heard = asyncio.Event(), asyncio.Event()
    with ThreadPoolExecutor(1) as executor:
        work = OfficeWork(
            Office(desk.database, desk.clock, secrets=desk.secrets),
            desk.doorway,
            NewRelicCalls(desk.doorway, NewRelicKey(SecretPlace(tmp_path, is_demo=True)), executor),
            ChangeFeed(desk.database, desk.clock, executor, every_s=0.02),
            executor,
            desk.doorway,
        )
        async with asyncio.timeout(60), asyncio.TaskGroup() as group:
            group.create_task(work.run(stop=stop, announce=lambda _changes: heard.set()))
            while not await asyncio.to_thread(problem, desk):
                await heard.wait()
                heard.clear()
            # By another program, while the clock stands still.
            await asyncio.to_thread(desk.do, GIVE_SECRET, GiveSecret(needed.name, TOKEN))
            while await asyncio.to_thread(problem, desk):
                await heard.wait()
                heard.clear()
            stop.set()

    assert tokens(shelf) == [TOKEN]


@pytest.mark.anyio
async def test_the_office_reads_secrets_from_its_own_machine(
    newsroom: Newsroom, shelf: str
) -> None:
    saved(newsroom, shelf)
    heard, stop = asyncio.Event(), asyncio.Event()

    def announce(_changes: Changes) -> None:
        heard.set()

    office = Office(newsroom.database, newsroom.clock, secrets=newsroom.secrets)
    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        group.create_task(office.run(stop=stop, announce=announce))
        await heard.wait()
        stop.set()

    assert tokens(shelf)[-1] == TOKEN
    assert problem(newsroom) == ""
