"""A picture from a draft to the page, its API and a mail; on both engines."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.delivery.announce import message_of
from statusboard.app.notices.inputs import AddPicture
from statusboard.app.notices.picture_commands import add_picture
from statusboard.app.notices.pictures import PICTURES
from statusboard.app.page.public import PUBLIC
from statusboard.app.page.publisher import Publisher
from statusboard.domain.picture import reference
from statusboard.domain.translation import Translation
from statusboard.errors import RuleBroken
from statusboard.render.mail import mail_of
from statusboard.render.plain_text import body_text
from statusboard.render.site import render_site
from statusboard.render.site_paths import can_make
from statusboard.server.media import media_type
from statusboard.storage import incidents
from statusboard.storage.database import Database
from tests.fixtures.speaking import MAJOR, NOON, Newsroom, wording

CONTENT = b"\x89PNG\r\n\x1a\n and so on"


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    return newsroom


def added(newsroom: Newsroom) -> str:
    name: str = newsroom.do(add_picture, AddPicture(CONTENT, 1200, 800)).name
    return name


def test_it_stands_before_the_pages_that_show_it(newsroom: Newsroom) -> None:
    name = added(newsroom)
    component_id = newsroom.service()
    body = f"Payments fail:\n\n{reference(name, 'A grey “box” <b>')}"
    newsroom.publish(wording({component_id: MAJOR}, body=body))
    view = newsroom.ask(PUBLIC)
    files = render_site(view)
    path = f"images/{name}"
    assert files[path] == CONTENT
    assert can_make(path)
    assert list(files).index(path) == 0
    assert list(files)[-1] == "index.html"
    shown = 'alt="A grey “box” &lt;b&gt;" width="1200" height="800">'
    assert f'<img src="{path}" {shown}' in files["index.html"].decode()
    [incident] = view.incidents
    page = files[f"incidents/{incident.public_id}/index.html"].decode()
    assert f'<img src="../../{path}" {shown}' in page
    assert "img-src 'self' data:" in page
    assert render_site(view) == files


def test_one_that_a_translation_alone_shows_stands_there_too(newsroom: Newsroom) -> None:
    name = added(newsroom)
    newsroom.setting("page.languages", "fr")
    said = wording({newsroom.service(): MAJOR}, body="Payments fail.")
    french = Translation("fr", "Paiements en échec", f"Voyez : {reference(name, 'x')}")
    newsroom.publish(replace(said, translations=(french.now_of(said.title, said.body),)))
    assert render_site(newsroom.ask(PUBLIC))[f"images/{name}"] == CONTENT


def test_the_folder_of_the_page_has_its_file(newsroom: Newsroom, tmp_path: Path) -> None:
    name = added(newsroom)
    component_id = newsroom.service()
    newsroom.publish(wording({component_id: MAJOR}, body=f"Payments fail. {reference(name, 'x')}"))
    with ThreadPoolExecutor(1) as executor:
        asyncio.run(brought(Publisher(newsroom.doorway, executor, lambda _changes: None)))
    assert (tmp_path / "page" / "images" / name).read_bytes() == CONTENT
    assert f"images/{name}" in (tmp_path / "page" / "index.html").read_text()
    assert media_type(f"images/{name}") == b"image/png"


async def brought(publisher: Publisher) -> None:
    await publisher.step()
    await publisher.finish()


def test_the_api_and_a_mail_have_its_whole_address_and_a_text_goes_without(
    newsroom: Newsroom,
) -> None:
    name = added(newsroom)
    newsroom.setting("page.url", "https://status.example.com")
    component_id = newsroom.service()
    newsroom.publish(
        wording({component_id: MAJOR}, body=f"Payments fail.\n\n{reference(name, 'A box')}")
    )
    address = f"https://status.example.com/images/{name}"
    api = render_site(newsroom.ask(PUBLIC))["api/v2/summary.json"].decode()
    assert f"![A box]({address})" in api
    with newsroom.database.reading(NOON) as unit:
        [incident] = incidents.read_incidents(unit)
        mail = mail_of(message_of(unit, incident))
    assert f'<img src="{address}" alt="A box"' in mail.html
    assert address in mail.text
    assert body_text(incident.updates[0].wording.body) == "Payments fail."


def test_the_same_picture_is_kept_once(newsroom: Newsroom) -> None:
    name = added(newsroom)
    assert added(newsroom) == name
    assert newsroom.ask(PICTURES, reference(name)) == ((name, CONTENT),)
    assert newsroom.ask(PICTURES, "no picture") == ()


def test_a_picture_that_nobody_kept_is_not_published(newsroom: Newsroom) -> None:
    component_id = newsroom.service()
    lost = reference(f"{'0' * 32}-1x1.png", "A box")
    with pytest.raises(RuleBroken, match="customers would see a gap") as refused:
        newsroom.publish(wording({component_id: MAJOR}, body=f"Payments fail. {lost}"))
    assert refused.value.field == "body"


@pytest.mark.parametrize(
    "given", [AddPicture(b"<svg/>", 1, 1), AddPicture(CONTENT, 0, 1), AddPicture(CONTENT, 9_999, 1)]
)
def test_what_is_no_picture_is_refused(newsroom: Newsroom, given: AddPicture) -> None:
    with pytest.raises(RuleBroken, match="cannot be kept") as refused:
        newsroom.do(add_picture, given)
    assert refused.value.field == "picture"
