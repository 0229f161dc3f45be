"""What is there held against what was found: what each thing would do, found out or done."""

from dataclasses import dataclass, field, replace

from statusboard.app.importing.coming import (
    ReadyDraft,
    ReadyWork,
    coming_of,
    ready_draft,
    ready_work,
)
from statusboard.app.importing.inputs import Bring, ReadyService
from statusboard.app.importing.past import PastIncident, ready_incident
from statusboard.app.services.changes import Services
from statusboard.app.services.rules import SettledService, settle
from statusboard.domain.instants import from_us
from statusboard.domain.views.importing import Fate, ImportReport, ReportRow, Sort
from statusboard.importers.times import NEVER
from statusboard.storage.brought import Brought, read_brought, read_histories
from statusboard.storage.unit import Unit

HERE_ALREADY = "A service of this name is here already. It stays as it is."
REMOVED_HERE = "It was brought along before, and removed here since."
LEFT_BY_YOU = "You left it out."
ASK_FOR_INCIDENTS = "Past incidents would stand on the page: they come along where you ask for it."
WAS_DRAFT = "It came along as a draft while it lasted, and is told here."
# What stands before a digest: whether its secrets came along.
_WITH, _WITHOUT = "s", "-"


@dataclass(slots=True)
class Plan:
    """The rows of the report, and what is to be written for them."""

    rows: list[ReportRow] = field(default_factory=list)
    new: list[tuple[ReadyService, SettledService]] = field(default_factory=list)
    changed: list[tuple[ReadyService, SettledService, int]] = field(default_factory=list)
    incidents: list[PastIncident] = field(default_factory=list)
    works: list[ReadyWork] = field(default_factory=list)
    drafts: list[ReadyDraft] = field(default_factory=list)

    def report(self, given: Bring) -> ImportReport:
        """What is to be shown."""
        return ImportReport(given.importer, given.source, tuple(self.rows))


def plan_of(unit: Unit, given: Bring, services: Services) -> Plan:
    """What would become of everything in `given`; nothing is written."""
    plan = Plan()
    known = read_brought(unit, given.importer)
    here = {
        (services.group_name(one.group_id), one.name): one.id
        for one in services.components.values()
    }
    for ready in given.ready:
        _service(plan, ready, services, known.get((Sort.SERVICE, ready.key)), here, given)
    for key, title in ((one.key, one.name) for one in given.services):
        if (Sort.SERVICE.value, key) in given.without:
            plan.rows.append(ReportRow(Sort.SERVICE, key, title, Fate.LEFT_OUT, (LEFT_BY_YOU,)))
    names = _names(plan, services, known, given)
    ahead = coming_of(given.incidents, unit.now)
    for found in given.incidents:
        if found.key in ahead:
            continue
        if found.ended_at is None and found.started_at != NEVER:
            _draft(plan, ready_draft(found), known, given)
            continue
        past = ready_incident(found, unit.now)
        gone = [name for name in past.services if name.casefold() not in names]
        if gone and past.updates:
            words = f"It names what is no service here: {', '.join(gone[:5])}."
            past = replace(past, why=(*past.why, words))
        _incident(plan, past, known, given)
    for work in (*given.works, *ahead.values()):
        _work(plan, ready_work(unit, work, names), known, given)
    _histories(plan, unit, known, given)
    for note in given.notes:
        row = ReportRow(Sort.OTHER, note.where, note.where, Fate.LEFT_OUT, (note.words,))
        plan.rows.append(row)
    return plan


def _names(
    plan: Plan, services: Services, known: dict[tuple[str, str], Brought], given: Bring
) -> frozenset[str]:
    """What services are called that are here, or will be; in folded case."""
    named = {one.name.casefold() for one in services.components.values()}
    there = {row.key for row in plan.rows if row.sort is Sort.SERVICE and row.fate.writes}
    for one in given.services:
        before = known.get((Sort.SERVICE, one.key))
        is_here = before is not None and before.target_id in services.components
        if is_here or one.key in there:
            named.add(one.name.casefold())
    return frozenset(named)


def marked(ready: ReadyService, *, with_secrets: bool) -> str:
    """The digest as it is kept."""
    return f"{_WITH if with_secrets and ready.secrets else _WITHOUT}{ready.digest}"


