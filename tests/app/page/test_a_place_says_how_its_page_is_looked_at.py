"""What a kind of place declares about looking at its page, and the public address before it."""

from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.desk.settings import SETTINGS
from statusboard.app.health.board import BOARD
from statusboard.app.notices.queries import PUBLICATIONS
from statusboard.app.page.commands import PageResult, record_result
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.public import PUBLIC
from statusboard.app.page.queries import _links
from statusboard.domain.target import PageLinks, Target
from statusboard.domain.views.settings import OpenStep
from statusboard.storage.database import Database
from statusboard.storage.targets import add_target, read_targets
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR
from tests.fixtures.speaking import GOOD, Newsroom, wording

FOLDER = Target(1, "a", "folder", {"path": "/srv/status"})


def test_a_folder_offers_its_file_and_itself() -> None:
    assert _links(FOLDER, target_kinds(), "") == PageLinks(
        "file:///srv/status/index.html", "/srv/status/index.html", "/srv/status"
    )


def test_the_public_address_goes_before_the_file_but_the_folder_stays() -> None:
    assert _links(FOLDER, target_kinds(), "https://status.example") == PageLinks(
        "https://status.example", "https://status.example", "/srv/status"
    )


@pytest.mark.parametrize(
    "target", [replace(FOLDER, kind="of-tomorrow"), replace(FOLDER, config={})]
)
def test_what_cannot_be_told_is_not_offered(target: Target) -> None:
    assert _links(target, target_kinds(), "") == PageLinks()


def test_a_kind_that_declares_nothing_offers_the_public_address_alone() -> None:
    kinds = {"folder": replace(target_kinds()["folder"], links=None)}

    assert _links(FOLDER, kinds, "") == PageLinks()
    assert _links(FOLDER, kinds, "https://a.example").link == "https://a.example"


@ON_SQLITE
def test_a_page_is_offered_once_it_was_read_back(database: Database, tmp_path: Path) -> None:
    newsroom = Newsroom(database)
    folder = tmp_path / "page"
    newsroom.publishes_to(folder)
    said = newsroom.publish(wording({newsroom.service(): GOOD}))
    [place] = newsroom.ask(PUBLICATIONS, said.generation)
    [target] = newsroom.ask(SETTINGS).targets
    assert place.links == target.links == PageLinks()

    with database.reading(newsroom.clock.now()) as unit:
        [name] = [target.name for target in read_targets(unit)]
    newsroom.do(record_result, PageResult(said.generation, name, digest="abc"))

    [place] = newsroom.ask(PUBLICATIONS, said.generation)
    [target] = newsroom.ask(SETTINGS).targets
    assert place.links == target.links
    assert place.links.link == str(folder / "index.html")
    newsroom.setting("page.url", "https://status.example")
    assert newsroom.ask(SETTINGS).targets[0].links.page == "https://status.example"
    newsroom.setting("demo", True)
    assert newsroom.ask(SETTINGS).targets[0].links.page == (folder / "index.html").as_uri()


@ON_SQLITE
def test_what_is_still_open_is_what_nobody_has_chosen(database: Database, tmp_path: Path) -> None:
    newsroom = Newsroom(database)
    assert newsroom.ask(SETTINGS).still_open == tuple(OpenStep)

    newsroom.service()
    newsroom.publishes_to(tmp_path / "page")
    newsroom.connects("EU")
    assert newsroom.ask(SETTINGS).still_open == (OpenStep.NAME, OpenStep.ADDRESS)

    newsroom.setting("page.name", "Northwind")
    newsroom.setting("page.url", "https://status.example")
    assert newsroom.ask(SETTINGS).still_open == newsroom.ask(BOARD).still_open == ()


@ON_SQLITE
def test_a_place_of_another_version_offers_nothing_to_look_at(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    with database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        add_target(unit, kind="of-tomorrow", config={})
    said = newsroom.publish(wording({newsroom.service(): GOOD}))
    with database.reading(newsroom.clock.now()) as unit:
        names = [target.name for target in read_targets(unit)]
    for name in names:
        newsroom.do(record_result, PageResult(said.generation, name, digest="d"))
    assert [place.links for place in newsroom.ask(PUBLICATIONS, said.generation)][-1] == PageLinks()


@ON_SQLITE
def test_a_page_without_an_address_is_where_its_page_server_is(database: Database) -> None:
    newsroom = Newsroom(database)
    newsroom.setting("server.public_url", "https://told.example")
    assert OpenStep.ADDRESS not in newsroom.ask(SETTINGS).still_open
    assert newsroom.ask(PUBLIC).page_url == "https://told.example"
    newsroom.setting("page.url", "https://status.example")
    assert newsroom.ask(PUBLIC).page_url == "https://status.example"
