"""Connecting, and finding entities to watch: the desk between a person and the stand-in."""

import json
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import keyring
import msgspec
import pytest
from keyring.backends import fail

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.keys.choose import NEW_RELIC_KEY, SecretPlace
from statusboard.app.keys.private_file import FileStore
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.people import (
    DEMO_KEY,
    OTHER_REGION_KEY,
    PRODUCTION,
    STAGING,
    STAGING_KEY,
)
from statusboard.demo.new_relic.program import StandIn, standing_in
from statusboard.domain.access import Actor, ActorKind, Permission
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.new_relic import (
    CheckKey,
    Connect,
    CountKinds,
    EntityKind,
    EntityPage,
    FindEntities,
    FoundEntity,
)
from statusboard.errors import Rejected, RuleBroken, StatusBoardError, Unavailable
from statusboard.newrelic.key import Key
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.new_relic_connections import StoredConnection, read_connections
from tests.fixtures.keys import MemoryKeyring

pytestmark = pytest.mark.anyio
PERSON = Actor(ActorKind.PERSON, "Ada")


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with standing_in() as running:
        yield running


@pytest.fixture
def doorway(tmp_path: Path) -> Iterator[Doorway]:
    database = Database.open(tmp_path / "statusboard.db")
    bring_to_head(database)
    yield Doorway(database, SystemClock())
    database.close()


@pytest.fixture
def backend() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def desk(doorway: Doorway, tmp_path: Path, backend: MemoryKeyring) -> NewRelicCalls:
    keys = NewRelicKey(SecretPlace(tmp_path / "keys", backend=backend))
    return NewRelicCalls(doorway, keys, loopback_only=True, chance=lambda: 0.0)


def connections(doorway: Doorway) -> tuple[StoredConnection, ...]:
    with doorway.database.reading(doorway.clock.now()) as unit:
        return read_connections(unit)


async def test_a_key_is_checked_without_keeping_it(desk: NewRelicCalls, stand_in: StandIn) -> None:
    checked = await desk.check_key(CheckKey("", stand_in.url, f" {STAGING_KEY}\n"))
    assert checked.user == "Sample tester"
    assert checked.accounts == ((STAGING, "Sample shop staging"),)
    assert await desk.has_key() is False
    assert connections(desk.doorway) == ()


async def test_connecting_keeps_the_key_and_writes_the_rest_down(
    desk: NewRelicCalls, stand_in: StandIn, backend: MemoryKeyring
) -> None:
    connected = await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    assert (connected.user, connected.kept_in) == ("Sample desk", "keyring")
    assert await desk.has_key() is True
    assert list(backend.kept.values()) == [DEMO_KEY]
    [stored] = connections(desk.doorway)
    assert stored.url == stand_in.url
    assert stored.region == ""
    assert stored.user == "Sample desk"
    assert stored.connected_us > 0


def bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("statusboard.db*"))


