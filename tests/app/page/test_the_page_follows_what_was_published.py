"""The publisher: the newest generation reaches the folder, and only then counts as published."""

import asyncio
import json
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from statusboard.app.notices.queries import PUBLICATIONS
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.office import Office, write_page
from statusboard.app.page.publisher import LOOK_EVERY_S, RETRY, Publisher
from statusboard.catalog.declaration import Config
from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import Unavailable
from statusboard.storage.database import Database
from statusboard.storage.tables import AUDIT, GENERATION, PUBLICATION
from statusboard.storage.targets import add_target
from statusboard.targets.base import Receipt, Site
from statusboard.targets.folder import DECLARATION as FOLDER
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, wording

pytestmark = pytest.mark.anyio
DAY = timedelta(days=1)


@dataclass
class Place:
    """A target that can be told to fail."""

    folder: Path
    problems: list[Exception] = field(default_factory=list)
    put_generations: list[int] = field(default_factory=list)
    hangs: threading.Event | None = None

    def put(self, config: Config, site: Site) -> Receipt:
        self.put_generations.append(site.generation)
        if self.hangs is not None:
            self.hangs.wait()
        if self.problems:
            raise self.problems.pop(0)
        return FOLDER.put(config, site)


@dataclass
class Scene:
    newsroom: Newsroom
    publisher: Publisher
    place: Place
    heard: list[Changes]

    def causes(self) -> list[str]:
        with self.newsroom.database.reading(NOON) as unit:
            rows = unit.connection.execute(select(GENERATION).order_by(GENERATION.c.number))
            return [row.cause for row in rows]

    async def settle(self) -> None:
        """Lets the publisher do all that there is to do now."""
        for _ in range(6):
            if await self.publisher.step() == LOOK_EVERY_S:
                return
        pytest.fail("the publisher found no rest")

    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.place.folder / "api/v2/summary.json").read_text())
        return found


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Iterator[Scene]:
    newsroom = Newsroom(database)
    folder = tmp_path / "page"
    newsroom.publishes_to(folder)
    place = Place(folder)
    heard: list[Changes] = []
    with ThreadPoolExecutor(1) as executor:
        kinds = {**target_kinds(), FOLDER.key: replace(FOLDER, put=place.put)}
        publisher = Publisher(newsroom.doorway, executor, heard.append, kinds=kinds)
        yield Scene(newsroom, publisher, place, heard)


@pytest.fixture
def failing(scene: Scene) -> int:
    component_id = scene.newsroom.service()
    scene.newsroom.measures(component_id, (NOON - 600 * MINUTE, GOOD), (NOON - 10 * MINUTE, MAJOR))
    scene.newsroom.watched()
    return component_id


async def test_published_is_said_only_after_reading_back(scene: Scene, failing: int) -> None:
    said = scene.newsroom.publish(wording({failing: MAJOR}))
    (before,) = scene.newsroom.ask(PUBLICATIONS, said.generation)

    await scene.publisher.step()

    (after,) = scene.newsroom.ask(PUBLICATIONS, said.generation)
    assert before.read_back_at is None
    assert after.read_back_at == NOON
    assert after.problem == ""
    assert scene.summary()["status"] == {
        "indicator": "critical",
        "description": "Major Service Outage",
    }
    assert scene.heard == [Changes.of(Topic.PUBLICATION)]
    assert await scene.publisher.step() == LOOK_EVERY_S


@ON_SQLITE
async def test_a_problem_is_kept_in_words_and_tried_again_later_and_later(
    scene: Scene, failing: int
) -> None:
    said = scene.newsroom.publish(wording({failing: MAJOR}))
    scene.place.problems = [Unavailable("The folder is gone.") for _ in range(12)]

    waits = []
    for _ in range(12):
        waits.append(await scene.publisher.step())
        scene.newsroom.clock.forward(timedelta(seconds=waits[-1]))

    (view,) = scene.newsroom.ask(PUBLICATIONS, said.generation)
    assert (view.problem, view.attempts, view.read_back_at) == ("The folder is gone.", 12, None)
    assert waits[:3] == [2.0, 4.0, 8.0]
    assert waits[-1] == RETRY.most_s
    await scene.publisher.step()
    (view,) = scene.newsroom.ask(PUBLICATIONS, said.generation)
    assert (view.problem, view.attempts) == ("", 13)
    assert view.read_back_at is not None


