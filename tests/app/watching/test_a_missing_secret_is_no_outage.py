"""The collector sends secrets from the store of its machine, and says which one it lacks."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.services.commands import (
    ADD_SERVICE,
    GIVE_SECRET,
    MOVE_SECRETS,
    CheckInput,
    GiveSecret,
    ServiceInput,
)
from statusboard.app.services.moving_secrets import MoveSecrets
from statusboard.app.services.needed_secrets import NEEDED_SECRETS
from statusboard.app.watching import check_secrets
from statusboard.app.watching.check_secrets import CheckSecrets
from statusboard.app.watching.collector import Collector
from statusboard.catalog.secret import Secret
from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.result import Outcome, Reason
from statusboard.domain.views.verify import LatestAnswer
from statusboard.probes.web.connections import Connections
from statusboard.storage.checks import add_check, read_checks
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.history import states
from tests.fixtures.keys import MemoryKeyring
from tests.fixtures.web import Asked, Site, answer, serving

pytestmark = pytest.mark.anyio

CLOCK = SystemClock()
ADA = Actor(ActorKind.PERSON, "ada")
LIMIT_S = 60.0


async def guarded(asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Lets in whoever knows the word."""
    is_known = asked.headers.get("authorization") == "Bearer b-1852"
    writer.write(answer(status="200 OK" if is_known else "401 Unauthorized"))


def place(folder: Path, backend: MemoryKeyring | None = None) -> SecretPlace:
    return SecretPlace(folder, backend=backend or MemoryKeyring())


def added(database: Database, site: Site, secrets: SecretPlace) -> int:
    """A check that sends a secret, described on a machine with that store; the check's id."""
    config = {"url": site.url(), "headers": {"Authorization": "Bearer b-1852"}}
    door = Doorway(database, CLOCK, secrets)
    door.do(ADD_SERVICE, ServiceInput("Shop", checks=(CheckInput("http", config),)), ADA)
    with database.reading(CLOCK.now()) as unit:
        return read_checks(unit)[0].id


@asynccontextmanager
async def watching(
    database: Database, secrets: SecretPlace, news: asyncio.Event | None = None
) -> AsyncIterator[Collector]:
    """A running collector that is stopped in order; `news` is set with all that it announces."""
    news = news or asyncio.Event()
    collector = Collector(database, CLOCK, Connections(), secrets=CheckSecrets(secrets))
    stop = asyncio.Event()
    running = asyncio.create_task(collector.run(stop=stop, announce=lambda _: news.set()))
    try:
        async with asyncio.timeout(LIMIT_S):
            await collector.loaded.wait()
        yield collector
    finally:
        stop.set()
        await running


async def asked(collector: Collector, check_id: int) -> LatestAnswer:
    await collector.check_now([check_id])
    latest = await collector.latest(check_id)
    assert latest is not None
    return latest


async def until(
    collector: Collector, news: asyncio.Event, check_id: int, outcome: Outcome
) -> LatestAnswer:
    """The newest answer, once it is this one; nobody asks for it."""
    async with asyncio.timeout(LIMIT_S):
        while True:
            latest = await collector.latest(check_id)
            if latest is not None and latest.outcome is outcome:
                return latest
            news.clear()
            await news.wait()


async def test_a_secret_is_sent_from_the_store_of_this_machine(
    database: Database, tmp_path: Path
) -> None:
    async with serving(guarded) as site:
        here = place(tmp_path)
        check_id = added(database, site, here)
        async with watching(database, here) as collector:
            latest = await asked(collector, check_id)
    assert latest.outcome is Outcome.UP
    assert "b-1852" not in repr(latest)


async def test_a_machine_that_lacks_it_says_which_machine_which_secret_and_what_to_do(
    database: Database, tmp_path: Path
) -> None:
    async with serving(guarded) as site:
        check_id = added(database, site, place(tmp_path / "desk"))
        door = Doorway(database, CLOCK, place(tmp_path / "collector"))
        [needed] = door.ask(NEEDED_SECRETS, None)
        async with watching(database, place(tmp_path / "collector")) as collector:
            latest = await asked(collector, check_id)
    assert (latest.outcome, latest.reason) == (Outcome.UNKNOWN, Reason.SECRET_MISSING)
    assert socket.gethostname() in latest.detail
    assert f"statusboard secret set {needed.name}" in latest.detail
    assert site.asked == []


