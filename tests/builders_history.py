"""Builders for histories: components with spans, results at an instant."""

from datetime import timedelta

from hypothesis import strategies as st

from statusboard.domain.access import loop
from statusboard.domain.check import Check, Thresholds
from statusboard.domain.component import Component
from statusboard.domain.instants import from_us
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.unit import Unit

COLLECTOR = loop("collector")
S = 1_000_000
# A quiet Sunday at noon, UTC.
NOON_US = 1_792_929_600 * S

UP = Answer(Outcome.UP, Reason.OK, "200 in 40 ms", response_us=40_000, code=200)
DOWN = Answer(
    Outcome.DOWN,
    Reason.STATUS_CODE,
    "answered 503, expected 200-299",
    response_us=90_000,
    code=503,
    transcript=("GET / HTTP/1.1", "HTTP/1.1 503 Service Unavailable"),
)
SLOW = Answer(Outcome.DEGRADED, Reason.SLOW, "took 4 s", response_us=4_000_000, code=200)
BLIND = Answer(Outcome.UNKNOWN, Reason.SOURCE_UNAVAILABLE, "New Relic did not answer")


def result(check_id: int, at_us: int, answer: Answer) -> CheckResult:
    return CheckResult(check_id, at_us, answer)


def add_service(
    unit: Unit,
    name: str = "Checkout API",
    *,
    group_id: int | None = None,
    checks: int = 1,
    interval_s: int = 60,
) -> tuple[Component, tuple[Check, ...]]:
    component = add_component(unit, name=name, group_id=group_id)
    return component, tuple(
        add_check(
            unit,
            component_id=component.id,
            kind="http",
            config={"url": f"http://127.0.0.1:8080/{number}"},
            interval=timedelta(seconds=interval_s),
            thresholds=Thresholds(fail_after=2, recover_after=2),
        )
        for number in range(checks)
    )


def write_service(
    database: Database,
    name: str = "Checkout API",
    *,
    at_us: int = NOON_US,
    checks: int = 1,
    interval_s: int = 60,
) -> tuple[Component, tuple[Check, ...]]:
    with database.writing(from_us(at_us), COLLECTOR) as unit:
        return add_service(unit, name, checks=checks, interval_s=interval_s)


@st.composite
def histories(draw: st.DrawFn, component_id: int = 1, start_us: int = NOON_US) -> list[Span]:
    """Spans of one component: in order, disjoint, with gaps, perhaps an open one at the end."""
    at_us = start_us + draw(st.integers(-5 * 86_400 * S, 86_400 * S))
    spans = []
    for _ in range(draw(st.integers(0, 8))):
        at_us += draw(st.sampled_from([0, 0, 1, 3_600 * S + 7]))
        stop_us = at_us + draw(st.integers(1, 2 * 86_400 * S))
        spans.append(Span(component_id, at_us, stop_us, draw(st.sampled_from(ComponentStatus))))
        at_us = stop_us
    if draw(st.booleans()):
        spans.append(Span(component_id, at_us, None, draw(st.sampled_from(ComponentStatus))))
    return spans
