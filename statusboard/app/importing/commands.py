"""Verbs that bring along what other programs knew: services and past incidents, then histories."""

from collections.abc import Iterable
from dataclasses import replace

from statusboard.app.doorway import Audit, Done, Doorway, query, verb
from statusboard.app.importing.agreement import refuse_unagreed_incidents, rule_of
from statusboard.app.importing.drafting import Named, keep_drafts, keep_works
from statusboard.app.importing.inputs import (
    Bring,
    BringHistory,
    BroughtAlong,
    HistoryBrought,
    ReadyService,
)
from statusboard.app.importing.past import PastIncident
from statusboard.app.importing.plan import Plan, marked, plan_of
from statusboard.app.importing.ready import ready_services
from statusboard.app.services.changes import Services
from statusboard.app.services.commands import stow_services
from statusboard.app.services.inputs import ApplyInput
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.rules import SettledCheck, SettledService
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.check import Check
from statusboard.domain.instants import to_us
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.importing import ImportReport, Sort
from statusboard.storage import generations
from statusboard.storage.brought import (
    Brought,
    BroughtHistory,
    keep_brought,
    keep_history,
    read_brought,
    read_histories,
)
from statusboard.storage.checks import read_checks
from statusboard.storage.history.brought_along import bring_hours, bring_stretches, own_since_us
from statusboard.storage.history.lock import lock_history
from statusboard.storage.notices import lock_notices
from statusboard.storage.past_incidents import PastUpdate, add_past_incident
from statusboard.storage.targets import target_names
from statusboard.storage.unit import Unit

NOT_BROUGHT = "Its service was not brought along."
BEFORE = "Its history was brought along before."
NOTHING_OLDER = "Nothing of it is older than what was measured here."


def _stowed(door: Doorway, given: Bring) -> Bring:
    """What becomes of the services, with the secrets of those that can be made kept."""
    kinds = check_kinds()
    ready = ready_services(given, kinds)
    made = [one for one in ready if one.service is not None]
    services = tuple(one.service for one in made if one.service is not None)
    if given.with_secrets and any(one.secrets for one in made):
        asked = ApplyInput(services=services, allow_file=given.allow_file)
        services = stow_services(door, asked).services
    stowed = dict(zip((one.key for one in made), services, strict=True))
    # What was found holds the secrets themselves: from here on only what becomes of it is needed.
    named = tuple(replace(one, checks=()) for one in given.services)
    return replace(
        given,
        services=named,
        ready=tuple(replace(one, service=stowed.get(one.key)) for one in ready),
    )


def _preview(unit: Unit, given: Bring) -> ImportReport:
    kinds = check_kinds()
    ready = replace(given, ready=ready_services(given, kinds))
    plan = plan_of(unit, ready, Services.read(unit, kinds))
    rule = rule_of(unit, (one.impact for one in plan.incidents), given.without_approval)
    return replace(plan.report(given), rule=rule)


def _bring(unit: Unit, given: Bring) -> Done[BroughtAlong]:
    if given.with_incidents or given.with_drafts:
        # Whoever publishes takes it first too.
        lock_notices(unit)
    services = Services.read(unit, check_kinds())
    plan = plan_of(unit, given, services)
    agreed = refuse_unagreed_incidents(
        unit, (one.impact for one in plan.incidents), given.without_approval
    )
    things = _bring_services(plan, services, given)
    changes = Changes()
    if things:
        changes |= Changes.of(Topic.SERVICES, components=frozenset(services.touched))
    named = _named_services(unit, given)
    past = _bring_incidents(unit, plan.incidents, given, named)
    drafts = [*keep_works(unit, plan.works, named), *keep_drafts(unit, plan.drafts, named)]
    if past:
        generations.open_generation(unit, "import", target_names(unit))
        changes |= Changes.of(Topic.NOTICES, Topic.INCIDENTS, Topic.PUBLICATION)
    if drafts:
        changes |= Changes.of(Topic.NOTICES, Topic.MAINTENANCE)
    keep_brought(unit, given.importer, (*things, *past, *drafts))
    report = plan.report(given)
    counted: dict[str, object] = {"services": len(things), "incidents": len(past), **agreed}
    if drafts:
        counted["drafts"] = len(drafts)
    ids = tuple(one.target_id for one in things)
    return Done(BroughtAlong(report, ids), changes, Audit(given.importer, counted))


def _bring_services(plan: Plan, services: Services, given: Bring) -> list[Brought]:
    for _, settled in plan.new:
        services.add(settled)
    for _, settled, target_id in plan.changed:
        component = services.component(target_id)
        services.change(
            component, _with_ids(settled, services.checks.get(target_id, ())), frozenset()
        )
    added = services.write()
    made = [(ready, component.id) for (ready, _), component in zip(plan.new, added, strict=True)]
    made += [(ready, target_id) for ready, _, target_id in plan.changed]
    return [_brought(ready, target_id, given) for ready, target_id in made]


