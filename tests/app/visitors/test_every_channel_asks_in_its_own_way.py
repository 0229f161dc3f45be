"""Each kind of channel that visitors may choose asks for a confirmation, and says how to leave."""

import asyncio
import socket
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.dispatcher import Dispatcher
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.doorway import Doorway
from statusboard.app.settings import PUBLIC_URL
from statusboard.app.visitors.commands import ask, confirm
from statusboard.app.visitors.queries import OFFER, STANDING
from statusboard.catalog.declaration import ChannelKind, Config
from statusboard.channels.base import Again, Outcome, Outgoing, Sender, Sent
from statusboard.domain.access import visitor
from statusboard.domain.notice import Wording
from statusboard.domain.personal_links import (
    PLACE,
    PLACE_TO_CONFIRM,
    confirm_link,
    leave_link,
    manage_link,
)
from statusboard.domain.status import Impact
from statusboard.domain.views.visiting import AskToBeTold, Link, Settled
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.settings import write_setting
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR
from tests.fixtures.visiting import SERVER

pytestmark = [pytest.mark.anyio, ON_SQLITE]
FOR_VISITORS = [kind for kind in channel_kinds().values() if kind.for_visitors]


@dataclass
class Provider:
    """Takes all, or answers what a test wants."""

    took: list[Outgoing] = field(default_factory=list)
    says: Outcome = field(default_factory=lambda: Sent("taken"))

    async def send(self, outgoing: Outgoing) -> Outcome:
        self.took.append(outgoing)
        return self.says

    @asynccontextmanager
    async def opened(self, _config: Config) -> AsyncIterator[Sender]:
        yield self


@dataclass
class Post:
    """A desk with one channel of a kind, whose provider is a test's own."""

    door: Doorway
    kind: ChannelKind
    provider: Provider = field(default_factory=Provider)

    def asks(self) -> None:
        given = AskToBeTold("it", self.kind.address_example)
        self.door.do(ask, given, visitor())

    def confirms(self) -> Settled:
        token = self.provider.took[-1].to_confirm.rpartition("/")[2]
        settled: Settled = self.door.do(confirm, Link(token), visitor()).result
        return settled

    def publishes(self) -> None:
        with self.door.database.writing(self.door.clock.now(), COLLECTOR) as unit:
            new = NewUpdate(Wording(title="Checkout fails", body="We look."), Impact.MAJOR, {})
            incident_id, _ = append_update(unit, None, new)
            assert announce(unit, incident_id, 0) == 1

    async def dispatch(self) -> str:
        """Sends what may be sent; the newest message as its reader gets it."""
        kinds = {self.kind.key: replace(self.kind, open=self.provider.opened)}
        with ThreadPoolExecutor(1) as executor:
            dispatcher = Dispatcher(self.door, executor, lambda _: None, kinds=kinds)
            async with asyncio.TaskGroup() as group:
                await dispatcher._step(group)
        newest = self.provider.took[-1]
        if self.kind.form == "mail":
            newest = newest.filled
        return str(self.kind.preview(newest).content)


@pytest.fixture(params=FOR_VISITORS, ids=lambda kind: kind.key)
def post(
    request: pytest.FixtureRequest, database: Database, monkeypatch: pytest.MonkeyPatch
) -> Post:
    # Every name leads to the internet; the provider is the test's own, and nobody goes there.
    place = ("93.184.215.14", 443)
    found = [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", place)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_given, **_named: found)
    kind: ChannelKind = request.param
    clock = ManualClock()
    with database.writing(clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="it", kind=kind.key, config=kind.good[0].config)
        write_setting(unit, PUBLIC_URL, SERVER)
    return Post(Doorway(database, clock), kind)


async def test_it_asks_and_then_tells(post: Post) -> None:
    (offered,) = post.door.ask(OFFER, None).channels
    assert (offered.kind, offered.address_example) == (post.kind.key, post.kind.address_example)
    post.asks()
    asked = await post.dispatch()
    to_confirm = post.provider.took[-1].to_confirm
    assert to_confirm in asked
    assert confirm_link(SERVER, "") in to_confirm
    assert PLACE_TO_CONFIRM not in asked
    settled = post.confirms()
    assert settled.standing.is_active
    assert settled.standing.address != post.kind.address_example
    post.publishes()
    told = await post.dispatch()
    assert PLACE not in told
    if post.kind.form == "short":
        assert settled.manage not in told
    elif post.kind.form == "document":
        assert leave_link(SERVER, settled.manage) in told
    else:
        assert manage_link(SERVER, settled.manage) in told
    assert post.door.ask(STANDING, Link(post.provider.took[-1].token)) == settled.standing


async def test_a_second_try_says_the_very_same(post: Post) -> None:
    """A provider that is asked whether it knows a message knows it by its text or its key."""
    post.asks()
    post.provider.says = Again("later")
    first = await post.dispatch()
    post.door.clock.forward(3_600)  # type: ignore[attr-defined]
    assert await post.dispatch() == first
    one, two = post.provider.took
    assert (one.key, one.text, one.html, one.written_at) == (
        *(two.key, two.text, two.html, two.written_at),
    )
    assert (one.tries, two.tries) == (0, 1)


async def test_neither_message_nor_claim_tells_a_token_by_its_looks(post: Post) -> None:
    post.asks()
    await post.dispatch()
    outgoing = post.provider.took[-1]
    assert outgoing.to_confirm.rpartition("/")[2] not in repr(outgoing)
