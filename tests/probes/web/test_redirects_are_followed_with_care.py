"""Where redirects lead, where they do not, and what is taken along."""

import asyncio

import pytest

from statusboard.domain.result import Outcome, Reason
from statusboard.probes.web.connections import Connections
from tests.fixtures.web import Asked, Behaviour, always, answer, ask, serving

pytestmark = pytest.mark.anyio


def leading(routes: dict[str, str], status: str = "302 Found") -> Behaviour:
    """Redirects the paths of `routes`, and answers everything else."""

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        target = routes.get(asked.path)
        headers = {} if target is None else {"Location": target}
        writer.write(answer(status=status if target else "200 OK", headers=headers))

    return behave


async def test_a_redirect_is_followed_over_the_same_connection() -> None:
    async with serving(leading({"/": "/login?next=%2F"})) as site:
        got = await ask(site.url())
    assert got.outcome is Outcome.UP
    assert [asked.path for asked in site.asked] == ["/", "/login?next=%2F"]
    assert site.connections == 1


async def test_a_redirect_to_another_origin_is_followed() -> None:
    async with (
        serving(always(answer("there"))) as there,
        serving(leading({"/": there.url("/x")})) as here,
    ):
        got = await ask(here.url(), expect_text="there")
    assert got.outcome is Outcome.UP
    assert there.asked[0].headers["host"] == f"127.0.0.1:{there.port}"


async def test_a_circle_is_a_redirect_loop() -> None:
    async with serving(leading({"/": "/a", "/a": "/"})) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason, got.code) == (Outcome.DOWN, Reason.REDIRECT_LOOP, 302)
    assert len(site.asked) == 2


async def test_thirty_hops_end_after_five() -> None:
    hops = {f"/{n}": f"/{n + 1}" for n in range(30)}
    async with serving(leading(hops)) as site:
        got = await ask(site.url("/0"))
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.REDIRECT_LOOP)
    assert "more than 5" in got.detail
    assert len(site.asked) == 6


async def test_five_hops_are_followed() -> None:
    hops = {f"/{n}": f"/{n + 1}" for n in range(5)}
    async with serving(leading(hops)) as site:
        got = await ask(site.url("/0"))
    assert got.outcome is Outcome.UP


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/hostname",
        "FILE:///etc/hostname",
        "ftp://127.0.0.1/",
        "javascript:alert(1)",
        "data:text/plain,ok",
        "gopher://127.0.0.1:70/",
        "http://[::1",
    ],
)
async def test_only_http_and_https_are_followed(target: str) -> None:
    async with serving(leading({"/": target})) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.REDIRECT_REFUSED)
    assert len(site.asked) == 1


async def test_a_redirect_to_a_link_local_address_is_refused() -> None:
    async with serving(leading({"/": "http://169.254.169.254/latest/"})) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.REDIRECT_REFUSED)


async def test_redirects_can_be_switched_off() -> None:
    async with serving(leading({"/": "/login"})) as site:
        got = await ask(site.url(), follow_redirects=False)
    assert (got.outcome, got.reason, got.code) == (Outcome.DOWN, Reason.REDIRECT_REFUSED, 302)
    assert "expected status 200–299, got 302 to /login" in got.detail


async def test_an_expected_redirect_is_the_answer() -> None:
    async with serving(leading({"/": "/login"})) as site:
        got = await ask(site.url(), expect_status="301-302")
    assert (got.outcome, got.code) == (Outcome.UP, 302)
    assert len(site.asked) == 1


async def test_secrets_stay_with_the_host_they_are_for() -> None:
    async with (
        serving(always(answer())) as there,
        serving(leading({"/": there.url("/"), "/same": "/x"})) as here,
    ):
        secret = {"Authorization": "Bearer s3cret", "Cookie": "a=b", "X-Own": "1"}
        await ask(here.url("/"), headers=secret)
        await ask(here.url("/same"), headers=secret)
    assert not {"authorization", "cookie", "x-own"} & there.asked[0].headers.keys()
    assert here.asked[-1].path == "/x"
    assert here.asked[-1].headers["authorization"] == "Bearer s3cret"


async def test_a_see_other_is_fetched_without_the_body() -> None:
    async with serving(leading({"/": "/done"}, status="303 See Other")) as site:
        await ask(site.url(), method="POST", body="x")
    assert [(a.method, a.body) for a in site.asked] == [("POST", b"x"), ("GET", b"")]


async def test_a_body_is_repeated_on_the_same_host_only() -> None:
    async with (
        serving(always(answer())) as there,
        serving(
            leading({"/": "/again", "/away": there.url("/")}, status="307 Temporary Redirect")
        ) as here,
    ):
        same = await ask(here.url("/"), method="POST", body="x")
        away = await ask(here.url("/away"), method="POST", body="x")
    assert same.outcome is Outcome.UP
    assert here.asked[1].body == b"x"
    assert away.reason is Reason.REDIRECT_REFUSED
    assert there.asked == []


