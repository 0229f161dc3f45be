"""A page at Statuspage: everything arrives there in its order, once, whatever is cut or raced."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from statusboard.catalog.fields import validate
from statusboard.domain.status import Impact
from statusboard.domain.views.mirror import MirrorNotice, MirrorView
from statusboard.errors import RuleBroken, StatusBoardError, Unavailable
from statusboard.targets.base import Receipt
from statusboard.targets.statuspage_account import DECLARATION as KIND
from tests.fixtures.mirrors import GOOD, LINK, MINUTE, notice, planned, renamed, said, view
from tests.fixtures.statuspage_server import (
    BEGAN,
    KEY,
    PAGE,
    Refused,
    Statuspage,
    statuspage_server,
)

FULL = (said(1), said(2, "identified"), said(3, "monitoring"), said(4, "resolved"))


@pytest.fixture(scope="module")
def server() -> Iterator[Statuspage]:
    with statuspage_server() as running:
        yield running


@pytest.fixture
def there(server: Statuspage) -> Statuspage:
    """The server, empty but for two components."""
    fresh = Statuspage(port=server.port)
    for name in fresh.__dataclass_fields__:
        setattr(server, name, getattr(fresh, name))
    server.component("Shop")
    server.component("Login")
    return server


def config(there: Statuspage, **more: object) -> dict[str, object]:
    given = {"page": PAGE, "key": f"{KEY}-{id(there.numbers)}", "url": there.url} | more
    return validate(KIND.fields, given)


def tell(there: Statuspage, what: MirrorView, **more: object) -> Receipt:
    assert KIND.telling is not None
    receipt: Receipt = KIND.telling.bring(config(there, **more), what)
    return receipt


def match(there: Statuspage, what: MirrorView | None = None, **more: object) -> Any:
    assert KIND.telling is not None
    return KIND.telling.match(config(there, **more), what or view())


def statuses(there: Statuspage) -> dict[str, str]:
    return {one["name"]: one["status"] for one in there.components.values()}


def test_an_incident_is_told_with_its_services_and_nobody_is_notified(there: Statuspage) -> None:
    receipt = tell(there, view(notice()))
    incident = there.only()
    assert (incident["name"], incident["impact_override"]) == ("Payments fail", "critical")
    assert there.bodies(incident) == [("investigating", "Message 1.")]
    assert statuses(there) == {"Shop": "major_outage", "Login": "operational"}
    assert there.notified == []
    assert receipt.written > 0
    again = tell(there, view(notice()))
    assert (again.written, again.digest) == (0, receipt.digest)


def test_each_update_follows_the_one_before_and_the_service_recovers(there: Statuspage) -> None:
    for number in (1, 2, 4):
        tell(there, view(notice(*FULL[:number]), shop=GOOD))
    assert there.bodies(there.only()) == [(one.status.value, one.text) for one in FULL]
    assert there.only()["status"] == "resolved"
    assert statuses(there)["Shop"] == "operational"


def test_what_comes_late_is_shown_at_the_time_it_was_said(there: Statuspage) -> None:
    tell(there, view(notice(*FULL)))
    shown = [one["display_at"] for one in reversed(there.only()["incident_updates"])]
    assert shown == [one.at.isoformat() for one in FULL]


def test_no_time_of_ours_is_shown_where_the_clocks_differ(there: Statuspage) -> None:
    there.skew = timedelta(minutes=7)
    tell(there, view(notice(*FULL)))
    assert {one["display_at"] for one in there.only()["incident_updates"]} == {
        "2026-11-22T13:27:00.000Z"
    }
    assert any("7 min behind" in note for note in match(there).notes)


def test_subscribers_there_are_notified_by_choice_of_the_newest_message_alone(
    there: Statuspage,
) -> None:
    tell(there, view(notice(*FULL[:2])), notify=True)
    assert there.notified == ["Message 2."]


CORRECTED = replace(said(10, "identified"), now="Corrected: no longer so.\n\nMessage 10.")


def everything() -> MirrorView:
    """An incident with a correction and a postmortem, and planned work that was called off."""
    end = (said(11, "resolved"), said(12, "postmortem", "Why it was."))
    work = planned(said(9, "scheduled"), said(10, "cancelled"))
    upgrade = replace(work, public_id="mnt1", title="Upgrade", services=("svc2",))
    return view(notice(said(9), CORRECTED, *end), upgrade, shop=GOOD)


Found = list[tuple[str, str, list[tuple[str, str]], object]]


def found(there: Statuspage) -> Found:
    return sorted(
        (one["name"], one["status"], there.bodies(one), one["postmortem_body"])
        for one in there.incidents.values()
    )


WHOLE: Found = [
    (
        "Payments fail",
        "resolved",
        [
            ("investigating", "Message 9."),
            ("identified", CORRECTED.now),
            ("resolved", "Message 11."),
        ],
        "Why it was.",
    ),
    ("Upgrade", "completed", [("scheduled", "Message 9."), ("completed", "Message 10.")], None),
]


def test_whatever_answer_is_lost_everything_is_there_once_afterwards(there: Statuspage) -> None:
    """A call that never arrived is the answer before it that was lost."""
    tell(there, everything())
    calls = len(there.done)
    assert found(there) == WHOLE
    assert calls > 12
    for k in range(calls):
        there.incidents.clear()
        left = [k]

        def cut(_method: str, _path: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == -1:
                raise ConnectionError

        there.after = cut
        # Each round by a key of its own: the pace of one is no matter here.
        with pytest.raises(Unavailable):
            tell(there, everything(), key=f"{KEY}-{k}")
        tell(there, everything(), key=f"{KEY}-{k}")
        assert found(there) == WHOLE, k


def test_of_two_desks_that_make_it_at_once_one_notice_stands_and_the_other_leads_to_it(
    there: Statuspage,
) -> None:
    both = threading.Barrier(2)

    def meet(method: str, path: str) -> None:
        if method == "POST" and path.endswith("/incidents"):
            both.wait(20)

    there.before = meet
    errors: list[StatusBoardError] = []

    def one() -> None:
        try:
            tell(there, view(notice()))
        except StatusBoardError as error:
            errors.append(error)

    desks = [threading.Thread(target=one) for _ in range(2)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    there.before = lambda _method, _path: None
    tell(there, view(notice(*FULL[:2])))
    first, twin = there.incidents.values()
    assert there.bodies(first) == [("investigating", "Message 1."), ("identified", "Message 2.")]
    assert (twin["status"], twin["impact_override"]) == ("resolved", "none")
    assert "other notice “Payments fail”" in there.bodies(twin)[-1][1]
    assert all(isinstance(error, Unavailable) for error in errors)
    assert tell(there, view(notice(*FULL[:2]))).written == 0


def test_a_message_that_two_desks_sent_is_marked_as_sent_twice(there: Statuspage) -> None:
    tell(there, view(notice(*FULL[:2])))
    incident = there.only()
    incident["incident_updates"].insert(0, dict(incident["incident_updates"][0], id="upd99999"))
    tell(there, view(notice(*FULL[:2])))
    bodies = there.bodies(incident)
    assert bodies[1] == ("identified", "Message 2.")
    assert "posted twice" in bodies[2][1]


def test_what_somebody_changed_there_by_hand_is_neither_undone_nor_said_again(
    there: Statuspage,
) -> None:
    tell(there, view(notice()))
    there.only()["incident_updates"][0]["body"] = "Reworded there."
    there.only()["metadata"]["jira"] = {"key": "OPS-1"}
    tell(there, view(notice(*FULL[:2])))
    assert [body for _, body in there.bodies(there.only())] == ["Reworded there.", "Message 2."]
    assert there.only()["metadata"]["jira"] == {"key": "OPS-1"}


def test_incidents_of_others_are_left_alone_and_nothing_is_deleted(there: Statuspage) -> None:
    tell(there, view(notice()))
    theirs = dict(
        there.only(), id="inc00000", metadata={"statusboard": {"page": "p2", "notice": "inc1"}}
    )
    there.incidents["inc00000"] = theirs
    before = dict(theirs)
    tell(there, view(notice(*FULL)))
    tell(there, view())
    assert theirs == before
    assert len(there.incidents) == 2
    assert not any(method == "DELETE" for method, _, _ in there.done)


def test_what_is_withdrawn_says_so_there(there: Statuspage) -> None:
    tell(there, view(notice()))
    gone = replace(
        said(1), now="Withdrawn: this update should not have been published.\n\nMessage 1."
    )
    text = "This was a mistake. Nothing was wrong."
    tell(there, view(notice(gone, said(2, "resolved", text), impact=Impact.NONE), shop=GOOD))
    assert there.bodies(there.only()) == [("investigating", gone.now), ("resolved", text)]
    assert there.only()["impact_override"] == "none"


def test_planned_work_has_its_times_and_nothing_happens_by_itself(there: Statuspage) -> None:
    tell(there, view(planned(), shop=GOOD))
    assert there.only()["scheduled_for"] == "2026-11-22T14:20:00.000Z"
    assert not any(
        value for name, value in there.only().items() if "auto" in name or "remind" in name
    )
    later = planned(said(1, "scheduled"), said(2, "scheduled"), starts=BEGAN + 90 * MINUTE)
    tell(there, view(later, shop=GOOD))
    assert there.only()["scheduled_for"] == "2026-11-22T14:50:00.000Z"
    assert there.only()["scheduled_until"] == "2026-11-22T15:50:00.000Z"


def test_too_long_a_text_is_cut_and_says_where_the_whole_is(there: Statuspage) -> None:
    long = notice(said(1, text="word " * 6_000), title="t" * 300)
    tell(there, view(long))
    ((_, body),) = there.bodies(there.only())
    assert 24_900 < len(body) <= 25_000
    assert body.endswith(f"word…\n\nThe whole text: {LINK}")
    assert len(there.only()["name"]) == 255
    assert tell(there, view(long)).written == 0


def over(number: int) -> MirrorNotice:
    """An incident of two months ago."""
    ago = timedelta(days=60)
    updates = [replace(one, at=one.at - ago, public_id=f"{one.public_id}-{number}") for one in FULL]
    return notice(*updates, public_id=f"old{number}")


@pytest.mark.parametrize("history", [False, True])
def test_what_was_over_at_set_up_is_sent_by_choice_alone_and_notifies_nobody(
    there: Statuspage, *, history: bool
) -> None:
    since = (BEGAN - timedelta(days=1)).isoformat()
    for _ in range(2):
        tell(there, view(over(1), over(2), shop=GOOD), since=since, history=history, notify=True)
    assert len(there.incidents) == (2 if history else 0)
    assert there.notified == []
    if history:
        ((status, body),) = there.bodies(next(iter(there.incidents.values())))
        assert status == "resolved"
        assert [f"Message {n}." in body for n in (1, 2, 3, 4)] == [True] * 4
        assert next(iter(there.incidents.values()))["backfill_date"] == "2026-09-23"


def test_set_up_reads_the_page_proposes_who_is_who_and_publishes_nothing(there: Statuspage) -> None:
    ready = match(there, renamed(view(notice()), "Web shop"))
    login = next(one["id"] for one in there.components.values() if one["name"] == "Login")
    assert ready.config["services"] == {"Web shop": "none", "Login": login}
    assert ready.config["public_url"] == "https://northwind.statuspage.io"
    assert ready.config["since"] == "2026-11-22T13:20:00+00:00"
    assert (
        ready.notes[0] == "The page “Northwind Status” was read, and nothing was published there."
    )
    assert "“Web shop”: left out" in " ".join(ready.notes)
    assert there.written() == []


def test_missing_services_are_made_there_by_choice(there: Statuspage) -> None:
    there.components.popitem()
    assert match(there, view(), create=True).config["services"].keys() == {"Shop"}
    tell(there, view(notice()), create=True)
    assert statuses(there) == {"Shop": "major_outage", "Login": "operational"}


def test_a_component_that_is_gone_is_said_once_everything_else_is_there(there: Statuspage) -> None:
    with pytest.raises(RuleBroken, match="“Shop” was to be told at is no longer there") as refused:
        tell(there, view(notice(*FULL[:2])), services={"Shop": "cmp99999"})
    assert refused.value.field == "services"
    assert len(there.bodies(there.only())) == 2


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"key": "wrong"}, "key", "does not take the sign-in"),
        ({"page": "other"}, "page", "that does not exist"),
        ({"services": {"Shop": "cmp99999"}}, "services", "was chosen for “Shop”"),
    ],
)
def test_set_up_says_what_is_wrong_at_its_field(
    there: Statuspage, more: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        match(there, **more)
    assert refused.value.field == field


def test_one_that_is_asked_too_often_gets_the_rest_it_asks_for(there: Statuspage) -> None:
    said_once = [Refused(420, {"error": "too fast"}, Retry_After="0")]

    def slow(_method: str, _path: str) -> None:
        if said_once:
            raise said_once.pop()

    there.before = slow
    tell(there, view(notice()))
    said_once.append(Refused(429, {"error": "too fast"}, Retry_After="600"))
    with pytest.raises(Unavailable) as refused:
        tell(there, view(notice()))
    assert refused.value.retry_after_s == 600
