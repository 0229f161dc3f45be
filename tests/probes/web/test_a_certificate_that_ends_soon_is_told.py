"""The days that a certificate still lasts, seen in the same answer, at thresholds and by a line."""

import datetime
import ssl

import pytest
import trustme

from statusboard.catalog.fields import validate
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.times import days_in
from tests.fixtures.web import always, answer, ask, serving

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def lasting(authority: trustme.CA, days: float, name: str = "127.0.0.1") -> ssl.SSLContext:
    """A server's context with a certificate that ends in so many days."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, not_after=ends_in(days)).configure_cert(context)
    return context


def ends_in(days: float) -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)


async def asked(authority: trustme.CA, days: float, **config: object) -> Answer:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    connections = Connections(trust=trust)
    try:
        async with serving(always(answer()), tls=lasting(authority, days)) as site:
            for _ in range(2):  # the second one is asked on the kept connection
                got = await ask(site.url(), connections=connections, asked_at=ends_in(0), **config)
            return got
    finally:
        await connections.aclose()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (40.0, ""),
        (29.5, "in less than 30 days"),
        (13.9, "in less than 14 days"),
        (6.5, "in less than 7 days"),
        (0.5, "in less than a day"),
    ],
)
async def test_each_threshold_is_told_with_the_host_and_the_day(
    authority: trustme.CA, days: float, words: str
) -> None:
    got = await asked(authority, days, certificate_days="30, 14, 7, 1")
    if not words:
        assert got.outcome is Outcome.UP, got.detail
        return
    assert (got.outcome, got.reason) == (Outcome.DEGRADED, Reason.EXPIRES_SOON)
    ends = ends_in(days)
    day = f"{ends.day} {ends:%B %Y}"
    assert got.detail == f"the certificate of 127.0.0.1 ends on {day}, {words}"


async def test_nothing_is_said_of_it_where_nobody_asked(authority: trustme.CA) -> None:
    assert (await asked(authority, 0.5)).outcome is Outcome.UP


async def test_a_check_can_be_down_unless_it_lasts(authority: trustme.CA) -> None:
    good = await asked(authority, 20, down_unless="certificate > 14 days")
    bad = await asked(authority, 10, down_unless="certificate > 14 days")
    assert good.outcome is Outcome.UP, good.detail
    assert (bad.outcome, bad.reason) == (Outcome.DOWN, Reason.EXPIRES_SOON)
    assert bad.detail.startswith("expected certificate > 14 days, but that of 127.0.0.1 ends on ")


async def test_also_one_that_nobody_verifies_is_looked_at(authority: trustme.CA) -> None:
    got = await asked(authority, 5, certificate_days="14", verify_tls=False)
    assert got.reason is Reason.EXPIRES_SOON


async def test_of_several_hosts_on_the_way_the_one_is_named_whose_it_is(
    authority: trustme.CA,
) -> None:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    connections = Connections(trust=trust)
    later = serving(always(answer()), tls=lasting(authority, 90, "localhost"), host="127.0.0.1")
    async with later as end:
        there = end.url("/").replace("127.0.0.1", "localhost")
        lead = always(answer("", status="302 Found", headers={"Location": there}))
        async with serving(lead, tls=lasting(authority, 3)) as site:
            got = await ask(
                site.url(), connections=connections, asked_at=ends_in(0), certificate_days="7"
            )
    await connections.aclose()
    assert got.reason is Reason.EXPIRES_SOON
    assert "the certificate of 127.0.0.1 ends" in got.detail


@pytest.mark.parametrize("text", ["soon", "0", "7;1", "1,,2", "-3", "1000", "1," * 10 + "1"])
def test_what_is_no_list_of_days_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        validate(DECLARATION.fields, {"url": "https://shop.example", "certificate_days": text})
    assert refused.value.field == "certificate_days"


@pytest.mark.parametrize(
    "config", [{"certificate_days": "7"}, {"down_unless": "certificate > 7 days"}]
)
def test_an_address_that_shows_no_certificate_is_asked_for_none(config: dict[str, str]) -> None:
    with pytest.raises(RuleBroken, match="Only an address with https://"):
        validate(DECLARATION.fields, {"url": "http://shop.example", **config})


def test_days_are_read_in_any_order() -> None:
    assert days_in("7, 30,14") == (30, 14, 7)
