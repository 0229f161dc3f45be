"""Services added up as one figure: those there are by weight, and those removed meanwhile.

Whatever prints a figure of all services or of a group adds them up here, so that board, screen,
page, report and claim agree, and nobody makes a figure better by removing a bad service.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from statusboard.domain.budget_words import weight_words
from statusboard.domain.component import Component
from statusboard.domain.instants import Interval, from_us
from statusboard.domain.span import Span
from statusboard.domain.uptime import DEFAULT_RULE, NOTHING, UptimeFigure, UptimeRule, measure
from statusboard.domain.weights import are_alike, counted_weights, weighted_sum
from statusboard.storage.history import spans
from statusboard.storage.history.span_arrays import SpanArrays
from statusboard.storage.removed_components import RemovedComponent, read_removed
from statusboard.storage.unit import Unit

_NAMED = 3


@dataclass(frozen=True)
class Together:
    """Some services as one. `gone` are those removed meanwhile, of all or of a group alone."""

    components: tuple[Component, ...]
    gone: tuple[RemovedComponent, ...] = ()

    @cached_property
    def weights(self) -> Mapping[int, int]:
        """How many times each counts, by id."""
        both = (*self.components, *(one.component for one in self.gone))
        return counted_weights({one.id: one.weight for one in both})

    @property
    def is_weighted(self) -> bool:
        """Whether any counts other than the rest."""
        return not are_alike(self.weights)

    @property
    def ids(self) -> list[int]:
        """All of them, those that were removed too."""
        return list(self.weights)

    def whole(
        self,
        unit: Unit,
        own: Mapping[int, UptimeFigure],
        parts: Sequence[Interval],
        *,
        now_us: int,
        rule: UptimeRule = DEFAULT_RULE,
    ) -> UptimeFigure:
        """The figure of all as one; `own` are the figures over these parts of those there are."""
        figures = {**own, **gone_figures(unit, self.gone, parts, now_us=now_us, rule=rule)}
        return weighted_sum(figures, self.weights)

    def sentences(self, *, always: bool = False, names_gone: bool = True) -> str:
        """How they are added up, and who is counted that is there no longer; empty where plain.

        `always`: also that each counts alike. Without `names_gone` those that were removed are
        counted and not named, for they may be told to nobody any more.
        """
        said = []
        if self.is_weighted or always:
            names = {one.id: one.name for one in self.components}
            if names_gone:
                names |= {one.component.id: gone_name(one) for one in self.gone}
            said.append(weight_words({name: self.weights[n] for n, name in names.items()}))
        if self.gone:
            said.append(gone_words(self.gone) if names_gone else gone_count_words(len(self.gone)))
        return " ".join(filter(None, said))

    def in_short(self, *, always: bool = False) -> str:
        """The same in a few words, to stand in a line; empty where there is nothing to say."""
        said = ""
        counted = sum(1 for one in self.components if self.weights[one.id])
        if self.is_weighted:
            said = f"{counted} services count by weight."
        elif always:
            services = "service counts" if counted == 1 else "services count alike"
            said = f"{counted} {services}."
        if self.gone:
            many = len(self.gone)
            counts = "removed since counts" if many == 1 else "removed since count"
            said = f"{said} {many} {counts} for {'its' if many == 1 else 'their'} time."
        return said.strip()


def together(
    unit: Unit,
    components: Sequence[Component],
    bounds: Interval,
    *,
    is_all: bool,
    group: str | None = None,
    groups: Collection[str] = (),
    only: frozenset[int] | None = None,
) -> Together:
    """These services as one over an interval.

    With `is_all` those count too that were removed within it, for the time they were there; with
    `group` those of the group of this name, empty for those without one; with `groups` those of
    each. `only`: of all services those alone with these ids, which a page shows.
    """
    named = {*groups, *(() if group is None else (group,))}
    if not is_all and not named:
        return Together(tuple(components))
    found = [one for one in gone_within(unit, bounds) if only is None or one.component.id in only]
    return Together(tuple(components), tuple(o for o in found if not named or o.group in named))


def gone_within(unit: Unit, bounds: Interval) -> tuple[RemovedComponent, ...]:
    """The services that were removed, and were there in some of an interval."""
    return tuple(one for one in read_removed(unit) if one.there.clip(bounds) is not None)


def gone_spans(unit: Unit, gone: Sequence[RemovedComponent], bounds: Interval) -> tuple[Span, ...]:
    """Their spans that touch an interval, each cut at when its service was removed."""
    until = {one.component.id: one.there.stop_us for one in gone}
    if not until:
        return ()
    found = []
    for span in spans.read_spans(unit, bounds, component_ids=until.keys()):
        removed_us = until[span.component_id]
        stop_us = removed_us if span.stop_us is None else min(span.stop_us, removed_us)
        if span.start_us < stop_us:
            found.append(Span(span.component_id, span.start_us, stop_us, span.status))
    return tuple(found)


def cut_at_removal(arrays: SpanArrays, gone: Sequence[RemovedComponent]) -> SpanArrays:
    """The same spans, where those of each that was removed stop at its removal."""
    if not gone:
        return arrays
    import numpy as np

    stop = arrays.stop.copy()
    for one in gone:
        own = arrays.component == one.component.id
        stop[own] = np.minimum(stop[own], one.there.stop_us)
    return replace(arrays, stop=stop).where(arrays.start < stop)


def gone_figures(
    unit: Unit,
    gone: Sequence[RemovedComponent],
    parts: Sequence[Interval],
    *,
    now_us: int,
    rule: UptimeRule = DEFAULT_RULE,
) -> dict[int, UptimeFigure]:
    """The figure of each that was removed, over what of disjoint parts in order it was there."""
    if not gone or not parts:
        return {one.component.id: NOTHING for one in gone}
    whole = Interval(parts[0].start_us, parts[-1].stop_us)
    found: dict[int, list[Span]] = {one.component.id: [] for one in gone}
    for span in gone_spans(unit, gone, whole):
        found[span.component_id].append(span)
    return {
        one.component.id: sum(
            (
                measure(found[one.component.id], there, now_us=now_us, rule=rule)
                for part in parts
                if (there := part.clip(one.there)) is not None
            ),
            NOTHING,
        )
        for one in gone
    }


def gone_name(one: RemovedComponent) -> str:
    """How a service is called that is there no longer."""
    return f"{one.component.name} (removed)"


def gone_words(gone: Sequence[RemovedComponent]) -> str:
    """That services are counted which are there no longer, each until when; a sentence."""
    newest = sorted(gone, key=lambda one: -one.there.stop_us)
    named = [
        f"{one.component.name} until {from_us(one.there.stop_us):%Y-%m-%d}"
        for one in newest[:_NAMED]
    ]
    more = len(gone) - len(named)
    said = ", ".join(named) + (f" and {more} more" if more > 0 else "")
    return f"Removed since, and counted for the time they were there: {said}."


def gone_count_words(count: int) -> str:
    """The same without a name; a sentence."""
    if count == 1:
        return "A service that was removed since counts for the time it was there."
    return f"{count} services that were removed since count for the time they were there."
