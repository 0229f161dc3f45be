"""A certificate: how many days are left, for whom it is, and who vouches for it."""

import asyncio
import datetime
import ssl

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.sockets.days import time_left
from statusboard.probes.sockets.marks import marks_of
from statusboard.probes.tls_certificate import DECLARATION as CERTIFICATE
from tests.fixtures import certificates
from tests.fixtures.sockets import ask_kind, listening, saying

pytestmark = pytest.mark.anyio

NOW = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
SILENT = saying(b"")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def until(authority: trustme.CA, end: datetime.datetime, host: str = "127.0.0.1"):
    """A server's context, with a certificate that is good until then."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host, not_after=end).configure_cert(context)
    return context


async def asked(server: ssl.SSLContext, trusted: trustme.CA, **config: object) -> Answer:
    async with listening(SILENT, tls=server) as port:
        return await ask_kind(
            CERTIFICATE,
            trust=certificates.trusting(trusted),
            host="127.0.0.1",
            port=port,
            **config,
        )


@pytest.mark.parametrize(
    ("left", "outcome", "words"),
    [
        (200.5, Outcome.UP, "expires in 200 days"),
        (29.5, Outcome.DEGRADED, "(fewer than 30 days left)"),
        (13.5, Outcome.DEGRADED, "expires in 13 days"),
        (6.5, Outcome.DEGRADED, "(fewer than 7 days left)"),
        (0.5, Outcome.DEGRADED, "expires in less than a day"),
    ],
)
async def test_one_that_runs_out_is_warned_of(
    authority: trustme.CA, left: float, outcome: Outcome, words: str
) -> None:
    end = datetime.datetime.now(datetime.UTC) + left * DAY
    got = await asked(until(authority, end), authority)
    assert got.outcome is outcome
    assert words in got.detail
    assert f", on {end.day} " in got.detail
    assert got.reason is (Reason.OK if outcome is Outcome.UP else Reason.EXPIRES_SOON)


async def test_one_that_has_run_out_says_when(authority: trustme.CA) -> None:
    got = await asked(certificates.shown(authority, certificates.EXPIRED), authority)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_EXPIRED)
    assert "the certificate of 127.0.0.1 expired on 1 January 2020" in got.detail
    assert got.detail.endswith("days ago")


async def test_a_second_look_that_takes_long_changes_nothing(authority: trustme.CA) -> None:
    context = certificates.shown(authority, certificates.EXPIRED)
    looks = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            await writer.start_tls(context)
        await reader.read()

    async with listening(talk) as port:
        got = await ask_kind(
            CERTIFICATE,
            trust=certificates.trusting(authority),
            host="127.0.0.1",
            port=port,
            within_s=2.0,
        )
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_EXPIRED)
    assert got.detail == "the certificate of 127.0.0.1 has expired"
    assert (got.response_us or 0) < 500_000


async def test_one_for_another_host_says_for_which(authority: trustme.CA) -> None:
    got = await asked(certificates.shown(authority, certificates.OTHER_HOST), authority)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_WRONG_HOST)
    assert got.detail.endswith("it is for mail.example")


async def test_a_site_at_an_address_is_asked_for_by_its_name(authority: trustme.CA) -> None:
    server = certificates.shown(authority, certificates.OTHER_HOST)
    got = await asked(server, authority, name="mail.example")
    assert got.outcome is Outcome.UP
    assert "the certificate of mail.example" in got.detail


async def test_one_that_nobody_vouches_for_says_who_signed_it(authority: trustme.CA) -> None:
    got = await asked(certificates.shown(authority, certificates.STRANGE), authority)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_UNTRUSTED)
    assert "O=trustme" in got.detail


async def test_an_own_authority_is_trusted_and_nobody_else(authority: trustme.CA) -> None:
    own = trustme.CA()
    pem = own.cert_pem.bytes().decode()
    good = await asked(certificates.shown(own), authority, authority=pem)
    other = await asked(certificates.shown(authority), authority, authority=pem)
    assert (good.outcome, other.reason) == (Outcome.UP, Reason.TLS_UNTRUSTED)


async def test_a_server_without_tls_has_none(authority: trustme.CA) -> None:
    async with listening(saying(b"220 mail.example ESMTP\r\n")) as port:
        got = await ask_kind(CERTIFICATE, host="127.0.0.1", port=port)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_FAILED)
    assert "does not speak TLS" in got.detail


@given(st.integers(-5_000_000, 50_000_000), st.sets(st.integers(1, 400), min_size=1))
def test_it_is_down_when_over_and_degraded_below_the_largest_mark(
    left_s: int, marks: set[int]
) -> None:
    left = datetime.timedelta(seconds=left_s)
    given_marks = marks_of(", ".join(map(str, marks)))
    got = time_left("it", NOW + left, NOW, given_marks, over=Reason.TLS_EXPIRED)
    expected = Outcome.DEGRADED if left < max(marks) * DAY else Outcome.UP
    assert got.outcome is (Outcome.DOWN if left_s <= 0 else expected)
    assert f"on {(NOW + left).day} " in got.words
