"""The whole way through a real mail server: ask, confirm, be told, leave, be told no more."""

import pytest

from statusboard.app.visitors.commands import confirm, leave
from statusboard.app.visitors.queries import STANDING
from statusboard.domain.views.visiting import Link
from tests.fixtures.visiting import READER, SERVER, Visited, desk, token_in, visited

__all__ = ["desk", "visited"]
pytestmark = pytest.mark.anyio


async def test_ask_confirm_be_told_leave_and_be_told_no_more(visited: Visited) -> None:
    visited.comes()
    assert visited.desk.say("Before it was confirmed") == 0
    mail = await visited.mail()
    assert (mail["To"], mail["Subject"]) == (
        READER,
        "Northwind Status: please confirm your address",
    )
    visited.do(confirm, Link(token_in(mail)))
    visited.desk.incident_id = None
    assert visited.desk.say("Checkout fails") == 1
    told = await visited.mail()
    assert told["Subject"] == "Checkout fails: Investigating"
    manage = token_in(told, "subscriptions")
    assert f"<{SERVER}/leave/{manage}>" in told["List-Unsubscribe"]
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert visited.ask(STANDING, Link(manage)).is_active
    visited.do(leave, Link(manage))
    visited.desk.incident_id = None
    assert visited.desk.say("Nobody hears of it") == 0
