"""The verb that takes a whole import back: everything that came along in one format.

What was made of it here since stays: words that were told, drafts that somebody changed or
published. What is taken back is new to the next import.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from statusboard.app.doorway import Audit, Done, query, verb
from statusboard.app.importing.agreement import refuse_unagreed_incidents
from statusboard.app.importing.inputs import UndoImport
from statusboard.app.importing.kinds import importer_kinds
from statusboard.app.services.changes import Services
from statusboard.app.services.kinds import check_kinds
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.component import Component
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.notice import NoticeState
from statusboard.domain.status import Impact
from statusboard.domain.views.importing import Sort, UndoneReport, UndoneRow
from statusboard.errors import RuleBroken
from statusboard.storage import generations
from statusboard.storage.brought import (
    Brought,
    brought_sources,
    forget_brought,
    read_brought,
)
from statusboard.storage.incidents import read_incident
from statusboard.storage.maintenance import close_maintenance, read_maintenance, write_window
from statusboard.storage.notices import lock_notices, read_notice, read_revision, set_state
from statusboard.storage.past_incidents import may_be_taken_back, remove_past_incident
from statusboard.storage.targets import target_names
from statusboard.storage.unit import Unit

TOLD_SINCE = "More was said of it here since. It stays."
CHANGED_SINCE = "It was changed or published here since. It stays."
NOTHING = "Nothing came along in this format."


@dataclass(slots=True)
class _Taken:
    """What is taken back, by what it became here."""

    components: Mapping[int, Component]
    services: list[Brought] = field(default_factory=list)
    incidents: list[Brought] = field(default_factory=list)
    drafts: list[Brought] = field(default_factory=list)
    works: list[Brought] = field(default_factory=list)
    gone: list[Brought] = field(default_factory=list)
    impacts: set[Impact] = field(default_factory=set)
    rows: list[UndoneRow] = field(default_factory=list)


def _undo(unit: Unit, given: UndoImport) -> Done[UndoneReport]:
    lock_notices(unit)
    services = Services.read(unit, check_kinds())
    taken = _looked_at(unit, given, services)
    agreed = refuse_unagreed_incidents(
        unit, taken.impacts, given.without_approval, otherwise="Let them stand"
    )
    changes = Changes()
    for one in taken.services:
        services.remove(services.components[one.target_id], is_taken_back=True)
    services.write()
    if taken.services:
        touched = frozenset(one.target_id for one in taken.services)
        changes |= Changes.of(Topic.SERVICES, components=touched)
    for one in taken.drafts:
        set_state(unit, one.target_id, NoticeState.DISCARDED)
    for one in taken.works:
        _discard(unit, one.target_id)
    if taken.drafts or taken.works:
        changes |= Changes.of(Topic.NOTICES, Topic.MAINTENANCE)
    for one in taken.incidents:
        remove_past_incident(unit, one.target_id)
    if taken.incidents:
        generations.open_generation(unit, "import", target_names(unit))
        changes |= Changes.of(Topic.NOTICES, Topic.INCIDENTS, Topic.PUBLICATION)
    back = (*taken.services, *taken.incidents, *taken.drafts, *taken.works)
    forget_brought(unit, given.importer, (*back, *taken.gone))
    counted: dict[str, object] = {
        "services": len(taken.services),
        "incidents": len(taken.incidents),
        **agreed,
    }
    if taken.drafts or taken.works:
        counted["drafts"] = len(taken.drafts) + len(taken.works)
    audit = Audit(given.importer, counted) if back else None
    return Done(UndoneReport(given.importer, tuple(taken.rows)), changes, audit)


def _preview(unit: Unit, given: UndoImport) -> UndoneReport:
    taken = _looked_at(unit, given, Services.read(unit, check_kinds()))
    return UndoneReport(given.importer, tuple(taken.rows))


def _looked_at(unit: Unit, given: UndoImport, services: Services) -> _Taken:
    if given.importer not in importer_kinds():
        known = ", ".join(sorted(importer_kinds()))
        raise RuleBroken(
            f"There is no format {given.importer} here. There are {known}.", field="importer"
        )
    taken = _Taken(services.components)
    for one in read_brought(unit, given.importer).values():
        row = _ROWS[one.sort](unit, one, taken)
        if row is None:
            taken.gone.append(one)  # somebody took it off the list already
        else:
            taken.rows.append(row)
    if not taken.rows and not taken.gone:
        raise RuleBroken(NOTHING, field="importer")
    return taken


def _service(unit: Unit, one: Brought, taken: _Taken) -> UndoneRow | None:  # noqa: ARG001
    component = taken.components.get(one.target_id)
    if component is None:
        return None
    taken.services.append(one)
    return UndoneRow(Sort.SERVICE, component.name, is_taken=True)


def _incident(unit: Unit, one: Brought, taken: _Taken) -> UndoneRow | None:
    incident = read_incident(unit, one.target_id)
    if incident is None:
        return None
    is_taken = may_be_taken_back(unit, one.target_id)
    if is_taken:
        taken.incidents.append(one)
        taken.impacts.add(incident.impact)
    title = incident.updates[0].wording.title
    return UndoneRow(Sort.INCIDENT, title, is_taken, "" if is_taken else TOLD_SINCE)


def _draft(unit: Unit, one: Brought, taken: _Taken) -> UndoneRow | None:
    notice = read_notice(unit, one.target_id)
    newest = read_revision(unit, one.target_id, notice.revision) if notice is not None else None
    if notice is None or newest is None or notice.state is NoticeState.DISCARDED:
        return None
    is_taken = notice.state is NoticeState.DRAFT and notice.revision == 1
    if is_taken:
        taken.drafts.append(one)
    return UndoneRow(Sort.DRAFT, newest.wording.title, is_taken, "" if is_taken else CHANGED_SINCE)


def _work(unit: Unit, one: Brought, taken: _Taken) -> UndoneRow | None:
    work = read_maintenance(unit, one.target_id)
    if work is None or all(window.status.is_over for window in work.windows):
        return None
    is_draft = all(window.status is MaintenanceStatus.DRAFT for window in work.windows)
    is_taken = is_draft and work.revision == 1
    if is_taken:
        taken.works.append(one)
    return UndoneRow(Sort.WORK, work.plan.title, is_taken, "" if is_taken else CHANGED_SINCE)


_ROWS: Mapping[str, Callable[[Unit, Brought, _Taken], UndoneRow | None]] = {
    Sort.SERVICE.value: _service,
    Sort.INCIDENT.value: _incident,
    Sort.DRAFT.value: _draft,
    Sort.WORK.value: _work,
}


def _discard(unit: Unit, maintenance_id: int) -> None:
    work = read_maintenance(unit, maintenance_id)
    assert work is not None
    for window in work.windows:
        write_window(unit, replace(window, status=MaintenanceStatus.CANCELLED))
    close_maintenance(unit, maintenance_id)


def _undoable(unit: Unit, _given: None) -> tuple[tuple[str, str], ...]:
    kinds, there = importer_kinds(), brought_sources(unit)
    return tuple((key, kind.label) for key, kind in sorted(kinds.items()) if key in there)


# The formats in which anything came along, by key and what they are called.
UNDOABLE = query("import.undoable", Permission.CONFIGURE)(_undoable)
# What would be taken back; nothing is written.
PREVIEW_UNDO = query("import.preview_undo", Permission.CONFIGURE)(_preview)
# Takes back everything that came along in a format, all of it or nothing.
UNDO = verb("import.undo", Permission.CONFIGURE, UndoImport, UndoneReport)(_undo)
