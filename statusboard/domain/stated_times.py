"""Start and end as a notice states them, held against when services failed and came back."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from statusboard.domain.finding import Finding
from statusboard.domain.measurements import Evidence, Measured
from statusboard.domain.notice import Wording
from statusboard.domain.time_text import length_text
from statusboard.domain.trouble import Trouble

# A stated time further from the measured one than this is wrong, not rounded.
TOLERANCE = timedelta(minutes=5)


def measured_start(wording: Wording, measured: Sequence[Measured]) -> datetime | None:
    """The first failure among the named services that are in trouble now, or None."""
    starts = [
        seen.since
        for seen in measured
        if seen.component_id in wording.components and seen.status.is_trouble and seen.since
    ]
    return min(starts, default=None)


def past_start(wording: Wording, troubles: Sequence[Trouble], now: datetime) -> datetime | None:
    """The first failure of a named service in what the wording says is over; None where none was.

    Without a stated start it is that of what lasted until the stated end.
    """
    stop = wording.ended_at or now
    start = wording.started_at or stop - TOLERANCE
    return min((one.start for one in _own(wording, troubles, start, stop)), default=None)


def measured_end(
    wording: Wording, troubles: Sequence[Trouble], *, started_at: datetime, now: datetime
) -> datetime | None:
    """When the last of the named services came back, of what failed since `started_at`.

    None where none of them failed, or one was not seen to come back.
    """
    own = _own(wording, troubles, started_at, wording.ended_at or now)
    stops = [one.stop for one in own if one.stop is not None]
    return max(stops) if stops and len(stops) == len(own) else None


def wrong_start(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    """A stated start that monitoring contradicts; not one that customers know already."""
    stated = wording.started_at
    seen = measured_start(wording, evidence.measured)
    if wording.status.is_over:
        seen = past_start(wording, evidence.troubles, evidence.now)
    if stated is None or seen is None or stated == evidence.published_start:
        return
    if abs(stated - seen) > TOLERANCE:
        side = "later" if seen > stated else "earlier"
        yield Finding(
            f"The notice says that it started at {evidence.time(stated)}, but monitoring saw the "
            f"first failure at {evidence.time(seen)}, {length_text(abs(stated - seen))} {side}.",
            blocks=True,
            rule="start_differs",
        )


def wrong_end(wording: Wording, evidence: Evidence) -> Iterator[Finding]:
    """A stated end that monitoring contradicts, or that lies before the start."""
    stated = wording.ended_at if wording.status.is_over else None
    started_at = wording.started_at or evidence.published_start
    if stated is None or stated == evidence.published_end:
        return
    if started_at is not None and stated < started_at:
        yield Finding(
            f"The notice says that it was over at {evidence.time(stated)}, before it started at "
            f"{evidence.time(started_at)}. Choose a later end or an earlier start.",
            blocks=True,
            rule="ends_before_start",
        )
        return
    seen = measured_end(
        wording, evidence.troubles, started_at=started_at or stated - TOLERANCE, now=evidence.now
    )
    if seen is not None and abs(stated - seen) > TOLERANCE:
        side = "later" if seen > stated else "earlier"
        yield Finding(
            f"The notice says that it was over at {evidence.time(stated)}, but monitoring saw the "
            f"last service come back at {evidence.time(seen)}, "
            f"{length_text(abs(stated - seen))} {side}.",
            blocks=True,
            rule="end_differs",
        )


def _own(
    wording: Wording, troubles: Sequence[Trouble], start: datetime, stop: datetime
) -> list[Trouble]:
    return [
        one
        for one in troubles
        if one.component_id in wording.components and one.touches(start, stop)
    ]
