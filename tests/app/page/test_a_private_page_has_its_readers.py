"""Who may read the page is chosen, travels with it, and keeps it from places of everybody's."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from statusboard.app.page.commands import choose_settings, save_target
from statusboard.app.page.inputs import ChooseSettings, TargetInput
from statusboard.app.page.next_step import bare_site, site_of
from statusboard.app.page.office import write_page
from statusboard.app.page.page_servers import PageServers
from statusboard.app.page.private_places import NOT_THERE
from statusboard.app.page.publisher import Publisher
from statusboard.app.page.reader_commands import (
    EndReaderLink,
    InviteReader,
    SetReaderPassword,
    end_reader_link,
    invite_reader,
    note_links_used,
    set_reader_password,
)
from statusboard.app.page.readers import GUARDED, READERS
from statusboard.app.page.shelf import PRIVATE, Shelf
from statusboard.domain.access import visitor
from statusboard.domain.page_access import ACCESS_FILE, PageAccess, read_access
from statusboard.domain.page_password import is_password
from statusboard.domain.views.readers import LinksUsed
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage import generations
from statusboard.storage.database import Database
from statusboard.storage.tables import METADATA
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import NOON, Newsroom

pytestmark = pytest.mark.anyio

WORD = "correct horse"


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    newsroom = Newsroom(database)
    newsroom.do(choose_settings, ChooseSettings({"page.name": "Northwind"}))
    return newsroom


def private(newsroom: Newsroom, **more: object) -> None:
    values = {"access.private": True, **{f"access.{name}": each for name, each in more.items()}}
    newsroom.do(choose_settings, ChooseSettings(values))


def access(newsroom: Newsroom) -> PageAccess | None:
    _, found = newsroom.ask(GUARDED)
    assert found is None or isinstance(found, PageAccess)
    return found


def everything(newsroom: Newsroom) -> str:
    with newsroom.database.reading(NOON) as unit:
        tables = (table for table in METADATA.sorted_tables)
        return str([[tuple(row) for row in unit.connection.execute(t.select())] for t in tables])


def test_a_way_in_is_kept_as_what_cannot_be_turned_back(newsroom: Newsroom) -> None:
    newsroom.do(set_reader_password, SetReaderPassword(WORD))
    assert access(newsroom) is None  # a way in does not make it private; that is chosen
    private(newsroom, networks="203.0.113.7, 10.0.0.0/8")
    address = newsroom.do(invite_reader, InviteReader(" Ada  at Contoso "))

    found = access(newsroom)
    assert found is not None
    token = address.url.partition("/?key=")[2]
    assert len(token) == 43
    assert found.link_of(token) is not None
    assert found.link_of(token[:-1]) is None
    assert is_password(WORD, found.password)
    assert not is_password(WORD + "!", found.password)
    assert found.networks == ("203.0.113.7/32", "10.0.0.0/8")
    kept = everything(newsroom)
    assert WORD not in kept
    assert token not in kept
    assert "Ada at Contoso" in kept

    (link,) = newsroom.ask(READERS).links
    assert (link.name, link.by, link.used_at) == ("Ada at Contoso", "Ada", None)
    newsroom.doorway.do(note_links_used, LinksUsed({link.id: NOON.timestamp() + 99}), visitor())
    assert newsroom.ask(READERS).links[0].used_at == NOON  # not later than now, whoever says so
    assert newsroom.do(end_reader_link, EndReaderLink(link.id)) == "Ada at Contoso"
    ended = access(newsroom)
    assert ended is not None
    assert ended.link_of(token) is None
    with pytest.raises(RuleBroken, match="no such link"):
        newsroom.do(end_reader_link, EndReaderLink(link.id))
    assert newsroom.do(set_reader_password, SetReaderPassword()) is False
    assert not newsroom.ask(READERS).is_anybody or newsroom.ask(READERS).networks


@ON_SQLITE
def test_a_page_leads_out_where_somebody_can_sign_in(newsroom: Newsroom) -> None:
    def has_sign_in() -> bool:
        view, _ = newsroom.ask(GUARDED)
        return view.has_sign_in

    private(newsroom, networks="10.0.0.0/8")
    assert not has_sign_in()
    made = newsroom.do(invite_reader, InviteReader("Ada"))
    assert has_sign_in()
    newsroom.do(end_reader_link, EndReaderLink(made.id))
    assert not has_sign_in()
    newsroom.do(set_reader_password, SetReaderPassword(WORD))
    assert has_sign_in()


@ON_SQLITE
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"networks": "0.0.0.0/0"}, "no address and no network"),
        ({"networks": "0.0.0.0/1, 128.0.0.0/1"}, "no address and no network"),
        ({"networks": "office"}, "no address and no network"),
        ({"days": 0}, "whole number of days"),
    ],
)
def test_what_would_let_everybody_in_is_no_way_in(
    newsroom: Newsroom, given: dict[str, Any], words: str
) -> None:
    with pytest.raises(RuleBroken, match=words):
        private(newsroom, **given)
    with pytest.raises(RuleBroken, match="8 to 200"):
        newsroom.do(set_reader_password, SetReaderPassword("short"))


@ON_SQLITE
def test_a_place_of_everybodys_and_a_private_page_refuse_each_other(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.publishes_to(tmp_path / "page")
    with pytest.raises(RuleBroken, match=r"cannot be put at .*page") as refused:
        private(newsroom)
    assert refused.value.field == "access.private"
    assert newsroom.ask(READERS).is_private is False

    newsroom.publishes_nowhere()
    private(newsroom)
    with pytest.raises(RuleBroken, match="shows it to everybody"):
        newsroom.do(save_target, TargetInput("folder", {"path": str(tmp_path / "page")}))


@ON_SQLITE
def test_a_folder_is_written_only_by_whoever_says_that_it_may_be_read(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    private(newsroom)
    out = tmp_path / "page"
    with pytest.raises(RuleBroken, match="--private"):
        write_page(newsroom.database, newsroom.clock, out)
    assert not out.exists()
    write_page(newsroom.database, newsroom.clock, out, even_private=True)
    assert (out / "index.html").exists()
    assert not (out / ACCESS_FILE).exists()


@ON_SQLITE
async def test_nothing_is_put_there_even_where_both_were_chosen(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    private(newsroom)
    newsroom.publishes_to(tmp_path / "page")  # as an older version, or a restored copy, may have
    newsroom.do(invite_reader, InviteReader("Ada"))

    with ThreadPoolExecutor(1) as executor:
        publisher = Publisher(newsroom.doorway, executor, lambda _: None)
        await publisher.step()
        await publisher.finish()
    with newsroom.database.reading(NOON) as unit:
        newest = generations.newest_generation(unit)
        assert newest is not None
        (one,) = generations.read_publications(unit, newest.number)
    assert one.problem == NOT_THERE
    assert list((tmp_path / "page").iterdir()) == []


@ON_SQLITE
async def test_who_may_read_it_travels_with_the_page_and_to_page_servers_that_know_of_it(
    newsroom: Newsroom,
) -> None:
    shelf = Shelf(newsroom.doorway, PageServers(newsroom.clock.monotonic))
    newsroom.setting("server.contact", "help@example.com")
    private(newsroom)
    with newsroom.database.writing(NOON, visitor()) as unit:
        generations.open_generation(unit, "test", [])
    try:
        first = await shelf.site("")
        assert first is not None
        assert first.files[0].path == ACCESS_FILE
        with pytest.raises(Unavailable) as refused:
            await shelf.open_site("")
        assert str(refused.value) == PRIVATE

        newsroom.do(set_reader_password, SetReaderPassword(WORD))
        second = await shelf.site(first.digest)
        assert second is not None  # who may read it is part of what it is
        assert second.files[1:] == first.files[1:] or second.generation > first.generation
    finally:
        shelf.let_go()
    view, found = newsroom.ask(GUARDED)
    files = site_of(view, None, found).files
    assert read_access(files[ACCESS_FILE]) == found
    assert found.doors.keys() >= {"en", "de"}
    door = found.doors["de"].wrong
    assert "Northwind" in door
    assert "help@example.com" in door
    assert "Das ist nicht das Passwort" in door
    # Once everybody may read it, no place keeps what was said of its readers.
    opened = site_of(view)
    assert ACCESS_FILE not in opened.files
    assert opened.makes(ACCESS_FILE)
    assert bare_site("page").makes(ACCESS_FILE)
