"""Charsets, encodings, cookies and status-only checks: up is what customers' programs take."""

import asyncio
import gzip
import zlib
from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.catalog.fields import validate
from statusboard.domain.result import Outcome, Reason
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.charset import charset_of, text_of
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.question import question_of
from statusboard.probes.web.retry_after import retry_after_s
from tests.fixtures.web import Asked, Behaviour, always, answer, ask, serving

pytestmark = pytest.mark.anyio

# What it is, the bytes, what the header says, and the text that browsers show.
PAGES = {
    "gb2312 in http-equiv": (
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">系统正常'.encode(
            "gbk"
        ),
        "text/html",
        "系统正常",
    ),
    "gbk in meta": (
        '<!doctype html><meta charset="gbk">系统正常'.encode("gbk"),
        "text/html",
        "系统正常",
    ),
    "gbk that is more": ("<meta charset=gbk>㐀€".encode("gb18030"), "text/html", "㐀"),
    "latin-1 is windows-1252": (b'<meta charset="iso-8859-1">\x80 5', "text/html", "€ 5"),
    "in the header, too": (b"\x84ok\x93", "text/html; charset=ISO-8859-1", "„ok“"),
    "ascii is windows-1252": (b"caf\xe9", "text/plain; charset=us-ascii", "café"),
    "windows-1250": ("<meta charset='windows-1250'>chybě".encode("cp1250"), "text/html", "chybě"),
    "shift_jis is wider": ("①テスト".encode("cp932"), "text/html; charset=Shift_JIS", "①テ"),
    "euc-kr is wider": ("똠방각하".encode("cp949"), "text/html; charset=euc-kr", "똠방"),
    "big5 is wider": ("嘅".encode("big5hkscs"), "text/html; charset=big5", "嘅"),
    "koi8-r": ("<META CHARSET=KOI8-R>работает".encode("koi8-r"), "text/html", "работает"),
    "the header before meta": (
        '<meta charset="gbk">größer'.encode(),
        "text/html;charset=utf8",
        "größer",
    ),
    "a mark before the header": ("\ufeffgrößer".encode(), "text/html; charset=gbk", "größer"),
    "utf-16 by its mark": ("größer".encode("utf-16"), "text/html", "größer"),
    "utf-16 by the header": ("größer".encode("utf-16-le"), "text/html; charset=utf-16", "größer"),
    "utf-16 in meta is utf-8": ('<meta charset="utf-16">größer'.encode(), "text/html", "größer"),
    "quoted": ("größer".encode("cp1252"), 'text/html; x=1; Charset = "Windows-1252"', "größer"),
    "in a comment it is none": (
        '<!--<meta charset="gbk">-->größer'.encode(),
        "text/html",
        "größer",
    ),
    "XML says it itself": (
        '<?xml version="1.0" encoding="iso-8859-2"?><a>chybě'.encode("iso-8859-2"),
        "application/xml",
        "chybě",
    ),
    "words about charsets are none": (
        '<meta name="description" content="what charset=big5 means"><meta charset="utf-8">größer'
        '<meta property="og:title" content="charset=gbk">'.encode(),
        "text/html",
        "größer",
    ),
    "an address is none": (
        '<meta http-equiv="refresh" content="9; url=/?charset=gbk">größer'.encode(),
        "text/html",
        "größer",
    ),
    "an attribute of its own is none": (
        '<meta data-charset="gbk" charset="utf-8">größer'.encode(),
        "text/html",
        "größer",
    ),
    "the content first": (
        '<meta content="text/html; charset=gbk" http-equiv=content-type />系统'.encode("gbk"),
        "text/html",
        "系统",
    ),
    "a sign within quotes": (
        '<meta name="a" content="b > c" charset="gbk">系统'.encode("gbk"),
        "text/html",
        "系统",
    ),
    "nothing said, utf-8": ("größer".encode(), "text/html", "größer"),
    "nothing said, none": ("größer".encode("cp1252"), "text/html", "größer"),
    "no such charset": ("größer".encode(), "text/html; charset=none", "größer"),
    "json has no meta": ('{"a":"<meta charset=gbk>größer"}'.encode(), "application/json", "größer"),
    "a bad one is never used": (b"+AGc-r", "text/html; charset=utf-7", "+AGc-r"),
}


@pytest.mark.parametrize(("body", "kind", "text"), PAGES.values(), ids=PAGES.keys())
async def test_a_page_is_read_in_the_charset_that_browsers_find(
    body: bytes, kind: str, text: str
) -> None:
    async with serving(always(answer(body, headers={"Content-Type": kind}))) as site:
        got = await ask(site.url(), expect_text=text)
    assert got.outcome is Outcome.UP, text_of(body, kind)
    assert any(text in line for line in got.transcript)


