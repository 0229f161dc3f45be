"""Whatever a service says, its answer can be kept, and costs no other check its own."""

import msgspec
import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.watching.runner import Runner
from statusboard.app.watching.seats import Seats
from statusboard.catalog.declaration import CheckKind, Config
from statusboard.domain.check import Check
from statusboard.domain.result import Answer, Outcome, Reason, Trace
from statusboard.probes import http
from statusboard.probes.base import ProbeContext
from statusboard.probes.web.connections import Connections
from tests.fixtures.web import always, answer, serving

pytestmark = pytest.mark.anyio
HALF = "a\ud83d b"


async def asked(kind: CheckKind, config: Config) -> Answer:
    connections = Connections()
    try:
        runner = Runner({kind.key: kind}, connections, SystemClock(), Seats(2))
        return (await runner.ask(Check(1, 1, kind.key, config))).answer
    finally:
        await connections.aclose()


@pytest.mark.parametrize("value", [r'"\ud800"', r'{"\udfff": "\ud83d"}', r'["\ud83d\ud83d"]'])
async def test_half_a_letter_in_json_is_a_mark_in_the_sentence(value: str) -> None:
    async with serving(always(answer(f'{{"a": {value}}}'))) as site:
        config = {"url": site.url(), "expect_json": "$.a", "expect_json_value": "x"}
        got = await asked(http.DECLARATION, config)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.JSON_MISMATCH)
    assert "\N{REPLACEMENT CHARACTER}" in got.detail
    assert msgspec.json.encode(got)


async def test_half_a_letter_anywhere_in_an_answer_is_a_mark() -> None:
    async def odd(_config: Config, _context: ProbeContext) -> Answer:
        trace = Trace(landed=HALF, page=HALF)
        return Answer(Outcome.DOWN, Reason.REFUSED, HALF, transcript=(HALF, "ok"), trace=trace)

    door = CheckKind("door", "Door", "plug", (), odd, str, lambda _config: None, good=(), bad=())
    got = await asked(door, {})
    assert got.detail == got.trace.page == got.trace.landed == "a\N{REPLACEMENT CHARACTER} b"
    assert got.transcript == ("a\N{REPLACEMENT CHARACTER} b", "ok")
