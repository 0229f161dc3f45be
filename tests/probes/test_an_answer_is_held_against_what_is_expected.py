"""Status, text, JSON and slowness: what makes an answer good, and how a bad one is told."""

import asyncio
import json

import pytest

from statusboard.catalog.fields import validate
from statusboard.domain.result import Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.question import question_of
from tests.fixtures.web import Asked, always, answer, ask, serving

pytestmark = pytest.mark.anyio


async def test_a_good_answer_is_up_with_its_phases_and_code() -> None:
    async with serving(always(answer())) as site:
        got = await ask(site.url("/health"))
    assert (got.outcome, got.reason, got.code) == (Outcome.UP, Reason.OK, 200)
    assert got.phases.dns_us is None
    assert got.phases.connect_us is not None
    assert got.phases.tls_us is None
    assert got.phases.wait_us is not None
    assert got.phases.read_us is not None


async def test_the_phases_add_up_to_the_response_time() -> None:
    async with serving(always(answer())) as site:
        got = await ask(site.url().replace("127.0.0.1", "localhost"))
    phases = got.phases
    parts = [phases.dns_us, phases.connect_us, phases.tls_us, phases.wait_us, phases.read_us]
    assert phases.dns_us is not None
    assert got.response_us == sum(part for part in parts if part is not None)


async def test_another_status_is_down_and_says_which_was_expected() -> None:
    async with serving(always(answer("no", status="503 Service Unavailable"))) as site:
        got = await ask(site.url())
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.STATUS_CODE)
    assert got.detail == "expected status 200–299, got 503"
    assert got.code == 503


@pytest.mark.parametrize(
    ("expected", "fits"), [("500-599", True), ("200,503", True), ("200-299, 404", False)]
)
async def test_expected_statuses_are_codes_and_ranges(expected: str, *, fits: bool) -> None:
    async with serving(always(answer("no", status="503 Sorry"))) as site:
        got = await ask(site.url(), expect_status=expected)
    assert (got.outcome is Outcome.UP) is fits


async def test_missing_text_is_down() -> None:
    async with serving(always(answer("all is fine"))) as site:
        good = await ask(site.url(), expect_text="is fine")
        bad = await ask(site.url(), expect_text="is well")
    assert good.outcome is Outcome.UP
    assert (bad.outcome, bad.reason) == (Outcome.DOWN, Reason.TEXT_MISSING)
    assert bad.detail == "expected “is well” in the answer"


async def test_text_that_must_not_be_there_is_down() -> None:
    async with serving(always(answer("a fatal error"))) as site:
        got = await ask(site.url(), expect_text_absent="fatal")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TEXT_MISSING)
    assert "must not" in got.detail


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("$.status", "ok", None),
        ("$.status", '"ok"', None),
        ("$.items[1].id", "7", None),
        ("$.items[1].id", "7.0", None),
        ("$.good", "true", None),
        ("$.none", "null", None),
        ("$.none", None, None),
        ("$..id", "7", "expected $..id = 7, but 1 of 2 values differ: 1"),
        ("$.items[*].id", "9", "expected $.items[*].id = 9, but 2 of 2 values differ: 1, 7"),
        ("$.status", "fine", 'expected $.status = fine, got "ok"'),
        ("$.good", "1", "expected $.good = 1, got true"),
        ("$.items[0].id", "true", "expected $.items[0].id = true, got 1"),
        ("$.items", '[{"id": 1.0}, {"id": 7}]', None),
        ("$.items[0]", '{"id": true}', 'expected $.items[0] = {"id": true}, got {"id": 1}'),
        ("$.flags", "[true, {}]", None),
        ("$.flags", "[1, {}]", "expected $.flags = [1, {}], got [true, {}]"),
        ("$.missing", None, "expected $.missing, but there is no such value"),
    ],
)
async def test_a_json_value_is_compared(path: str, value: str | None, problem: str | None) -> None:
    body = '{"status":"ok","items":[{"id":1},{"id":7}],"good":true,"none":null,"flags":[true,{}]}'
    config = (
        {"expect_json": path}
        if value is None
        else dict(zip(("expect_json", "expect_json_value"), (path, value), strict=True))
    )
    async with serving(always(answer(body))) as site:
        got = await ask(site.url(), **config)
    if problem is None:
        assert got.outcome is Outcome.UP, got.detail
    else:
        assert (got.outcome, got.reason, got.detail) == (
            Outcome.DOWN,
            Reason.JSON_MISMATCH,
            problem,
        )