@given(body=st.binary(max_size=200), kind=st.text(max_size=60))
def test_any_bytes_in_any_charset_become_a_text(body: bytes, kind: str) -> None:
    for said in (kind, f"text/html; charset={kind}"):
        assert isinstance(text_of(b"<meta charset=" + body, said), str)
        assert isinstance(charset_of(body, said), str)


def deflated(body: bytes, *, window: int) -> bytes:
    """With a window of 2^n bytes, as small devices have; a negative one leaves the header out."""
    packer = zlib.compressobj(6, zlib.DEFLATED, window)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("none", bytes),
        ("None", bytes),
        ("identity, identity", bytes),
        ("UTF-8", bytes),
        ("binary", bytes),
        ("", bytes),
        ("gzip, identity", gzip.compress),
        ("identity, gzip", gzip.compress),
        ("gzip, gzip", gzip.compress),
        ("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))),
        ("deflate, gzip", lambda body: gzip.compress(zlib.compress(body))),
        *(("deflate", partial(deflated, window=window)) for window in (-15, -9, 9, 12, 15)),
        ("gzip", lambda body: gzip.compress(body) + b"what follows is left aside" * 99),
    ],
)
async def test_encodings_are_undone_as_clients_do(encoding: str, pack) -> None:
    body = pack("größer".encode())
    async with serving(always(answer(body, headers={"Content-Encoding": encoding}))) as site:
        got = await ask(site.url(), expect_text="größer")
    assert got.outcome is Outcome.UP, got.detail


async def test_a_bomb_within_a_bomb_costs_no_memory() -> None:
    body = gzip.compress(gzip.compress(bytes(300_000_000), 1))
    headers = {"Content-Encoding": "gzip, gzip"}
    async with serving(always(answer(body, headers=headers))) as site:
        got = await ask(site.url(), expect_text="x")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DECOMPRESSION_BOMB)


