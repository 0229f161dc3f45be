"""A Cachet 3: everything arrives there in its order, once, whatever is cut."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from statusboard.catalog.fields import validate
from statusboard.domain.views.mirror import MirrorView
from statusboard.errors import RuleBroken, Unavailable
from statusboard.targets.base import Receipt
from statusboard.targets.cachet import DECLARATION as KIND
from tests.fixtures.cachet_server import TOKEN, Cachet, cachet_server
from tests.fixtures.mirrors import GOOD, MINUTE, notice, planned, said, view
from tests.fixtures.statuspage_server import BEGAN


@pytest.fixture(scope="module")
def server() -> Iterator[Cachet]:
    with cachet_server() as running:
        yield running


@pytest.fixture
def there(server: Cachet) -> Cachet:
    """The server, empty but for two components."""
    fresh = Cachet(port=server.port)
    for name in fresh.__dataclass_fields__:
        setattr(server, name, getattr(fresh, name))
    server.component("Shop")
    server.component("Login")
    return server


def config(there: Cachet, **more: object) -> dict[str, object]:
    given = {"url": there.url, "token": f"{TOKEN}-{id(there.numbers)}"} | more
    return validate(KIND.fields, given)


def tell(there: Cachet, what: MirrorView, **more: object) -> Receipt:
    assert KIND.telling is not None
    receipt: Receipt = KIND.telling.bring(config(there, **more), what)
    return receipt


def match(there: Cachet, **more: object) -> Any:
    assert KIND.telling is not None
    return KIND.telling.match(config(there, **more), view())


CORRECTED = replace(said(10, "identified"), now="Corrected: no longer so.\n\nMessage 10.")


def everything() -> MirrorView:
    """An incident with a correction, and planned work that was called off."""
    work = planned(said(9, "scheduled"), said(10, "cancelled"))
    upgrade = replace(work, public_id="mnt1", title="Upgrade", services=("svc2",))
    return view(notice(said(9), CORRECTED, said(11, "resolved")), upgrade, shop=GOOD)


def is_whole(there: Cachet) -> bool:
    return there.said() == [
        [(1, "Message 9."), (2, CORRECTED.now), (4, "Message 11.")]
    ] and there.said("schedules") == [[(None, "Message 9."), (None, "Message 10.")]]


def test_states_are_told_by_their_numbers_and_nobody_is_notified(there: Cachet) -> None:
    receipt = tell(there, view(notice(said(9))))
    (incident,) = there.rows["incidents"].values()
    assert (incident["name"], incident["status"], incident["visible"]) == ("Payments fail", 1, True)
    assert incident["occurred_at"] == "2026-11-22T13:19:00Z"
    assert [one["status"] for one in there.rows["components"].values()] == [4, 1]
    assert there.notified == []
    again = tell(there, view(notice(said(9))))
    assert (again.written, again.digest) == (0, receipt.digest)
    tell(there, view(notice(said(9), said(10, "monitoring")), shop=GOOD))
    assert there.said() == [[(1, "Message 9."), (3, "Message 10.")]]
    assert [one["status"] for one in there.rows["components"].values()] == [1, 1]


def test_whatever_answer_is_lost_everything_is_there_once_afterwards(there: Cachet) -> None:
    """A call that never arrived is the answer before it that was lost."""
    tell(there, everything())
    calls = len(there.done)
    assert is_whole(there)
    for k in range(calls):
        for sort in ("incidents", "schedules"):
            there.rows[sort].clear()
        left = [k]

        def cut(_method: str, _path: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == -1:
                raise ConnectionError

        there.after = cut
        with pytest.raises(Unavailable):
            tell(there, everything(), token=f"{TOKEN}-{k}")
        tell(there, everything(), token=f"{TOKEN}-{k}")
        assert is_whole(there), k


def test_planned_work_is_moved_once_and_ends_when_it_is_over(there: Cachet) -> None:
    tell(there, view(planned(), shop=GOOD))
    (work,) = there.rows["schedules"].values()
    assert work["scheduled_at"] == "2026-11-22T14:20:00Z"
    assert work["components"] == [{"id": 1, "status": 6}]
    moved = planned(said(1, "scheduled"), said(2, "scheduled"), starts=BEGAN + 90 * MINUTE)
    tell(there, view(moved, shop=GOOD))
    assert (work["scheduled_at"], work["completed_at"]) == (
        "2026-11-22T14:50:00Z",
        "2026-11-22T15:50:00Z",
    )
    # It answers times in a zone of its own; they are not sent again, which would notify people.
    work["scheduled_at"] = {"string": "2026-11-22 15:50:00"}
    assert tell(there, view(moved, shop=GOOD)).written == 0


def test_of_two_that_were_made_at_once_one_stands(there: Cachet) -> None:
    tell(there, view(notice(said(9))))
    (first,) = there.rows["incidents"].values()
    there.rows["incidents"][99] = dict(first, id=99)
    with_end = view(notice(said(9), said(10, "identified")))
    tell(there, with_end)
    assert there.said()[0] == [(1, "Message 9."), (2, "Message 10.")]
    assert there.said()[1] == [
        (4, "This was posted twice by mistake. It is told in the other notice.")
    ]
    assert tell(there, with_end).written == 0
    assert not any(method == "DELETE" for method, _, _ in there.done)


def test_set_up_publishes_nothing_and_says_what_is_wrong(there: Cachet) -> None:
    ready = match(there)
    assert ready.config["services"] == {"Shop": "1", "Login": "2"}
    assert ready.config["public_url"] == f"http://127.0.0.1:{there.port}"
    assert {method for method, _, _ in there.done} == {"GET"}
    with pytest.raises(RuleBroken, match="does not take the sign-in") as refused:
        match(there, token="wrong")
    assert refused.value.field == "token"
    there.keeps_meta = False
    with pytest.raises(RuleBroken, match="keeps no meta at incidents"):
        match(there)