async def test_the_key_is_nowhere_in_the_database_nor_the_log(
    desk: NewRelicCalls, stand_in: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    await desk.find(FindEntities())
    await desk.disconnect(PERSON)
    desk.doorway.database.close()
    assert DEMO_KEY[8:].encode() not in bytes_in(tmp_path)
    assert not [r for r in caplog.records if DEMO_KEY[8:] in r.getMessage() + repr(r.args)]


@pytest.mark.parametrize(
    ("key", "error"),
    [
        ("NRAK-NOT0KNOWN0HERE0AT0ALL000", Rejected),
        (OTHER_REGION_KEY, Rejected),
        ("not a key", RuleBroken),
        ("", RuleBroken),
    ],
)
async def test_nothing_is_kept_of_a_key_that_does_not_work(
    desk: NewRelicCalls, stand_in: StandIn, key: str, error: type[StatusBoardError]
) -> None:
    with pytest.raises(error) as caught:
        await desk.connect(Connect("", stand_in.url, key), PERSON)
    assert await desk.has_key() is False
    assert connections(desk.doorway) == ()
    assert not key or key not in str(caught.value)


async def test_without_a_key_store_the_person_is_asked_before_the_key_travels(
    doorway: Doorway, stand_in: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    desk = NewRelicCalls(doorway, NewRelicKey(SecretPlace(tmp_path / "keys")), loopback_only=True)
    with pytest.raises(RuleBroken) as caught:
        await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    assert caught.value.field == "allow_file"
    assert len(stand_in.world.asked) == 0
    connected = await desk.connect(Connect("", stand_in.url, DEMO_KEY, allow_file=True), PERSON)
    assert connected.kept_in == "file"
    assert FileStore(tmp_path / "keys" / "secrets").path_of(NEW_RELIC_KEY).exists()


async def test_who_may_not_configure_may_not_connect(
    desk: NewRelicCalls, stand_in: StandIn, backend: MemoryKeyring
) -> None:
    guest = Actor(ActorKind.PERSON, "Guest", frozenset({Permission.WRITE}))
    given = Connect("", stand_in.url, DEMO_KEY)
    for call in (desk.connect(given, guest), desk.disconnect(guest)):
        with pytest.raises(RuleBroken):
            await call
    assert backend.kept == {}
    assert len(stand_in.world.asked) == 0


@pytest.mark.parametrize(
    ("region", "url", "field"),
    [
        ("", "", "region"),
        ("MARS", "", "region"),
        ("US", "", "url"),
        ("", "ftp://x.example", "url"),
        ("", "http://proxy.example/graphql", "url"),
        ("", "https://me:pw@proxy.example/graphql", "url"),
        ("", "https://proxy.example/graphql", "url"),
        ("", "nonsense", "url"),
    ],
)
async def test_a_wrong_address_is_said_at_its_field(
    desk: NewRelicCalls, region: str, url: str, field: str
) -> None:
    with pytest.raises(RuleBroken) as caught:
        await desk.check_key(CheckKey(region, url, DEMO_KEY))
    assert caught.value.field == field
    assert "pw" not in str(caught.value)


async def test_a_wrong_key_is_said_at_its_field_to_whoever_enters_it(
    desk: NewRelicCalls, stand_in: StandIn
) -> None:
    wrong = "NRAK-" + "X" * 27
    for asking in (
        desk.check_key(CheckKey("", stand_in.url, wrong)),
        desk.connect(Connect("", stand_in.url, wrong), PERSON),
    ):
        with pytest.raises(Rejected) as caught:
            await asking
        assert caught.value.field == "key"
        assert "Settings" not in str(caught.value)
        assert wrong not in str(caught.value)


async def test_disconnecting_forgets_both(desk: NewRelicCalls, stand_in: StandIn) -> None:
    await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    await desk.disconnect(PERSON)
    assert await desk.has_key() is False
    assert connections(desk.doorway) == ()
    with pytest.raises(RuleBroken):
        await desk.find(FindEntities())


async def test_a_locked_key_store_is_said(
    desk: NewRelicCalls, stand_in: StandIn, backend: MemoryKeyring
) -> None:
    backend.locked = True
    with pytest.raises(Unavailable):
        await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    assert connections(desk.doorway) == ()


async def all_pages(desk: NewRelicCalls, given: FindEntities) -> list[EntityPage]:
    pages = [await desk.find(given)]
    while pages[-1].next_cursor:
        assert len(pages) < 10
        pages.append(await desk.find(replace(given, cursor=pages[-1].next_cursor)))
    return pages


async def test_all_entities_are_found_page_by_page(desk: NewRelicCalls, stand_in: StandIn) -> None:
    await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    pages = await all_pages(desk, FindEntities())
    assert [len(page.entities) for page in pages] == [200, 200, 61]
    guids = {one.guid for page in pages for one in page.entities}
    assert len(guids) == pages[0].count == 461


@pytest.mark.parametrize("step", ["add", "duplicate"])
async def test_an_entity_that_comes_twice_is_one_by_its_guid(
    desk: NewRelicCalls, stand_in: StandIn, step: str
) -> None:
    await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    stand_in.world.between_pages = step
    pages = await all_pages(desk, FindEntities())
    found = [one.guid for page in pages for one in page.entities]
    assert len(found) > len(set(found))
    assert len(set(found)) == 461


async def test_entities_are_found_by_name_kind_and_account(
    desk: NewRelicCalls, stand_in: StandIn
) -> None:
    await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    (found,) = (await desk.find(FindEntities(text=" CHECKOUT-api "))).entities
    assert found == FoundEntity(
        guid=WELL_KNOWN["checkout-api"],
        name="checkout-api",
        kind=EntityKind.APM_SERVICE,
        kind_label="APM service",
        account_id=PRODUCTION,
        account="Sample shop production",
        level=ComponentStatus.OPERATIONAL,
        reading="Reporting, no alert is open.",
        permalink=found.permalink,
        tags=("account: Sample shop production", "sampleData: true"),
    )
    hosts = await desk.find(FindEntities(kinds=(EntityKind.HOST,), account_id=STAGING))
    assert {one.kind for one in hosts.entities} == {EntityKind.HOST}
    assert {one.account_id for one in hosts.entities} == {STAGING}
    assert hosts.count == len(hosts.entities) > 0


async def test_a_name_that_only_new_relic_takes_for_another_does_not_hide_the_right_one(
    desk: NewRelicCalls, stand_in: StandIn
) -> None:
    await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    # New Relic takes the marks in names for blanks: to it, all of these are named alike.
    for one in stand_in.world.entities.values():
        one["name"] = "pay service"
    keys = [e for e in stand_in.world.entities.values() if e["type"] == "KEY_TRANSACTION"]
    keys[-1]["name"] = "pay-service"
    page = await desk.find(FindEntities(text="pay-service"))
    assert [one.name for one in page.entities] == ["pay-service"]


@dataclass
class PacedClock(SystemClock):
    """A clock on which every request took some seconds."""

    stand_in: StandIn
    each_s: float

    def monotonic(self) -> float:
        return super().monotonic() + self.each_s * len(self.stand_in.world.asked)


def paced(desk: NewRelicCalls, stand_in: StandIn, each_s: float) -> NewRelicCalls:
    doorway = Doorway(desk.doorway.database, PacedClock(stand_in, each_s))
    return replace(desk, doorway=doorway, timeout_s=15.0)


async def test_a_slow_new_relic_is_not_asked_for_page_after_page(
    desk: NewRelicCalls, stand_in: StandIn
) -> None:
    await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    for one in stand_in.world.entities.values():
        one["name"] = "pay service"
    stand_in.world.asked.clear()
    page = await paced(desk, stand_in, 4.0).find(FindEntities(text="pay-service"))
    assert len(stand_in.world.asked) == 2
    assert page.entities == ()
    assert page.next_cursor


async def test_a_search_has_one_deadline_with_all_its_tries(
    desk: NewRelicCalls, stand_in: StandIn
) -> None:
    await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    stand_in.world.faults.active.append(ActiveFault(FaultName.HTML_502))
    stand_in.world.asked.clear()
    with pytest.raises(Unavailable):
        await paced(desk, stand_in, 10.0).find(FindEntities())
    assert len(stand_in.world.asked) == 2


@pytest.mark.parametrize("text", ["O'Hara", "a\\'b", "100%", "x\ny", "' OR name = '", "\\"])
async def test_no_name_breaks_out_of_the_search(
    desk: NewRelicCalls, stand_in: StandIn, text: str
) -> None:
    await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    named = " ".join(text.replace("%", " ").split())
    stand_in.world.entities[WELL_KNOWN["search"]]["name"] = f"the {named} service"
    found = await desk.find(FindEntities(text=text))
    assert WELL_KNOWN["search"] in {one.guid for one in found.entities}
    assert found.count < 10


async def test_kinds_are_counted(desk: NewRelicCalls, stand_in: StandIn) -> None:
    await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    counts = {one.kind: one.count for one in await desk.count(CountKinds())}
    assert counts[EntityKind.APM_SERVICE] == 124
    assert counts[EntityKind.SERVICE_LEVEL] == 16
    assert EntityKind.OTHER not in counts


async def test_a_cursor_of_another_search_is_refused(
    desk: NewRelicCalls, stand_in: StandIn
) -> None:
    await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    cursor = (await desk.find(FindEntities())).next_cursor
    with pytest.raises(StatusBoardError):
        await desk.find(FindEntities(account_id=STAGING, cursor=cursor))


async def test_a_failing_new_relic_says_so_and_not_that_there_is_nothing(
    desk: NewRelicCalls, stand_in: StandIn
) -> None:
    await desk.connect(Connect("", stand_in.url, DEMO_KEY), PERSON)
    stand_in.world.faults.active.append(ActiveFault(FaultName.RIGHTS))
    with pytest.raises(Unavailable) as caught:
        await desk.find(FindEntities())
    assert "lacks a right" in str(caught.value)


def test_inputs_and_outputs_travel_over_a_pipe() -> None:
    for value in (
        FindEntities("x", (EntityKind.HOST,), 5, "c"),
        EntityPage(
            (
                FoundEntity(
                    "g", "n", EntityKind.APM_SERVICE, "APM", 1, "a", ComponentStatus.UNKNOWN, "r"
                ),
            ),
            1,
            "",
        ),
        Connect("US", "", "NRAK-x"),
    ):
        line = msgspec.json.encode(value)
        assert msgspec.json.decode(line, type=type(value)) == value
        assert json.loads(line)


async def test_the_demo_key_is_read_from_the_demo_folder_alone(
    doorway: Doorway, tmp_path: Path, backend: MemoryKeyring
) -> None:
    keys = NewRelicKey(SecretPlace(tmp_path, is_demo=True, backend=backend))
    keys.write(Key(DEMO_KEY), allow_file=True)
    assert await NewRelicCalls(doorway, keys, loopback_only=True).has_key() is True
    assert backend.kept == {}
