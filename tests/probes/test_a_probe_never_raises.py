"""Whatever a server says, and wherever it leads, the answer is an answer: found by trying."""

import asyncio
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from statusboard.catalog.fields import validate
from statusboard.domain.letters import can_be_shown
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.cookies import CookieJar
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.question import question_of
from statusboard.probes.web.redirects import next_request
from tests.fixtures.web import Asked, answer, ask, serving

TRIED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PYTHON = re.compile(r"bytearray|<[a-z_.]+ object|Error\(|Traceback|codec can")

NAMES = st.sampled_from(
    ["Content-Length", "Transfer-Encoding", "Content-Encoding", "Content-Type", "Set-Cookie",
     "Connection", "Retry-After", "Upgrade", "X-A", "x/y", " X", "", "X :"]
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(
        ["2", "-1", "2, 2", "chunked", "gzip", "gzip, gzip", "br", "close", "h2c", "a=b", "=",
         "/", "//", "http://[", "http://xn--ls8h.la/", "text/html; charset=zlib", "999999999999"]
    ),
    st.text(max_size=30),
)  # fmt: skip
LINES = st.lists(st.tuples(NAMES, VALUES), max_size=6)
STATUSES = st.sampled_from(
    ["HTTP/1.1 200 OK", "HTTP/1.1 302 Found", "HTTP/1.0 200", "HTTP/1.1 429 No", "HTTP/1.1 101 S",
     "HTTP/1.1 204 N", "HTTP/9.9 200 OK", "HTTP/1.1 20 OK", "HTTP/1.1 100 C", "ICY 200 OK"]
)  # fmt: skip


@pytest.fixture
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


async def answered(reply: bytes, **config: object) -> Answer:
    async def once(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(reply if asked.path == "/" else answer())
        await writer.drain()
        return False

    async with serving(once) as site:
        return await ask(site.url(), within_s=20, **config)


def is_an_answer(got: Answer) -> None:
    assert got.reason is not Reason.DEFECT
    assert got.outcome is not Outcome.UNKNOWN
    assert (got.detail == "") is (got.outcome is Outcome.UP)
    assert not PYTHON.search(got.detail), got.detail
    assert all(can_be_shown(line) or "\t" in line for line in got.transcript if "✕" in line)


@TRIED
@given(status=STATUSES, lines=LINES, body=st.binary(max_size=60), wants=st.booleans())
@example("HTTP/1.1 302 Found", [("Location", "http://xn--ls8h.la/")], b"", False)
@example(
    "HTTP/1.1 302 Found",
    [("Set-Cookie", "\x00=\u2028; Expires=x; Path"), ("Location", "/a")],
    b"",
    False,
)
def test_any_head_is_an_answer(
    loop: asyncio.Runner, status: str, lines: list[tuple[str, str]], body: bytes, wants: bool
) -> None:
    text = "".join(f"{name}: {value}\r\n" for name, value in lines)
    reply = f"{status}\r\n{text}\r\n".encode("utf-8", "replace") + body
    is_an_answer(loop.run(answered(reply, **({"expect_text": "ok"} if wants else {}))))


@TRIED
@given(reply=st.binary(max_size=200))
def test_any_bytes_are_an_answer(loop: asyncio.Runner, reply: bytes) -> None:
    is_an_answer(loop.run(answered(reply)))
    is_an_answer(loop.run(answered(b"HTTP/1.1 200 OK\r\n" + reply)))


@TRIED
@given(
    location=st.one_of(
        st.text(max_size=40),
        st.builds("http://{}/".format, st.text(max_size=20)),
        st.builds(
            "http://xn--{}.example/".format, st.from_regex(r"[a-z0-9-]{0,12}", fullmatch=True)
        ),
        st.builds("//127.0.0.1:{}".format, st.text("0123456789-+ ", max_size=8)),
    )
)
def test_any_redirect_leads_somewhere_or_is_refused_in_words(location: str) -> None:
    said = _refused(location)
    assert not PYTHON.search(said), said
    assert len(said) < 400


def _refused(location: str) -> str:
    """Why a redirect is not followed; empty where it is."""
    question = question_of({"url": "http://127.0.0.1:9/"})
    try:
        request = next_request(question, question.request, 302, location, CookieJar())
    except Failed as failed:
        return failed.detail if failed.reason is Reason.REDIRECT_REFUSED else "Traceback"
    assert request.origin.host
    assert 0 < request.origin.port < 65536
    return ""


@settings(max_examples=300, deadline=None)
@given(
    url=st.one_of(
        st.text(max_size=40),
        st.builds("http://{}/".format, st.text(max_size=30)),
        st.builds("https://a:{}@shop.example/{}".format, st.text(max_size=9), st.text(max_size=9)),
    ),
    headers=st.dictionaries(st.text(max_size=6), st.text(max_size=10), max_size=2),
)
def test_any_configuration_is_refused_in_words_or_can_be_sent(
    url: str, headers: dict[str, str]
) -> None:
    said = _said(url, headers)
    assert not PYTHON.search(said), said


def _said(url: str, headers: dict[str, str]) -> str:
    """Why it cannot be asked; empty where it can."""
    try:
        question_of(validate(DECLARATION.fields, {"url": url, "headers": headers}))
    except RuleBroken as refused:
        return refused.sentence if refused.field in ("url", "headers") else "Traceback"
    except Failed as failed:
        return failed.detail if failed.reason is Reason.NOT_CONFIGURED else "Traceback"
    return ""