@ON_SQLITE
async def test_a_defect_is_shown_and_does_not_end_the_office(
    scene: Scene, failing: int, allow_logs: Callable[..., list[logging.LogRecord]]
) -> None:
    allow_logs("statusboard.app.page.place_calls", level=logging.ERROR)
    said = scene.newsroom.publish(wording({failing: MAJOR}))
    scene.place.problems = [ZeroDivisionError("ours")]

    await scene.publisher.step()

    (view,) = scene.newsroom.ask(PUBLICATIONS, said.generation)
    assert view.problem == "The page could not be made: ZeroDivisionError: ours."
    scene.newsroom.clock.forward(MINUTE)
    assert await scene.publisher.step() == 0


@ON_SQLITE
async def test_a_drive_that_hangs_is_said_to_and_asked_once(scene: Scene, failing: int) -> None:
    said = scene.newsroom.publish(wording({failing: MAJOR}))
    scene.place.hangs = threading.Event()
    scene.publisher.timeout_s = 0.05

    waits = []
    for _ in range(3):
        waits.append(await scene.publisher.step())
        scene.newsroom.clock.forward(timedelta(seconds=waits[-1]))
    (hanging,) = scene.newsroom.ask(PUBLICATIONS, said.generation)
    asked = len(scene.place.put_generations)
    scene.place.hangs.set()
    scene.publisher.timeout_s = 60.0
    while await scene.publisher.step() != LOOK_EVERY_S:
        scene.newsroom.clock.forward(MINUTE)
    (after,) = scene.newsroom.ask(PUBLICATIONS, said.generation)

    assert "does not answer" in hanging.problem
    assert (asked, hanging.attempts, hanging.read_back_at) == (1, 3, None)
    assert after.read_back_at is not None


@ON_SQLITE
async def test_being_woken_does_not_make_it_try_sooner(scene: Scene, failing: int) -> None:
    scene.newsroom.publish(wording({failing: MAJOR}))
    scene.place.problems = [Unavailable("The folder is gone.") for _ in range(5)]
    await scene.publisher.step()
    scene.publisher.wake()
    scene.newsroom.clock.forward(timedelta(seconds=0.5))

    assert await scene.publisher.step() == pytest.approx(1.5)
    assert len(scene.place.put_generations) == 1


async def test_a_new_notice_is_tried_at_once_whatever_failed_before(
    scene: Scene, failing: int
) -> None:
    first = scene.newsroom.publish(wording({failing: MAJOR}))
    scene.place.problems = [Unavailable("The folder is gone.")]
    await scene.publisher.step()
    second = scene.newsroom.publish(
        wording({failing: MAJOR}, body="More."), incident_id=first.incident_id
    )

    assert await scene.publisher.step() == 0
    assert scene.place.put_generations == [first.generation, second.generation]


async def test_a_newer_generation_supersedes_those_that_never_got_there(
    scene: Scene, failing: int
) -> None:
    first = scene.newsroom.publish(wording({failing: MAJOR}))
    second = scene.newsroom.publish(
        wording({failing: MAJOR}, body="More."), incident_id=first.incident_id
    )

    await scene.publisher.step()

    assert scene.place.put_generations == [second.generation]
    for number in (first.generation, second.generation):
        (view,) = scene.newsroom.ask(PUBLICATIONS, number)
        assert view.read_back_at is not None


@ON_SQLITE
async def test_a_new_local_day_moves_the_bars(scene: Scene, failing: int) -> None:
    scene.newsroom.setting("page.zone", "Pacific/Auckland")
    scene.newsroom.publish(wording({failing: MAJOR}))
    await scene.publisher.step()
    before = (scene.place.folder / "index.html").read_bytes()
    assert await scene.publisher.step() == LOOK_EVERY_S

    scene.newsroom.clock.go(datetime(2026, 10, 26, 11, 0, tzinfo=UTC))  # midnight in Auckland
    assert await scene.publisher.step() == 0
    await scene.publisher.step()

    assert scene.causes() == ["notice", "new day"]
    assert (scene.place.folder / "index.html").read_bytes() != before
    with scene.newsroom.database.reading(NOON) as unit:
        rows = unit.connection.execute(select(AUDIT).where(AUDIT.c.verb == "publication.open"))
        assert rows.one().actor == "loop:publisher"


