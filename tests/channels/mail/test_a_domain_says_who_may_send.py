"""SPF, DKIM and DMARC, looked up in a name server of the test's own; and when nobody is asked."""

import dns.asyncresolver
import pytest

from statusboard.channels.base import Standing, Step
from statusboard.channels.mail.sender_domain import TITLE, is_reserved, lets_send
from tests.fixtures.name_server import BROKEN, REFUSED, NameServer, Zone, name_server

pytestmark = pytest.mark.anyio
DOMAIN = "status.northwind.com"
SPF: Zone = {DOMAIN: ('"v=spf1 mx -all"',)}
DKIM: Zone = {f"_domainkey.{DOMAIN}": ()}  # something is below it
DMARC: Zone = {"_dmarc.northwind.com": ('"v=DMARC1; p=reject"',)}  # of the domain above


def asking(server: NameServer) -> dns.asyncresolver.Resolver:
    resolver = dns.asyncresolver.Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = server.port
    return resolver


async def said(zone: Zone) -> Step:
    async with name_server(zone) as server:
        return await lets_send(DOMAIN, asking(server))


async def test_a_domain_with_all_three_says_who_may_send() -> None:
    step = await said({**SPF, **DKIM, **DMARC})
    assert (step.title, step.standing) == (TITLE, Standing.WELL)
    assert step.detail.startswith(f"{DOMAIN} has SPF and DMARC records, and keys for DKIM.")
    # No more is claimed than was looked at.
    assert step.title == "The domain says who may send"
    assert "Whether they name this server shows with the test" in step.detail


@pytest.mark.parametrize(
    ("zone", "detail"),
    [
        ({**DKIM, **DMARC}, "has DKIM and DMARC; no SPF was found."),
        ({**SPF, **DMARC}, "has SPF and DMARC; no DKIM was found."),
        ({**SPF, **DKIM}, "has SPF and DKIM; no DMARC was found."),
        ({DOMAIN: ('"v=spf2 or a site token"',)}, ": no SPF, DKIM or DMARC was found."),
    ],
    ids=["no SPF", "no DKIM", "no DMARC", "none"],
)
async def test_what_is_missing_is_doubtful_and_named(zone: Zone, detail: str) -> None:
    step = await said(zone)
    assert step.standing is Standing.DOUBTFUL
    assert detail in step.detail
    assert step.detail.endswith("Some providers will file you under spam.")


async def test_a_key_under_a_usual_name_counts_where_the_one_above_is_denied() -> None:
    key: Zone = {f"selector1._domainkey.{DOMAIN}": ('"v=DKIM1; p=abc"',)}
    step = await said({**SPF, **DMARC, **key})
    assert step.standing is Standing.WELL


@pytest.mark.parametrize("fault", [BROKEN, REFUSED])
async def test_a_name_server_that_does_not_say_leaves_it_open(fault: str) -> None:
    selectors = ("default", "mail", "dkim", "selector1", "selector2", "google", "k1", "s1", "s2")
    names = [DOMAIN, f"_domainkey.{DOMAIN}", f"_dmarc.{DOMAIN}", "_dmarc.northwind.com"]
    names += [f"{one}._domainkey.{DOMAIN}" for one in (*selectors, "smtp")]
    step = await said(dict.fromkeys(names, fault))
    assert step.standing is Standing.DOUBTFUL
    assert step.detail == f"The name server did not answer about {DOMAIN}. Prove again later."


@pytest.mark.parametrize(
    "domain",
    [
        *("northwind.example", "Status.Northwind.EXAMPLE.", "a.test", "localhost", "mail"),
        *("example.com", "mail.example.org", "a.invalid", "printer.local", "127.0.0.1"),
    ],
)
async def test_nobody_is_asked_about_a_domain_that_nobody_can_own(domain: str) -> None:
    async with name_server({}) as server:
        step = await lets_send(domain, asking(server))
        assert server.asked == []
    assert step.standing is Standing.DOUBTFUL
    assert is_reserved(domain)


def test_a_domain_of_somebody_is_not_reserved() -> None:
    assert not is_reserved("northwind.com")
    assert not is_reserved("example.de")
