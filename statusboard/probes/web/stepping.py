"""Asks several requests in a row, with one verdict: the first that fails is named."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from statusboard.domain.instants import duration_us
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.record import Record
from statusboard.probes.web.asking import ask
from statusboard.probes.web.carrying import Carried, filled, in_address, in_body
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.cookies import CookieJar
from statusboard.probes.web.step_lines import Step, steps_in
from statusboard.probes.web.times import seconds_text

# Of the configuration these are for every request of the row.
_SHARED = (
    *("follow_redirects", "most_redirects", "ip_version", "proxy", "proxy_url"),
    *("verify_tls", "authority"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """Who asks a row, and with what: as for one question (`asking.ask`), but for all of them."""

    check_id: int
    connections: Connections
    record: Record
    deadline_s: float
    asked_at: datetime | None


async def ask_in_a_row(config: Mapping[str, object], row: Row) -> Answer:
    """The answer of the whole row: that of the first step that is down, else of the worst."""
    try:
        steps = steps_in(str(config.get("steps") or ""))
    except ValueError as error:
        return Answer(Outcome.UNKNOWN, Reason.NOT_CONFIGURED, str(error))
    given = config.get("secrets")
    values = {str(k): str(v) for k, v in given.items()} if isinstance(given, Mapping) else {}
    carried = Carried(CookieJar(row.asked_at), values)
    until_s = asyncio.get_running_loop().time() + row.deadline_s
    worst: Answer | None = None
    last: Answer | None = None
    for number, step in enumerate(steps, 1):
        named = f"step {number} of {len(steps)}, {step.name}"
        row.record.lines.append(f"— {named}")
        last = await _one(step, config, row, carried, until_s)
        if last.outcome is not Outcome.UP and worst is None:
            worst = replace(last, detail=f"{named}: {last.detail}".rstrip(": "))
        if last.outcome in (Outcome.DOWN, Outcome.UNKNOWN) or last.ask_again_s is not None:
            worst = replace(last, detail=f"{named}: {last.detail}".rstrip(": "))
            break
    assert last is not None
    return _whole(worst or last, config, row.record, carried)


async def _one(
    step: Step,
    config: Mapping[str, object],
    row: Row,
    carried: Carried,
    until_s: float,
) -> Answer:
    """The answer of one step; its times are added to the whole, cut off or not."""
    own = Record()
    carried.takings = step.takings
    left_s = max(0.001, until_s - asyncio.get_running_loop().time())
    try:
        return await ask(
            _question(step, config, carried.values),
            row.connections,
            own,
            owner=row.check_id,
            deadline_s=left_s,
            asked_at=row.asked_at,
            carried=carried,
        )
    finally:
        hidden = carried.hidden()
        own.lines = [hidden.hide(line) for line in own.lines]
        row.record.add(own)


def _question(
    step: Step, config: Mapping[str, object], values: Mapping[str, str]
) -> dict[str, object]:
    """The step as an HTTP check would ask it."""
    headers = {name: filled(value, values) for name, value in step.headers}
    sort = next((v for name, v in headers.items() if name.lower() == "content-type"), "")
    body = "\n".join(step.sent)
    return {
        **{name: config[name] for name in _SHARED if name in config},
        "url": filled(step.url, values, in_address),
        "method": step.method,
        "headers": headers,
        "body": filled(body, values, in_body(sort, body)) or None,
        "expect_status": step.codes or "200-299",
        "down_unless": "\n".join(filled(line, values) for line in step.expect),
    }


def _whole(
    answer: Answer, config: Mapping[str, object], record: Record, carried: Carried
) -> Answer:
    """The answer with the times and the transcript of the whole row, and slow as a whole."""
    took_us, slow = record.response_us, config.get("slow_after")
    limit_us = duration_us(slow) if isinstance(slow, timedelta) else None
    is_slow = limit_us is not None and took_us is not None and took_us > limit_us
    if is_slow and answer.outcome is Outcome.UP and limit_us is not None and took_us is not None:
        words = f"all steps took {seconds_text(took_us)}, slower than {seconds_text(limit_us)}"
        record.lines.append(f"✕ {words}")
        answer = replace(answer, outcome=Outcome.DEGRADED, reason=Reason.SLOW, detail=words)
    hidden = carried.hidden()
    return replace(
        answer,
        detail=hidden.hide(answer.detail),
        trace=replace(answer.trace, page=hidden.hide(answer.trace.page)),
        response_us=took_us,
        phases=record.phases,
        transcript=tuple(record.lines),
    )
