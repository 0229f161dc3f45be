"""The contract of the kinds that ask nobody: whatever is reported to them is read, or refused.

What a kind that asks promises of its answers, these promise of what they make of reports: bounded,
fit to be shown and to be kept, and never an exception.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from statusboard import probes
from statusboard.catalog import registry
from statusboard.catalog.declaration import CheckKind, Memory, Receiving
from statusboard.catalog.fields import Example, validate
from statusboard.domain.instants import MINUTE_US, SECOND_US
from statusboard.domain.received import Listening, Report, Standing
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.errors import RuleBroken
from tests.fixtures.history import NOON_US

KINDS = registry.load(probes, CheckKind)
TOLD = [(kind, one) for kind in KINDS.values() if kind.receives for one in kind.good]
LARGEST_MEMORY = 250_000
HEARD = Listening(NOON_US - 90 * MINUTE_US, NOON_US)
DEEP = "[" * 100_000
ALERT = {"status": "firing", "labels": {"alertname": "a" * 5_000, "service": "a" * 3_000 + "!"}}
HOSTILE = {
    "nothing": "",
    "zeros": "\0" * 5_000,
    "broken letters": "\ud800\udfff" * 100,
    "control characters": "\x1b[31mred\x07\r\n" * 300,
    "text that turns around": "\u202e\u2066done" * 300,
    "a line that never ends": "2" * 200_000,
    "no JSON": "{" * 5_000,
    "a deep nest": DEEP,
    "a deep nest that is whole": DEEP + "]" * 100_000,
    "a number without end": f'{{"alerts": {"9" * 50_000}}}',
    "no number": '{"state": NaN, "alerts": [Infinity]}',
    "the wrong sorts": '{"alerts": {"status": []}, "state": [[{}]], "status": 7}',
    "alerts that are none": json.dumps({"alerts": [None, 1, "x", [], {}, {"labels": 3}]}),
    "thousands of alerts": json.dumps({"alerts": [{**ALERT, "n": n} for n in range(50)] * 20}),
    "long names": json.dumps({"alerts": [ALERT], "state": "x" * 90_000}),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A kind with one of its good configurations, as the office and the feed use it."""

    kind: CheckKind
    config: Mapping[str, object]

    @property
    def receives(self) -> Receiving:
        assert self.kind.receives is not None
        return self.kind.receives

    def reads(self, report: Report) -> Memory | None:
        """What the report says; None where it was refused in words."""
        try:
            said = self.receives.read(self.config, report)
        except RuleBroken as broken:
            refused = broken.sentence
        else:
            return said
        assert refused.endswith(".")
        assert refused.isprintable()
        assert len(refused) < 1_000
        return None

    def stands(self, memory: Memory, listening: Listening | None = HEARD) -> Standing:
        """What is said of it, which can be shown and kept."""
        found = self.receives.stand(self.config, memory, listening, NOON_US)
        answer = found.answer
        for line in (answer.detail, *answer.transcript):
            assert line.isprintable()
            assert len(line) < 2_000
        assert answer.reason not in (Reason.DEFECT, Reason.OWN_DELAY)
        assert found.since_us <= NOON_US
        return found


def name_of(value: object) -> str:
    return value.key if isinstance(value, CheckKind) else ""


@pytest.fixture(params=TOLD, ids=lambda one: one[0].key)
def told(request: pytest.FixtureRequest) -> Told:
    kind, good = request.param
    assert isinstance(good, Example)
    return Told(kind, validate(kind.fields, good.config))


def test_there_are_some_and_they_ask_nobody() -> None:
    assert {kind.key for kind, _ in TOLD} >= {"heartbeat", "alert_webhook"}
    assert all(kind.batched and kind.probe is None for kind, _ in TOLD)
    assert all(kind.target(one.config) is None for kind, one in TOLD)
    paths = {kind.key: kind.receives.path for kind, _ in TOLD if kind.receives}
    assert len(set(paths.values())) == len(paths)


def test_before_anything_came_nothing_is_known(told: Told) -> None:
    for listening in (None, HEARD):
        assert told.stands({}, listening).answer.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_is_reported_is_read_in_bounds_or_refused_in_words(told: Told, body: str) -> None:
    for report in (Report(body=body), Report(asked={"message": body, "duration": body})):
        said = told.reads(report)
        if said is None:
            continue
        memory = told.receives.take({}, said, NOON_US - SECOND_US)
        again = told.receives.take(memory, said, NOON_US)
        # As it is kept: nothing of it is lost on the way, and no sender fills the database.
        kept = json.dumps(again)
        assert len(kept) < LARGEST_MEMORY
        assert told.stands(json.loads(kept)) == told.stands(again)


def test_what_stands_behind_the_address_is_known_or_refused(told: Told) -> None:
    for rest in ("/nonsense", "/" * 3_000, "/../../etc/passwd", "/\x00", "/%2e%2e", "/१", "/999"):
        assert told.reads(Report(rest, body='{"alerts": []}')) is None or not rest.strip("/")


def test_silence_ends_what_was_good(told: Told) -> None:
    """A kind that is told has no deadline but that of the next word; what is late says so."""
    body = json.dumps({"alerts": [], "state": "ok", "status": "ok"})
    said = told.reads(Report(body=body))
    if said is None:
        return
    memory = told.receives.take({}, said, NOON_US)
    years_us = NOON_US + 5 * 366 * 24 * 60 * MINUTE_US
    heard = Listening(NOON_US - MINUTE_US, years_us)
    late = told.receives.stand(told.config, memory, heard, years_us).answer
    says_when = told.kind.key == "heartbeat" or told.config.get("stale_after")
    assert late.outcome is not Outcome.UP or not says_when


def test_the_line_for_a_shell_holds_the_address_whole(told: Told) -> None:
    address = "https://status.example/x/token"
    line = told.receives.command(address)
    assert address in line
    assert "\n" not in line


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)
KEYS = st.sampled_from(
    ("alerts", "lost", "lost_us", "heard_us", "began_us", "ended_us", "failed", "words", "code")
)


@settings(max_examples=30, deadline=None)
@given(memory=st.dictionaries(KEYS, JSON), body=JSON, rest=st.text(max_size=9))
@example({"ended_us": NOON_US, "code": True, "words": None}, {"alerts": [[]]}, "")
def test_no_memory_and_no_report_is_an_exception(memory: Memory, body: object, rest: str) -> None:
    """What another version remembered is taken as it is, too."""
    for kind, good in TOLD:
        told = Told(kind, validate(kind.fields, good.config))
        answer: Answer = told.receives.stand(told.config, memory, HEARD, NOON_US).answer
        assert isinstance(answer.detail, str)
        said = told.reads(Report(rest, {}, json.dumps(body)))
        if said is not None:
            told.receives.stand(
                told.config, told.receives.take(memory, said, NOON_US), HEARD, NOON_US
            )
