"""The steps check: logging in and reading, with what is carried over, and one verdict."""

import asyncio
import json
from collections.abc import Mapping
from urllib.parse import quote, quote_plus

import pytest

from statusboard.catalog.fields import validate
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.base import ProbeContext
from statusboard.probes.http_steps import DECLARATION
from statusboard.probes.web.connections import Connections
from tests.fixtures.web import Asked, Site, answer, serving

pytestmark = pytest.mark.anyio
PASSWORD, TOKEN = 'p-1843-wor/d"', "t-5f2a-oken"


async def shop(asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Lets in by password and cookie, and shows orders by the token that it gave."""
    if asked.path == "/login":
        given = json.loads(asked.body)
        good = given == {"user": "status", "password": PASSWORD}
        writer.write(
            answer(
                json.dumps({"token": TOKEN, "echo": given}),
                status="200 OK" if good else "401 Unauthorized",
                headers={"Set-Cookie": "sid=c00kie-55; Path=/", "X-Order": "a b/7"},
            )
        )
    elif asked.path.startswith("/orders/"):
        sent = (asked.headers.get("authorization"), asked.headers.get("cookie"))
        is_known = sent == (f"Bearer {TOKEN}", "sid=c00kie-55")
        body = {"orders": [1, 2], "you": asked.headers.get("authorization")}
        writer.write(answer(json.dumps(body), status="200 OK" if is_known else "403 Forbidden"))
    else:
        writer.write(answer("", status="404 Not Found"))


def row(site: Site, *more: str) -> str:
    return "\n".join(
        (
            f"POST {site.url('/login')} as Log in",
            "  header Content-Type: application/json",
            '  body {"user": "status", "password": "${password}"}',
            "  take token from json $.token",
            "  take order from header X-Order",
            f"GET {site.url('/orders/')}${{order}} as Read orders",
            "  header Authorization: Bearer ${token}",
            "  expect json $.orders length > 0",
            *more,
        )
    )


async def ask(
    steps: str,
    *,
    secrets: Mapping[str, str] | None = None,
    deadline_s: float = 10.0,
    **more: object,
) -> tuple[Answer, ProbeContext]:
    given = {"password": PASSWORD} if secrets is None else dict(secrets)
    config = validate(DECLARATION.fields, {"steps": steps, "secrets": given, **more})
    connections = Connections(loopback_only=True)
    context = ProbeContext(1, deadline_s, connections)
    assert DECLARATION.probe is not None
    try:
        return await DECLARATION.probe(config, context), context
    finally:
        await connections.aclose()


async def test_a_row_that_goes_through_is_up_and_timed_as_a_whole() -> None:
    async with serving(shop) as site:
        got, context = await ask(row(site))
    assert (got.outcome, got.detail) == (Outcome.UP, "")
    assert site.asked[1].path == "/orders/a%20b/7"
    assert got.response_us == context.record.response_us
    assert got.phases.wait_us
    assert got.response_us >= got.phases.wait_us


async def test_the_step_that_fails_is_named_and_ends_the_row() -> None:
    async with serving(shop) as site:
        got, _ = await ask(row(site), secrets={"password": "another"})
    assert (got.outcome, got.reason, got.code) == (Outcome.DOWN, Reason.STATUS_CODE, 401)
    assert got.detail == "step 1 of 2, Log in: expected status 200–299, got 401"
    assert [asked.path for asked in site.asked] == ["/login"]
    async with serving(shop) as site:
        got, _ = await ask(row(site, "  expect json $.orders length > 5"))
    assert got.detail.startswith("step 2 of 2, Read orders: expected $.orders length > 5")


async def test_what_was_to_be_taken_and_is_not_there_is_a_failure() -> None:
    async with serving(shop) as site:
        for line in ("take id from json $.id", "take id from header X-Id", "take id from text q+"):
            got, _ = await ask(f"{row(site)}\n{line}")
            assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.UNEXPECTED_ANSWER)
            assert got.detail == f"step 2 of 2, Read orders: found no {line.removeprefix('take ')}"


async def test_what_a_pattern_takes_is_its_group() -> None:
    async with serving(shop) as site:
        steps = row(
            site, r'  take first from text "orders": \[(\d)', f"GET {site.url('/')}${{first}}"
        )
        await ask(steps)
    assert site.asked[-1].path == "/1"


async def test_neither_secrets_nor_what_is_carried_is_shown() -> None:
    async with serving(shop) as site:
        got, _ = await ask(row(site, "  expect json $.you = nobody"))
    assert got.outcome is Outcome.DOWN
    shown = "\n".join((got.detail, *got.transcript))
    for hidden in (PASSWORD, json.dumps(PASSWORD)[1:-1], TOKEN, "c00kie-55"):
        assert hidden not in shown
    assert "— step 2 of 2, Read orders" in got.transcript


@pytest.mark.parametrize(
    "more",
    [
        "GET {at}/say/${{token}}",
        "GET {at}/say?q=${{token}}\nexpect status 500\nexpect json $.sid = nobody",
        "GET {at}/say?q=${{token}}\nexpect status 500\nexpect json $.path = nothing",
        "GET {at}/say?q=${{token}}\nexpect status 500\nexpect header X-Sid = nobody",
        "GET {at}/page/${{token}}",
        "GET {at}/away/${{token}}",
        "GET {at}/away/${{token}}\nexpect status 302\ntake x from json $.a",
    ],
)
async def test_a_server_that_repeats_what_is_carried_gives_nothing_away(more: str) -> None:
    session, token = "c00kie-5577-ab", "tok/en+77=ab?x"

    async def parrot(asked: Asked, writer: asyncio.StreamWriter) -> None:
        both = {"sid": session, "tok": token, "path": asked.path}
        if asked.path == "/login":
            cookie = {"Set-Cookie": f"sid={session}; Path=/"}
            writer.write(answer(json.dumps({"token": token}), headers=cookie))
        elif asked.path.startswith("/say"):
            head = {"X-Sid": session, "X-Tok": token, "Set-Cookie": "sid=; Max-Age=0; Path=/"}
            writer.write(answer(json.dumps(both), status=f"500 No {session}", headers=head))
        elif asked.path.startswith("/page"):
            page = f"<html><head><title>{session} {token}</title></head>{session}</html>"
            writer.write(answer(page, status="503 x", headers={"Content-Type": "text/html"}))
        else:
            there = f"http://127.0.0.1:1/{session}?s={session}"
            writer.write(answer("", status="302 Found", headers={"Location": there}))

    async with serving(parrot) as site:
        login = f"GET {site.url('/login')}\ntake token from json $.token\n"
        got, context = await ask(login + more.format(at=site.url("")))
    assert got.outcome is Outcome.DOWN
    shown = repr(got) + "\n".join(context.record.lines)
    for hidden in (session, token, quote(token), quote_plus(token)):
        assert hidden not in shown


async def test_one_deadline_is_for_the_whole_row() -> None:
    arrived = asyncio.Event()

    async def slow(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/slow":
            arrived.set()
            await asyncio.sleep(30)
        writer.write(answer("{}"))

    async with serving(slow) as site:
        asking = ask(f"GET {site.url('/')}\nGET {site.url('/slow')} as Wait", deadline_s=20.0)
        task = asyncio.create_task(asking)
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_good_answers_that_take_too_long_together_are_degraded() -> None:
    async def slowly(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.01)
        await shop(asked, writer)

    async with serving(slowly) as site:
        got, _ = await ask(row(site), slow_after="1ms")
    assert (got.outcome, got.reason) == (Outcome.DEGRADED, Reason.SLOW)
    assert got.detail.startswith("all steps took ")


async def test_hostile_answers_are_answers() -> None:
    async def hostile(asked: Asked, writer: asyncio.StreamWriter) -> None:
        body = {"/deep": "[" * 100_000, "/long": json.dumps({"v": "x" * 100_000})}
        bad = json.dumps({"v": "a\r\nX-Evil: 1"})
        cookies = {"Set-Cookie": "a=\x7f\x01b"}
        writer.write(answer(body.get(asked.path, bad), headers=cookies))

    async with serving(hostile) as site:
        for path in ("/deep", "/long", "/bad"):
            steps = f"GET {site.url(path)}\ntake v from json $.v\nGET {site.url('/')}${{v}}"
            got, _ = await ask(steps)
            assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.UNEXPECTED_ANSWER)
            assert all(line.isprintable() for line in got.transcript)
    assert {asked.path for asked in site.asked} == {"/deep", "/long", "/bad"}


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ("GET https://shop.example/\nbody password=abc", "Line 2: this looks like a secret."),
        ("GET https://shop.example/\nheader X-Key: abc", "Line 2: the header X-Key may carry"),
        ("GET https://shop.example/${id}", "Step 1 needs id"),
        ("GET https://shop.example/\n\nwhatever", "Line 3: “whatever” is neither"),
        ("GET https://shop.example/\ntake 5 from json $", "Line 2: write what to take like"),
    ],
)
def test_what_is_no_row_is_refused_with_its_line(steps: str, words: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        validate(DECLARATION.fields, {"steps": steps})
    assert refused.value.sentence.startswith(words)
