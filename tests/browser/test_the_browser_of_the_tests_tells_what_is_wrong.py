"""What the other tests here rely on: the browser says what it refused, and runs no script."""

from collections.abc import AsyncIterator

import pytest

from statusboard.server.app import Application
from tests.fixtures.browser import NEEDS_CHROMIUM, Browser
from tests.fixtures.served import listening

pytestmark = [pytest.mark.anyio, pytest.mark.browser, NEEDS_CHROMIUM]

WORDS = b"<!doctype html><title>before</title><link rel=icon href='data:,'>"
SCRIPT = b"<script>document.title = 'after'</script>"


def answering(body: bytes, policy: bytes = b"") -> Application:
    """A server that says one thing, under a policy."""
    headers = [(b"content-type", b"text/html"), (b"content-length", b"%d" % len(body))]
    headers += [(b"content-security-policy", policy)] if policy else []

    async def answer(_scope: object, _receive: object, send: object) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": headers}
        await send(start)  # type: ignore[operator]
        await send({"type": "http.response.body", "body": body})  # type: ignore[operator]

    return answer  # type: ignore[return-value]


@pytest.fixture
async def calm() -> AsyncIterator[str]:
    async with listening(answering(WORDS + SCRIPT)) as (port, _):
        yield f"http://127.0.0.1:{port}/"


@pytest.mark.parametrize(
    ("body", "policy"),
    [
        (SCRIPT, b"default-src 'none'; img-src data:"),
        (b"<style>p { color: red }</style>", b"default-src 'none'; img-src data:"),
        (b"<p style='color: red'>red</p>", b"default-src 'none'; img-src data:"),
        (b"<img src=/pixel>", b"default-src 'none'; img-src data:"),
        (b"<script>throw new Error('no')</script>", b""),
        (b"<img src=https://elsewhere.example/pixel>", b""),
    ],
)
async def test_what_a_page_was_refused_is_heard(
    browser: Browser, body: bytes, policy: bytes
) -> None:
    tab = await browser.tab()
    async with listening(answering(WORDS + body, policy)) as (port, _):
        await tab.open(f"http://127.0.0.1:{port}/")
    assert tab.trouble


async def test_a_script_runs_unless_it_is_switched_off(browser: Browser, calm: str) -> None:
    tab = await browser.tab()
    await tab.open(calm)
    assert await tab.look("document.title") == "after"
    await tab.without_script()
    await tab.open(calm)
    assert await tab.look("document.title") == "before"
    assert tab.trouble == []


async def test_it_reaches_this_computer_alone(browser: Browser) -> None:
    tab = await browser.tab()
    with pytest.raises(AssertionError, match="ERR_NAME_NOT_RESOLVED"):
        await tab.open("http://status.northwind.example/")
