"""A place that was given up: its page is taken away by the publisher, or left, by choice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.page.commands import OpenPage, open_page, remove_target, save_target
from statusboard.app.page.inputs import RemoveTarget, TargetInput
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.publisher import ACTOR, LOOK_EVERY_S, Publisher
from statusboard.app.page.queries import places
from statusboard.app.services.needed_secrets import NEEDED_SECRETS
from statusboard.catalog.declaration import Config
from statusboard.domain.views.settings import TargetView
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage.database import Database
from statusboard.storage.targets import add_target, read_targets
from statusboard.targets.base import Site
from statusboard.targets.folder import DECLARATION as FOLDER
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom

pytestmark = [pytest.mark.anyio, ON_SQLITE]


@dataclass
class Scene:
    newsroom: Newsroom
    publisher: Publisher
    folder: Path
    problems: list[Exception]

    async def settle(self) -> None:
        for _ in range(6):
            if await self.publisher.step() == LOOK_EVERY_S:
                return
        pytest.fail("the publisher found no rest")

    @property
    def target_id(self) -> int:
        with self.newsroom.database.reading(NOON) as unit:
            return read_targets(unit)[0].id

    def places(self) -> tuple[TargetView, ...]:
        return self.newsroom.ask(places)


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Iterator[Scene]:
    newsroom = Newsroom(database)
    folder = tmp_path / "page"
    newsroom.publishes_to(folder)
    newsroom.service()
    problems: list[Exception] = []

    def empty(config: Config, site: Site) -> int:
        if problems:
            raise problems.pop(0)
        assert FOLDER.empty is not None
        return FOLDER.empty(config, site)

    kinds = {**target_kinds(), FOLDER.key: replace(FOLDER, empty=empty)}
    with ThreadPoolExecutor(1) as executor:
        publisher = Publisher(newsroom.doorway, executor, lambda _changes: None, kinds=kinds)
        yield Scene(newsroom, publisher, folder, problems)


async def published(scene: Scene) -> None:
    scene.newsroom.doorway.do(open_page, OpenPage("test"), ACTOR)
    await scene.settle()
    assert (scene.folder / "index.html").exists()
    (scene.folder / "holiday.html").write_text("theirs")


async def test_the_page_is_taken_away_and_everything_else_left(scene: Scene) -> None:
    await published(scene)
    scene.newsroom.do(remove_target, RemoveTarget(scene.target_id, empty=True))
    (leaving,) = scene.places()
    assert leaving.is_leaving
    await scene.settle()
    assert [path.name for path in scene.folder.iterdir()] == ["holiday.html"]
    assert scene.places() == ()
    assert await scene.publisher.step() == LOOK_EVERY_S


async def test_without_the_choice_the_page_stays(scene: Scene) -> None:
    await published(scene)
    scene.newsroom.do(remove_target, RemoveTarget(scene.target_id))
    assert scene.places() == ()
    await scene.settle()
    assert (scene.folder / "index.html").exists()


async def test_what_is_in_the_way_is_said_and_tried_again(scene: Scene) -> None:
    await published(scene)
    scene.problems.append(Unavailable("The folder is gone."))
    scene.newsroom.do(remove_target, RemoveTarget(scene.target_id, empty=True))
    wait_s = await scene.publisher.step()
    (leaving,) = scene.places()
    assert leaving.problem == "The folder is gone."
    assert 0 < wait_s < LOOK_EVERY_S
    assert (scene.folder / "index.html").exists()
    scene.newsroom.clock.forward(timedelta(seconds=wait_s))
    await scene.settle()
    assert scene.places() == ()
    assert not (scene.folder / "index.html").exists()


async def test_emptying_is_called_off_by_a_person_and_by_choosing_the_place_again(
    scene: Scene,
) -> None:
    await published(scene)
    target_id = scene.target_id
    scene.newsroom.do(remove_target, RemoveTarget(target_id, empty=True))
    scene.newsroom.do(remove_target, RemoveTarget(target_id))
    assert scene.places() == ()
    (scene.folder / "holiday.html").unlink()
    scene.newsroom.do(save_target, TargetInput("folder", {"path": str(scene.folder)}))
    scene.newsroom.do(remove_target, RemoveTarget(scene.target_id, empty=True))
    scene.newsroom.do(save_target, TargetInput("folder", {"path": str(scene.folder)}))
    assert [place.is_leaving for place in scene.places()] == [False]
    await scene.settle()
    assert (scene.folder / "index.html").exists()
    with pytest.raises(RuleBroken):
        scene.newsroom.do(remove_target, RemoveTarget(target_id))


async def test_a_secret_is_kept_until_the_place_is_empty(scene: Scene) -> None:
    with scene.newsroom.database.writing(NOON, COLLECTOR) as unit:
        config = {"bucket": "b", "key_id": "k", "secret": "${secret:target.x}"}
        s3 = add_target(unit, kind="s3", config=config)
    needed = scene.newsroom.ask(NEEDED_SECRETS)
    assert [secret.name for secret in needed] == ["target.x"]
    scene.newsroom.do(remove_target, RemoveTarget(s3.id, empty=True))
    assert scene.newsroom.ask(NEEDED_SECRETS) == needed
    scene.newsroom.do(remove_target, RemoveTarget(s3.id))
    assert scene.newsroom.ask(NEEDED_SECRETS) == ()
