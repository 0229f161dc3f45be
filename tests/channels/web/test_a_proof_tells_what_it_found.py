"""The steps of a proof at a server over TLS: it answers, and how long its certificate is good."""

import ssl
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from statusboard.channels.base import Standing, Step
from statusboard.channels.web.answers import Provider
from statusboard.channels.web.poster import posting
from statusboard.channels.web.sending import prove_server
from tests.fixtures.web import always, answer, serving

pytestmark = pytest.mark.anyio
ENDS = datetime(2036, 11, 29, 12, tzinfo=UTC)


async def steps_at(dated: str, *, status: str = "200 OK") -> list[Step]:
    """The steps at a server whose certificate ends at `ENDS`, and that says it is `dated`."""
    authority = trustme.CA()
    theirs, ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1", not_after=ENDS).configure_cert(theirs)
    authority.configure_trust(ours)
    said = answer("", status=status, headers={"Date": dated} if dated else {})
    async with (
        serving(always(said), tls=theirs) as site,
        posting(Provider("it"), tls=ours) as poster,
    ):
        return [step async for step, _ in prove_server(poster, site.url())]


def written(instant: datetime) -> str:
    return f"{instant:%a, %d %b %Y %H:%M:%S} GMT"


@pytest.mark.parametrize(
    ("left", "words", "standing"),
    [
        (timedelta(days=71, hours=1), "certificate good for 71 days", Standing.WELL),
        (timedelta(days=13, hours=1), "certificate good for 13 days", Standing.DOUBTFUL),
        (timedelta(days=1, hours=1), "certificate good for 1 more day", Standing.DOUBTFUL),
    ],
)
async def test_a_certificate_is_good_for_so_many_days(
    left: timedelta, words: str, standing: Standing
) -> None:
    answers, encrypted = await steps_at(written(ENDS - left))
    assert (answers.title, answers.standing) == ("The server answers", Standing.WELL)
    assert answers.detail.startswith("127.0.0.1:")
    assert answers.detail.endswith(" ms")
    assert (encrypted.title, encrypted.standing) == ("The connection is encrypted", standing)
    assert encrypted.detail.startswith("TLS 1.")
    assert encrypted.detail.endswith(words)


async def test_a_server_without_a_date_leaves_the_day_to_the_reader() -> None:
    _, encrypted = await steps_at("")
    assert encrypted.detail.endswith("certificate good until 29 November 2036")


async def test_a_server_in_trouble_is_the_last_step() -> None:
    (step,) = await steps_at("", status="502 Bad Gateway")
    assert (step.title, step.standing) == ("The server is in trouble", Standing.WRONG)
    assert step.detail == "502 Bad Gateway"


async def test_a_refusal_still_shows_that_somebody_is_there() -> None:
    answers, _ = await steps_at("", status="403 Forbidden")
    assert answers.standing is Standing.WELL
