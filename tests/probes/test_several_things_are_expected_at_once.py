"""Lines of expectations: each is held against the answer, and told in its own words."""

import asyncio
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.catalog.fields import validate
from statusboard.domain.result import Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.comparing import Comparison, Operator
from statusboard.probes.web.expectation_lines import FORMS, expectations_in
from statusboard.probes.web.expectations import Subject
from statusboard.probes.web.patterns import compile_pattern, is_found
from statusboard.probes.web.refusals import lines_problem
from tests.fixtures.web import Asked, always, answer, ask, serving

BODY = (
    '{"status":"ok","queue":12,"items":[1,2,3],"name":"web-7","free":"41.5","none":null,"tags":[]}'
)
HEADERS = {"Content-Type": "application/json", "X-Cache": "HIT", "Set-Cookie": "sid=abc123def"}


@pytest.mark.anyio
@pytest.mark.parametrize(
    "line",
    [
        "status 2xx",
        "status = 200",
        "status != 5xx, 404",
        "header X-Cache",
        "header x-cache exists",
        "header X-Cache = HIT",
        "header X-Cache != MISS",
        "header Content-Type contains json",
        "header Content-Type lacks html",
        r"header Content-Type matches ^application/(\w+\+)?json",
        "header X-Powered-By missing",
        "text contains ok",
        "text lacks error",
        "text != something else",
        r"text matches \"queue\":\s*\d+",
        "json $.status = ok",
        'json $.status = "ok"',
        "json $.status != failing",
        "json $.queue < 100",
        "json $.queue <= 12",
        "json $.queue>=12",
        "json $.free > 41",
        "json $.items length = 3",
        "json $.items contains 2",
        "json $.items lacks 9",
        "json $.items = [1, 2, 3]",
        "json any $.items[*] = 3",
        "json $.items[*] < 4",
        "json $.items[?@ > 2] = 3",
        r"json $.name matches ^web-\d$",
        "json $.name contains web",
        "json $.none = null",
        "json $.none exists",
        "json $.error missing",
        "json $.tags length < 1",
        "json $['name'] length > 4",
        "size < 1 kB",
        "size > 10",
        "time < 30s",
        "redirects = 0",
        "address matches ^http://127.0.0.1:",
    ],
)
async def test_what_holds_is_up(line: str) -> None:
    async with serving(always(answer(BODY, headers=HEADERS))) as site:
        got = await ask(site.url(), down_unless=line)
    assert got.outcome is Outcome.UP, got.detail


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        ("status 204, 3xx", Reason.STATUS_CODE, "expected status 204, 3xx, got 200"),
        ("status != 2xx", Reason.STATUS_CODE, "expected status != 2xx, got 200"),
        (
            "header X-None",
            Reason.UNEXPECTED_ANSWER,
            "expected header X-None, but there is no such header",
        ),
        (
            "header X-Cache = MISS",
            Reason.UNEXPECTED_ANSWER,
            "expected header X-Cache = MISS, got HIT",
        ),
        (
            "header X-Cache missing",
            Reason.UNEXPECTED_ANSWER,
            "expected header X-Cache missing, got HIT",
        ),
        (
            "header X-None != a",
            Reason.UNEXPECTED_ANSWER,
            "expected header X-None != a, but there is no such header",
        ),
        ("text contains well", Reason.TEXT_MISSING, "expected text contains well"),
        ("text lacks ok", Reason.TEXT_MISSING, "expected text lacks ok"),
        ("json $.queue < 10", Reason.JSON_MISMATCH, "expected $.queue < 10, got 12"),
        ("json $.status < 10", Reason.JSON_MISMATCH, 'expected $.status < 10, got "ok"'),
        ("json $.items length > 3", Reason.JSON_MISMATCH, "expected $.items length > 3, got 3"),
        ("json $.queue length > 3", Reason.JSON_MISMATCH, "expected $.queue length > 3, got 12"),
        (
            "json $.items[*] < 3",
            Reason.JSON_MISMATCH,
            "expected $.items[*] < 3, but 1 of 3 values differ: 3",
        ),
        ("json any $.items[*] > 3", Reason.JSON_MISMATCH, "expected $.items[*] > 3, got 1, 2, 3"),
        (
            "json $.error != yes",
            Reason.JSON_MISMATCH,
            "expected $.error != yes, but there is no such value",
        ),
        ("json $.status missing", Reason.JSON_MISMATCH, 'expected $.status missing, got "ok"'),
        ("json $.items lacks 2", Reason.JSON_MISMATCH, "expected $.items lacks 2, got [1, 2, 3]"),
        ("size < 20", Reason.UNEXPECTED_ANSWER, "expected size < 20, got 93 bytes"),
        ("redirects > 0", Reason.UNEXPECTED_ANSWER, "expected redirects > 0, got 0"),
    ],
)
async def test_what_does_not_hold_is_down_and_told(line: str, reason: Reason, detail: str) -> None:
    async with serving(always(answer(BODY, headers=HEADERS))) as site:
        got = await ask(site.url(), down_unless=line)
    assert (got.outcome, got.reason, got.detail) == (Outcome.DOWN, reason, detail)