async def test_sample_data_asks_only_this_computer() -> None:
    connections = Connections(loopback_only=True)
    try:
        async with serving(leading({"/out": "http://203.0.113.9/"})) as site:
            own = await ask(site.url(), connections=connections)
            named = await ask(
                site.url().replace("127.0.0.1", "localhost"), connections=connections, check_id=2
            )
            away = await ask("http://203.0.113.9/", connections=connections, check_id=3)
            led = await ask(site.url("/out"), connections=connections, check_id=4)
    finally:
        await connections.aclose()
    assert own.outcome is Outcome.UP
    assert named.outcome is Outcome.UP
    assert (away.outcome, away.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
    assert "203.0.113.9" in away.detail
    assert led.reason is Reason.REDIRECT_REFUSED


async def test_harmless_headers_travel_along_and_secrets_do_not() -> None:
    headers = {
        "User-Agent": "Monitor/7",
        "Accept": "text/html",
        "accept-language": "de",
        "Authorization": "Bearer s3cret",
        "Cookie": "a=b",
        "X-Api-Key": "s3cret",
        "X-Own": "1",
        "Referer": "https://intranet.example/secret",
        "Host": "shop.example",
    }
    async with (
        serving(always(answer())) as there,
        serving(leading({"/": there.url("/")})) as here,
    ):
        await ask(here.url("/"), headers=headers)
    came = there.asked[0].headers
    assert (came["user-agent"], came["accept"], came["accept-language"]) == (
        "Monitor/7",
        "text/html",
        "de",
    )
    assert came["host"] == f"127.0.0.1:{there.port}"
    assert not {"authorization", "cookie", "x-api-key", "x-own", "referer"} & came.keys()


BODIES = {
    "large": answer(b"x" * 200_000, status="302 Found", headers={"Location": "/t"}),
    "cut off": b"HTTP/1.1 302 Found\r\nLocation: /t\r\nContent-Length: 99\r\n\r\nhalf",
    "broken chunks": (
        b"HTTP/1.1 302 Found\r\nLocation: /t\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    ),
    "not gzip": answer(
        "no", status="302 Found", headers={"Location": "/t", "Content-Encoding": "gzip"}
    ),
    "of another encoding": answer(
        "no", status="302 Found", headers={"Location": "/t", "Content-Encoding": "br"}
    ),
    "without end": b"HTTP/1.0 302 Found\r\nLocation: /t\r\n\r\nmore",
}


@pytest.mark.parametrize("redirect", BODIES.values(), ids=BODIES.keys())
async def test_a_redirect_s_own_body_is_of_no_interest(redirect: bytes) -> None:
    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer("target") if asked.path == "/t" else redirect)

    async with serving(behave) as site:
        got = await ask(site.url(), expect_text="target", largest_answer=1, within_s=20)
    assert got.outcome is Outcome.UP, got.detail
    assert got.response_us is not None
    assert got.response_us < 2_000_000


@pytest.mark.parametrize(
    "target",
    [
        "http://xn--ls8h.la/",
        "http://xn--a/",
        "http://a..b/",
        f"http://{'a' * 64}.example/",
        "http://0177.0.0.1/",
        "http://127.0.0.1:0/",
        "http://127.0.0.1:99999/",
        "http://[fe80::1%25eth0]/",
        "http://💩.la/",
        "http://exa mple/",
        "http://%00/",
        "//",
        "/" + "a" * 70_000,
    ],
)
async def test_a_redirect_to_what_is_no_host_is_an_answer(target: str) -> None:
    async with serving(leading({"/": target})) as site:
        got = await ask(site.url())
    assert got.outcome is Outcome.DOWN
    assert got.reason in (Reason.REDIRECT_REFUSED, Reason.REDIRECT_LOOP)
    assert len(got.detail) < 400


async def test_a_redirect_that_leads_nowhere_is_no_redirect() -> None:
    nowhere = answer(status="302 Found", headers={"Location": ""})
    async with serving(always(nowhere)) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason, got.code) == (Outcome.DOWN, Reason.STATUS_CODE, 302)


async def test_an_endless_address_is_not_quoted_whole_where_it_is_not_followed() -> None:
    async with serving(leading({"/": f"/{'x' * 90_000}"})) as site:
        got = await ask(site.url(), follow_redirects=False)
    assert got.reason is Reason.REDIRECT_REFUSED
    assert "got 302 to /xxx" in got.detail
    assert got.detail.endswith("x…; this check does not follow redirects")
    assert len(repr(got)) < 3_000
