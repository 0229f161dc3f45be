"""What becomes of a mail at servers that take it, refuse it, or break off."""

import pytest

from statusboard.channels.base import Again, Outcome, Refused, Sent, Unclear
from statusboard.channels.email import opened
from statusboard.channels.mail.addresses import address_of
from statusboard.channels.mail.sending import Mail
from statusboard.errors import RuleBroken
from tests.fixtures.mail_script import AFTER_DOT, AFTER_TAKING, INSIDE, MailScript, mail_script
from tests.fixtures.mail_server import mail_server
from tests.fixtures.mails import READER, config, outgoing

pytestmark = pytest.mark.anyio
# Every verb of a conversation, and the end of the message.
OF_CHANNEL = ("CONNECT", "EHLO", "MAIL")
OF_MESSAGE = ("RCPT", "DATA", "DOT")
TEMPORARY = (421, 430, 432, 450, 451, 452, 454, 455, 458, 471)
PERMANENT = (500, 501, 502, 503, 504, 521, 523, 530, 534, 535, 538, 541, 550, 551, 552, 553, 554)


async def sent_to(script: MailScript, **changed: object) -> Outcome:
    async with mail_script(script), opened(config(script.port, **changed)) as mail:
        return await mail.send(outgoing())


@pytest.mark.parametrize("code", [*TEMPORARY, *PERMANENT])
@pytest.mark.parametrize("verb", OF_CHANNEL)
async def test_what_is_refused_before_the_recipient_is_trouble_of_the_channel(
    verb: str, code: int
) -> None:
    outcome = await sent_to(MailScript({verb: f"{code} not now", "HELO": f"{code} not now"}))
    assert isinstance(outcome, Again)
    assert outcome.is_channel
    assert f"{code} not now" in outcome.reason


@pytest.mark.parametrize("code", [432, 454, 500, 530, 534, 535, 538])
async def test_a_password_that_is_refused_is_trouble_of_the_channel(code: int) -> None:
    script = MailScript({"AUTH": f"{code} no, not hunter2-hunter2"})
    outcome = await sent_to(script, user="status", password="hunter2-hunter2")
    assert isinstance(outcome, Again)
    assert outcome.is_channel
    assert outcome.reason == f"the password is not accepted: {code} no, not •••"


@pytest.mark.parametrize("code", TEMPORARY)
@pytest.mark.parametrize("verb", OF_MESSAGE)
async def test_a_message_that_is_put_off_is_tried_again(verb: str, code: int) -> None:
    outcome = await sent_to(MailScript({verb: f"{code} later, {READER}"}))
    assert isinstance(outcome, Again)
    assert outcome.is_channel == (code in (421, 452))
    assert f"{code} later, …" in outcome.reason


@pytest.mark.parametrize("code", PERMANENT)
@pytest.mark.parametrize("verb", OF_MESSAGE)
async def test_a_message_that_is_refused_is_not_tried_again(verb: str, code: int) -> None:
    outcome = await sent_to(MailScript({verb: f"{code} no"}))
    if code in (500, 502, 503, 504, 530, 534, 535, 538):  # the conversation, or a password
        assert isinstance(outcome, Again)
        assert outcome.is_channel
    else:
        assert outcome == Refused(f"the mail server refused it: {code} no")


@pytest.mark.parametrize(
    "answer",
    [
        "550 5.1.1 no such user",
        "550 5.1.10 it takes no mail at all",
        "550 5.2.1 this mailbox is disabled",
        "550 No such user here",
        "550 reader@customer.example: User unknown in virtual mailbox table",
        "550 5.0.0 mailbox not found",
        "550 sorry, no mailbox here by that name (#5.1.1)",
        "550 Unrouteable address",
        "550 Invalid Recipient",
        "554 delivery error: dd This user doesn't have an account here",
        "550-5.1.1 The email account that you tried to reach does not exist.\r\n550 5.1.1 see help",
    ],
)
async def test_a_mailbox_that_is_not_there_is_quarantined(answer: str) -> None:
    outcome = await sent_to(MailScript({"RCPT": answer}))
    assert isinstance(outcome, Refused)
    assert outcome.quarantines
    assert READER not in outcome.reason


@pytest.mark.parametrize(
    ("verb", "answer"),
    [
        ("RCPT", "552 5.2.2 mailbox full"),
        ("RCPT", "554 5.7.1 not you"),
        ("RCPT", "550 5.4.1 recipient address rejected: access denied"),
        ("RCPT", "550 administrative prohibition"),
        ("DOT", "554 5.6.0 no such user"),
        ("DOT", "550 5.1.1 no such user"),
    ],
)
async def test_what_may_change_is_refused_and_nobody_is_quarantined(verb: str, answer: str) -> None:
    outcome = await sent_to(MailScript({verb: answer}))
    assert isinstance(outcome, Refused)
    assert not outcome.quarantines


