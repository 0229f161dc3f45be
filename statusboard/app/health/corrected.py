"""Says of figures that people corrected what they are made of, and what was measured beneath."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.health.measured import read_watched_until
from statusboard.app.health.period_figures import period_figures
from statusboard.app.health.together import Together
from statusboard.app.settings import page_zone
from statusboard.domain.component import Component
from statusboard.domain.correction import KIND_WORDS, Correction, RecordedCorrection, corrected
from statusboard.domain.instants import DAY_US, SECOND_US, Interval, from_us
from statusboard.domain.percent import percent_text
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import when_text
from statusboard.domain.uptime import DEFAULT_RULE, NOTHING, UptimeFigure, UptimeRule, measure
from statusboard.domain.views.by_hand import STATE_WORDS
from statusboard.domain.views.uptime import Band, BandKind
from statusboard.storage.history.spans import read_measured
from statusboard.storage.history_corrections import read_all_corrections, read_shown
from statusboard.storage.unit import Unit

_UNKNOWN = ComponentStatus.UNKNOWN
# Of what was corrected lately a why tells so many.
_TOLD = 3


def measured_figures(
    unit: Unit,
    parts: Sequence[Interval],
    component_ids: Collection[int],
    *,
    now_us: int,
    rule: UptimeRule = DEFAULT_RULE,
) -> Mapping[int, UptimeFigure]:
    """The figures as measured, before anybody corrected them, over disjoint parts in order.

    Of those services alone whose figures over these parts count a correction; what was measured of
    the others is what `period_figures` says. One question where nothing was corrected.
    """
    if not parts:
        return {}
    whole = Interval(parts[0].start_us, parts[-1].stop_us)
    ids = [one for one in read_shown(unit, whole) if one in set(component_ids)]
    if not ids:
        return {}
    found = read_measured(unit, whole, ids)
    return {
        one: sum(
            (
                measure([s for s in found if s.component_id == one], part, now_us=now_us, rule=rule)
                for part in parts
            ),
            NOTHING,
        )
        for one in ids
    }


def corrected_sentence(unit: Unit, one: Together, parts: Sequence[Interval]) -> str:
    """That figures of services over disjoint parts count corrections, and what was measured.

    Empty where nothing was corrected. Print it wherever such a figure is printed.
    """
    found = corrected_figure(unit, one, parts)
    if found is None:
        return ""
    count, measured = found
    what = "1 correction counts" if count == 1 else f"{count} corrections count"
    return f"{what}; as measured it was {percent_text(measured.said)} %."


def corrected_figure(
    unit: Unit, one: Together, parts: Sequence[Interval]
) -> tuple[int, UptimeFigure] | None:
    """How many corrections the figure counts, and what it was as measured; None: it counts none."""
    if not parts:
        return None
    shown = read_shown(unit, Interval(parts[0].start_us, parts[-1].stop_us))
    count = sum(len(found) for number, found in shown.items() if number in one.weights)
    if not count:
        return None
    watched_us = read_watched_until(unit)
    ids = [each.id for each in one.components]
    own = period_figures(unit, parts, ids, now_us=watched_us)
    own |= measured_figures(unit, parts, ids, now_us=watched_us)
    return count, one.whole(unit, own, parts, now_us=watched_us)


def corrected_services(unit: Unit, bounds: Interval) -> Mapping[int, int]:
    """How many corrections the figures of each service over an interval count, by service."""
    return {number: len(found) for number, found in read_shown(unit, bounds).items()}


@dataclass(frozen=True, slots=True)
class CorrectedStretches:
    """What was corrected, as the figures show it, in the order in which it was made."""

    found: tuple[RecordedCorrection, ...] = ()

    def note(self, span: Span) -> str:
        """What has to be known of a span that a correction made what it is; empty for others."""
        stop_us = span.stop_us
        for one in reversed(self.found):
            what = one.correction
            is_within = span.start_us < what.stop_us and (
                stop_us is None or what.start_us < stop_us
            )
            if what.component_id == span.component_id and is_within and what.says is span.status:
                return _words(one)
        return ""


def read_corrected(unit: Unit, bounds: Interval) -> CorrectedStretches:
    """All corrections that the figures over an interval count."""
    found = read_all_corrections(unit, bounds=bounds)
    return CorrectedStretches(tuple(one for one in found if one.is_shown))


def _words(one: RecordedCorrection) -> str:
    agreed = f", agreed by {one.agreed_by}" if one.agreed_by else ""
    kind = KIND_WORDS[one.correction.kind]
    return f"Corrected: {kind}, by {one.by_name}{agreed}: “{one.reason}”"


def corrections_at(unit: Unit, component_id: int, at_us: int) -> tuple[str, ...]:
    """What people corrected of the state of a service at an instant, in the order they did it.

    What was measured, what it counts as, who said so, when, and why: a sentence for each that
    changed something.
    """
    instant = Interval(at_us, at_us + 1)
    beneath = read_measured(unit, instant, [component_id])
    status, zone, told = (beneath[0].status if beneath else _UNKNOWN), _zone(unit), []
    for one in _shown_of(unit, component_id, instant):
        before, status = status, corrected(status, one.correction.says)
        if status is not before:
            measured, counts = STATE_WORDS[before], STATE_WORDS[status]
            did = _did(one, zone, now=unit.now)
            told.append(f"Measured as {measured}, corrected to {counts} {did}.")
    return tuple(told)


def measured_at(unit: Unit, component_id: int, at_us: int) -> ComponentStatus | None:
    """What was measured of a service at an instant, where its figures count a correction of it."""
    instant = Interval(at_us, at_us + 1)
    if not _shown_of(unit, component_id, instant):
        return None
    beneath = read_measured(unit, instant, [component_id])
    return beneath[0].status if beneath else _UNKNOWN


def corrected_why(unit: Unit, component_id: int, since_us: int) -> str:
    """What was corrected of a service since an instant, the newest three; empty where nothing."""
    zone, now = _zone(unit), unit.now
    found = _shown_of(unit, component_id, Interval(since_us, unit.now_us))
    told = []
    for one in reversed(found[-_TOLD:]):
        what = one.correction
        start, stop = (
            when_text(from_us(us), zone, now=now) for us in (what.start_us, what.stop_us)
        )
        measured, says = _measured_words(unit, what), STATE_WORDS[what.says]
        told.append(
            f"From {start} to {stop} {measured} was measured, corrected to {says} "
            f"{_did(one, zone, now=now)}."
        )
    more = len(found) - len(told)
    return " ".join((*told, f"{more} more corrections are listed under Uptime.") if more else told)


def corrected_days(
    unit: Unit, edges_us: Sequence[int]
) -> Mapping[int, Mapping[int, tuple[str, ...]]]:
    """What was corrected of each service, by the number of the stretch between two edges."""
    found: dict[int, dict[int, tuple[str, ...]]] = {}
    for one in read_corrected(unit, Interval(edges_us[0], edges_us[-1])).found:
        what = one.correction
        first = max(0, bisect_right(edges_us, what.start_us) - 1)
        stop = min(len(edges_us) - 1, bisect_left(edges_us, what.stop_us))
        own = found.setdefault(what.component_id, {})
        for day in range(first, stop):
            own[day] = (*own.get(day, ()), _words(one))
    return found


def corrected_lately(unit: Unit) -> Mapping[int, tuple[str, ...]]:
    """What was corrected of the last day of each service."""
    day = corrected_days(unit, (unit.now_us - DAY_US, unit.now_us))
    return {number: own[0] for number, own in day.items() if own}


def _shown_of(unit: Unit, component_id: int, bounds: Interval) -> tuple[RecordedCorrection, ...]:
    found = read_all_corrections(unit, component_ids=[component_id], bounds=bounds)
    return tuple(one for one in found if one.is_shown)


def _measured_words(unit: Unit, what: Correction) -> str:
    """What a correction changes, as it was measured, the worst first."""
    bounds = Interval(what.start_us, what.stop_us)
    beneath = {span.status for span in read_measured(unit, bounds, [what.component_id])}
    changed = {status for status in beneath if corrected(status, what.says) is not status}
    ordered = sorted(changed or beneath or {_UNKNOWN}, key=lambda one: -one.severity)
    return " and ".join(STATE_WORDS[status] for status in ordered)


def _zone(unit: Unit) -> ZoneInfo:
    return ZoneInfo(page_zone(unit))


def _did(one: RecordedCorrection, zone: ZoneInfo, *, now: datetime) -> str:
    when = when_text(from_us(one.made_us), zone, now=now)
    agreed = f", agreed by {one.agreed_by}" if one.agreed_by else ""
    return f"by {one.by_name}, {when}{agreed} ({KIND_WORDS[one.correction.kind]}): “{one.reason}”"


def correction_bands(
    unit: Unit, chosen: Collection[Component], bounds: Interval
) -> tuple[Band, ...]:
    """The stretches of some services over an interval that were corrected, by start."""
    names = {one.id: one.name for one in chosen}
    found = read_all_corrections(unit, component_ids=names, bounds=bounds)
    bands = []
    for one in found:
        what = one.correction
        part = Interval(what.start_us, what.stop_us).clip(bounds)
        if part is not None and one.is_shown:
            start_s, stop_s = part.start_us / SECOND_US, part.stop_us / SECOND_US
            name = names[what.component_id]
            bands.append(
                Band(
                    start_s,
                    stop_s,
                    what.says,
                    name,
                    _words(one),
                    BandKind.CORRECTION,
                    what.component_id,
                )
            )
    return tuple(sorted(bands, key=lambda band: band.start_s))
