"""Malformed, oversized and misled requests: answered in words, and no row of the desk moves."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from statusboard.domain.subscriber import SubscriberState
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.page_server_of import FORM, WHOLE, PageServerOf, page_server_of, subscribes
from tests.fixtures.served import Line
from tests.fixtures.visiting import READER, Visited, desk, visited

__all__ = ["desk", "visited"]
pytestmark = [pytest.mark.anyio, ON_SQLITE]

PATHS = ("confirm", "subscriptions", "leave")


@pytest.fixture
async def page(visited: Visited, tmp_path: Path) -> AsyncIterator[PageServerOf]:
    async with page_server_of(visited, tmp_path) as at:
        yield at


BODIES = [
    b"",
    b"\x00",
    b"\xff\xfe\x00",
    b"%",
    b"%zz=%&%=%u0041",
    b"=&=&=&&&",
    b"channel=%ed%a0%80&address.mail=%ed%b0%80%00",
    b"channel=mail&" * 10_000,
    b"f=" * 10_000,
    b"&".join(b"f%d=x" % number for number in range(10_000)),
    b"channel=mail&channel=mail&at=1.0." + b"0" * 32,
    b"address.mail=" + b"a" * 200_000,
    b"x" * 250_000,
    b'{"channel": "mail"}',
    b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>",
    "channel=mail&address.mail=é@ü.example".encode(),
    b'--b\r\nContent-Disposition: form-data; name="channel"\r\n\r\nmail\r\n--b--\r\n',
    b'--b\r\nContent-Disposition: form-data; name="f"; filename="../../x"\r\n\r\n' + b"x" * 50_000,
]
TYPES = [FORM, f"{FORM}; charset=utf-16", "multipart/form-data; boundary=b", "multipart/form-data"]


async def test_what_is_no_form_is_answered_in_words_and_does_nothing(
    visited: Visited, page: PageServerOf
) -> None:
    before = visited.everything()
    for sort in TYPES:
        for body in BODIES:
            answer = await page.ask("POST", "/subscribe", body, content_type=sort)
            assert answer.status == 422, (sort, body[:40])
            for path in PATHS:
                answer = await page.ask("POST", f"/{path}/x", body, content_type=sort)
                assert answer.status == 404, (sort, path, body[:40])
    for sort in ("text/plain", "application/json", "", "x" * 1_000, "\xff"):
        answer = await page.ask("POST", "/leave/x", b"a=b", content_type=sort)
        assert answer.status == 415
    assert (await page.ask("POST", "/leave/x", b"x" * 300_000, content_type=FORM)).status == 413
    assert visited.everything() == before
    assert (await subscribes(visited, page, READER)).status == 200


@pytest.mark.parametrize(
    "head",
    [
        b"POST /leave/x HTTP/1.1\r\nHost: [\r\nContent-Length: 0\r\n\r\n",
        b"GET /subscribe HTTP/1.1\r\nHost: [::1\r\n\r\n",
        b"GET /subscribe HTTP/1.1\r\nHost: a b\r\n\r\n",
        b"GET /subscribe HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
        b"GET /subscribe HTTP/1.0\r\n\r\n",
        b"GET /subscribe/\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /subscribe?lang=\xff&lang=%00%ed%a0%80 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://evil.example/subscribe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /subscribe HTTP/1.1\r\nHost: x\r\nAccept-Language: ;q=,*;q=x,\xff,de;q=99e9\r\n\r\n",
        b"GET /confirm/x HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: [\r\n\r\n",
        b"POST /leave/x HTTP/1.1\r\nHost: x\r\nOrigin: \xff://\r\nContent-Length: 0\r\n\r\n",
        b"POST /leave/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n"
        b"\r\n0\r\n\r\n",
        b"POST /leave/x HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /leave/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"f" * 16
        + b"\r\n",
    ],
    ids=ascii,
)
async def test_a_malformed_request_is_refused_and_no_mistake_of_ours(
    visited: Visited, page: PageServerOf, head: bytes
) -> None:
    before = visited.everything()
    async with Line.to(page.port) as line:
        line.say(head)
        line.writer.write_eof()
        said = await line.rest()
    if said:
        assert said.split()[1] in (b"200", b"400", b"403", b"404", b"408")
    assert visited.everything() == before
    assert (await page.ask("GET", "/subscribe")).status == 200


@pytest.mark.parametrize(
    "end",
    ["Content-Length: {length}\n\n{body}", "Transfer-Encoding: chunked\n\n{hex}\n{body}\n"],
    ids=["by its length", "in pieces"],
)
async def test_a_form_of_which_the_rest_never_came_does_nothing(
    visited: Visited, page: PageServerOf, end: str
) -> None:
    form = await page.ask("GET", "/subscribe")
    stamp = re.search(rb'name="at" value="([^"]*)"', form.body)
    assert stamp is not None
    visited.desk.clock.forward(5.0)
    fields = {**WHOLE, "channel": "mail", "at": stamp[1].decode(), "address.mail": "a@customer.co"}
    body = urlencode(fields)  # and an "m" was to follow
    said = end.format(length=len(body) + 1, hex=f"{len(body):x}", body=body)
    async with Line.to(page.port) as line:
        line.say(f"POST /subscribe HTTP/1.1\nHost: status.example\nContent-Type: {FORM}\n{said}")
        line.writer.write_eof()
        assert b" 200 " not in await line.rest()
    assert (await subscribes(visited, page, READER)).status == 200
    await visited.desk.dispatch()
    assert [address for address, _ in visited.desk.server.took] == [READER]


@pytest.mark.parametrize("size", [0, 100_000], ids=["at once", "in many pieces"])
async def test_who_hangs_up_after_the_last_byte_has_said_it_all(
    visited: Visited, page: PageServerOf, size: int
) -> None:
    manage = (await visited.confirmed()).manage
    body = "List-Unsubscribe=One-Click&x=" + "x" * size
    head = f"POST /leave/{manage} HTTP/1.1\nHost: status.example\nContent-Type: {FORM}"
    async with Line.to(page.port) as line:
        line.say(f"{head}\nContent-Length: {len(body)}\n\n{body}")
        line.writer.write_eof()
        assert (await line.answer()).status == 200
        assert await line.rest() == b""
    known = visited.known()
    assert known is not None
    assert known.state is SubscriberState.LEFT


@pytest.mark.parametrize(
    "path",
    [
        *("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/x", "..\\..\\x", "....//x"),
        *("%252e%252e%252fx", "..;/x", "%c0%ae%c0%ae/x", "%uff0e/x", "./x", "/x", "%2fetc", "x%00"),
        *("x%0d%0aSet-Cookie:%20a=b", "%5c%5cevil.example", "~", "con", "C:%5cboot.ini", "%ff%fe"),
        "a/" * 1_000,
    ],
)
async def test_a_path_below_a_form_leads_to_no_file(page: PageServerOf, path: str) -> None:
    for form in ("subscribe", *PATHS, "forms", "hooks", "hooks/twilio"):
        for method in ("GET", "POST"):
            answer = await page.ask(method, f"/{form}/{path}", content_type=FORM)
            # Of an incident that is not known the form says so.
            assert answer.status in ((200, 422) if form == "subscribe" else (403,)) + (404, 405)
            assert b"root:" not in answer.body
            assert "set-cookie" not in answer.headers
            assert "location" not in answer.headers