@pytest.mark.anyio
async def test_every_line_that_does_not_hold_stands_in_the_transcript() -> None:
    lines = "# what the shop promises\n\ntext contains well\njson $.queue < 10\njson $.status = ok"
    async with serving(always(answer(BODY))) as site:
        got = await ask(site.url(), down_unless=lines, degraded_unless="json $.queue < 5")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TEXT_MISSING)
    assert [line for line in got.transcript if line.startswith("✕")] == [
        "✕ expected text contains well",
        "✕ expected $.queue < 10, got 12",
    ]


@pytest.mark.anyio
async def test_what_only_makes_it_degraded_is_told_as_that() -> None:
    async with serving(always(answer(BODY))) as site:
        got = await ask(
            site.url(), down_unless="json $.queue < 100", degraded_unless="json $.queue < 10"
        )
    assert (got.outcome, got.reason) == (Outcome.DEGRADED, Reason.JSON_MISMATCH)
    assert got.detail == "expected $.queue < 10, got 12"


@pytest.mark.anyio
async def test_a_slow_answer_is_down_where_the_check_says_so() -> None:
    async def slowly(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.06)
        writer.write(answer())

    async with serving(slowly) as site:
        got = await ask(site.url(), down_unless="time < 50ms")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.SLOW)
    assert got.detail.startswith("expected time < 50ms, took ")


