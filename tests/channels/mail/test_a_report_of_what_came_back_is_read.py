"""Reports of mails that did not arrive, taken apart; and whatever else comes to a mailbox."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.channels.base import Bounce
from statusboard.channels.mail.bounces import LONGEST, bounces_in, mails_in
from tests.fixtures.bounced import report
from tests.fixtures.mails import KEY, READER

# Much longer than any of them takes; a parser that is fooled takes minutes.
SOON_S = 20.0


@pytest.mark.parametrize("quoted_as", ["text/rfc822-headers", "message/rfc822"])
def test_a_report_names_the_message_its_recipient_and_why(quoted_as: str) -> None:
    assert bounces_in(report(quoted_as=quoted_as)) == (
        Bounce(KEY, READER, True, True, "it came back: 550 5.1.1 no such user"),
    )


@pytest.mark.parametrize(
    ("status", "diagnosis", "quarantines"),
    [
        ("5.1.1", "550 no", True),
        ("5.1.10", "556 5.1.10 null MX", True),
        ("5.2.1", "550 disabled", True),
        ("5.0.0", "550 5.1.1 unknown", True),
        ("5.0.0", "550 User unknown", True),
        ("5.2.2", "552 mailbox full", False),
        ("5.7.1", "554 5.7.1 not you", False),
        ("5.0.0", "550 blocked", False),
        ("4.4.7", "delivery time expired", False),
        ("4.4.7", "451 4.1.1 no such user", False),
    ],
)
def test_only_who_is_not_there_is_to_be_quarantined(
    status: str, diagnosis: str, quarantines: bool
) -> None:
    (bounce,) = bounces_in(report(status=status, diagnosis=diagnosis))
    assert bounce.is_final
    assert bounce.quarantines == quarantines


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_is_still_under_way_is_not_final(action: str) -> None:
    (bounce,) = bounces_in(report(action=action, status="4.4.1"))
    assert not bounce.is_final
    assert not bounce.quarantines


def test_whoever_forwards_is_not_taken_for_whom_it_was_for() -> None:
    elsewhere = "somebody@elsewhere.example"
    words = f"550 5.1.1 <{elsewhere}> unknown, for {READER}"
    (bounce,) = bounces_in(report(final=elsewhere, diagnosis=words))
    assert bounce.address == READER
    assert bounce.reason == "it came back: 550 5.1.1 <…> unknown, for …"
    (bounce,) = bounces_in(report(key="", final=elsewhere, original=READER))
    assert (bounce.key, bounce.address) == ("", READER)


AUTO_REPLY = b"From: a@b.example\r\nAuto-Submitted: auto-replied\r\nSubject: away\r\n\r\nI am away."
READ = report().replace(b"delivery-status", b"disposition-notification")
JUNK = {
    "empty": b"",
    "automatic": AUTO_REPLY,
    "read": READ,
    "noise": bytes(range(256)) * 100,
    "no parts": report().replace(b"--edge", b"--edgy"),
    "cut": report()[:900],
    "no charset": report().replace(b"us-ascii", b"klingon").replace(b"550", b"\xff\xfe\x00"),
    "nested": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(5_000)
    )
    + report(),
    "nested lines": b"".join(
        b"Content-Type: multipart/mixed; Boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(900)
    )
    + b"-\r\n" * 80_000,
    "messages in messages": b"Content-Type: message/rfc822\r\n\r\n" * 50_000 + report(),
    "one long line": b"A: " + b"x" * 20_000_000,
    "many headers": b"A: b\r\n" * 1_000_000 + report(),
    "many recipients": report().replace(
        b"Final-Recipient", b"Action: delayed\r\n\r\n" * 20_000 + b"Final-Recipient"
    ),
    "unending encodings": b"Subject: " + b"=?utf-8?q?" * 200_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("raw", JUNK.values(), ids=JUNK.keys())
def test_whatever_comes_neither_raises_nor_takes_long(raw: bytes) -> None:
    begun_s = time.thread_time()
    found = bounces_in(raw)
    assert time.thread_time() - begun_s < SOON_S
    assert not [bounce for bounce in found if bounce.quarantines and bounce.address != READER]


@pytest.mark.parametrize("sort", ["empty", "automatic", "read", "noise", "no parts"])
def test_what_is_no_report_reports_nothing(sort: str) -> None:
    assert bounces_in(JUNK[sort]) == ()


@given(st.data())
def test_a_report_with_any_byte_turned_never_raises(data: st.DataObject) -> None:
    raw = bytearray(report(quoted_as="message/rfc822"))
    for _ in range(data.draw(st.integers(1, 20))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place] = data.draw(st.integers(0, 255))
    for bounce in bounces_in(bytes(raw)):
        assert bounce.reason.isprintable()
        (bounce.reason + bounce.address).encode()


def test_a_report_that_quotes_a_long_mail_is_read_all_the_same() -> None:
    raw = report().replace(b"--edge--", b"x" * LONGEST * 2 + b"\r\n--edge--")
    (bounce,) = bounces_in(raw)
    assert bounce.key == KEY


def test_several_mails_of_one_file_are_taken_one_by_one() -> None:
    mbox = b"".join(
        b"From MAILER-DAEMON Sun Nov 29 05:00:00 2026\r\n" + report(key=key * 40) for key in "abc"
    )
    keys = [bounce.key for mail in mails_in(mbox) for bounce in bounces_in(mail)]
    assert keys == ["a" * 40, "b" * 40, "c" * 40]
    assert mails_in(b"\r\n" + report()) == (report(),)
