"""What a page server may ask an office for: a list, which grows by somebody's decision alone."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from statusboard.app.change_feed import ChangeFeed
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.page.office import Office
from statusboard.app.processes.pipe import GOODBYE, Caller, Server
from statusboard.app.programs.office import OfficeWork
from statusboard.domain.access import ActorKind, Permission, visitor
from statusboard.domain.views.site import SiteIndex
from statusboard.errors import Rejected
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import MAJOR, Newsroom, wording

pytestmark = pytest.mark.anyio

OPENED = {
    *("page.guarded_site", "page.further", "page.further_site", "visitor.links_used"),
    *("page.site", "page.content", "visitor.offer", "visitor.standing", "visitor.count"),
    *("signal.report", "signal.listen", "report.content"),
    *("visitor.ask", "visitor.confirm", "visitor.change", "visitor.leave", "visitor.reply"),
}


@pytest.fixture
async def office(database: Database, tmp_path: Path) -> AsyncIterator[OfficeWork]:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    newsroom.publish(wording({newsroom.service(): MAJOR}))
    with ThreadPoolExecutor(1) as executor:
        keys = NewRelicKey(SecretPlace(tmp_path / "keys", is_demo=True))
        work = OfficeWork(
            Office(database, newsroom.clock),
            newsroom.doorway,
            NewRelicCalls(newsroom.doorway, keys, executor, loopback_only=True),
            ChangeFeed(database, newsroom.clock, executor),
            executor,
            newsroom.doorway,
        )
        yield work
        work.office.shelf.let_go()


@ON_SQLITE
async def test_the_secret_of_a_page_server_opens_exactly_this(office: OfficeWork) -> None:
    server = Server(office.methods, for_visitors=office.for_visitors)
    await server.start()
    caller = await Caller.connect(server.visitors_address, lambda _: None)
    try:
        assert set(office.for_visitors) == OPENED
        assert await caller.call("page.site", "", SiteIndex) is not None
        everything = {*office.methods, GOODBYE} - OPENED
        assert len(everything) > 30
        for method in sorted(everything):
            with pytest.raises(Rejected, match=f"A page server may not ask for {method}"):
                await caller.call(method, None, None)
    finally:
        await caller.close()
        await server.stop()


@ON_SQLITE
async def test_no_verb_of_people_is_among_it(office: OfficeWork) -> None:
    assert not set(office.methods) & set(office.for_visitors)


def test_a_visitor_may_see_to_their_own_subscription_alone() -> None:
    nobody = visitor()

    assert nobody.kind is ActorKind.VISITOR
    assert {each for each in Permission if nobody.may(each)} == {Permission.VISIT}
