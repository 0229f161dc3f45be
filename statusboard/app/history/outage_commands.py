"""Past outages from a list are brought along, reported first; and written out as such a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from statusboard.app.doorway import Audit, Done, query, verb
from statusboard.app.health.measured import read_watched_until
from statusboard.app.history.outage_csv import OutageRow
from statusboard.app.history.outage_rules import numbered, overlaps, stretches
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import from_us
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.history import OutageReport, OutagesOfService
from statusboard.errors import RuleBroken
from statusboard.storage.brought import (
    BroughtHistory,
    OutageNote,
    keep_history,
    keep_outage_notes,
    read_outage_notes,
)
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.history.brought_along import bring_stretches, own_since_us
from statusboard.storage.history.lock import lock_history
from statusboard.storage.history.spans import read_spans
from statusboard.storage.unit import Unit

SOURCE = "outages"
_GOOD = ComponentStatus.OPERATIONAL


@dataclass(frozen=True, slots=True)
class BringOutages:
    """The rows of a list, and what is wrong with its other lines."""

    rows: tuple[OutageRow, ...]
    faults: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """The rows of each service, how far back its own history reaches, and what is wrong."""

    rows: dict[int, list[OutageRow]]
    since_us: dict[int, int]
    faults: list[tuple[int, str]]


def _plan(unit: Unit, given: BringOutages) -> _Plan:
    names = _names(unit)
    rows: dict[int, list[OutageRow]] = {}
    faults = list(given.faults)
    for one in given.rows:
        try:
            number = numbered(names, one)
        except RuleBroken as broken:
            faults.append((one.line, str(broken)))
            continue
        if one.stop_us > unit.now_us:
            faults.append((one.line, "It ends in the future. Only the past can be brought along."))
            continue
        rows.setdefault(number, []).append(one)
    for own in rows.values():
        faults += overlaps(own)
    since = {number: own_since_us(unit, number) for number in rows}
    return _Plan(rows, since, sorted(faults))


def _report(unit: Unit, plan: _Plan) -> OutageReport:
    names = {one.id: one.name for one in read_components(unit)}
    found = [
        _of_service(names[number], own, plan.since_us[number]) for number, own in plan.rows.items()
    ]
    return OutageReport(tuple(found), tuple(plan.faults))


def _of_service(name: str, rows: Sequence[OutageRow], since_us: int) -> OutagesOfService:
    kept = [one for one in rows if one.start_us < since_us]
    outages = [one for one in kept if one.status.counts_as_down]
    words = []
    if len(kept) < len(rows):
        words.append(
            f"{len(rows) - len(kept)} of its rows are of a time that is told here already: that "
            "stands, and can be corrected"
        )
    if any(one.stop_us > since_us for one in kept):
        words.append(f"cut where its history here begins, {from_us(since_us):%Y-%m-%d %H:%M} UTC")
    if kept and not any(one.status is _GOOD for one in kept):
        words.append(
            "no row says that it was watched between its outages, so that time is not counted; "
            "add a row with the status operational"
        )
    return OutagesOfService(
        name,
        len(kept),
        len(outages),
        min((from_us(one.start_us) for one in kept), default=None),
        min(from_us(max(one.stop_us for one in kept)), from_us(since_us)) if kept else None,
        "; ".join(words),
    )


def _preview(unit: Unit, given: BringOutages) -> OutageReport:
    return _report(unit, _plan(unit, given))


@verb("history.bring_outages", Permission.CONFIGURE, BringOutages, OutageReport)
def bring_outages(unit: Unit, given: BringOutages) -> Done[OutageReport]:
    """Brings past outages along, all of them or none; the same again changes nothing.

    What is told here already stands. Raises RuleBroken where a line is wrong, or no row is left.
    """
    lock_history(unit)  # a collector may write the first of its own meanwhile
    plan = _plan(unit, given)
    if plan.faults:
        line, words = plan.faults[0]
        more = f" {len(plan.faults) - 1} more lines are wrong." if len(plan.faults) > 1 else ""
        raise RuleBroken(f"Line {line}: {words}{more} Nothing was brought along.", field="file")
    report = _report(unit, plan)
    changed = [number for number, own in plan.rows.items() if _bring(unit, plan, number, own)]
    if not changed:
        return Done(report, Changes(), None)
    lines = [f"{one.service}: {one.rows}" for one in report.services if one.rows]
    topics = Changes.of(Topic.STATES, components=frozenset(changed))
    return Done(report, topics, Audit("past outages", {"changes": lines}))


def _bring(unit: Unit, plan: _Plan, number: int, rows: Sequence[OutageRow]) -> bool:
    until_us = plan.since_us[number]
    spans = bring_stretches(unit, number, stretches(rows), until_us=until_us)
    if not spans:
        return False
    first, last = spans[0].start_us, spans[-1].stop_us
    assert last is not None
    keep_history(unit, BroughtHistory(number, SOURCE, first, last, len(spans)))
    keep_outage_notes(
        unit,
        (
            OutageNote(number, one.start_us, min(one.stop_us, until_us), one.note)
            for one in rows
            if one.note and one.start_us < until_us
        ),
    )
    return True


def _names(unit: Unit) -> dict[str, list[int]]:
    groups = {group.id: group.name for group in read_groups(unit)}
    found: dict[str, list[int]] = {}
    for one in read_components(unit):
        for name in {one.name, f"{groups.get(one.group_id or 0, '')}/{one.name}"}:
            found.setdefault(name, []).append(one.id)
    return found


def _outages(unit: Unit, _given: None) -> tuple[OutageRow, ...]:
    """The history of every service as rows that `bring_outages` takes; what lasts ends now."""
    groups = {group.id: group.name for group in read_groups(unit)}
    watched_us = read_watched_until(unit)
    notes = {(one.component_id, one.start_us): one.note for one in read_outage_notes(unit)}
    rows: list[OutageRow] = []
    for one in read_components(unit):
        group = groups.get(one.group_id or 0, "")
        name = f"{group}/{one.name}" if group else one.name
        own = read_spans(unit, component_ids=[one.id])
        rows += _rows(
            name, own, watched_us, {at: note for (n, at), note in notes.items() if n == one.id}
        )
    return tuple(rows)


def _rows(
    name: str, own: Iterable[Span], watched_us: int, notes: dict[int, str]
) -> Iterable[OutageRow]:
    """A row for each time without a gap, and one for each stretch of it that was not well."""
    watched: list[list[int]] = []
    others: list[OutageRow] = []
    for span in own:
        part = span.until(watched_us)
        if part.length_us == 0:
            continue
        if watched and watched[-1][1] == part.start_us:
            watched[-1][1] = part.stop_us
        else:
            watched.append([part.start_us, part.stop_us])
        if span.status is not _GOOD:
            note = notes.get(part.start_us, "")
            others.append(OutageRow(0, name, part.start_us, part.stop_us, span.status, note))
    good = [OutageRow(0, name, start, stop, _GOOD) for start, stop in watched]
    return sorted((*good, *others), key=lambda one: (one.start_us, one.status is not _GOOD))


# What would become of a list; nothing is written.
PREVIEW_OUTAGES = query("history.preview_outages", Permission.CONFIGURE)(_preview)
# The history of every service, to be written as such a list.
OUTAGES = query("history.outages")(_outages)
