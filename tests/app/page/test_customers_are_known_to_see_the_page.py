"""After each publication the public address is held against what was put, as customers read it."""

import asyncio
from collections.abc import Iterator

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.page.commands import PageResult, record_result
from statusboard.app.page.public_watch import LATER_S, PATIENCE_S, SOON_S, PublicWatch
from statusboard.app.page.queries import places
from statusboard.domain.changes import Changes
from statusboard.storage import generations
from statusboard.storage.database import Database
from statusboard.storage.targets import add_target
from statusboard.targets import s3
from statusboard.targets.base import Site
from tests.fixtures.counterparts import s3_config
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.s3_server import S3, s3_server
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom

pytestmark = [pytest.mark.anyio, ON_SQLITE]


@pytest.fixture(scope="module")
def served() -> Iterator[S3]:
    with s3_server() as server:
        yield server


class Scene:
    """A place in a bucket that shows it, and the loop that looks there."""

    def __init__(self, server: S3, database: Database) -> None:
        self.server = server
        server.objects, server.kept, server.answers, server.public = {}, None, None, None
        server.public_headers = {"Access-Control-Allow-Origin": "*"}
        self.newsroom = Newsroom(database)
        # What is secret stands beside, in the key store; the address alone is looked at.
        self.config = s3_config(server, public_url=f"{server.url}/public/status/")
        address = {name: self.config[name] for name in ("public_url", "bucket", "key_id")}
        with database.writing(NOON, COLLECTOR) as unit:
            add_target(unit, kind="s3", config={**address, "secret": "x"})
        self.heard: list[Changes] = []
        self.watch = PublicWatch(self.newsroom.doorway, self.heard.append)

    def puts(self, generation: int) -> None:
        with self.newsroom.database.writing(self.newsroom.clock.now(), COLLECTOR) as unit:
            assert generations.open_generation(unit, "test", ["s3"]) == generation
        files = {"api/v2/status.json": b"{}", "index.html": f"page {generation}".encode()}
        receipt = s3.REMOTE.put(self.config, Site("page00000001", generation, files))
        done = PageResult(generation, "s3", receipt.digest, first_digest=receipt.first_digest)
        self.newsroom.doorway.do(record_result, done, COLLECTOR)

    def said(self) -> str:
        (place,) = self.newsroom.ask(places)
        assert [place.unseen] == [
            line for line in self.newsroom.ask(BOARD).problems if "Customers" in line
        ] or not place.unseen
        return place.unseen


@pytest.fixture
def scene(served: S3, database: Database) -> Scene:
    return Scene(served, database)


async def test_an_old_page_that_is_kept_on_the_way_is_told_apart_from_one_that_stays(
    scene: Scene,
) -> None:
    scene.puts(1)
    assert await scene.watch.step() == LATER_S
    assert scene.said() == ""
    scene.puts(2)
    scene.server.kept = b"page 1"
    # For a moment caches may keep it; nothing is said.
    assert await scene.watch.step() == SOON_S
    assert scene.said() == ""
    scene.newsroom.clock.forward(PATIENCE_S)
    await scene.watch.step()
    assert scene.said().startswith(
        "Customers still see page 1 since 12:00 UTC. The new page stands"
    )
    assert "something on the way keeps the old one" in scene.said()

    scene.server.kept, scene.server.public = None, lambda _key: b"page 1"
    scene.newsroom.clock.forward(PATIENCE_S)
    await scene.watch.step()
    assert "Customers still see page 1 since 12:00 UTC" in scene.said()
    assert "answers something else than was written" in scene.said()

    scene.server.public, scene.server.answers = None, 503
    scene.newsroom.clock.forward(PATIENCE_S)
    await scene.watch.step()
    assert scene.said().startswith("Customers do not see the newest page since 12:00 UTC.")

    scene.server.answers = None
    scene.newsroom.clock.forward(PATIENCE_S)
    assert await scene.watch.step() == LATER_S
    assert scene.said() == ""


async def test_what_a_host_lacks_is_named_until_it_is_mended(scene: Scene) -> None:
    scene.server.public_headers = {}
    scene.puts(1)
    await scene.watch.step()
    (place,) = scene.newsroom.ask(places)
    assert any("@statuspage/status-widget" in line for line in place.lacks)
    assert any("statuspage-exporter" in line for line in place.lacks)
    heard = len(scene.heard)
    scene.newsroom.clock.forward(LATER_S)
    await scene.watch.step()
    assert len(scene.heard) == heard  # the same again is no news
    scene.server.public_headers = {"Access-Control-Allow-Origin": "*"}
    scene.newsroom.clock.forward(LATER_S)
    await scene.watch.step()
    (place,) = scene.newsroom.ask(places)
    assert not any("widget" in line for line in place.lacks)


async def test_the_loop_ends_when_it_is_told_to(scene: Scene) -> None:
    stop = asyncio.Event()
    running = asyncio.ensure_future(scene.watch.run(stop))
    await asyncio.sleep(0)
    stop.set()
    await asyncio.wait_for(running, 10)
