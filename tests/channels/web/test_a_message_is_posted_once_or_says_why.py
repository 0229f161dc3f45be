"""What becomes of a request at servers that answer, refuse, hang, drip or break off."""

import asyncio
import socket
import ssl

import pytest
import trustme

from statusboard.channels.base import Again, Refused, Unclear
from statusboard.channels.web.answers import Answer, Provider
from statusboard.channels.web.poster import BODY_LIMIT, Poster, posting
from tests.fixtures.web import Asked, always, answer, serving

pytestmark = pytest.mark.anyio
PROVIDER = Provider("Slack")
Outcome = Answer | Again | Refused | Unclear


async def posted(
    url: str, *, timeout_s: float = 30.0, tls: ssl.SSLContext | None = None
) -> Outcome:
    poster = Poster(PROVIDER, timeout_s=timeout_s, tls=tls)
    try:
        return await poster.post(url, b"{}", {"Content-Type": "application/json"})
    finally:
        await poster.aclose()


async def test_the_answer_is_handed_over_and_the_connection_kept() -> None:
    headers = {"Set-Cookie": "a=b", "X-One": "1"}
    async with serving(always(answer("ok", headers=headers))) as site, posting(PROVIDER) as poster:
        for _ in range(3):
            got = await poster.post(site.url("/hook?x=%20y"), b'{"a": 1}', {"X-Own": "2"})
            assert isinstance(got, Answer)
            assert (got.status, got.body, got.headers["x-one"]) == (200, b"ok", "1")
    assert site.connections == 1
    for asked in site.asked:
        assert (asked.method, asked.path, asked.body) == ("POST", "/hook?x=%20y", b'{"a": 1}')
        assert asked.headers["x-own"] == "2"
        assert asked.headers["user-agent"].startswith("StatusBoard/")
        assert "cookie" not in asked.headers


async def test_no_redirect_is_followed() -> None:
    async with serving(always(answer())) as other:
        elsewhere = answer(status="307 Temporary Redirect", headers={"Location": other.url("/x")})
        async with serving(always(elsewhere)) as site:
            got = await posted(site.url())
    assert isinstance(got, Answer)
    assert got.status == 307
    assert other.asked == []


async def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(always(answer("proxied"))) as proxy, serving(always(answer())) as site:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        got = await posted(site.url())
    assert isinstance(got, Answer)
    assert got.body == b"ok"


async def test_a_server_that_is_away_was_given_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    got = await posted(f"http://127.0.0.1:{port}/")
    assert got == Again("Slack cannot be reached: it takes no connection", is_channel=True)


async def test_a_name_that_leads_nowhere_is_said() -> None:
    got = await posted("https://nowhere.invalid/")
    assert got == Again("Slack cannot be reached: its name leads nowhere", is_channel=True)


async def test_a_server_that_takes_it_and_breaks_off_leaves_a_doubt() -> None:
    async def hang_up(_asked: Asked, _writer: asyncio.StreamWriter) -> bool:
        return False

    async with serving(hang_up) as site:
        assert await posted(site.url()) == Unclear("Slack broke off without an answer")


async def test_a_server_that_takes_it_and_is_silent_leaves_a_doubt() -> None:
    async def say_nothing(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    async with serving(say_nothing) as site:
        got = await posted(site.url(), timeout_s=0.5)
    assert got == Unclear("Slack did not answer in time")


async def test_a_server_that_drips_does_not_hold_up_the_others() -> None:
    async def drip(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(b"H")
            await writer.drain()
            await asyncio.sleep(0.05)

    async with serving(drip) as site:
        assert isinstance(await posted(site.url(), timeout_s=0.5), Unclear)


async def test_a_server_that_never_shakes_hands_was_given_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        got = await posted(f"https://127.0.0.1:{silent.getsockname()[1]}/", timeout_s=0.5)
    assert got == Again("Slack could not be reached in time", is_channel=True)


async def test_an_endless_answer_is_read_only_as_far_as_it_helps() -> None:
    async def endless(_asked: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n")
        for _ in range(64):
            writer.write(b"x" * 65_536)
        return False

    async with serving(endless) as site:
        got = await posted(site.url())
    assert isinstance(got, Answer)
    assert not got.is_whole
    assert len(got.body) == BODY_LIMIT


async def test_an_answer_whose_body_is_cut_off_still_counts() -> None:
    async def cut(_asked: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\nhalf")
        return False

    async with serving(cut) as site:
        got = await posted(site.url())
    assert isinstance(got, Answer)
    assert (got.status, got.is_whole) == (202, False)


async def test_a_certificate_that_nobody_trusts_is_said_and_nothing_given() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    async with serving(always(answer()), tls=context) as site:
        got = await posted(site.url())
    assert isinstance(got, Again)
    assert got.reason.startswith("Slack cannot be reached: its certificate is not trusted (")
    assert site.asked == []


async def test_the_end_of_a_certificate_is_known() -> None:
    authority = trustme.CA()
    theirs, ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(theirs)
    authority.configure_trust(ours)
    async with (
        serving(always(answer()), tls=theirs) as site,
        posting(PROVIDER, tls=ours) as poster,
    ):
        got = await poster.ask("GET", site.url())
    assert isinstance(got, Answer)
    assert poster.certificate is not None
    assert poster.certificate.until.year >= 2026


@pytest.mark.parametrize("url", ["", "no address", "http://", "http://[::1", "ftp://a.example/"])
async def test_what_is_no_address_is_refused(url: str) -> None:
    assert isinstance(await posted(url), Refused)