@pytest.mark.anyio
async def test_where_redirects_end_and_how_many_there_were_can_be_expected() -> None:
    async def lead(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/home":
            writer.write(answer("here"))
        else:
            writer.write(answer("", status="302 Found", headers={"Location": "/home"}))

    async with serving(lead) as site:
        good = await ask(site.url(), down_unless="redirects = 1\naddress contains /home")
        bad = await ask(site.url(), down_unless="address contains /sign-in")
    assert good.outcome is Outcome.UP, good.detail
    where = site.url("/home")
    assert bad.detail == f"expected address contains /sign-in, but the answer came from {where}"


@pytest.mark.anyio
async def test_no_more_redirects_are_followed_than_the_check_says() -> None:
    async def lead(asked: Asked, writer: asyncio.StreamWriter) -> None:
        step = int(asked.path[1:])
        if step == 7:
            writer.write(answer("here"))
        else:
            writer.write(answer("", status="302 Found", headers={"Location": f"/{step + 1}"}))

    async with serving(lead) as site:
        usual = await ask(site.url("/1"))
        more = await ask(site.url("/1"), most_redirects=6)
        once = await ask(site.url("/1"), most_redirects=1)
    assert usual.detail == "redirects more than 5 times in a row"
    assert more.outcome is Outcome.UP
    assert (once.reason, once.detail) == (Reason.REDIRECT_LOOP, "redirects more than once")


@pytest.mark.anyio
async def test_a_telling_header_is_compared_and_not_shown() -> None:
    async with serving(always(answer(BODY, headers=HEADERS))) as site:
        got = await ask(site.url(), down_unless="header Set-Cookie contains other")
    assert got.outcome is Outcome.DOWN
    assert "abc123def" not in repr(got)


@pytest.mark.anyio
async def test_a_body_that_is_no_json_is_told_for_each_path() -> None:
    async with serving(always(answer("<html>"))) as site:
        got = await ask(site.url(), down_unless="json $.a = 1\njson $.b exists")
    assert [line for line in got.transcript if line.startswith("✕")] == [
        "✕ expected $.a = 1, but the answer is not JSON",
        "✕ expected $.b, but the answer is not JSON",
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("heder X-Cache", "“heder” is nothing that an answer has. Did you mean header?"),
        ("queue < 7", "Begin with one of status, header"),
        ("json queue < 7", "Write it like “json $.queue < 100”."),
        ("json $..[ = 1", "is not a JSON path"),
        ("json $.a < many", "“<” compares numbers, and “many” is none."),
        ("json $.a length contains 2", "A length is a number"),
        ("json $.a length = many", "compares numbers"),
        ("json $.a =", "after “=” it says nothing"),
        ("json $.a exists yes", "nothing may stand after “exists”."),
        ("json $.a like b", "Write it like"),
        ("text exists", "Write it like “text matches ^ready”."),
        ("text matches (", "is not a pattern"),
        ("text matches a(?=b)", "Write it as RE2 has it"),
        ("text matches (x.{900})+y", "too large a pattern"),
        (f"text matches {'a' * 501}", "longer than 500 characters"),
        ("header = json", "Write it like “header"),
        ("size < big", "Write it like “size < 200 kB”."),
        ("size contains 5", "Write it like “size < 200 kB”."),
        ("time < 5", "is not a duration"),
        ("certificate > soon", "Write it like “certificate > 14 days”."),
        ("redirects < -1", "Write it like “redirects <= 2”."),
        ("status fine", "“fine” is not a status code."),
        ("status < 300", "Write it like “status 2xx, 301”."),
        ("address exists", "Write it like “address contains /home”."),
        (f"text contains {'a' * 1_000}", "longer than 1,000 characters"),
    ],
)
def test_a_line_that_says_nothing_is_refused_in_words(line: str, words: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        validate(
            DECLARATION.fields,
            {"url": "https://shop.example", "down_unless": f"status 200\n{line}"},
        )
    assert refused.value.field == "down_unless"
    assert refused.value.sentence.startswith("Line 2: ")
    assert words in refused.value.sentence


def test_every_form_that_is_shown_as_an_example_can_be_read() -> None:
    assert FORMS.keys() == set(Subject)
    for line in FORMS.values():
        [found] = expectations_in(line)
        assert found.line == line


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="At most 50 lines"):
        expectations_in("status 200\n" * 51)


@given(st.text(max_size=60), st.sampled_from([*Subject, "json any $.a", "header A"]))
def test_whatever_is_written_is_read_or_refused(text: str, subject: str) -> None:
    problem = lines_problem(f"{subject} {text}")
    assert problem is None or re.match(r"Line \d+: .*[.?]$", problem, re.DOTALL)


NUMBERS = st.integers(-1_000, 1_000) | st.floats(-1e6, 1e6)
_SIGNS = {
    Operator.LESS: lambda a, b: a < b,
    Operator.AT_MOST: lambda a, b: a <= b,
    Operator.MORE: lambda a, b: a > b,
    Operator.AT_LEAST: lambda a, b: a >= b,
    Operator.EQUAL: lambda a, b: a == b,
    Operator.OTHER: lambda a, b: a != b,
}


@given(value=NUMBERS, wanted=NUMBERS, sign=st.sampled_from(list(_SIGNS)))
def test_numbers_are_compared_as_numbers(value: float, wanted: float, sign: Operator) -> None:
    comparison = Comparison.of(sign, repr(wanted))
    assert comparison.fits_json(value) is _SIGNS[sign](value, wanted)
    assert comparison.fits_number(value) is _SIGNS[sign](value, wanted)


