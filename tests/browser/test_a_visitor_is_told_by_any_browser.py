"""A visitor in a real browser, from asking to be told until leaving, with and without script.

The page server, the office's methods and the database are the real ones; mails go over SMTP.
"""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.catalog.declaration import ChannelKind
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import About, Extent, Subscriber, SubscriberState
from statusboard.storage.channels import add_channel
from statusboard.storage.components import add_component
from statusboard.storage.groups import add_group
from statusboard.storage.tables import CHANNEL, CONFIRMATION
from tests.fixtures.browser import NEEDS_CHROMIUM, Browser, Tab
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR
from tests.fixtures.page_server_of import page_server_of
from tests.fixtures.visiting import READER, Visited, desk, token_in, visited

__all__ = ["desk", "visited"]
pytestmark = [pytest.mark.anyio, ON_SQLITE, pytest.mark.browser, NEEDS_CHROMIUM]

FOR_VISITORS = [kind for kind in channel_kinds().values() if kind.for_visitors]
# What a person needs at least to fill in a form.
A_WHILE_S = 5.0


@dataclass
class Visitor:
    """Somebody at a browser, and the desk they come to."""

    tab: Tab
    visited: Visited
    address: str

    async def goes(self, path: str) -> None:
        """Opens a page by its address, as from a mail."""
        await self.tab.open(f"{self.address}/{path}")

    async def sends(self, button: str = "main button.main") -> None:
        """Sends a form, as late as a person would."""
        self.visited.desk.clock.forward(A_WHILE_S)
        await self.tab.follow(button)

    async def heading(self) -> str:
        """What the page is called."""
        return await self.tab.text("h1")

    async def ticks(self, name: str, value: str) -> None:
        """Chooses one of several by a click on its words."""
        box = f'document.querySelector(`input[name="{name}"][value="{value}"]`).id'
        await self.tab.click(f'label[for="{await self.tab.look(box)}"]')

    def known(self) -> Subscriber:
        """The reader, as the desk knows them."""
        known = self.visited.known()
        assert known is not None
        return known


@pytest.fixture(params=["script", "no script"])
async def visitor(
    request: pytest.FixtureRequest, visited: Visited, browser: Browser, tmp_path: Path
) -> AsyncIterator[Visitor]:
    """A visitor with a telephone of 360 px."""
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        shop = add_group(unit, "Shop").id
        add_component(unit, name="Search", group_id=shop)
        add_component(unit, name="Basket", group_id=shop)
    tab = await browser.tab()
    await tab.wide()
    if request.param == "no script":
        await tab.without_script()
    async with page_server_of(visited, tmp_path) as page:
        yield Visitor(tab, visited, f"http://127.0.0.1:{page.port}")
    assert tab.trouble == []


async def test_from_the_form_to_the_end_of_it(visitor: Visitor) -> None:
    tab = visitor.tab
    await visitor.goes("subscribe")
    await tab.write("input[type=email]", READER)
    await visitor.ticks("scope", "some")
    await tab.click("summary")
    basket = "[...document.querySelectorAll('[name=service]')].find((e) => "
    basket += "e.labels[0].innerText === 'Basket').id"
    await tab.click(f'label[for="{await tab.look(basket)}"]')
    await visitor.ticks("sort", "planned")  # both were chosen
    await visitor.ticks("extent", "start_end")
    await visitor.sends()
    assert (tab.status, await visitor.heading()) == (200, "Look into your inbox")

    await visitor.goes(f"confirm/{token_in(await visitor.visited.mail())}")
    assert await visitor.heading() == "Confirm your address"
    assert visitor.visited.known() is None
    assert "Basket" in await tab.text("dl")
    await visitor.sends()
    assert (tab.status, await visitor.heading()) == (200, "You are on the list")
    wishes = visitor.known().wishes
    assert (len(wishes.services), wishes.groups, wishes.extent) == (
        1,
        frozenset(),
        Extent.START_END,
    )
    assert wishes.about is About.INCIDENTS

    await tab.follow("main a.button")
    assert await visitor.heading() == "What we tell you"
    assert await tab.look("document.querySelector('details').open")
    assert await tab.look(f"document.getElementById({await tab.look(basket)!r}).checked")
    await visitor.ticks("sort", "planned")
    await visitor.ticks("scope", "everything")
    await visitor.sends()
    assert "Saved" in await tab.text(".saved")
    wishes = visitor.known().wishes
    assert (wishes.about, wishes.everything) == (About.BOTH, True)

    await visitor.sends("section button")
    assert (tab.status, await visitor.heading()) == (200, "You are unsubscribed")
    assert visitor.known().state is SubscriberState.LEFT
    await tab.follow("main a.button")
    assert await visitor.heading() == "Hear from us, your way"


