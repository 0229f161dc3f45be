"""What was wrong with a service and when it came back, as far as somebody was watching."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from statusboard.domain.instants import from_us
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus


@dataclass(frozen=True, slots=True)
class Trouble:
    """A service was in trouble without a break, whatever its severity.

    `stop` None: it lasts, or nobody saw how it ended.
    """

    component_id: int
    start: datetime
    stop: datetime | None

    def touches(self, start: datetime, stop: datetime) -> bool:
        """Whether some of it lies in an interval."""
        return self.start < stop and (self.stop is None or self.stop > start)


@dataclass(frozen=True, slots=True)
class _Run:
    component_id: int
    start_us: int
    stop_us: int | None
    is_back: bool = False


def troubles_of(spans: Iterable[Span], *, pause_us: int) -> tuple[Trouble, ...]:
    """The troubles in the spans of any services, by service and start.

    Nobody watches between two spans with a gap. One of at most `pause_us` ends nothing: what is
    seen after it decides. After a longer one it is not known when the trouble ended.
    """
    ordered = sorted(spans, key=lambda span: (span.component_id, span.start_us))
    return tuple(
        Trouble(
            run.component_id,
            from_us(run.start_us),
            from_us(run.stop_us) if run.is_back and run.stop_us is not None else None,
        )
        for _, own in groupby(ordered, lambda span: span.component_id)
        for run in _runs(own, pause_us)
    )


def _runs(spans: Iterable[Span], pause_us: int) -> list[_Run]:
    runs: list[_Run] = []
    for span in spans:
        if span.status is ComponentStatus.UNKNOWN:
            continue
        last = runs[-1] if runs else None
        lasts = (
            last is not None
            and not last.is_back
            and last.stop_us is not None
            and span.start_us - last.stop_us <= pause_us
        )
        if last is not None and lasts and span.status.is_trouble:
            runs[-1] = replace(last, stop_us=span.stop_us)
        elif last is not None and lasts:
            runs[-1] = replace(last, stop_us=span.start_us, is_back=True)
        elif span.status.is_trouble:
            runs.append(_Run(span.component_id, span.start_us, span.stop_us))
    return runs