@ON_SQLITE
async def test_an_edited_service_is_shown_without_a_notice(scene: Scene, failing: int) -> None:
    scene.newsroom.publish(wording({failing: MAJOR}))
    await scene.publisher.step()
    scene.newsroom.clock.forward(MINUTE)
    scene.newsroom.service("Sign-in")

    await scene.publisher.step()
    await scene.publisher.step()

    assert scene.causes() == ["notice", "services"]
    assert b"Sign-in" in (scene.place.folder / "index.html").read_bytes()


@ON_SQLITE
async def test_a_service_edited_by_a_clock_that_ran_ahead_is_shown_once(
    scene: Scene, failing: int
) -> None:
    scene.newsroom.publish(wording({failing: MAJOR}))
    await scene.publisher.step()
    scene.newsroom.clock.forward(60 * MINUTE)
    scene.newsroom.service("Added by a clock that ran ahead")
    scene.newsroom.clock.set_back(59 * MINUTE)

    steps = [await scene.publisher.step() for _ in range(4)]

    assert scene.causes() == ["notice", "services"]
    assert steps[-1] == LOOK_EVERY_S
    names = [component["name"] for component in scene.summary()["components"]]
    assert "Added by a clock that ran ahead" in names


@ON_SQLITE
async def test_after_a_clock_that_ran_ahead_edits_and_days_are_shown_as_before(
    scene: Scene, failing: int
) -> None:
    scene.newsroom.publish(wording({failing: MAJOR}))
    await scene.settle()
    scene.newsroom.clock.forward(30 * DAY)
    scene.newsroom.service("Added by a clock that ran ahead")
    scene.newsroom.clock.set_back(30 * DAY)
    await scene.settle()

    scene.newsroom.clock.forward(MINUTE)
    scene.newsroom.publish(wording({failing: MAJOR}, title="And more"))
    await scene.settle()
    scene.newsroom.clock.forward(MINUTE)
    scene.newsroom.service("Added when the clock was right again")
    await scene.settle()
    scene.newsroom.clock.forward(DAY)
    await scene.settle()

    assert scene.causes() == ["notice", "services", "notice", "services", "new day"]
    names = [component["name"] for component in scene.summary()["components"]]
    assert "Added when the clock was right again" in names


@ON_SQLITE
async def test_a_page_asked_for_by_a_clock_that_ran_ahead_is_asked_for_again_once(
    scene: Scene, failing: int
) -> None:
    scene.newsroom.clock.forward(30 * DAY)
    next_update_at = scene.newsroom.clock.now() + MINUTE
    scene.newsroom.publish(wording({failing: MAJOR}, next_update_at=next_update_at))
    await scene.settle()
    scene.newsroom.clock.set_back(30 * DAY)
    await scene.settle()
    scene.newsroom.clock.forward(MINUTE)
    scene.newsroom.service("Sign-in")
    await scene.settle()
    scene.newsroom.clock.forward(DAY)
    await scene.settle()

    assert scene.causes() == ["notice", "clock put back", "services", "new day"]


@ON_SQLITE
async def test_before_anything_was_published_there_is_nothing_to_do(scene: Scene) -> None:
    scene.newsroom.service()

    assert await scene.publisher.step() == LOOK_EVERY_S
    assert not (scene.place.folder / "index.html").exists()


async def test_a_killed_office_finishes_where_it_was(scene: Scene, failing: int) -> None:
    said = scene.newsroom.publish(wording({failing: MAJOR}))
    # The files are all there, but the process died before it could write that down.
    await scene.publisher.step()
    with scene.newsroom.database.writing(NOON, Actor(ActorKind.LOOP, "test")) as unit:
        unit.connection.execute(update(PUBLICATION).values(read_back_us=None, attempts=0))

    await scene.publisher.step()

    (view,) = scene.newsroom.ask(PUBLICATIONS, said.generation)
    assert view.read_back_at is not None


