"""Strangers act so often a minute, and so many are at the office at once: the rest is told so."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from statusboard.app.processes.pipe import Caller, Method, Server
from statusboard.app.programs.provider_hooks import A_MINUTE_FROM_A_NETWORK as OF_PROVIDERS
from statusboard.app.programs.provider_hooks import ProviderHooks
from statusboard.app.programs.visitor_desk import AT_ONCE, VisitorDesk
from statusboard.app.programs.visitor_forms import (
    NOTHING_OFFERED,
    VisitorForms,
    rate_limit,
)
from statusboard.domain.access import Credentials
from statusboard.domain.subscriber import DEFAULT_LANGUAGE
from statusboard.domain.views.provider_call import ProviderCall
from statusboard.domain.views.visiting import Link, Settled, Standing, Wanted
from statusboard.domain.visit_limits import FORMS, FormLimits
from statusboard.domain.visits import Seen
from statusboard.server.app import public_app
from statusboard.server.pages import Shown
from statusboard.server.traffic import Standing as Health
from statusboard.server.visits import Visit
from tests.fixtures.clock import ManualClock
from tests.fixtures.served import QUICK, Answer, Line, listening, site_of

pytestmark = pytest.mark.anyio

STANDING = Standing("Mail", "r…@customer.example", is_active=True, wanted=Wanted())
OFFER = replace(NOTHING_OFFERED, page_name="Northwind", languages=(DEFAULT_LANGUAGE,))
BOUND_S = 60.0


@dataclass
class Office:
    """What a page server can ask for, answered at once, or once `may_answer` is set; counted."""

    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    asked: Counter[str] = field(default_factory=Counter)
    within: int = 0
    most: int = 0

    @property
    def methods(self) -> Mapping[str, Method]:
        return {
            "visitor.offer": Method(None, self._answering("offer", OFFER)),
            "visitor.standing": Method(Link, self._answering("standing", STANDING)),
            "visitor.reply": Method(ProviderCall, self._answering("reply", answer=True)),
            "visitor.leave": Method(Link, self._answering("leave", Settled(STANDING))),
        }

    def _answering(self, name: str, answer: object) -> Any:
        async def run(_given: object, _who: Credentials) -> object:
            self.asked[name] += 1
            self.within += 1
            self.most = max(self.most, self.within)
            await self.may_answer.wait()
            self.within -= 1
            return answer

        return run


@asynccontextmanager
async def office_and_desk(queue_s: float = BOUND_S) -> AsyncIterator[tuple[Office, VisitorDesk]]:
    office = Office()
    server = Server({}, for_visitors=office.methods)
    await server.start()
    caller = await Caller.connect(server.visitors_address, lambda _: None)
    try:
        async with asyncio.timeout(BOUND_S):
            yield office, VisitorDesk(lambda: caller, queue_s)
    finally:
        office.may_answer.set()
        await caller.close()
        await server.stop()


def leaving(network: str, fields: Mapping[str, Sequence[str]] | None = None) -> Visit:
    return Visit("leave", "x", {} if fields is None else fields, network=network)


# ── how often ───────────────────────────────────────────────────────────────────────────────────


async def test_over_the_limit_of_a_network_it_says_when_to_come_back_and_asks_nobody() -> None:
    clock = ManualClock()
    async with office_and_desk() as (office, desk):
        office.may_answer.set()
        forms = VisitorForms(desk, clock)
        for _ in range(FORMS.a_minute_from_a_network):
            assert (await forms.answer(leaving("203.0.113.7"))).status == 200
        asked = office.asked.copy()
        refused = await forms.answer(leaving("203.0.113.7"))
        assert (refused.status, refused.retry_s) == (429, 60)
        assert b"Too many requests" in refused.html
        assert office.asked == asked
        assert (await forms.answer(leaving("203.0.113.8"))).status == 200
        clock.forward(60.0)
        assert (await forms.answer(leaving("203.0.113.7"))).status == 200


async def test_the_team_chooses_how_many() -> None:
    async with office_and_desk() as (office, desk):
        office.may_answer.set()
        forms = VisitorForms(desk, ManualClock(), rate_limit(FormLimits(2, 3)))
        networks = ("203.0.113.7", "203.0.113.7", "203.0.113.7", "203.0.113.8", "203.0.113.9")
        statuses = [(await forms.answer(leaving(network))).status for network in networks]
        assert statuses == [200, 200, 429, 200, 429]
        assert forms.seen == {Seen.TOO_OFTEN: 2}


async def test_providers_have_a_limit_of_their_own() -> None:
    call = ProviderCall("twilio", "texts", "/hooks/twilio/texts", (), "")
    async with office_and_desk() as (office, desk):
        office.may_answer.set()
        clock = ManualClock()
        hooks, forms = ProviderHooks(desk, clock), VisitorForms(desk, clock)
        statuses = Counter(
            [await hooks.answer(call, "203.0.113.7") for _ in range(OF_PROVIDERS + 3)]
        )
        assert statuses == {200: OF_PROVIDERS, 429: 3}
        assert office.asked["reply"] == OF_PROVIDERS
        assert (await forms.answer(leaving("203.0.113.7"))).status == 200


async def test_a_form_may_still_be_looked_at() -> None:
    async with office_and_desk() as (office, desk):
        office.may_answer.set()
        forms = VisitorForms(desk, ManualClock())
        for _ in range(FORMS.a_minute_from_a_network + 1):
            await forms.answer(leaving("203.0.113.7"))
        looked = await forms.answer(Visit("leave", "x", None, network="203.0.113.7"))
        assert looked.status == 200


async def test_many_networks_together_reach_the_limit_of_all() -> None:
    async with office_and_desk() as (office, desk):
        office.may_answer.set()
        forms = VisitorForms(desk, ManualClock())
        statuses = Counter(
            [
                (await forms.answer(leaving(f"2001:db8:0:{number:x}::1"))).status
                for number in range(FORMS.a_minute_in_all + 5)
            ]
        )
        assert statuses == {200: FORMS.a_minute_in_all, 429: 5}
        assert office.asked["leave"] == FORMS.a_minute_in_all


@asynccontextmanager
async def served(forms: VisitorForms, *trusted: str) -> AsyncIterator[int]:
    def standing() -> Health:
        return Health(1, 0.0, 1, has_office=True, connections=0)

    app = public_app(Shown(site_of()), standing, forms)
    async with listening(app, replace(QUICK, trusted=trusted)) as (port, _):
        yield port


async def post(port: int, *, forwarded: str) -> Answer:
    async with Line.to(port) as line:
        line.say(
            f"POST /leave/x HTTP/1.1\nHost: x\nX-Forwarded-For: {forwarded}\n"
            "Content-Type: application/x-www-form-urlencoded\nContent-Length: 0\n\n"
        )
        return await line.answer()


async def test_behind_a_trusted_proxy_each_visitor_has_a_limit_of_its_own() -> None:
    async with office_and_desk() as (office, desk):
        office.may_answer.set()
        async with served(VisitorForms(desk, ManualClock()), "127.0.0.1") as port:
            for _ in range(FORMS.a_minute_from_a_network):
                assert (await post(port, forwarded="203.0.113.7")).status == 200
            # What stands in front of it was written by whoever sent it.
            refused = await post(port, forwarded="198.51.100.1, 203.0.113.7")
            assert refused.status == 429
            assert 1 <= int(refused.headers["retry-after"]) <= 60
            assert (await post(port, forwarded="203.0.113.8")).status == 200


async def test_nobody_else_can_say_that_it_is_another() -> None:
    async with office_and_desk() as (office, desk):
        office.may_answer.set()
        async with served(VisitorForms(desk, ManualClock())) as port:
            statuses = [
                (await post(port, forwarded=f"203.0.113.{number}")).status
                for number in range(FORMS.a_minute_from_a_network + 2)
            ]
    assert statuses[-2:] == [429, 429]
    assert office.asked["leave"] == FORMS.a_minute_from_a_network


# ── how many at once ────────────────────────────────────────────────────────────────────────────


async def test_few_visits_are_at_the_office_at_once_and_the_rest_wait_their_turn() -> None:
    async with office_and_desk() as (office, desk), asyncio.TaskGroup() as group:
        looks = [group.create_task(desk.standing(Link("x"))) for _ in range(5 * AT_ONCE)]
        while office.within < AT_ONCE:  # noqa: ASYNC110 - it is the office's own start
            await asyncio.sleep(0)
        office.may_answer.set()
        await asyncio.wait(looks)
        assert office.most == AT_ONCE
        assert [each.result() for each in looks] == [STANDING] * len(looks)


async def test_whoever_has_waited_long_enough_is_told_to_come_back_and_has_lost_nothing() -> None:
    async with office_and_desk(queue_s=0.05) as (office, desk), asyncio.TaskGroup() as group:
        forms = VisitorForms(desk, ManualClock())
        held = [group.create_task(desk.standing(Link("x"))) for _ in range(AT_ONCE)]
        while office.within < AT_ONCE:  # noqa: ASYNC110 - it is the office's own start
            await asyncio.sleep(0)
        told = await forms.answer(leaving("203.0.113.7"))
        assert (told.status, told.retry_s) == (503, 5)
        assert b"Nothing was changed" in told.html
        assert office.asked["leave"] == 0

        office.may_answer.set()
        await asyncio.wait(held)
        assert (await forms.answer(leaving("203.0.113.7"))).status == 200


async def test_an_office_that_is_gone_is_not_waited_for() -> None:
    forms = VisitorForms(VisitorDesk(lambda: None), ManualClock())
    async with asyncio.timeout(1.0):
        answers = [await forms.answer(leaving(f"203.0.113.{n}")) for n in range(AT_ONCE + 2)]
    assert {each.status for each in answers} == {503}