@given(st.booleans() | st.none() | st.lists(st.integers(), max_size=3))
def test_what_is_no_number_is_neither_less_nor_more(value: object) -> None:
    for sign in (Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST):
        assert not Comparison.of(sign, "0").fits_json(value)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("pattern", "body"),
    [
        ("(a+)+$", "a" * 900_000 + "b"),
        ("(a|a)*b", "a" * 900_000),
        ("(?:x+x+)+y", "x" * 900_000),
        ("(.*)*(.*)*x=(.*)", "a" * 900_000),
        ("(x.{240})+y", "x" * 900_000),
        ("[ab]*a[ab]{200}c", "ab" * 450_000),
    ],
)
async def test_no_pattern_holds_up_the_collector(pattern: str, body: str) -> None:
    """Patterns that libraries which backtrack never come back from, on nearly a megabyte."""
    loop = asyncio.get_running_loop()
    longest_s = 0.0

    async def watch() -> None:
        nonlocal longest_s
        while True:
            before_s = loop.time()
            await asyncio.sleep(0.001)
            longest_s = max(longest_s, loop.time() - before_s)

    async with serving(always(answer(body))) as site:
        watching = asyncio.create_task(watch())
        begun_s = loop.time()
        got = await ask(site.url(), down_unless=f"text matches {pattern}")
        took_s = loop.time() - begun_s
        watching.cancel()
    assert got.outcome is Outcome.DOWN
    assert took_s < 10.0  # a second on a computer that has nothing else to do
    assert longest_s < 0.5


@pytest.mark.anyio
async def test_others_are_asked_while_a_costly_pattern_is_searched() -> None:
    """One of those that are just let in, on letters for which RE2 has no quick way."""
    letters = random.Random(1).choices("xa", k=400_000)
    loop = asyncio.get_running_loop()
    gaps_s = [0.0]

    async def watch() -> None:
        while True:
            before_s = loop.time()
            await asyncio.sleep(0.001)
            gaps_s.append(loop.time() - before_s)

    async with serving(always(answer("".join(letters)))) as site:
        await ask(site.url(), expect_text="x")
        watching = asyncio.create_task(watch())
        begun_s = loop.time()
        got = await ask(site.url(), down_unless="text matches (x.{240})+y")
        took_s = loop.time() - begun_s
        watching.cancel()
    assert got.outcome is Outcome.DOWN
    assert max(gaps_s) < took_s / 2


def test_patterns_that_are_too_much_together_are_refused() -> None:
    config = {"url": "https://shop.example", "down_unless": "text matches (x.{200})+y"}
    validate(DECLARATION.fields, config)
    with pytest.raises(RuleBroken, match="patterns together") as refused:
        validate(DECLARATION.fields, {**config, "degraded_unless": "text matches (z.{200})+y"})
    assert refused.value.field == "degraded_unless"


@pytest.mark.anyio
async def test_the_blanks_around_a_text_are_no_part_of_it() -> None:
    async with serving(always(answer("OK\r\n"))) as site:
        got = await ask(site.url(), down_unless="text = OK")
    assert got.outcome is Outcome.UP, got.detail


@pytest.mark.parametrize(
    ("value", "line", "fits"),
    [
        ({"a": 1}, "contains a", True),
        ({"a": 1}, "lacks a", False),
        ({"a": 1}, "lacks b", True),
        ([1, 2], "contains 2", True),
        ([1, 2], "lacks 2", False),
        ({"a": 1}, "matches a", False),
        ([1, 2], "matches 1", False),
    ],
)
def test_of_lists_and_objects_the_entries_and_names_count(
    value: object, line: str, *, fits: bool
) -> None:
    sign, _, wanted = line.partition(" ")
    assert Comparison.of(Operator(sign), wanted).fits_json(value) is fits


def test_a_pattern_that_is_too_much_for_so_long_an_answer_is_refused() -> None:
    config = {"url": "https://shop.example", "down_unless": "text matches (?:ab?){80}c"}
    validate(DECLARATION.fields, config)
    with pytest.raises(RuleBroken) as refused:
        validate(DECLARATION.fields, {**config, "largest_answer": 20_000})
    assert refused.value.field == "largest_answer"


def test_a_pattern_is_searched_in_text_of_any_letters() -> None:
    assert is_found(compile_pattern("verfügbar$"), "ist verfügbar")
    assert is_found(compile_pattern(r"\pL+"), "\ud800é")
    assert not is_found(compile_pattern("^b"), "ab")