@pytest.mark.parametrize(
    ("answer", "is_too_large"),
    [
        ("552 5.3.4 Message size exceeds fixed limit", True),
        ("552 5.2.3 Message length exceeds administrative limit", True),
        ("552 Message is too large", True),
        ("552 5.2.2 mailbox full", False),
        ("552 mailbox full", False),
        ("554 5.6.0 not with such a file", False),
    ],
)
async def test_a_message_that_is_too_large_is_told_from_a_full_mailbox(
    answer: str, *, is_too_large: bool
) -> None:
    outcome = await sent_to(MailScript({"DOT": answer}))
    assert isinstance(outcome, Refused)
    assert (outcome.is_too_large, outcome.quarantines) == (is_too_large, False)


@pytest.mark.parametrize("verb", ["RCPT", "DOT"])
@pytest.mark.parametrize(
    "answer",
    [
        "550 5.1.8 <status@northwind.example>: sender address rejected",
        "550 5.7.1 <status@northwind.example>: Sender address rejected: not owned by user",
        "554 5.7.1 Relay access denied",
        "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using a list",
        "550 5.7.26 This mail has been blocked because the sender is unauthenticated",
        "550 5.7.60 Client does not have permissions to send as this sender",
        "450 4.7.28 an unusual rate of mail from your network",
        "451 4.7.1 Too many messages, slow down",
        "451 4.3.2 system not accepting messages",
        "452 4.3.1 insufficient system storage",
        "452 4.5.3 too many recipients",
        "550 rate limit exceeded",
    ],
)
async def test_what_is_not_about_this_recipient_is_trouble_of_the_channel(
    verb: str, answer: str
) -> None:
    outcome = await sent_to(MailScript({verb: answer}))
    assert isinstance(outcome, Again)
    assert outcome.is_channel


async def test_a_mailbox_that_is_full_keeps_nobody_else_waiting() -> None:
    outcome = await sent_to(MailScript({"RCPT": "452 4.2.2 over quota"}))
    assert isinstance(outcome, Again)
    assert not outcome.is_channel


async def test_words_of_an_address_are_not_taken_for_the_servers_own() -> None:
    script = MailScript({"RCPT": "550 5.7.1 relay@customer.example is closed"})
    async with mail_script(script), opened(config(script.port)) as mail:
        outcome = await mail.send(outgoing(address="relay@customer.example"))
    assert outcome == Refused("the mail server refused it: 550 5.7.1 … is closed")


@pytest.mark.parametrize(
    ("answer", "after_s"),
    [
        ("450 4.2.0 Greylisted, see http://postgrey.example; try again in 300 seconds", 300.0),
        ("451 4.7.1 Greylisting in action, please come back in 5 minutes", 300.0),
        ("451 greylisted", None),
    ],
)
async def test_a_server_that_greylists_takes_it_the_second_time(
    answer: str, after_s: float | None
) -> None:
    script = MailScript({"RCPT": (answer, "250 OK")})
    async with mail_script(script), opened(config(script.port)) as mail:
        first = await mail.send(outgoing())
        assert isinstance(first, Again)
        assert (first.is_channel, first.after_s) == (False, after_s)
        assert isinstance(await mail.send(outgoing()), Sent)
    assert script.connections == len(script.took) == 1


