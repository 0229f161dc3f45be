"""What a visitor is shown after each form: what was done, or what is wrong and was not."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from statusboard.domain.subscriber import About, SubscriberState
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.page_server_of import WHOLE, PageServerOf, page_server_of, subscribes
from tests.fixtures.visiting import READER, Visited, desk, token_in, visited

__all__ = ["desk", "visited"]
pytestmark = [pytest.mark.anyio, ON_SQLITE]


@pytest.fixture
async def page(visited: Visited, tmp_path: Path) -> AsyncIterator[PageServerOf]:
    async with page_server_of(visited, tmp_path) as at:
        yield at


async def test_from_asking_to_leaving(visited: Visited, page: PageServerOf) -> None:
    assert (await subscribes(visited, page, READER)).status == 200
    token = token_in(await visited.mail())
    assert (await page.post(f"/confirm/{token}")).status == 200
    manage = (await visited.confirmed()).manage
    changed = await page.post(f"/subscriptions/{manage}", WHOLE | {"sort": "planned"})
    assert changed.status == 200
    known = visited.known()
    assert known is not None
    assert known.wishes.about is About.PLANNED
    assert (await page.ask("GET", f"/leave/{manage}")).status == 200
    assert (await page.post(f"/leave/{manage}")).status == 200
    left = visited.known()
    assert left is not None
    assert left.state is SubscriberState.LEFT
    # Nobody is told by the link any more, and wishes are not taken.
    assert (await page.post(f"/subscriptions/{manage}", WHOLE)).status == 410


async def test_what_is_wrong_is_said_and_not_done(visited: Visited, page: PageServerOf) -> None:
    manage = (await visited.confirmed()).manage
    before = visited.everything()
    nothing = {"scope": "everything", "extent": "every"}
    assert (await page.post(f"/subscriptions/{manage}", nothing)).status == 422
    assert (await subscribes(visited, page, "no address at all")).status == 422
    assert (await subscribes(visited, page, READER, topic="cheap")).status == 200
    assert visited.everything() == before


async def test_a_link_of_one_form_opens_no_other(visited: Visited, page: PageServerOf) -> None:
    manage = (await visited.confirmed("other@customer.example")).manage
    await subscribes(visited, page, READER)
    to_confirm = token_in(await visited.mail())
    assert (await page.ask("GET", f"/confirm/{manage}")).status == 404
    assert (await page.ask("GET", f"/subscriptions/{to_confirm}")).status == 404
