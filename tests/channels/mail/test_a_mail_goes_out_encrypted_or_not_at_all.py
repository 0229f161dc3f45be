"""Encryption: nothing goes to a server that does not offer it, or is not who it should be."""

import pytest
import trustme

from statusboard.channels.base import Again, Sent
from statusboard.channels.mail.sending import Mail
from tests.fixtures.certificates import EXPIRED, OTHER_HOST, STRANGE, shown, trusting
from tests.fixtures.mail_script import EHLO, MailScript, mail_script
from tests.fixtures.mails import config, outgoing

pytestmark = pytest.mark.anyio
OFFERS = EHLO.replace("250 ", "250-").replace("250-8BITMIME", "250-8BITMIME\r\n250 STARTTLS")
SAID = {
    EXPIRED: "the certificate of 127.0.0.1 has expired",
    OTHER_HOST: "the certificate is for another host than 127.0.0.1",
    STRANGE: "the certificate of 127.0.0.1 comes from an issuer that this computer does not know",
}


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_server_that_is_who_it_says_gets_the_message(
    authority: trustme.CA, security: str
) -> None:
    script = MailScript({"EHLO": OFFERS}, tls=shown(authority), greets_in_tls=security == "tls")
    async with mail_script(script):
        given = config(script.port, security=security, user="status", password="hunter2-hunter2")
        mail = Mail(given, tls=trusting(authority))
        outcome = await mail.send(outgoing())
        await mail.close()
    assert isinstance(outcome, Sent), outcome
    assert len(script.took) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("sort", SAID)
async def test_each_bad_certificate_is_told_in_its_own_words(
    authority: trustme.CA, security: str, sort: str
) -> None:
    tls = shown(authority, sort)
    script = MailScript({"EHLO": OFFERS}, tls=tls, greets_in_tls=security == "tls")
    async with mail_script(script):
        mail = Mail(config(script.port, security=security), tls=trusting(authority))
        outcome = await mail.send(outgoing())
        await mail.close()
    assert outcome == Again(f"the connection cannot be encrypted: {SAID[sort]}", is_channel=True)
    assert not [line for line in script.heard if line.startswith(("MAIL", "RCPT", "AUTH"))]


@pytest.mark.parametrize(
    "script",
    [
        MailScript(),
        MailScript({"EHLO": OFFERS, "STARTTLS": "454 4.7.0 not now"}),
        MailScript({"EHLO": OFFERS, "STARTTLS": "502 5.5.1 not here"}),
        MailScript({"EHLO": OFFERS}, hangs_up="STARTTLS"),
    ],
    ids=["not offered", "not now", "refused", "broken off"],
)
async def test_encryption_that_somebody_strips_is_not_done_without(
    authority: trustme.CA, script: MailScript
) -> None:
    async with mail_script(script):
        given = config(script.port, security="starttls", user="a", password="hunter2-hunter2")
        mail = Mail(given, tls=trusting(authority))
        outcome = await mail.send(outgoing())
        await mail.close()
    assert isinstance(outcome, Again)
    assert outcome.is_channel
    assert outcome.reason.startswith("the connection cannot be encrypted: ")
    assert not [line for line in script.heard if line.startswith(("MAIL", "RCPT", "AUTH"))]
    assert script.took == []


async def test_a_server_without_encryption_is_said_to_be_so(authority: trustme.CA) -> None:
    async with mail_script(MailScript()) as script:
        mail = Mail(config(script.port, security="starttls"), tls=trusting(authority))
        outcome = await mail.send(outgoing())
        await mail.close()
    assert isinstance(outcome, Again)
    assert outcome.reason == (
        "the connection cannot be encrypted: 127.0.0.1 does not offer STARTTLS, or something in "
        "between takes it away; nothing was sent"
    )


async def test_a_port_that_speaks_no_tls_says_so(authority: trustme.CA) -> None:
    async with mail_script(MailScript()) as script:
        mail = Mail(config(script.port, security="tls"), tls=trusting(authority))
        outcome = await mail.send(outgoing())
        await mail.close()
    assert isinstance(outcome, Again)
    assert outcome.reason == (
        "the connection cannot be encrypted: 127.0.0.1 and this computer found no way to encrypt "
        "(wrong version number)"
    )