@pytest.mark.parametrize("body", ["", "<html>", "{", "[" * 100_000, "1" * 10_000, b"\xff\xfe\x00"])
async def test_what_is_not_json_is_a_mismatch_not_a_defect(body: bytes | str) -> None:
    async with serving(always(answer(body))) as site:
        got = await ask(site.url(), expect_json="$.status")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.JSON_MISMATCH)


async def test_a_megabyte_of_json_is_searched() -> None:
    body = '{"items":[' + ",".join(f'{{"id":{n}}}' for n in range(60_000)) + "]}"
    async with serving(always(answer(body))) as site:
        good = await ask(site.url(), expect_json="$.items[59999].id", expect_json_value="59999")
        bad = await ask(site.url(), expect_json="$.items[59999].id", expect_json_value="1")
    assert good.outcome is Outcome.UP
    assert bad.detail == "expected $.items[59999].id = 1, got 59999"


@pytest.mark.parametrize(
    "path",
    [
        "status",
        "$..[",
        "$..a..b",
        "$[?match(@.a, '(a+)+$')]",
        "$[?search(@.a, 'x')]",
        "$.a[?count($.a[*]) > 1]",
        "$" + ".a" * 200,
        "$" + "[0,0]" * 50 + ".a",
        "$" + "[0,-1]" * 50,
        "$" + "[*,0]" * 50,
        "$" + "['a','\\u0061']" * 20,
        "$" + "[?@.a,?@.a]" * 25,
        "$[?@" + "[:,:]" * 50 + "]",
    ],
)
def test_a_path_that_is_none_or_never_ends_is_refused_in_words(path: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        validate(DECLARATION.fields, {"url": "http://127.0.0.1/", "expect_json": path})
    assert refused.value.field == "expect_json"
    assert "such as $." in refused.value.sentence or "like $." in refused.value.sentence


@pytest.mark.parametrize(
    "path",
    [
        "$" + "[0,1]" * 50,
        "$" + "['a','b','c']" * 20,
        "$['a','b'][0,-1][?@.a, ?@.b]",
        "$.a[?@['b', 'c'] && @[0, 1]]",
    ],
)
def test_a_path_takes_several_values_at_once(path: str) -> None:
    validate(DECLARATION.fields, {"url": "http://127.0.0.1/", "expect_json": path})


@pytest.mark.parametrize("path", ["$['$ref']", '$["a..b"]..c', "$.a[?@.b == '$']", "$.items[-1]"])
def test_marks_in_quoted_names_are_no_path(path: str) -> None:
    validate(DECLARATION.fields, {"url": "http://127.0.0.1/", "expect_json": path})


@pytest.mark.parametrize(
    ("statuses", "match", "outcome"),
    [
        (("operational", "operational"), "all", Outcome.UP),
        (("major_outage", "operational"), "all", Outcome.DOWN),
        (("operational", "major_outage", "operational"), "all", Outcome.DOWN),
        (("major_outage", "operational"), "any", Outcome.UP),
        (("major_outage", "major_outage"), "any", Outcome.DOWN),
        ((), "all", Outcome.DOWN),
        ((), "any", Outcome.DOWN),
    ],
)
async def test_of_several_values_all_must_fit_or_any_where_the_check_says_so(
    statuses: tuple[str, ...], match: str, outcome: Outcome
) -> None:
    body = json.dumps({"components": [{"status": status} for status in statuses]})
    async with serving(always(answer(body))) as site:
        got = await ask(
            site.url(),
            expect_json="$.components[*].status",
            expect_json_value="operational",
            expect_json_match=match,
        )
    assert got.outcome is outcome, got.detail


async def test_a_wrong_value_among_thousands_is_found() -> None:
    body = json.dumps({"ok": [True] * 5_000 + [False]})
    async with serving(always(answer(body))) as site:
        got = await ask(site.url(), expect_json="$.ok[*]", expect_json_value="true")
    assert got.detail == "expected $.ok[*] = true, but 1 of 5001 values differ: false"


async def test_more_values_than_are_looked_at_are_no_good_answer() -> None:
    body = json.dumps([1] * 100_001)
    async with serving(always(answer(body))) as site:
        got = await ask(site.url(), expect_json="$[*]", expect_json_value="1")
    assert got.reason is Reason.JSON_MISMATCH
    assert "more than 100,000 values" in got.detail


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "iso-8859-1"])
async def test_json_is_read_in_the_charset_it_came_in(coding: str) -> None:
    headers = {"Content-Type": "application/json; charset=" + coding.removesuffix("-sig")}
    body = '{"state": "verfügbar"}'.encode(coding)
    async with serving(always(answer(body, headers=headers))) as site:
        got = await ask(site.url(), expect_json="$.state", expect_json_value="verfügbar")
    assert got.outcome is Outcome.UP, got.detail


