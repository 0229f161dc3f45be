"""Says of figures that people corrected what they are made of, and what was measured beneath."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from statusboard.app.health.measured import read_watched_until
from statusboard.app.health.period_figures import period_figures
from statusboard.app.health.together import Together
from statusboard.domain.component import Component
from statusboard.domain.correction import KIND_WORDS, RecordedCorrection
from statusboard.domain.instants import SECOND_US, Interval
from statusboard.domain.percent import percent_text
from statusboard.domain.span import Span
from statusboard.domain.uptime import DEFAULT_RULE, NOTHING, UptimeFigure, UptimeRule, measure
from statusboard.domain.views.uptime import Band, BandKind
from statusboard.storage.history.spans import read_measured
from statusboard.storage.history_corrections import read_all_corrections, read_shown
from statusboard.storage.unit import Unit


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
    if not parts:
        return ""
    shown = read_shown(unit, Interval(parts[0].start_us, parts[-1].stop_us))
    count = sum(len(found) for number, found in shown.items() if number in one.weights)
    if not count:
        return ""
    watched_us = read_watched_until(unit)
    ids = [each.id for each in one.components]
    own = period_figures(unit, parts, ids, now_us=watched_us)
    own |= measured_figures(unit, parts, ids, now_us=watched_us)
    measured = one.whole(unit, own, parts, now_us=watched_us)
    what = "1 correction counts" if count == 1 else f"{count} corrections count"
    return f"{what}; as measured it was {percent_text(measured.said)} %."


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
    return f"Corrected: {KIND_WORDS[one.correction.kind]}, by {one.by_name}: “{one.reason}”"


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
                Band(start_s, stop_s, what.says, name, _words(one), kind=BandKind.CORRECTION)
            )
    return tuple(sorted(bands, key=lambda band: band.start_s))
