"""What two servers in a row may read differently is refused: no question hides in another one."""

from collections.abc import AsyncIterator

import pytest

from statusboard.server.app import public_app
from statusboard.server.pages import Shown
from statusboard.server.traffic import Standing
from tests.fixtures.served import Line, ask, listening, site_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def port() -> AsyncIterator[int]:
    def standing() -> Standing:
        return Standing(1, 0.0, 1, has_office=True, connections=0)

    async with listening(public_app(Shown(site_of()), standing)) as (port, _):
        yield port


NEXT = b"GET /next HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: x\r\n"
PIECES = POST + b"Transfer-Encoding: chunked\r\n\r\n"
# What two servers in a row may read as two requests, or as one. Behind each stands another one.
AMBIGUOUS = [
    POST + b"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    POST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    *(
        POST + b"Transfer-Encoding" + said + b"\r\n\r\n0\r\n\r\n"
        for said in (
            *(b": xchunked", b" : chunked", b":\x0bchunked", b":\r\n chunked", b': "chunked"'),
            *(b": chunked, identity", b": chunked\r\nTransfer-Encoding: identity"),
            *(b": chunked\r\nTransfer-Encoding: chunked", b": gzip, chunked, gzip"),
        )
    ),
    *(
        POST + b"Content-Length" + said + b"\r\n\r\nabcde"
        for said in (
            *(b": +5", b": 5 5", b": 5,5", b": 0x5", b":", b": 5\r\nContent-Length: 5"),
            *(b" : 5", b": 99999999999999999999999", b":\r\n 5"),
        )
    ),
    *(
        PIECES + said
        for said in (
            *(b"0x1\r\nZ\r\n0\r\n\r\n", b"+1\r\nZ\r\n0\r\n\r\n", b"1 \r\nZ\r\n0\r\n\r\n"),
            *(b"1\nZ\n0\n\n", b"1\r\nZX\r\n0\r\n\r\n", b"2;\nxx\r\n4c\r\n0\r\n\r\n"),
            *(b"FFFFFFFFFFFFFFFFF\r\nZ\r\n0\r\n\r\n", b"0\r\nContent-Length: 40\r\n\r\n"),
        )
    ),
    b"POST / HTTP/1.1\nHost: x\nContent-Length: 0\n\n",
    b"GET / HTTP/1.1\r\nHost: x\rX: y\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: a\nContent-Length: 5\r\n\r\n",
    b"GET / HTTP/1.1\r\n Host: x\r\n\r\n",
    b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    b"GET / HTTP/1.0\r\nHost: x\r\nHost: y\r\nConnection: keep-alive\r\n\r\n",
    b"GET / HTTP/2.0\r\nHost: x\r\n\r\n",
    b"GET /\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
]


@pytest.mark.parametrize("said", AMBIGUOUS)
async def test_what_may_be_two_questions_or_one_is_the_last_of_its_connection(
    port: int, said: bytes
) -> None:
    async with Line.to(port) as line:
        line.say(said + NEXT)
        line.writer.write_eof()
        answered = await line.rest()

    assert answered.count(b"HTTP/1.1 ") <= 1
    assert b"HTTP/1.1 404" not in answered


@pytest.mark.parametrize(
    "said",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 38\r\n\r\n" + b"G" * 38,
        b"HEAD / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde",
        PIECES + b"1;a=b\r\nZ\r\n0\r\n\r\n",
        PIECES + b"0\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n",
        POST + b"Content-Length: 05\r\n\r\nabcde",
    ],
    ids=ascii,
)
async def test_a_body_that_nobody_wants_is_read_to_its_end_and_no_further(
    port: int, said: bytes
) -> None:
    async with Line.to(port) as line:
        line.say(said + NEXT)
        assert (await line.answer(is_head=said.startswith(b"HEAD"))).status in (200, 405)
        assert (await line.answer()).status == 404


async def test_nothing_of_a_question_is_said_back(port: int) -> None:
    answer = await ask(port, "/", method="TRACE", Cookie="a-secret")
    assert answer.status == 405
    assert b"a-secret" not in answer.body