def _service(
    plan: Plan,
    ready: ReadyService,
    services: Services,
    known: Brought | None,
    here: dict[tuple[str, str], int],
    given: Bring,
) -> None:
    row = ReportRow(
        Sort.SERVICE,
        ready.key,
        ready.title,
        Fate.NEW,
        ready.why,
        ready.group,
        ready.detail,
        ready.where,
        ready.secrets,
    )
    if ready.service is None:
        plan.rows.append(replace(row, fate=Fate.LEFT_OUT))
        return
    settled = settle(ready.service, services.kinds)
    at = here.get((settled.group, settled.name))
    if known is None:
        if at is not None:
            plan.rows.append(replace(row, fate=Fate.LEFT_OUT, why=(HERE_ALREADY,)))
            return
        plan.new.append((ready, settled))
        plan.rows.append(row)
    elif known.target_id not in services.components:
        plan.rows.append(replace(row, fate=Fate.LEFT_OUT, why=(REMOVED_HERE,)))
    elif _is_same(known, ready, with_secrets=given.with_secrets):
        plan.rows.append(replace(row, fate=Fate.SAME, why=()))
    elif at not in (None, known.target_id):
        plan.rows.append(replace(row, fate=Fate.LEFT_OUT, why=(HERE_ALREADY,)))
    else:
        plan.changed.append((ready, settled, known.target_id))
        plan.rows.append(replace(row, fate=Fate.CHANGED))


def _is_same(known: Brought, ready: ReadyService, *, with_secrets: bool) -> bool:
    mark, digest = known.digest[:1], known.digest[1:]
    asks_for_secrets = with_secrets and bool(ready.secrets) and mark != _WITH
    return digest == ready.digest and not asks_for_secrets


def _incident(
    plan: Plan, past: PastIncident, known: dict[tuple[str, str], Brought], given: Bring
) -> None:
    row = ReportRow(
        Sort.INCIDENT,
        past.key,
        past.title,
        Fate.NEW,
        past.why,
        detail=past.detail,
        where=past.where,
    )
    if (Sort.INCIDENT.value, past.key) in given.without:
        row = replace(row, fate=Fate.LEFT_OUT, why=(LEFT_BY_YOU,))
    elif (Sort.INCIDENT, past.key) in known:
        row = replace(row, fate=Fate.SAME, why=())
    elif (Sort.DRAFT, past.key) in known:
        row = replace(row, fate=Fate.LEFT_OUT, why=(WAS_DRAFT,))
    elif not past.updates:
        row = replace(row, fate=Fate.LEFT_OUT)
    elif not given.with_incidents:
        row = replace(row, fate=Fate.LEFT_OUT, why=(ASK_FOR_INCIDENTS,))
    else:
        plan.incidents.append(past)
    plan.rows.append(row)


def _draft(
    plan: Plan, draft: ReadyDraft, known: dict[tuple[str, str], Brought], given: Bring
) -> None:
    row = ReportRow(
        *(Sort.DRAFT, draft.key, draft.title, Fate.NEW, draft.why),
        detail=draft.detail,
        where=draft.where,
    )
    row = _as_draft(row, known, given)
    if row.fate is Fate.NEW:
        plan.drafts.append(draft)
    plan.rows.append(row)


def _work(plan: Plan, work: ReadyWork, known: dict[tuple[str, str], Brought], given: Bring) -> None:
    fate = Fate.NEW if work.plan is not None else Fate.LEFT_OUT
    row = ReportRow(
        *(Sort.WORK, work.key, work.title, fate, work.why), detail=work.detail, where=work.where
    )
    row = _as_draft(row, known, given)
    if row.fate is Fate.NEW:
        plan.works.append(work)
    plan.rows.append(row)


def _as_draft(row: ReportRow, known: dict[tuple[str, str], Brought], given: Bring) -> ReportRow:
    if (row.sort.value, row.key) in given.without or not given.with_drafts:
        return replace(row, fate=Fate.LEFT_OUT, why=(LEFT_BY_YOU,))
    if (row.sort, row.key) in known:
        return replace(row, fate=Fate.SAME, why=())
    return row


def _histories(plan: Plan, unit: Unit, known: dict[tuple[str, str], Brought], given: Bring) -> None:
    there = read_histories(unit)
    fates = {row.key: row for row in plan.rows if row.sort is Sort.SERVICE}
    for one in given.histories:
        service = fates.get(one.key)
        if service is None or (Sort.HISTORY.value, one.key) in given.without:
            continue
        before = known.get((Sort.SERVICE, one.key))
        many = "1 stretch" if one.stretches == 1 else f"{one.stretches:,} stretches"
        words = f"{_day(one.from_us)} – {_day(one.until_us)}, {many}"
        row = ReportRow(Sort.HISTORY, one.key, service.title, Fate.NEW, one.notes, detail=words)
        if before is not None and before.target_id in there:
            row = replace(row, fate=Fate.SAME, why=())
        elif service.fate is Fate.LEFT_OUT:
            row = replace(row, fate=Fate.LEFT_OUT, why=("Its service does not come along.",))
        plan.rows.append(row)


def _day(at_us: int) -> str:
    return f"{from_us(at_us):%Y-%m-%d}"
