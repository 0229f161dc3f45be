"""The proof of a mail channel, against servers that fail at each of its steps."""

import datetime
import ssl

import dns.asyncresolver
import pytest
import trustme

from statusboard.channels.base import Standing, Step
from statusboard.channels.mail.proof import prove
from tests.fixtures.certificates import EXPIRED, shown, trusting
from tests.fixtures.imap_server import imap_server, settings
from tests.fixtures.mail_script import EHLO, MailScript, mail_script
from tests.fixtures.mails import config

pytestmark = pytest.mark.anyio
OFFERS = EHLO.replace("250 8BITMIME", "250-8BITMIME\r\n250 STARTTLS")
SECURE = {"security": "starttls", "user": "status", "password": "hunter2-hunter2"}
WELL, DOUBTFUL, WRONG = Standing.WELL, Standing.DOUBTFUL, Standing.WRONG


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


async def proved(
    script: MailScript, authority: trustme.CA, **changed: object
) -> list[tuple[str, Standing]]:
    return [(step.title, step.standing) for step in await steps(script, authority, **changed)]


async def steps(script: MailScript, authority: trustme.CA, **changed: object) -> list[Step]:
    async with mail_script(script):
        given = config(script.port, **changed)
        # No domain of the tests can be asked for; and no name server is there that could be.
        nobody = dns.asyncresolver.Resolver(configure=False)
        return [one async for one in prove(given, tls=trusting(authority), resolver=nobody)]


async def test_each_step_is_told_with_its_evidence(authority: trustme.CA) -> None:
    script = MailScript({"EHLO": OFFERS}, tls=shown(authority))
    answers, encryption, password, sender, domain = await steps(script, authority, **SECURE)
    assert answers.title == "The server answers"
    assert answers.detail.startswith(f"127.0.0.1:{script.port}, ")
    assert answers.detail.endswith(" ms")
    assert encryption.title == "The connection is encrypted"
    assert encryption.detail == "TLS 1.3, certificate"
    assert encryption.good_until is not None
    assert (password.title, password.detail) == ("The password is accepted", "PLAIN")
    assert (sender.title, sender.detail) == ("The sender is accepted", "status@northwind.example")
    assert {step.standing for step in (answers, encryption, password, sender)} == {WELL}
    assert domain.standing is DOUBTFUL  # .example belongs to nobody
    assert script.took == []
    assert not [line for line in script.heard if line.startswith(("RCPT", "DATA"))]


async def test_a_certificate_says_when_it_ends(authority: trustme.CA) -> None:
    ends = datetime.datetime(2035, 2, 3, 4, 5, 6, tzinfo=datetime.UTC)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", not_after=ends).configure_cert(tls)
    found = await steps(MailScript({"EHLO": OFFERS}, tls=tls), authority, **SECURE)
    assert (found[1].standing, found[1].good_until) == (WELL, ends)


@pytest.mark.parametrize(
    ("script", "last"),
    [
        (MailScript({"CONNECT": "554 not you"}), "The server takes no messages"),
        (MailScript(hangs_up="CONNECT"), "The server does not answer"),
        (MailScript({"EHLO": EHLO}), "The connection cannot be encrypted"),
        (MailScript({"EHLO": OFFERS, "AUTH": "535 no"}), "The password is not accepted"),
        (MailScript({"EHLO": "250-mail.example\r\n250 STARTTLS"}), "The password is not accepted"),
        (MailScript({"EHLO": OFFERS}, hangs_up="AUTH"), "The password could not be given"),
        (MailScript({"EHLO": OFFERS, "MAIL": "550 5.7.1 no"}), "The sender is not accepted"),
    ],
    ids=["refused", "gone", "stripped", "password", "no passwords", "broken off", "sender"],
)
async def test_the_first_step_that_is_wrong_is_the_last(
    authority: trustme.CA, script: MailScript, last: str
) -> None:
    script.tls = shown(authority)
    found = await proved(script, authority, **SECURE)
    assert found[-1] == (last, WRONG)
    assert {standing for _, standing in found[:-1]} <= {WELL}


async def test_a_bad_certificate_is_the_step_that_is_wrong(authority: trustme.CA) -> None:
    script = MailScript({"EHLO": OFFERS}, tls=shown(authority, EXPIRED))
    found = await steps(script, authority, **SECURE)
    assert found[-1].detail == "the certificate of 127.0.0.1 has expired"
    assert len(found) == 2


async def test_a_server_on_this_computer_may_be_open(authority: trustme.CA) -> None:
    found = await proved(MailScript(), authority)
    assert [standing for _, standing in found] == [WELL, WELL, WELL, DOUBTFUL]
    assert "The connection is not encrypted" in dict(found)


async def test_the_mailbox_of_bounces_is_a_step_where_there_is_one(authority: trustme.CA) -> None:
    async with imap_server() as mailbox:
        found = await proved(MailScript(), authority, **settings(mailbox.port))
        assert ("The mailbox for bounces opens", WELL) in found
        wrong = settings(mailbox.port, imap_password="wrong-password")
        assert (await proved(MailScript(), authority, **wrong))[-1] == (
            "The mailbox for bounces does not open",
            WRONG,
        )
