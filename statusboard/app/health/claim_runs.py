"""Runs without a major outage, for claims: the one that lasts, and the longest before it."""

from dataclasses import replace

from statusboard.app.health.claim_facts import ClaimReader
from statusboard.app.health.record import major_free_since
from statusboard.app.health.spoken_for import spoken_for
from statusboard.domain.claim import RunFacts
from statusboard.domain.claim_judging import covers
from statusboard.domain.instants import Interval
from statusboard.storage.history.outage_arrays import among
from statusboard.storage.history.outage_runs import (
    after_the_longest_gap,
    last_major,
    runs_without_major,
)
from statusboard.storage.history.span_arrays import SpanArrays

# Earlier runs that are looked at for one of which enough was observed.
_RUNS_TRIED = 5
# Times without observation that are left out of one of them, with what was before.
_GAPS_LEFT_OUT = 3


def bare_run(reader: ClaimReader) -> RunFacts:
    """The time since the last major outage, without what was before it."""
    unit = reader.unit
    since_us, ever = major_free_since(
        unit, reader.ids, is_all=reader.is_all, groups=reader.groups, only=reader.only
    )
    if since_us is None:
        return RunFacts(None, ever)
    now_us = unit.now_us
    return RunFacts(since_us, ever, reader.figure(Interval(min(since_us, now_us), now_us)))


def run_facts(reader: ClaimReader) -> RunFacts:
    """The time since the last major outage, and the longest such time before it."""
    bare = bare_run(reader)
    if reader.first_us is None or not bare.ever:
        return bare
    since_us = reader.unit.now_us if bare.since_us is None else bare.since_us
    trouble = reader.trouble
    if reader.is_all and reader.only is None:
        one = reader.as_one(Interval(reader.first_us, reader.unit.now_us))
        trouble = among(trouble, spoken_for(reader.unit, one.ids))
    before = trouble.where(trouble.start < since_us)
    longest = _longest(reader, before, reader.first_us)
    return replace(bare, last=last_major(before), longest=longest)


def _longest(reader: ClaimReader, before: SpanArrays, first_us: int) -> Interval | None:
    """The longest run without a major outage until then of which enough was observed."""
    runs = runs_without_major(before.until(reader.watched_us), first_us, _RUNS_TRIED)
    found = [seen for run in runs if (seen := _observed(reader, run)) is not None]
    return max(found, key=lambda one: one.length_us, default=None)


def _observed(reader: ClaimReader, run: Interval) -> Interval | None:
    """A run, or the part up to its end of which enough was observed."""
    left: Interval | None = run
    for _ in range(_GAPS_LEFT_OUT):
        if left is None or covers(reader.figure(left)):
            return left
        left = after_the_longest_gap(among(reader.seen, reader.ids), left)
    return None
