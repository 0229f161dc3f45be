"""A domain: until when it is registered, as a registry on this computer says over RDAP."""

import datetime
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from statusboard.app.services.inputs import CheckInput
from statusboard.app.services.rules import settle_check
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.domain_expiry import DECLARATION as DOMAIN
from tests.fixtures.sockets import ask_kind
from tests.fixtures.web import Asked, Site, answer, serving

pytestmark = pytest.mark.anyio

NOW = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)


def registered(days: float = 200.0, **more: object) -> dict[str, object]:
    """A domain as a registry has it, that runs out in so many days."""
    until = NOW + datetime.timedelta(days=days)
    return {
        "objectClassName": "domain",
        "ldhName": "SHOP.EXAMPLE",
        "status": ["active"],
        "events": [
            {"eventAction": "registration", "eventDate": "2001-02-03T04:05:06Z"},
            {"eventAction": "expiration", "eventDate": until.isoformat().replace("+00:00", "Z")},
        ],
        **more,
    }


@asynccontextmanager
async def registry(said: Mapping[str, object]) -> AsyncIterator[Site]:
    """A web server that knows these paths; anything else is not found. HERE is its own address."""

    async def behave(asked: Asked, writer) -> None:
        known = said.get(asked.path, answer("", status="404 Not Found"))
        is_whole = isinstance(known, bytes)
        writer.write(known if is_whole else answer(json.dumps(known).replace("HERE", here)))

    async with serving(behave) as site:
        here = site.url("/rdap/")
        yield site


async def asked(document: object, *, at: str = "/rdap/domain/shop.example", **config) -> Answer:
    async with registry({at: document}) as site:
        given = {"domain": "shop.example", "server": site.url("/rdap/"), **config}
        return await ask_kind(DOMAIN, at=NOW, **given)


@pytest.mark.parametrize(
    ("days", "outcome", "reason", "words"),
    [
        (200.5, Outcome.UP, Reason.OK, "expires in 200 days, on 19 June 2027"),
        (13.5, Outcome.DEGRADED, Reason.EXPIRES_SOON, "in 13 days, on 14 December 2026 (fewer"),
        (-3.5, Outcome.DOWN, Reason.DOMAIN_EXPIRED, "expired on 27 November 2026, 3 days ago"),
    ],
)
async def test_days_are_counted_and_the_date_is_said(
    days: float, outcome: Outcome, reason: Reason, words: str
) -> None:
    got = await asked(registered(days))
    assert (got.outcome, got.reason) == (outcome, reason)
    assert got.detail.startswith("the registration of shop.example ")
    assert words in got.detail


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("redemption period", "about to delete it (redemption period)"),
        ("pending delete", "about to delete it (pending delete)"),
        ("client hold", "taken out of the DNS"),
    ],
)
async def test_a_domain_that_is_no_longer_in_force_is_down(status: str, words: str) -> None:
    got = await asked(registered(status=["active", status]))
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DOMAIN_EXPIRED)
    assert words in got.detail


async def test_a_domain_that_nobody_registered_is_down() -> None:
    got = await asked(registered(), at="/elsewhere")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DOMAIN_EXPIRED)
    assert "knows no domain shop.example" in got.detail


@pytest.mark.parametrize(
    ("said", "reason", "words"),
    [
        (answer("", status="500 Oops"), Reason.SOURCE_UNAVAILABLE, "could not be read: the reg"),
        (answer("", status="429 Slow"), Reason.RATE_LIMITED, "asked less often"),
        (answer("<html>"), Reason.SOURCE_UNAVAILABLE, "no JSON came: <html>"),
        (answer("[]"), Reason.SOURCE_UNAVAILABLE, "not what was asked for"),
        (answer("[" * 100_000), Reason.SOURCE_UNAVAILABLE, "no JSON came"),
        (answer(json.dumps(registered(ldhName="x.example"))), Reason.SOURCE_UNAVAILABLE, "else"),
        (answer(json.dumps(registered(events=[]))), Reason.SOURCE_SILENT, "does not say until"),
        (
            answer(json.dumps(registered(events=[{"eventAction": "expiration"}]))),
            Reason.SOURCE_SILENT,
            "does not say until",
        ),
    ],
)
async def test_a_registry_that_says_nothing_makes_nobody_down(
    said: bytes, reason: Reason, words: str
) -> None:
    got = await asked(said)
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, reason)
    assert words in got.detail


async def test_the_registry_is_found_in_the_list_of_all() -> None:
    listed = {
        "services": [
            ["garbage"],
            [["test"], ["http://127.0.0.1:1/"]],
            [["example"], ["HERE"]],
        ]
    }
    paths = {"/dns.json": listed, "/rdap/domain/shop.example": registered()}
    async with registry(paths) as site:
        config = {"registries": site.url("/dns.json"), "at": NOW}
        good = await ask_kind(DOMAIN, domain="shop.example", **config)
        unknown = await ask_kind(DOMAIN, domain="shop.nowhere", **config)
    assert good.outcome is Outcome.UP
    assert (unknown.outcome, unknown.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
    assert "registry of .nowhere is not in the list" in unknown.detail


async def test_an_international_domain_is_asked_for_as_the_dns_has_it() -> None:
    document = registered(ldhName="xn--bcher-kva.example")
    got = await asked(document, at="/rdap/domain/xn--bcher-kva.example", domain="Bücher.example")
    assert got.outcome is Outcome.UP


async def test_a_redirect_to_the_registrar_is_followed() -> None:
    moved = answer("", status="302 Found", headers={"Location": "/other"})
    async with registry({"/rdap/domain/shop.example": moved, "/other": registered()}) as site:
        got = await ask_kind(DOMAIN, at=NOW, domain="shop.example", server=site.url("/rdap/"))
    assert got.outcome is Outcome.UP


def test_a_registry_is_left_alone_for_an_hour() -> None:
    often = CheckInput(
        "domain_expiry", {"domain": "shop.example"}, interval=datetime.timedelta(minutes=59)
    )
    with pytest.raises(RuleBroken, match="Choose from 1h to 1d") as refused:
        settle_check(often, {"domain_expiry": DOMAIN})
    assert refused.value.field == "interval"
