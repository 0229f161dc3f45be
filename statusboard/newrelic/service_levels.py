"""Service levels: what New Relic promises itself of a figure, and whether it keeps it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.newrelic.limits import figure_text
from statusboard.newrelic.parse import at
from statusboard.newrelic.rows import number


@dataclass(frozen=True, slots=True)
class Objective:
    """A target in percent over so many days, and the query of New Relic's that works it out."""

    name: str
    target: float
    days: int
    nrql: str
    account: int


def objectives_of(data: object) -> tuple[Objective, ...] | None:
    """The objectives in an answer; None where it does not hold them.

    An entity without service levels has none, which is an answer.
    """
    entity = at(data, "actor", "entity")
    account = number(at(entity, "accountId"))
    level = at(entity, "serviceLevel")
    if not isinstance(level, Mapping) or account is None:
        return None
    found = []
    for indicator in _list(level.get("indicators")):
        for objective in _list(at(indicator, "objectives")):
            target = number(at(objective, "target"))
            days = number(at(objective, "timeWindow", "rolling", "count"))
            unit = at(objective, "timeWindow", "rolling", "unit")
            nrql = at(objective, "resultQueries", "attainment", "nrql")
            if target is None or days is None or unit != "DAY" or not isinstance(nrql, str):
                continue
            name = at(indicator, "name")
            found.append(
                Objective(
                    name if isinstance(name, str) else "", target, int(days), nrql, int(account)
                )
            )
    return tuple(found)


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def compliance_of(rows: object) -> float | None:
    """The percentage in an answer; None where there are no data."""
    row = rows[0] if isinstance(rows, list) and rows else None
    value = number(at(row, "SLI"))
    if value is None and isinstance(row, Mapping) and len(row) == 1:
        value = number(next(iter(row.values())))
    return value


def answer_of(
    measured: Sequence[tuple[Objective, float | None]], *, down_below: float | None = None
) -> Answer:
    """What the figures say of the objectives: the worst of them decides.

    A missed objective is degraded and no outage by itself: it is a slow figure. `down_below` is a
    percentage that somebody chose to count as one.
    """
    lines = tuple(
        line
        for objective, value in measured
        for line in (
            f"nrql: {objective.nrql}",
            f"{objective.name}: {'no data' if value is None else f'{value:g} %'}, "
            f"target {objective.target:g} %",
        )
    )
    known = [(objective, value) for objective, value in measured if value is not None]
    if not known:
        detail = "New Relic has no figure of this service level."
        return _answer(ComponentStatus.UNKNOWN, Reason.SOURCE_SILENT, detail, lines)
    objective, value = min(known, key=lambda one: one[1] - one[0].target)
    shown = f"{_floored(value, objective.target)} of {figure_text(objective.target, '%')}"
    said = f"{shown} kept over {objective.days} days"
    if down_below is not None and value < down_below:
        detail = f"{said}, below {figure_text(down_below, '%')}."
        return _answer(ComponentStatus.MAJOR_OUTAGE, Reason.SOURCE_ALERT, detail, lines)
    if value < objective.target:
        return _answer(
            ComponentStatus.DEGRADED_PERFORMANCE,
            Reason.SOURCE_ALERT,
            f"{said}: the objective is missed.",
            lines,
        )
    if len(known) < len(measured):
        detail = f"{said}; of another objective there is no figure."
        return _answer(ComponentStatus.UNKNOWN, Reason.SOURCE_SILENT, detail, lines)
    return _answer(ComponentStatus.OPERATIONAL, Reason.OK, f"{said}.", lines)


def _floored(value: float, target: float) -> str:
    """The figure, cut and not rounded, so that a missed target never looks kept."""
    for places in (2, 3, 4):
        cut = int(value * 10**places) / 10**places
        if value == target or cut != target:
            return f"{cut:.{places}f} %"
    return f"{value} %"


def _answer(level: ComponentStatus, reason: Reason, detail: str, lines: tuple[str, ...]) -> Answer:
    return Answer(Outcome.of(level), reason, detail=detail, level=level, transcript=lines)