def streaming(head: bytes, then: bytes, *, every_s: float = 0.01) -> Behaviour:
    """Sends the same again and again, for ever."""

    async def behave(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(then)
            await writer.drain()
            await asyncio.sleep(every_s)

    return behave


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
LARGE = {
    "a large page": always(answer(b"x" * 1_500_000)),
    "a large download": always(answer(b"PK" + bytes(3_000_000))),
    "a page that inflates to much": always(
        answer(
            gzip.compress(b"".join(b"<li>%d" % n for n in range(400_000))),
            headers={"Content-Encoding": "gzip"},
        )
    ),
    "a bomb": always(
        answer(gzip.compress(bytes(200_000_000), 1), headers={"Content-Encoding": "gzip"})
    ),
    "a stream of events": streaming(CHUNKED, b"6\r\ndata:\n\r\n"),
    "a flood": streaming(CHUNKED, b"10000\r\n" + b"x" * 0x10000 + b"\r\n", every_s=0),
    "a drip": streaming(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"."),
    "silence": streaming(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b""),
    "no end known": streaming(b"HTTP/1.0 200 OK\r\n\r\n", b"x"),
}


@pytest.mark.parametrize("behaviour", LARGE.values(), ids=LARGE.keys())
async def test_a_check_of_the_status_is_up_on_the_head(behaviour: Behaviour) -> None:
    async with serving(behaviour) as site:
        got = await ask(site.url(), within_s=5)
        bad = await ask(site.url(), within_s=5, expect_status="404")
    assert (got.outcome, got.reason, got.code) == (Outcome.UP, Reason.OK, 200)
    assert got.response_us is not None
    assert got.response_us < 900_000  # nobody waited for the rest of it
    assert bad.reason is Reason.STATUS_CODE


async def test_what_was_not_read_to_its_end_is_not_taken_for_the_next_answer() -> None:
    connections = Connections()
    async with serving(LARGE["a large page"]) as site:
        got = [await ask(site.url(), connections=connections) for _ in range(3)]
        await connections.aclose()
    assert [a.outcome for a in got] == [Outcome.UP] * 3
    assert site.connections == 3


async def test_a_head_just_before_the_deadline_is_still_up() -> None:
    async def late(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.7)
        writer.write(CHUNKED + b"1\r\nx\r\n")
        await asyncio.sleep(30)

    async with serving(late) as site:
        got = await ask(site.url(), within_s=1)
    assert got.outcome is Outcome.UP


def cookie_wall(first: str, path: str = "/") -> Behaviour:
    """Redirects until the cookie that it sets comes back."""

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if "seen=1" in asked.headers.get("cookie", ""):
            writer.write(answer("welcome"))
            return
        headers = {"Location": path, "Set-Cookie": first}
        writer.write(answer("", status="302 Found", headers=headers))

    return behave


@pytest.mark.parametrize(
    ("cookie", "path", "outcome"),
    [
        ("seen=1; Path=/", "/", Outcome.UP),
        ("seen=1", "/?auto=1", Outcome.UP),
        ("seen=1; Path=/; HttpOnly; SameSite=Lax; Max-Age=60", "/", Outcome.UP),
        ("seen=1; Path=/; Expires=Wed, 01 Jan 2999 00:00:00 GMT", "/", Outcome.UP),
        ("seen=1; Domain=127.0.0.1", "/", Outcome.UP),
        ("seen=1; Path=/elsewhere", "/", Outcome.DOWN),
        ("seen=1; Max-Age=0", "/", Outcome.DOWN),
        ("seen=1; Domain=other.example", "/", Outcome.DOWN),
        ("seen=1; Secure", "/", Outcome.DOWN),
    ],
)
async def test_cookies_are_given_back_on_the_way(cookie: str, path: str, outcome: Outcome) -> None:
    async with serving(cookie_wall(cookie, path)) as site:
        got = await ask(site.url(), expect_text="welcome")
    assert got.outcome is outcome, got.detail
    assert not any("seen=1" in line for line in got.transcript)


@pytest.mark.parametrize(
    ("lines", "sent"),
    [
        (("a=1", "name=Müller"), "a=1; name=Müller"),
        (("a=1", "a=; Max-Age=0"), ""),
        (("a=1", "a=gone; Expires=Thu, 01-Jan-1970 00:00:00 GMT", "b=2"), "b=2"),
        (("a=0; Max-Age=0", "a=1"), "a=1"),
        (("a=1; Domain=", "b=2; Path=relative"), "a=1; b=2"),
        (("a=1; Domain=.127.0.0.1",), "a=1"),
        (("a=1; Domain=0.0.1",), ""),
        (("a=1; Version=1; Path=/", 'b="2 3"; Version="1"'), 'a=1; b="2 3"'),
        (("a=1; Max-Age=soon; Expires=never",), "a=1"),
        (("flag",), "flag"),
        (("flag", "=value"), "value"),
        (("a=1; Path=/b", "b=2; Path=/back", "c=3; Path=/back/", "d=4"), "b=2; d=4"),
        (("__Host-a=1; Path=/", "__Secure-b=2", 'c={"k":"v","n":1}'), 'c={"k":"v","n":1}'),
    ],
)
async def test_cookies_are_kept_by_the_rules_of_browsers(lines: tuple[str, ...], sent: str) -> None:
    head = "".join(f"Set-Cookie: {line}\r\n" for line in lines)

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/back":
            writer.write(answer())
            return
        writer.write(
            f"HTTP/1.1 302 Found\r\n{head}Location: /back\r\nContent-Length: 0\r\n\r\n".encode()
        )

    async with serving(behave) as site:
        got = await ask(site.url())
    assert got.outcome is Outcome.UP, got.detail
    raw = site.asked[-1].headers.get("cookie", "")
    assert sorted(raw.encode("latin-1").decode().split("; ")) == sorted(sent.split("; "))


@pytest.mark.parametrize(
    ("domain", "is_given_back"),
    [("localhost", True), (".LOCALHOST", True), ("other", False), ("host", False)],
)
async def test_a_name_without_dots_may_set_cookies_for_itself(
    domain: str, *, is_given_back: bool
) -> None:
    wall = cookie_wall(f"seen=1; Domain={domain}")
    async with serving(wall, host="localhost") as site:
        got = await ask(site.url(), expect_text="welcome")
    assert (got.outcome is Outcome.UP) is is_given_back, got.detail


async def test_cookies_are_forgotten_after_the_question() -> None:
    connections = Connections()
    async with serving(cookie_wall("seen=1")) as site:
        for _ in range(2):
            got = await ask(site.url(), connections=connections)
            assert got.outcome is Outcome.UP
        await connections.aclose()
    assert ["cookie" in asked.headers for asked in site.asked] == [False, True] * 2


async def test_cookies_of_one_host_are_not_shown_to_another() -> None:
    async with (
        serving(always(answer("there"))) as there,
        serving(cookie_wall("other=2", f"http://localhost:{there.port}/")) as here,
    ):
        got = await ask(here.url(), headers={"Cookie": "own=1"})
    assert got.outcome is Outcome.UP
    assert "cookie" not in there.asked[0].headers


async def test_the_person_s_own_cookie_and_those_set_since_go_together() -> None:
    async with serving(cookie_wall("seen=1")) as site:
        await ask(site.url(), headers={"Cookie": "own=1; seen=0"})
    assert site.asked[-1].headers["cookie"] == "own=1; seen=1"


async def test_a_login_at_another_host_leads_back_with_the_cookies_of_each() -> None:
    asked_here: list[str] = []
    places: dict[str, str] = {}

    async def shop(asked: Asked, writer: asyncio.StreamWriter) -> None:
        cookie = asked.headers.get("cookie", "")
        asked_here.append(cookie)
        if "state=1" in cookie and asked.path == "/back":
            writer.write(answer("welcome"))
            return
        headers = {"Location": places["login"], "Set-Cookie": "state=1; Path=/"}
        writer.write(answer("", status="302 Found", headers=headers))

    async def login(asked: Asked, writer: asyncio.StreamWriter) -> None:
        target = places["login"] if "login=1" not in asked.headers.get("cookie", "") else "back"
        headers = {"Location": places.get(target, target), "Set-Cookie": "login=1"}
        writer.write(answer("", status="303 See Other", headers=headers))

    async with serving(shop) as here, serving(login) as there:
        places["login"] = f"http://localhost:{there.port}/"
        places["back"] = here.url("/back")
        got = await ask(here.url(), headers={"Authorization": "Bearer s3cret"})
    assert got.outcome is Outcome.UP, got.detail
    assert asked_here == ["", "state=1"]
    assert all("authorization" not in asked.headers for asked in there.asked)
    assert "state=1" not in "".join(asked.headers.get("cookie", "") for asked in there.asked)
    assert here.asked[-1].headers["authorization"] == "Bearer s3cret"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("30", 30.0),
        (" 0 ", 0.0),
        ("1.5", 1.5),
        ("0.250", 0.25),
        ("123456789.75", 3600.0),
        ("30; comment=busy", 30.0),
        ('"30"', 30.0),
        ("99999999999999999999", 3600.0),
        ("Sun, 01 Mar 2026 12:05:00 GMT", 300.0),
        ("Sunday, 01-Mar-26 12:05:00 GMT", 300.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("Sun, 01 Mar 2999 12:05:00 GMT", 3600.0),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("1.5.1", None),
        (".5", None),
        ("1e2", None),
        ("٣٠", None),
        ("Sun, 99 Foo 2026", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(said: str, seconds: float | None) -> None:
    assert retry_after_s(said, datetime(2026, 3, 1, 12, tzinfo=UTC)) == seconds


@pytest.mark.parametrize(
    ("headers", "expected", "outcome", "reason"),
    [
        ({"Retry-After": "120"}, "200-299", Outcome.DEGRADED, Reason.RATE_LIMITED),
        ({}, "200-299", Outcome.DOWN, Reason.STATUS_CODE),
        ({"Retry-After": "later"}, "200-299", Outcome.DOWN, Reason.STATUS_CODE),
        (
            {
                "Retry-After": "Sun, 01 Mar 2026 12:02:00 GMT",
                "Date": "Sun, 01 Mar 2026 12:00:00 GMT",
            },
            "200-299",
            Outcome.DEGRADED,
            Reason.RATE_LIMITED,
        ),
        ({"Retry-After": "120"}, "429", Outcome.UP, Reason.OK),
    ],
)
async def test_asked_too_often_is_degraded_where_it_says_when_to_come_back(
    headers: dict[str, str], expected: str, outcome: Outcome, reason: Reason
) -> None:
    reply = answer("slow down", status="429 Too Many Requests", headers=headers)
    async with serving(always(reply)) as site:
        got = await ask(site.url(), expect_status=expected, expect_text_absent="fatal")
    assert (got.outcome, got.reason, got.code) == (outcome, reason, 429)
    assert got.ask_again_s == (120.0 if outcome is Outcome.DEGRADED else None)
    if outcome is Outcome.DEGRADED:
        assert got.detail == "asked too often (429): it wants to be left alone for 2 min"


@pytest.mark.parametrize(
    ("host", "known_as"),
    [
        ("نامه\u200cای.example", "xn--mgba3gch31f060k.example"),
        ("ශ්\u200dරී.example", "xn--10cl1a0b660p.example"),
        ("क्\u200dष.example", "xn--11b2ezcw70k.example"),
    ],
)
def test_a_host_s_name_may_have_joiners(host: str, known_as: str) -> None:
    question = question_of(validate(DECLARATION.fields, {"url": f"https://{host}/"}))
    assert question.request.origin.host == known_as


async def test_joiners_in_a_redirect_are_kept() -> None:
    place = "/نامه\u200cها/👩\u200d💻"

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        moved = answer(status="302 Found", headers={"Location": place, "Set-Cookie": "a=ی\u200cی"})
        writer.write(moved if asked.path == "/" else answer())

    async with serving(behave) as site:
        got = await ask(site.url())
    assert got.outcome is Outcome.UP, got.detail
    assert site.asked[-1].path == quote(place)
    assert site.asked[-1].headers["cookie"].encode("latin-1").decode() == "a=ی\u200cی"
