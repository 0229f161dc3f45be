"""Makes an answer of what a question found: the way it took, its time, and what is wrong."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from statusboard.catalog.echoes import Echoes
from statusboard.domain.result import Answer, Outcome, Reason, Trace
from statusboard.domain.status import ComponentStatus
from statusboard.probes.base import ProbeContext
from statusboard.probes.record import Record
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.times import seconds_text

NO_SECRETS = Echoes.of(())
# Whatever a server says is quoted no further than this.
MOST_CHARACTERS = 200
# These say that nothing was asked, so nothing is known of the service.
_OURS = frozenset({Reason.NOT_CONFIGURED, Reason.DEFECT})
# What a source means that says itself that it will not tell.
_SAID_NO = frozenset(
    {Reason.SOURCE_REJECTED, Reason.SOURCE_GONE, Reason.SOURCE_SILENT, Reason.RATE_LIMITED}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What an answer is worth. `words` is one line for a person; `code` what a server called it."""

    outcome: Outcome = Outcome.UP
    reason: Reason = Reason.OK
    words: str = ""
    code: int | None = None
    level: ComponentStatus | None = None


GOOD = Finding()


async def answered(
    context: ProbeContext,
    asking: Callable[[], Awaitable[Finding]],
    *,
    slow_us: int | None = None,
    secrets: Echoes = NO_SECRETS,
) -> Answer:
    """The answer to a question of the service itself; what stood in its way makes it down."""
    try:
        finding = await asking()
    except Failed as failed:
        outcome = Outcome.UNKNOWN if failed.reason in _OURS else Outcome.DOWN
        finding = Finding(outcome, failed.reason, failed.detail)
    return _finished(context.record, finding, slow_us, secrets)


async def told(
    context: ProbeContext,
    asking: Callable[[], Awaitable[Finding]],
    *,
    source: str,
    secrets: Echoes = NO_SECRETS,
) -> Answer:
    """The answer of a source that speaks about a service; its own silence says nothing of that.

    `source` is what it is called within a sentence, such as `the registry`.
    """
    try:
        finding = await asking()
    except Failed as failed:
        keeps = failed.reason in _OURS | _SAID_NO
        reason = failed.reason if keeps else Reason.SOURCE_UNAVAILABLE
        words = failed.detail if keeps else f"{source} could not be read: {failed.detail}"
        finding = Finding(Outcome.UNKNOWN, reason, words)
    return _finished(context.record, finding, None, secrets)


def quoted(text: str) -> str:
    """What somebody said, for a sentence: on one line, and not too much of it."""
    plain = " ".join(text.split())
    return plain if len(plain) <= MOST_CHARACTERS else f"{plain[:MOST_CHARACTERS]}…"


def _finished(record: Record, found: Finding, slow_us: int | None, secrets: Echoes) -> Answer:
    record.stop()
    took_us = record.response_us
    if found.reason is Reason.OK and slow_us is not None and (took_us or 0) > slow_us:
        words = f"took {seconds_text(took_us or 0)}, slower than {seconds_text(slow_us)}"
        found = Finding(Outcome.DEGRADED, Reason.SLOW, words, found.code)
    words = secrets.hide(found.words)
    if secrets.forms:
        record.lines[:] = map(secrets.hide, record.lines)
    if found.outcome is not Outcome.UP and words:
        record.lines.append(f"✕ {words}")
    return Answer(
        found.outcome,
        found.reason,
        words,
        response_us=took_us,
        phases=record.phases,
        code=found.code,
        level=found.level,
        transcript=tuple(record.lines),
        trace=Trace(record.address),
    )
