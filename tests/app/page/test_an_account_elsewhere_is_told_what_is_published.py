"""An account of a page elsewhere is a place like the others: chosen, told, and read back."""

from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from statusboard.app.keys.choose import SecretPlace
from statusboard.app.notices.queries import PUBLICATIONS
from statusboard.app.page.commands import save_target
from statusboard.app.page.inputs import TargetInput
from statusboard.app.page.mirrored import mirror_of
from statusboard.app.page.public import PUBLIC
from statusboard.app.page.publisher import Publisher
from statusboard.app.page.queries import places
from statusboard.domain.status import IncidentStatus
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.targets import read_targets
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.joining import withdraw
from tests.fixtures.keys import MemoryKeyring, stored_texts
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, wording
from tests.fixtures.statuspage_server import KEY, PAGE, Refused, Statuspage, statuspage_server

pytestmark = ON_SQLITE


@pytest.fixture
def there() -> Iterator[Statuspage]:
    with statuspage_server() as server:
        server.now = NOON
        server.component("checkout api")
        yield server


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    keys = SecretPlace(tmp_path / "keys", backend=MemoryKeyring())
    return Newsroom(database, secrets=keys)


@pytest.fixture
async def publisher(newsroom: Newsroom) -> AsyncIterator[Publisher]:
    with ThreadPoolExecutor(1) as executor:
        yield Publisher(newsroom.doorway, executor, lambda _changes: None)


def choose(newsroom: Newsroom, there: Statuspage, **more: object) -> None:
    config = {"page": PAGE, "key": KEY, "url": there.url} | more
    newsroom.do(save_target, TargetInput("statuspage_account", config))


@pytest.mark.anyio
async def test_a_notice_reaches_it_by_its_own_names_and_is_read_back(
    newsroom: Newsroom, there: Statuspage, publisher: Publisher
) -> None:
    shop = newsroom.service("Checkout API")
    newsroom.measures(shop, (NOON - 600 * MINUTE, GOOD), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    choose(newsroom, there)
    (place,) = newsroom.ask(places)
    assert place.config["services"] == {"Checkout API": next(iter(there.components))}
    assert KEY not in stored_texts(newsroom.database)
    assert there.written() == []

    said = newsroom.publish(wording({shop: MAJOR}, body="Cards **fail** now."))
    await publisher.step()

    (view,) = newsroom.ask(PUBLICATIONS, said.generation)
    assert (view.problem, view.read_back_at) == ("", NOON)
    assert view.links.page == "https://northwind.statuspage.io"
    assert there.bodies(there.only()) == [("investigating", "Cards fail now.")]
    assert next(iter(there.components.values()))["status"] == "major_outage"

    newsroom.clock.forward(MINUTE)
    withdraw(newsroom, said.incident_id, "A mistake of ours.")
    await publisher.step()

    first, last = there.bodies(there.only())
    assert first[1].startswith("Withdrawn 2026-")
    assert first[1].endswith("this update should not have been published.\n\nCards fail now.")
    assert last == ("resolved", "A mistake of ours.")
    assert there.only()["impact_override"] == "none"
    assert next(iter(there.components.values()))["status"] == "operational"


@pytest.mark.anyio
async def test_what_is_in_the_way_is_said_and_the_rest_that_it_asks_for_is_given(
    newsroom: Newsroom, there: Statuspage, publisher: Publisher
) -> None:
    shop = newsroom.service("Checkout API")
    newsroom.watched()
    choose(newsroom, there)
    said = newsroom.publish(wording({shop: MAJOR}))

    def busy(_method: str, _path: str) -> None:
        raise Refused(420, {"error": "too fast"}, Retry_After="240")

    there.before = busy
    assert await publisher.step() == 240
    (view,) = newsroom.ask(PUBLICATIONS, said.generation)
    assert "wants to be left alone" in view.problem


@pytest.mark.anyio
async def test_a_place_that_will_not_do_is_not_chosen_and_its_key_is_not_kept(
    newsroom: Newsroom, there: Statuspage
) -> None:
    with pytest.raises(RuleBroken) as refused:
        choose(newsroom, there, key="wrong-key-of-somebody")
    assert refused.value.field == "key"
    assert "wrong-key" not in str(refused.value)
    with newsroom.database.reading(NOON) as unit:
        assert read_targets(unit) == ()


def test_choosing_it_again_changes_nothing(newsroom: Newsroom, there: Statuspage) -> None:
    choose(newsroom, there)
    (before,) = newsroom.ask(places)
    newsroom.clock.forward(600 * MINUTE)
    choose(newsroom, there)
    (after,) = newsroom.ask(places)
    assert after.config == before.config
    assert after.config["since"] == f"{NOON:%Y-%m-%dT%H:%M:%S}+00:00"


def test_incidents_are_told_oldest_first(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.publishes_to(tmp_path / "page")
    shop = newsroom.service("Checkout API")
    newsroom.publish(wording({shop: MAJOR}, title="First"))
    newsroom.clock.forward(MINUTE)
    second = newsroom.publish(wording({shop: MAJOR}, title="Second"))
    newsroom.clock.forward(MINUTE)
    end = wording({shop: GOOD}, title="Second", status=IncidentStatus.RESOLVED, body="It works.")
    newsroom.publish(end, incident_id=second.incident_id)
    told = mirror_of(newsroom.ask(PUBLIC))
    assert [one.title for one in told.notices] == ["First", "Second"]
    assert [one.status.value for one in told.notices[1].updates] == ["investigating", "resolved"]
    assert told.notices[1].is_over