@pytest.mark.parametrize("verb", ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"])
async def test_a_connection_that_breaks_before_the_message_is_made_again(verb: str) -> None:
    outcome = await sent_to(MailScript(hangs_up=verb), user="status", password="hunter2-hunter2")
    assert isinstance(outcome, Again)


@pytest.mark.parametrize("where", [INSIDE, AFTER_DOT])
async def test_a_connection_that_breaks_within_the_message_leaves_a_doubt(where: str) -> None:
    script = MailScript(hangs_up=where)
    assert isinstance(await sent_to(script), Unclear)
    assert script.took == []


async def test_a_connection_that_breaks_once_it_was_taken_is_made_for_the_next() -> None:
    script = MailScript(hangs_up=AFTER_TAKING)
    async with mail_script(script), opened(config(script.port)) as mail:
        for _ in range(3):
            assert isinstance(await mail.send(outgoing()), Sent)
    assert script.connections == len(script.took) == 3


async def test_a_server_that_ends_an_idle_connection_is_asked_anew_at_once() -> None:
    script = MailScript({"MAIL": ("250 OK", "421 4.4.2 idle for too long", "250 OK")})
    async with mail_script(script), opened(config(script.port)) as mail:
        for _ in range(2):
            assert isinstance(await mail.send(outgoing()), Sent)
    assert script.connections == 2


@pytest.mark.parametrize("verb", [*OF_CHANNEL, *OF_MESSAGE])
@pytest.mark.parametrize(
    "answer", ["nonsense", "999 what", "200 OK", "334 say", "\x00\x01\x02", "550 \udcff\x00\u2028"]
)
async def test_a_server_that_makes_no_sense_is_told_of_in_letters_that_can_be_kept(
    verb: str, answer: str
) -> None:
    outcome = await sent_to(MailScript({verb: answer}))
    assert not isinstance(outcome, Sent)
    assert outcome.reason.isprintable()
    outcome.reason.encode()


async def test_a_server_that_is_away_is_no_fault_of_the_address() -> None:
    async with mail_script(MailScript()) as script:
        pass
    async with opened(config(script.port)) as mail:
        outcome = await mail.send(outgoing())
    place = f"127.0.0.1:{script.port}"
    words = f"the server does not answer: nothing listens at {place}; look at the port"
    assert outcome == Again(words, is_channel=True)


async def test_one_connection_takes_message_after_message() -> None:
    async with mail_server() as server, opened(config(server.port)) as mail:
        for number in range(3):
            outcome = await mail.send(outgoing(address=f"reader{number}@customer.example"))
            assert isinstance(outcome, Sent)
    assert [address for address, _ in server.took] == [
        f"reader{number}@customer.example" for number in range(3)
    ]


async def test_a_line_of_one_dot_does_not_end_the_message() -> None:
    async with mail_server() as server, opened(config(server.port)) as mail:
        text = "before\n.\n..\nafter\n"
        assert isinstance(await mail.send(outgoing(text=text, html="")), Sent)
    ((_, message),) = server.took
    assert message.get_content().replace("\r\n", "\n") == text


async def test_a_domain_of_other_letters_is_written_as_every_server_reads_it() -> None:
    async with mail_server() as server:
        given = config(server.port, sender="Bücher Status <status@bücher.example>")
        async with opened(given) as mail:
            for reader in ("leser@bücher.example", READER):
                assert isinstance(await mail.send(outgoing(address=reader)), Sent)
    (first, message), (second, _) = server.took
    assert (first, second) == ("leser@xn--bcher-kva.example", READER)
    assert message["To"] == "leser@xn--bcher-kva.example"
    assert message["From"] == "Bücher Status <status@xn--bcher-kva.example>"
    assert message["Message-ID"].endswith("@xn--bcher-kva.example>")


async def test_an_address_no_server_reads_is_refused_and_spoils_no_other() -> None:
    with pytest.raises(RuleBroken, match="before the @-sign"):
        address_of("jörg@customer.example")
    async with mail_server() as server, opened(config(server.port)) as mail:
        refused = await mail.send(outgoing(address="jörg@customer.example"))
        assert refused == Refused("only letters from a to z can stand before the @ of an address")
        assert isinstance(await mail.send(outgoing()), Sent)


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "\ud800"},
        {"subject": "Checkout\r\nBcc: everybody@customer.example"},
        {"subject": "Checkout\nBcc: everybody@customer.example"},
        {"address": "reader@customer.example\r\nBcc: everybody@customer.example"},
        {"address": "reader@customer.example> RCPT TO:<everybody@customer.example"},
        {"key": "a\r\nBcc: everybody@customer.example"},
        {"begins": "a\r\nBcc: everybody@customer.example"},
        {"language": "en\r\nBcc: everybody@customer.example"},
    ],
    ids=str,
)
async def test_a_message_that_cannot_be_made_is_refused_and_spoils_no_other(
    changed: dict[str, str],
) -> None:
    async with mail_server() as server, opened(config(server.port)) as mail:
        assert isinstance(await mail.send(outgoing()), Sent)
        assert isinstance(await mail.send(outgoing(**changed)), Refused)
        assert isinstance(await mail.send(outgoing()), Sent)
    assert [address for address, _ in server.took] == [READER, READER]
    assert all(message["Bcc"] is None for _, message in server.took)


@pytest.mark.parametrize("verb", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "DOT"])
async def test_a_server_that_falls_silent_is_not_waited_for_for_ever(verb: str) -> None:
    silent = MailScript(silent_at=verb)
    async with mail_script(silent):
        mail = Mail(config(silent.port), patience_s=0.3)
        outcome = await mail.send(outgoing())
        await mail.close()
    if verb == "DOT":
        assert outcome == Unclear("the server was silent for 0.3 seconds")
    else:
        assert outcome == Again("the server was silent for 0.3 seconds")