async def test_the_office_publishes_when_it_is_woken_and_stops_when_told(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    component_id = newsroom.service()
    office = Office(database, newsroom.clock)
    stop, heard = asyncio.Event(), asyncio.Event()

    def announce(changes: Changes) -> None:
        assert Topic.PUBLICATION in changes.topics
        heard.set()

    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        group.create_task(office.run(stop=stop, announce=announce))
        await asyncio.sleep(0)
        said = await asyncio.to_thread(newsroom.publish, wording({component_id: MAJOR}))
        office.wake()
        await heard.wait()
        stop.set()

    (view,) = newsroom.ask(PUBLICATIONS, said.generation)
    assert view.read_back_at is not None
    assert (tmp_path / "page/index.html").exists()


def test_a_page_can_be_written_by_hand_again_and_again(
    database: Database, tmp_path: Path, failing: int, scene: Scene
) -> None:
    out = tmp_path / "deep" / "out"

    first = write_page(database, scene.newsroom.clock, out)
    scene.newsroom.publish(wording({failing: MAJOR}))
    second = write_page(database, scene.newsroom.clock, out)

    assert first.written > 5
    assert second.written > 0
    assert b"Some card payments are failing" in (out / "index.html").read_bytes()


async def test_a_place_that_hangs_holds_up_no_other(database: Database, tmp_path: Path) -> None:
    newsroom = Newsroom(database)
    for name in ("slow", "quick"):
        newsroom.publishes_to(tmp_path / name)
    component_id = newsroom.service()
    release = threading.Event()

    def put(config: Config, site: Site) -> Receipt:
        if str(config["path"]).endswith("slow"):
            release.wait()
        return FOLDER.put(config, site)

    kinds = {FOLDER.key: replace(FOLDER, put=put)}
    shown: list[int] = []
    with ThreadPoolExecutor(1) as executor:
        stop, heard = asyncio.Event(), asyncio.Event()
        publisher = Publisher(newsroom.doorway, executor, lambda _: heard.set(), kinds=kinds)
        running = asyncio.create_task(publisher.run(stop))
        incident_id = None
        try:
            async with asyncio.timeout(60):
                for body in ("First.", "Second."):
                    words = wording({component_id: MAJOR}, body=body)
                    said = await asyncio.to_thread(newsroom.publish, words, incident_id=incident_id)
                    incident_id = said.incident_id
                    publisher.wake()
                    index = tmp_path / "quick/index.html"
                    while not index.exists() or body.encode() not in index.read_bytes():
                        heard.clear()
                        await heard.wait()
                    shown.append(said.generation)
        finally:
            release.set()
            stop.set()
            await running

    assert shown == [1, 2]
    assert (tmp_path / "slow/index.html").exists()


async def test_each_place_fails_and_rests_for_itself(database: Database, tmp_path: Path) -> None:
    newsroom = Newsroom(database)
    for name in ("ill", "well"):
        newsroom.publishes_to(tmp_path / name)
    component_id = newsroom.service()
    said = newsroom.publish(wording({component_id: MAJOR}))
    tries: list[str] = []

    def put(config: Config, site: Site) -> Receipt:
        tries.append(Path(str(config["path"])).name)
        if tries[-1] == "ill":
            raise Unavailable("The folder is gone.")
        return FOLDER.put(config, site)

    kinds = {FOLDER.key: replace(FOLDER, put=put)}
    with ThreadPoolExecutor(1) as executor:
        publisher = Publisher(newsroom.doorway, executor, lambda _changes: None, kinds=kinds)
        async with asyncio.timeout(60):
            while tries.count("ill") < 3 or not newsroom.ask(PUBLICATIONS, 1)[1].read_back_at:
                wait_s = await publisher.step()
                if wait_s < LOOK_EVERY_S:
                    newsroom.clock.forward(timedelta(seconds=wait_s))
                await asyncio.sleep(0)
        await publisher.finish()

    assert tries.count("well") == 1
    views = newsroom.ask(PUBLICATIONS, said.generation)
    assert [(v.read_back_at is not None, v.problem) for v in views] == [
        (False, "The folder is gone."),
        (True, ""),
    ]


async def test_a_place_of_a_kind_that_nobody_knows_says_so_and_holds_up_no_other(
    scene: Scene, failing: int
) -> None:
    with scene.newsroom.database.writing(NOON, Actor(ActorKind.LOOP, "test")) as unit:
        add_target(unit, kind="pigeon", config={})
    said = scene.newsroom.publish(wording({failing: MAJOR}))

    async with asyncio.timeout(60):
        ours, strange = scene.newsroom.ask(PUBLICATIONS, said.generation)
        while ours.read_back_at is None:
            await scene.publisher.step()
            await asyncio.sleep(0)
            ours, strange = scene.newsroom.ask(PUBLICATIONS, said.generation)
    await scene.publisher.finish()

    assert ours.read_back_at == NOON
    assert strange.read_back_at is None
    assert "does not know places of the kind pigeon" in strange.problem
