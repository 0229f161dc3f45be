"""The outages of a report: each as far as it lies in the period, and how long it counts there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from statusboard.app.health.facts import Facts
from statusboard.app.health.whole_outages import whole_outages
from statusboard.domain.instants import Interval
from statusboard.domain.span import Outage, Span
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class CountedOutage:
    """An outage, what of it lies in the period, and its length there in the hours that count."""

    whole: Outage
    within: Interval
    down_us: int


def counted_outages(
    unit: Unit,
    facts: Facts,
    trouble: Iterable[Span],
    work: Iterable[Span],
    parts: Sequence[Interval],
) -> tuple[CountedOutage, ...]:
    """The outages that lie in at least one of the parts of a period, by start, then by service.

    One that lasts stops where somebody last watched.
    """
    if not parts:
        return ()
    bounds = Interval(parts[0].start_us, parts[-1].stop_us)
    found = []
    for whole in whole_outages(unit, trouble, work):
        stop_us = facts.watched_us if whole.stop_us is None else whole.stop_us
        within = Interval(whole.start_us, max(whole.start_us, stop_us)).clip(bounds)
        if within is None:
            continue
        pieces = [piece for part in parts if (piece := within.clip(part)) is not None]
        if not pieces:
            continue
        down_us = sum(
            piece.length_us - whole.left_out_us(piece.start_us, piece.stop_us) for piece in pieces
        )
        found.append(CountedOutage(whole, within, down_us))
    found.sort(key=lambda one: (one.within.start_us, one.whole.component_id))
    return tuple(found)
