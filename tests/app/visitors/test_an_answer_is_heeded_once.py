"""A STOP that somebody recorded, and sends again later, undoes nothing of what was chosen since."""

import pytest
from sqlalchemy import func, select

from statusboard.app.delivery.tokens import Purpose, Tokens
from statusboard.app.visitors.commands import ask, confirm, stop
from statusboard.app.visitors.inputs import StopTexts
from statusboard.app.visitors.replies import Replies
from statusboard.channels.twilio.hook import signature_of
from statusboard.domain.access import Credentials
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.provider_call import ProviderCall
from statusboard.domain.views.visiting import AskToBeTold, Link
from statusboard.storage.channels import add_channel
from statusboard.storage.confirmation_claims import take_confirmations, waiting_confirmations
from statusboard.storage.subscribers import find_subscriber
from statusboard.storage.tables import AUDIT, HEARD_REPLY
from tests.fixtures.history import COLLECTOR
from tests.fixtures.visiting import SERVER, Visited, desk, visited

__all__ = ["desk", "visited"]
pytestmark = pytest.mark.anyio

SID, TOKEN, NUMBER = f"AC{'0' * 32}", "a-token", "+12025550123"
PATH = "/hooks/twilio/texts"
A_YEAR_S = 365 * 86_400.0


@pytest.fixture
def channel(visited: Visited) -> int:
    config = {"account_sid": SID, "token": TOKEN, "sender": "+12025550100"}
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        return add_channel(unit, name="texts", kind="sms", config=config).id


def replies(at: Visited) -> Replies:
    async def heed(given: StopTexts, _who: Credentials) -> object:
        return at.do(stop, given)

    return Replies(at.doorway, at.doorway, heed)


def recorded(called: str, **more: str) -> ProviderCall:
    """A request that Twilio signed."""
    told = {"AccountSid": SID, "Body": "STOP", "From": NUMBER, "MessageSid": called, **more}
    fields = tuple((name, value) for name, value in told.items() if value)
    signature = signature_of(TOKEN, SERVER + PATH, fields)
    return ProviderCall("twilio", "texts", PATH, fields, signature)


def comes_back(at: Visited, channel: int) -> None:
    """Whoever has the number asks on the page once more, and confirms."""
    at.do(ask, AskToBeTold("texts", NUMBER))
    with at.desk.database.writing(at.desk.clock.now(), COLLECTOR) as unit:
        waiting = waiting_confirmations(unit, channel, 10)
        (claim,) = take_confirmations(unit, waiting, by="me", until=unit.now)
        token = Tokens.read(unit).make(Purpose.CONFIRM, claim.id, claim.salt)
    at.do(confirm, Link(token))


def state(at: Visited, channel: int) -> SubscriberState:
    with at.desk.database.reading(at.desk.clock.now()) as unit:
        found = find_subscriber(unit, channel, NUMBER)
    assert found is not None
    return found.state


def rows(at: Visited) -> tuple[int, int]:
    """How much was written of replies, and of who did what."""
    with at.desk.database.reading(at.desk.clock.now()) as unit:
        heard, acts = (
            unit.connection.scalar(select(func.count()).select_from(table))
            for table in (HEARD_REPLY, AUDIT)
        )
    return int(heard or 0), int(acts or 0)


async def test_a_recorded_stop_undoes_nothing_that_was_chosen_since(
    visited: Visited, channel: int
) -> None:
    hears = replies(visited)
    stops = recorded(f"SM{'1' * 32}")
    comes_back(visited, channel)
    assert await hears(stops, "visitor")
    assert state(visited, channel) is SubscriberState.LEFT
    visited.desk.clock.forward(60)
    comes_back(visited, channel)
    for _ in range(3):
        assert await hears(stops, "visitor")  # the provider is told nothing else: it did sign it
        assert state(visited, channel) is SubscriberState.ACTIVE
        visited.desk.clock.forward(A_YEAR_S)
    # Another one is another one.
    assert await hears(recorded(f"SM{'2' * 32}"), "visitor")
    assert state(visited, channel) is SubscriberState.LEFT


async def test_the_same_answer_by_another_road_is_the_same_answer(
    visited: Visited, channel: int
) -> None:
    # Where the first address was not reached Twilio posts to a second one, and says so.
    hears = replies(visited)
    comes_back(visited, channel)
    assert await hears(recorded("SM1"), "visitor")
    comes_back(visited, channel)
    assert await hears(recorded("SM1", ErrorCode="11200"), "visitor")
    assert state(visited, channel) is SubscriberState.ACTIVE


async def test_an_answer_without_a_name_is_heeded_once_too(visited: Visited, channel: int) -> None:
    hears = replies(visited)
    comes_back(visited, channel)
    assert await hears(recorded(""), "visitor")
    assert state(visited, channel) is SubscriberState.LEFT
    comes_back(visited, channel)
    assert await hears(recorded(""), "visitor")
    assert state(visited, channel) is SubscriberState.ACTIVE


async def test_what_is_sent_again_and_again_leaves_nothing_behind(
    visited: Visited, channel: int
) -> None:
    hears = replies(visited)
    comes_back(visited, channel)
    await hears(recorded("SM1"), "visitor")
    before = rows(visited)
    for _ in range(20):
        await hears(recorded("SM1"), "visitor")
    assert rows(visited) == before
    assert before[0] == 1


async def test_the_verb_says_whether_anybody_was_told(visited: Visited, channel: int) -> None:
    comes_back(visited, channel)
    given = StopTexts("texts", NUMBER, "SM1")
    assert visited.do(stop, given) is True
    comes_back(visited, channel)
    assert visited.do(stop, given) is False
    assert state(visited, channel) is SubscriberState.ACTIVE


async def test_nothing_that_is_kept_tells_which_answer_it_was(
    visited: Visited, channel: int
) -> None:
    comes_back(visited, channel)
    given = StopTexts("texts", NUMBER, f"SM{'1' * 32}")
    visited.do(stop, given)
    assert given.reply not in visited.everything()
    assert given.reply not in repr(given)


def lose(at: Visited, given: StopTexts) -> None:
    """The office ends in the midst of it."""
    with at.desk.database.writing(at.desk.clock.now(), COLLECTOR) as unit:
        stop.run(unit, given)
        raise ZeroDivisionError


async def test_an_answer_that_could_not_be_heeded_is_heeded_when_it_comes_again(
    visited: Visited, channel: int
) -> None:
    comes_back(visited, channel)
    with pytest.raises(ZeroDivisionError):
        lose(visited, StopTexts("texts", NUMBER, "SM1"))
    assert state(visited, channel) is SubscriberState.ACTIVE
    assert await replies(visited)(recorded("SM1"), "visitor")
    assert state(visited, channel) is SubscriberState.LEFT
