"""Where the database may not be written, questions are answered, and wishes with a sentence."""

from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.delivery.inputs import ProveChannel
from statusboard.app.desk.reading_desk import ONLY_READ, ReadingDesk
from statusboard.app.doorway import Doorway
from statusboard.app.health.board import BOARD
from statusboard.app.page.commands import BeginPage, begin_page
from statusboard.domain.views.new_relic import CheckKey, Connect, FindEntities
from statusboard.domain.views.new_relic_figures import FindIssues, FindReady
from statusboard.errors import Unavailable
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE

pytestmark = [pytest.mark.anyio, ON_SQLITE]


@pytest.fixture
def desk(database: Database):
    with ThreadPoolExecutor(1) as executor:
        yield ReadingDesk(Doorway(database, SystemClock()), executor)


WISHES: dict[str, Callable[[ReadingDesk], Coroutine[None, None, object]]] = {
    "write": lambda desk: desk.do(begin_page, BeginPage()),
    "check now": lambda desk: desk.check_now([1]),
    "check a key": lambda desk: desk.check_key(CheckKey("EU", "", "key")),
    "connect": lambda desk: desk.connect_new_relic(Connect("EU", "", "key")),
    "find": lambda desk: desk.find_entities(FindEntities()),
    "find issues": lambda desk: desk.find_issues(FindIssues(())),
    "find figures": lambda desk: desk.find_ready(FindReady(())),
    "disconnect": lambda desk: desk.disconnect_new_relic(),
    "prove": lambda desk: desk.prove_channel(ProveChannel("mail")),
}


async def test_questions_are_answered(desk: ReadingDesk) -> None:
    assert (await desk.ask(BOARD, None)).tiles == ()
    assert await desk.latest(1) is None
    assert not await desk.has_new_relic_key()


@pytest.mark.parametrize("wish", WISHES)
async def test_a_wish_is_answered_with_a_sentence(desk: ReadingDesk, wish: str) -> None:
    with pytest.raises(Unavailable) as refusal:
        await WISHES[wish](desk)

    assert str(refusal.value) == ONLY_READ