async def test_a_json_text_alone_is_found_by_its_root() -> None:
    async with serving(always(answer('"ok"'))) as site:
        got = await ask(site.url(), expect_json="$", expect_json_value="ok")
    assert got.outcome is Outcome.UP


async def test_a_value_without_a_path_is_not_asked_at_all() -> None:
    """Nor where it was stored before the form refused it."""
    with pytest.raises(Failed) as refused:
        question_of({"url": "http://127.0.0.1:9/", "expect_json_value": "ok"})
    assert refused.value.reason is Reason.NOT_CONFIGURED


async def test_a_slow_answer_is_degraded() -> None:
    async def slowly(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.06)
        writer.write(answer())

    async with serving(slowly) as site:
        got = await ask(site.url(), slow_after="50ms")
    assert (got.outcome, got.reason) == (Outcome.DEGRADED, Reason.SLOW)
    assert got.detail.endswith("slower than 50 ms")
    assert got.response_us is not None
    assert got.response_us >= 50_000


async def test_a_slow_answer_that_is_wrong_is_down() -> None:
    async with serving(always(answer(status="500 Oops"))) as site:
        got = await ask(site.url(), slow_after="1ms")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.STATUS_CODE)


async def test_the_transcript_shows_what_was_sent_what_came_and_every_fault() -> None:
    body = '{"status":"failing","db":"ok"}'
    reply = answer(body, status="503 Service Unavailable", headers={"Retry-After": "30"})
    async with serving(always(reply)) as site:
        got = await ask(site.url("/x"), expect_json="$.status", expect_json_value="ok")
    lines = list(got.transcript)
    assert lines[0] == f"GET {site.url('/x')}"
    assert "HTTP/1.1 503 Service Unavailable" in lines
    assert "retry-after: 30" in lines
    assert body in lines
    assert lines[-2:] == [
        "✕ expected status 200–299, got 503",
        '✕ expected $.status = ok, got "failing"',
    ]


async def test_method_headers_and_body_are_sent_as_configured() -> None:
    async with serving(always(answer())) as site:
        await ask(
            site.url("/in?a=b%20c"),
            method="POST",
            headers={"X-Tenant": "north", "accept": "text/plain"},
            body="grüße",
        )
    [asked] = site.asked
    assert (asked.method, asked.path, asked.body) == ("POST", "/in?a=b%20c", "grüße".encode())
    assert asked.headers["x-tenant"] == "north"
    assert asked.headers["accept"] == "text/plain"
    assert asked.headers["user-agent"].startswith("StatusBoard/")


async def test_an_answer_to_head_has_no_body_and_is_good() -> None:
    async with serving(always(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")) as site:
        got = await ask(site.url(), method="HEAD")
    assert got.outcome is Outcome.UP
