"""The mailbox over IMAP: what is unread is read and marked, and nothing else is done to it."""

import pytest
import trustme

from statusboard.channels.base import Letter, Standing
from statusboard.channels.mail.bounces import LONGEST
from statusboard.channels.mail.mailbox import mark_read, opens, unread
from statusboard.errors import Unavailable
from tests.fixtures.bounced import report
from tests.fixtures.certificates import EXPIRED, shown, trusting
from tests.fixtures.imap_server import PASSWORD, ImapServer, imap_server, settings
from tests.fixtures.mails import config

pytestmark = pytest.mark.anyio
# What takes something away, or puts something there.
OF_WRITERS = ("EXPUNGE", "CLOSE", "DELETE", "APPEND", "COPY", "MOVE", "Deleted")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


async def test_what_is_unread_is_read_and_then_marked() -> None:
    async with imap_server() as server:
        for raw in (report(), b"", b"\xff\x00 noise)\r\nA1 OK done\r\n", b"x" * (LONGEST + 1)):
            server.add(raw)
        given = config(1, **settings(server.port))
        letters = await unread(given)
        assert [(letter.name, letter.content) for letter in letters[:3]] == [
            (str(uid), server.mails[uid]) for uid in (1, 2, 3)
        ]
        assert letters[3] == Letter("4", b"")  # far too long for a report: not even fetched
        assert server.seen == set()
        await mark_read(given, ["1", "3"])
        assert server.seen == {1, 3}
        assert [letter.name for letter in await unread(given)] == ["2", "4"]
    assert not [line for line in server.heard if any(word in line for word in OF_WRITERS)]


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_the_mailbox_is_read_over_tls(authority: trustme.CA, security: str) -> None:
    tls = shown(authority)
    at_once = {"tls": tls if security == "tls" else None}
    async with imap_server(ImapServer({1: report()}, tls=tls), **at_once) as server:
        given = config(1, **settings(server.port, imap_security=security))
        assert len(await unread(given, trusting(authority))) == 1


async def test_a_mailbox_that_does_not_open_says_why(authority: trustme.CA) -> None:
    async with imap_server() as server:
        given = config(1, **settings(server.port, imap_password="wrong-password"))
        step = await opens(given)
        assert step.standing is Standing.WRONG
        assert "wrong password" in step.detail
        assert "wrong-password" not in step.detail
        server.refuses = "SELECT"
        with pytest.raises(Unavailable, match="not now"):
            await unread(config(1, **settings(server.port)))
    with pytest.raises(Unavailable):
        await unread(config(1, **settings(server.port)))
    async with imap_server(tls=shown(authority, EXPIRED)) as server:
        given = config(1, **settings(server.port, imap_security="tls"))
        with pytest.raises(Unavailable, match=r"the certificate of 127\.0\.0\.1 has expired"):
            await unread(given, trusting(authority))


async def test_a_mailbox_that_opens_says_how_much_is_unread() -> None:
    async with imap_server(ImapServer({1: b"a", 2: b"b"}, {1})) as server:
        step = await opens(config(1, **settings(server.port)))
    assert (step.standing, step.detail) == (Standing.WELL, "1 unread")
    assert not [line for line in server.heard if "STORE" in line]
    assert PASSWORD not in step.detail
