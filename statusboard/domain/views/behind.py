"""What a figure of uptime is made of: its spans, and the single answers that made those."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.verify import LatestAnswer


@dataclass(frozen=True, slots=True)
class SpanLine:
    """One span as it lies in the period. `stop` None: it lasts; unknown: nobody watched.

    `starts` and `stops` are those of the whole span, `counted_us` is how much of it counts in the
    period. `note`: what has to be known of it, such as that its end was set afterwards.
    """

    component_id: int
    service: str
    status: ComponentStatus
    starts: datetime
    stops: datetime | None
    counted_us: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class StretchFound:
    """A stretch of the past that somebody points at; `zone` is the page's.

    Of what nobody observed: `ended` and `began` are instants of the outages that lie right before
    and after it, and may have been longer; None where none does.
    """

    line: SpanLine
    as_of: datetime
    zone: str
    ended: datetime | None = None
    began: datetime | None = None


@dataclass(frozen=True, slots=True)
class BehindView:
    """A figure, and what it was added up from.

    `service` is empty for all of them together. `lengths_us` says how long each status lasted,
    added up over the services; their sum is the length of the period for each of them. `lines` are
    the newest spans first, `left_out` how many older ones are not listed; of all services together
    only those that were not operational are. `hours` is the worst of each hour of a day, from
    `start` on; empty for longer periods.
    """

    as_of: datetime
    zone: str
    start: datetime
    stop: datetime
    component_id: int | None
    service: str
    uptime: str
    coverage: str
    rule: str
    lengths_us: tuple[tuple[ComponentStatus, int], ...]
    lines: tuple[SpanLine, ...]
    left_out: int
    hours: tuple[ComponentStatus, ...] = ()
    in_business_hours: bool = False


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer of a check. `whole`: with everything known of it, where that was kept."""

    at: datetime
    check: str
    level: ComponentStatus
    words: str
    response_us: int | None
    whole: LatestAnswer | None = None


@dataclass(frozen=True, slots=True)
class AnswersView:
    """The answers of a service in a stretch of time, oldest first, with a few before it.

    `left_out` is how many later ones are not listed. `kept_since`: older single answers are no
    longer kept; roll-ups and spans are.
    """

    as_of: datetime
    zone: str
    lines: tuple[AnswerLine, ...]
    left_out: int
    kept_since: datetime