def _brought(ready: ReadyService, target_id: int, given: Bring) -> Brought:
    digest = marked(ready, with_secrets=given.with_secrets)
    return Brought(Sort.SERVICE.value, ready.key, target_id, digest)


def _with_ids(settled: SettledService, existing: Iterable[Check]) -> SettledService:
    """The checks with the ids of those they follow: the next one of their kind."""
    left = list(existing)
    checks: list[SettledCheck] = []
    for check in settled.checks:
        same = next((one for one in left if one.kind == check.kind), None)
        if same is not None:
            left.remove(same)
        checks.append(replace(check, id=same.id if same is not None else None))
    return replace(settled, checks=tuple(checks))


def _bring_incidents(
    unit: Unit, incidents: Iterable[PastIncident], given: Bring, named: Named
) -> list[Brought]:
    written = []
    for past in sorted(incidents, key=lambda one: one.updates[0].at):
        assert past.ended_at is not None
        incident_id = add_past_incident(
            unit,
            impact=past.impact,
            ended_us=to_us(past.ended_at),
            updates=_updates(past, named),
            source=given.importer,
        )
        written.append(Brought(Sort.INCIDENT.value, past.key, incident_id, ""))
    return written


def _named_services(unit: Unit, given: Bring) -> dict[str, tuple[int, str]]:
    """The services here by what the source calls them: by key, and by name where that is one's."""
    services = Services.read(unit, check_kinds())
    known = read_brought(unit, given.importer)
    found: dict[str, tuple[int, str]] = {}
    for component in services.components.values():
        found.setdefault(component.name.casefold(), (component.id, component.name))
    for one in given.services:
        before = known.get((Sort.SERVICE.value, one.key))
        component_id = before.target_id if before is not None else None
        if component_id in services.components:
            component = services.components[component_id]
            found[one.name.casefold()] = (component.id, component.name)
    return found


def _updates(past: PastIncident, named: Named) -> tuple[PastUpdate, ...]:
    said = {
        named[name.casefold()]: status
        for name, status in past.services.items()
        if name.casefold() in named
    }
    current = {component_id: ComponentStatus.OPERATIONAL for component_id, _ in said}
    found = []
    for one in past.updates:
        moves = []
        for (component_id, name), worst in said.items():
            after = ComponentStatus.OPERATIONAL if one.status.is_over else worst
            moves.append((component_id, name, current[component_id], after))
            current[component_id] = after
        wording = Wording(
            title=past.title,
            status=one.status,
            body=one.body,
            components=dict(current),
            impact=past.impact,
            started_at=past.started_at,
            ended_at=past.ended_at if one.status.is_over else None,
        )
        found.append(PastUpdate(to_us(one.at), wording, tuple(moves)))
    return tuple(found)


def _bring_history(unit: Unit, given: BringHistory) -> Done[HistoryBrought]:
    history = given.history
    known = read_brought(unit, given.importer).get((Sort.SERVICE.value, history.key))
    if known is None:
        return _none(NOT_BROUGHT)
    if known.target_id in read_histories(unit):
        return _none(BEFORE)
    lock_history(unit)  # a collector may write the first of its own meanwhile
    until_us = own_since_us(unit, known.target_id)
    spans = bring_stretches(unit, known.target_id, history.stretches, until_us=until_us)
    if not spans:
        return _none(NOTHING_OLDER)
    checks = [one for one in read_checks(unit) if one.component_id == known.target_id]
    if checks:
        hours = [one for one in history.hours if (one.hour + 1) * 3_600_000_000 <= until_us]
        bring_hours(unit, min(one.id for one in checks), hours)
    first, last = spans[0].start_us, spans[-1].stop_us
    assert last is not None
    kept = BroughtHistory(known.target_id, given.importer, first, last, len(spans))
    keep_history(unit, kept)
    topics = Changes.of(Topic.STATES, Topic.RESULTS, components=frozenset({known.target_id}))
    detail: dict[str, object] = {"service": known.target_id, "stretches": len(spans)}
    done = HistoryBrought(len(spans), first, last)
    return Done(done, topics, Audit(given.importer, detail))


def _none(why: str) -> Done[HistoryBrought]:
    return Done(HistoryBrought(why=why), Changes(), None)


# What would become of a source; nothing is written.
PREVIEW_IMPORT = query("import.preview", Permission.CONFIGURE)(_preview)
# Brings services and past incidents along, all of them or none; a second time changes nothing.
BRING = verb("import.bring", Permission.CONFIGURE, Bring, BroughtAlong, prepare=_stowed)(_bring)
# Brings the past of one service along, where it is older than what was measured here.
BRING_HISTORY = verb("import.bring_history", Permission.CONFIGURE, BringHistory, HistoryBrought)(
    _bring_history
)