async def test_a_secret_that_is_given_is_used_within_seconds_without_a_restart(
    database: Database, tmp_path: Path
) -> None:
    async with serving(guarded) as site:
        check_id = added(database, site, place(tmp_path / "desk"))
        here = place(tmp_path / "collector")
        door = Doorway(database, CLOCK, here)
        [needed] = door.ask(NEEDED_SECRETS, None)
        news = asyncio.Event()
        async with watching(database, here, news) as collector:
            await asked(collector, check_id)
            door.do(GIVE_SECRET, GiveSecret(needed.name, "Bearer wrong"), ADA)
            refused = await until(collector, news, check_id, Outcome.DOWN)
            door.do(GIVE_SECRET, GiveSecret(needed.name, "Bearer b-1852"), ADA)
            await until(collector, news, check_id, Outcome.UP)
    assert refused.code == 401


async def test_a_locked_key_store_is_told_and_looked_into_again(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allow_logs: Callable
) -> None:
    monkeypatch.setattr(check_secrets, "AGAIN_S", 0.05)
    heard = allow_logs("statusboard.app.watching.check_secrets")
    backend = MemoryKeyring()
    async with serving(guarded) as site:
        check_id = added(database, site, place(tmp_path, backend))
        backend.locked = True
        news = asyncio.Event()
        async with watching(database, place(tmp_path, backend), news) as collector:
            latest = await asked(collector, check_id)
            backend.locked = False
            await until(collector, news, check_id, Outcome.UP)
    assert (latest.outcome, latest.reason) == (Outcome.UNKNOWN, Reason.SECRET_MISSING)
    assert "Unlock it" in latest.detail
    assert len(heard) == 1  # once, not with every look
    assert "hush" not in heard[0].getMessage()


async def test_moving_a_secret_while_it_is_watched_changes_no_state(
    database: Database, tmp_path: Path
) -> None:
    here = place(tmp_path)
    async with serving(guarded) as site:
        config = {"url": site.url(), "headers": {"Authorization": "Bearer b-1852"}}
        with database.writing(CLOCK.now(), ADA) as unit:
            component = add_component(unit, name="Shop")
            check = add_check(unit, component_id=component.id, kind="http", config=config)
        async with watching(database, here) as collector:
            for _ in range(2):
                await asked(collector, check.id)
            with database.reading(CLOCK.now()) as unit:
                before = states.read_states(unit)[check.id].state

            Doorway(database, CLOCK, here).do(MOVE_SECRETS, MoveSecrets(), ADA)
            async with asyncio.timeout(LIMIT_S):
                while collector._checks[check.id].config == config:
                    latest = await asked(collector, check.id)
            latest = await asked(collector, check.id)

        with database.reading(CLOCK.now()) as unit:
            after = states.read_states(unit)[check.id].state
    assert latest.outcome is Outcome.UP
    assert after == before


@pytest.mark.parametrize("user", ["elsewhere.example/", "elsewhere.example#", "a@b.example?"])
async def test_a_secret_leads_to_no_other_host(
    database: Database, tmp_path: Path, user: str
) -> None:
    here = place(tmp_path)
    door = Doorway(database, CLOCK, here)
    async with serving(guarded) as site:
        config = {"url": site.url().replace("://", "://ada:pw-1815@")}
        door.do(ADD_SERVICE, ServiceInput("Shop", checks=(CheckInput("http", config),)), ADA)
        [needed] = door.ask(NEEDED_SECRETS, None)
        door.do(GIVE_SECRET, GiveSecret(needed.name, user), ADA)
        with database.reading(CLOCK.now()) as unit:
            [check] = read_checks(unit)
        async with watching(database, here) as collector:
            latest = await asked(collector, check.id)
    assert (latest.outcome, latest.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
    assert "example" not in latest.detail


async def test_a_check_cannot_send_any_other_secret(database: Database, tmp_path: Path) -> None:
    here = place(tmp_path)
    here.write("new-relic-key", Secret("NRAK-1"))
    async with serving(guarded) as site:
        with database.writing(CLOCK.now(), ADA) as unit:
            component = add_component(unit, name="Shop")
            config = {"url": site.url(), "headers": {"X-A": "${secret:new-relic-key}"}}
            check = add_check(unit, component_id=component.id, kind="http", config=config)
        async with watching(database, here) as collector:
            latest = await asked(collector, check.id)
    assert latest.reason is Reason.SECRET_MISSING
    assert site.asked == []