async def test_tell_me_when_it_is_fixed(visitor: Visitor) -> None:
    desk = visitor.visited.desk
    desk.say("Some card payments are failing")
    await visitor.goes("subscribe")
    await visitor.tab.follow(".wait a")
    assert await visitor.heading() == "Tell me when it’s fixed"
    assert await visitor.tab.text(".about") == "Some card payments are failing"
    await visitor.tab.write("input[type=email]", READER)
    await visitor.sends()
    await visitor.goes(f"confirm/{token_in(await visitor.visited.mail())}")
    await visitor.sends()
    assert await visitor.heading() == "We tell you when it is fixed"
    assert "Some card payments are failing" in await visitor.tab.text()

    desk.say("Some card payments are failing", IncidentStatus.RESOLVED)
    told = await visitor.visited.mail()
    assert told["to"] == READER


async def test_what_is_wrong_is_said_and_what_was_typed_stays(visitor: Visitor) -> None:
    tab = visitor.tab
    await visitor.goes("subscribe")
    await tab.write("input[type=email]", "reader at customer.example")
    await visitor.ticks("sort", "incidents")
    await visitor.sends()
    assert (tab.status, await visitor.heading()) == (422, "Hear from us, your way")
    assert await tab.look("document.activeElement.id") == "wrong"
    field = "document.querySelector('input[type=email]')"
    assert await tab.look(f"{field}.value") == "reader at customer.example"
    # The first line of what is wrong leads to the field; there it is typed anew.
    await tab.press("Tab")
    await tab.press("Enter")
    await tab.until(f"document.activeElement === {field}")
    await tab.look(f"{field}.select()")
    await tab.type(READER)
    await visitor.ticks("sort", "incidents")
    await visitor.sends()
    assert (tab.status, await visitor.heading()) == (200, "Look into your inbox")


async def test_by_the_keyboard_alone(visitor: Visitor) -> None:
    tab = visitor.tab
    await visitor.goes("subscribe")

    async def to(what: str) -> None:
        for _ in range(30):
            if await tab.look(f"document.activeElement.matches({what!r})"):
                return
            await tab.press("Tab")
        pytest.fail(f"Tab does not lead to {what}")

    await to("input[type=email]")
    await tab.type(READER)
    await to("[name=scope]")
    await tab.press("ArrowDown")
    assert await tab.look("document.activeElement.value") == "some"
    await to("[name=group]")
    await tab.press(" ")
    await to("[name=extent]")
    await tab.press("ArrowDown")
    await to("button.main")
    visitor.visited.desk.clock.forward(A_WHILE_S)
    async with tab.leads_on():
        await tab.press("Enter")
    assert await visitor.heading() == "Look into your inbox"
    await visitor.goes(f"confirm/{token_in(await visitor.visited.mail())}")
    await to("button.main")
    async with tab.leads_on():
        await tab.press("Enter")
    wishes = visitor.known().wishes
    assert (len(wishes.groups), wishes.extent) == (1, Extent.START_END)


def waiting(visited: Visited) -> list[tuple[str, str]]:
    """Which channels are to ask which addresses to confirm."""
    of_channel = CHANNEL.c.id == CONFIRMATION.c.channel_id
    rows = select(CHANNEL.c.name, CONFIRMATION.c.address).where(of_channel)
    with visited.desk.database.reading(visited.desk.clock.now()) as unit:
        return [(row.name, row.address) for row in unit.connection.execute(rows)]


@pytest.mark.parametrize("visitor", ["no script"], indirect=True)
@pytest.mark.parametrize("kind", FOR_VISITORS, ids=lambda kind: kind.key)
async def test_each_channel_asks_for_its_own_address(
    visitor: Visitor, kind: ChannelKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Every name leads to the internet, and nobody goes there.
    found = [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("93.184.215.14", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_given, **_named: found)
    clock = visitor.visited.desk.clock
    with visitor.visited.desk.database.writing(clock.now(), COLLECTOR) as unit:
        for each in FOR_VISITORS:
            if each.key != "email":
                add_channel(unit, name=each.key, kind=each.key, config=each.good[0].config)
    name = "mail" if kind.key == "email" else kind.key

    await visitor.goes("subscribe")
    await visitor.ticks("channel", name)
    fields = "[...document.querySelectorAll('.panel .field input')]"
    assert await visitor.tab.look(f"{fields}.filter((e) => e.checkVisibility()).length") == 1
    await visitor.tab.write(f'[name="address.{name}"]', kind.address_example)
    await visitor.sends()
    assert visitor.tab.status == 200, await visitor.tab.text()
    assert waiting(visitor.visited) == [(name, kind.address_example)]
