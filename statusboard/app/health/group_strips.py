"""Groups in quiet times: a bar for each day of 90, and their uptime over them."""

from dataclasses import replace

from statusboard.app.health.facts import Facts
from statusboard.app.health.record import figure_in
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import UptimeFigure
from statusboard.domain.views.board import GroupStrip
from statusboard.storage.history.span_arrays import Lengths
from statusboard.storage.unit import Unit


def group_strips(unit: Unit, facts: Facts, daily: Lengths) -> tuple[GroupStrip, ...]:
    """The groups that have services, as they stand on the board, from lengths by day."""
    rows: dict[str, list[int]] = {}
    for row, component in enumerate(facts.components):
        rows.setdefault(facts.group_of(component), []).append(row)
    days = daily.worst_of(list(rows.values()))
    statuses = facts.group_statuses()
    found = []
    for (name, own), strip in zip(rows.items(), days, strict=True):
        mine = [facts.components[row] for row in own]
        figure = figure_in(unit, facts, daily, mine, group=name)
        found.append(replace(_group(name, figure, strip), status=statuses.get(name)))
    return tuple(found)


def _group(name: str, figure: UptimeFigure, strip: tuple[ComponentStatus, ...]) -> GroupStrip:
    return GroupStrip(name, percent_text(figure.said), strip, coverage_text(figure.coverage))
