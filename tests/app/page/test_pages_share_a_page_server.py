"""Pages of one desk at one page server: a place of each, and each with its own readers."""

import asyncio
from pathlib import Path

import pytest

from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.page.commands import Served, choose_settings, save_target, serve
from statusboard.app.page.further_shelves import FurtherShelves
from statusboard.app.page.inputs import ChooseSettings, TargetInput
from statusboard.app.page.page_commands import add_page, change_page, remove_page
from statusboard.app.page.page_inputs import PageInput, RemovePage
from statusboard.app.page.page_servers import PageServers
from statusboard.app.page.queries import places
from statusboard.app.page.reader_commands import (
    EndReaderLink,
    InviteReader,
    SetReaderPassword,
    end_reader_link,
    invite_reader,
    set_reader_password,
)
from statusboard.app.page.readers import GUARDED, READERS
from statusboard.app.page.shelf import Shelf
from statusboard.app.programs.reader_findings import reader_findings
from statusboard.domain.page_access import TYPED
from statusboard.domain.views.site import FurtherPage, SiteWanted
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage.database import Database
from statusboard.storage.pages import read_pages
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import NOON, Newsroom

PARTNERS = "https://partners.example.com"
PASSWORD = "let-the-partners-in"

pytestmark = ON_SQLITE


@pytest.fixture
def desk(database: Database) -> Newsroom:
    """A desk with a page for partners that is private, and one that no page server shows."""
    newsroom = Newsroom(database)
    newsroom.service("Shop")
    newsroom.service("Zanzibar feed")
    newsroom.watched()
    own = {"server.public_url": PARTNERS, "access.private": True}
    shown = PageInput("partners", own, shows="only", services=("Zanzibar feed",))
    newsroom.do(add_page, shown)
    newsroom.do(add_page, PageInput("inside"))
    return newsroom


def page_id(desk: Newsroom, key: str) -> int:
    with desk.database.reading(NOON) as unit:
        return next(page.id for page in read_pages(unit) if page.key == key)


def served(desk: Newsroom) -> list[str]:
    return [one.page for one in desk.ask(places) if one.kind == "page_server"]


def test_a_page_server_that_comes_is_a_place_of_each_page_with_an_address_there(
    desk: Newsroom,
) -> None:
    desk.do(serve, Served())
    assert served(desk) == ["main", "partners"]
    # One that is there already serves a page as soon as that has an address.
    address = {"server.public_url": "https://inside.example.com"}
    desk.do(change_page, PageInput("inside", address))
    assert served(desk) == ["main", "partners", "inside"]


def test_a_private_page_is_put_at_no_place_that_shows_it_to_everybody(
    desk: Newsroom, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    folder = {"path": str(site)}
    with pytest.raises(RuleBroken, match="private page cannot be put"):
        desk.do(save_target, TargetInput("folder", folder, page="partners"))
    assert not list(site.iterdir())
    desk.do(save_target, TargetInput("folder", folder, page="inside"))
    with pytest.raises(RuleBroken, match="private page cannot be put"):
        desk.do(change_page, PageInput("inside", {"access.private": True}))


def test_two_pages_have_no_host_in_common(desk: Newsroom) -> None:
    for verb, given in (
        (change_page, PageInput("inside", {"server.public_url": f"{PARTNERS}/inside"})),
        (choose_settings, ChooseSettings({"server.public_url": PARTNERS.upper()})),
        # Requests name no port that goes without saying.
        (choose_settings, ChooseSettings({"server.public_url": f"{PARTNERS}:443"})),
    ):
        with pytest.raises(RuleBroken, match="same public address"):
            desk.do(verb, given)


def test_a_password_and_a_link_are_of_one_page_and_open_no_other(desk: Newsroom) -> None:
    desk.do(change_page, PageInput("inside", {"access.private": True}))
    desk.do(set_reader_password, SetReaderPassword(PASSWORD, page="partners"))
    link = desk.do(invite_reader, InviteReader("Grace", "partners"))
    assert link.url.startswith(f"{PARTNERS}/?key=")
    token = link.url.partition("key=")[2]
    _, partners = desk.ask(GUARDED, page_id(desk, "partners"))
    _, inside = desk.ask(GUARDED, page_id(desk, "inside"))
    assert desk.ask(GUARDED)[1] is None
    assert partners.link_of(token)
    assert inside.link_of(token) is None
    mark = partners.mark(TYPED, 0.0)
    assert partners.knows(mark, 1.0)
    assert not inside.knows(mark, 1.0)
    assert [one.name for one in desk.ask(READERS, "partners").links] == ["Grace"]
    assert not desk.ask(READERS, "inside").links
    assert not desk.ask(READERS).has_password
    with pytest.raises(RuleBroken, match="no such link"):
        desk.do(end_reader_link, EndReaderLink(link.id, "inside"))
    desk.do(end_reader_link, EndReaderLink(link.id, "partners"))
    assert desk.ask(GUARDED, page_id(desk, "partners"))[1].link_of(token) is None
    with desk.database.reading(NOON) as unit:
        found = [finding.words for finding in reader_findings(unit)]
    assert found[0].startswith("the page partners is private; read by a password")
    assert found[1].startswith("the page inside is private and nobody has a way in")


def test_a_page_server_is_handed_only_the_pages_that_it_shows(desk: Newsroom) -> None:
    desk.do(serve, Served())
    shelves = FurtherShelves(Shelf(desk.doorway, PageServers()))

    async def fetch() -> None:
        assert await shelves.pages() == (FurtherPage("partners", PARTNERS),)
        index = await shelves.site(SiteWanted("partners"))
        assert index is not None
        assert await shelves.site(SiteWanted("partners", index.digest)) is None
        main = await shelves.main.site("")
        assert main is not None
        assert main.digest != index.digest
        for key in ("inside", "main", "nobody"):
            with pytest.raises(Unavailable):
                await shelves.site(SiteWanted(key))
        shelves.let_go()
        desk.do(remove_page, RemovePage("partners"))
        assert await shelves.pages() == (FurtherPage("partners", PARTNERS, is_gone=True),)
        # Another page took the address over, however it is written.
        for url in (PARTNERS, f"{PARTNERS}:443", f"{PARTNERS}./"):
            desk.do(change_page, PageInput("inside", {"server.public_url": url}))
            assert await shelves.pages() == (FurtherPage("inside", url.rstrip("/")),)

    asyncio.run(fetch())


def test_the_file_of_a_desk_has_its_pages_whole_and_no_way_in(desk: Newsroom) -> None:
    desk.do(set_reader_password, SetReaderPassword(PASSWORD, page="partners"))
    desk.do(serve, Served())
    text = desk.ask(EXPORT_DESK)
    assert '[[further_page]]\nkey = "partners"\nshows = "only"\n' in text
    assert f'[further_page.server]\npublic_url = "{PARTNERS}"\n' in text
    assert "[further_page.access]\nprivate = true\n" in text
    assert '[[target]]\nkind = "page_server"\npage = "partners"\n' in text
    assert '[[further_page]]\nkey = "inside"\n' in text
    assert "scrypt" not in text
