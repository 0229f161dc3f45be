"""Statuspage: files of its API in JSON, its subscribers in CSV, or a folder of them."""

import csv
import io
from collections.abc import Iterator, Mapping

from statusboard.domain.brought import (
    Found,
    FoundIncident,
    FoundService,
    FoundSubscriber,
    FoundUpdate,
    FoundWork,
    Note,
)
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.errors import RuleBroken
from statusboard.importers.base import ImporterKind
from statusboard.importers.source import Source
from statusboard.importers.tables import Table, one_line
from statusboard.importers.times import NEVER, Times

_PARTS = (
    *("components", "incidents", "scheduled_maintenances", "subscribers", "incident", "page"),
)
_MODES = ("email", "sms", "webhook", "slack", "integration_partner", "teams")
_FORMS = {status.value: status for status in ComponentStatus}
_WORST = ComponentStatus.OPERATIONAL


def _is_this(source: Source) -> bool:
    return any(_is_file(source, name) for name in source.ending_in(".json", ".csv")[:50])


def _is_file(source: Source, name: str) -> bool:
    if name.lower().endswith(".csv"):
        first = source.begins(name).partition(b"\n")[2].partition(b",")[0]
        return first.strip(b' "').decode("ascii", "replace").lower() in _MODES
    try:
        document = source.document(name)
    except RuleBroken:
        return False
    return any(_is_thing(one) for one in _things(document))


def _is_thing(one: Table) -> bool:
    return (
        "incident_updates" in one
        or ("status" in one and "group_id" in one)
        or ("mode" in one and ("email" in one or "endpoint" in one))
    )


def _things(document: object) -> Iterator[Table]:
    """The components, incidents and subscribers of a file, however they are wrapped."""
    rows = document if isinstance(document, list) else [document]
    for row in rows:
        if not isinstance(row, Table):
            continue
        yield row
        for part in _PARTS:
            inner = row.get(part)
            if isinstance(inner, Table):
                yield inner
            elif isinstance(inner, list) and "incident_updates" not in row:
                yield from (one for one in inner if isinstance(one, Table))


def _read(source: Source) -> Found:
    components: dict[str, Table] = {}
    incidents: dict[str, Table] = {}
    subscribers: list[Table] = []
    notes: list[Note] = []
    for name in source.ending_in(".json"):
        for one in _things(source.document(name)):
            if "incident_updates" in one:
                incidents.setdefault(one.text("id") or one.text("name"), one)
            elif "mode" in one:
                subscribers.append(one)
            elif "status" in one and one.text("name") and "id" in one and "group_id" in one:
                components.setdefault(one.text("id"), one)
    for name in source.ending_in(".csv"):
        subscribers += _csv_rows(source.text(name))
    names = {key: one_line(one.text("name")) for key, one in components.items()}
    planned = [one for one in incidents.values() if one.text("scheduled_for")]
    ahead = [one for one in planned if one.text("status").lower() != "completed"]
    if len(ahead) < len(planned):
        words = "What is over was left out: planned work comes along that still lies ahead."
        notes.append(Note(f"{len(planned) - len(ahead)} of scheduled maintenances", words))
    return Found(
        tuple(_services(components)),
        tuple(_incident(one, names) for one in incidents.values() if not one.text("scheduled_for")),
        tuple(_work(one, names) for one in ahead),
        tuple(filter(None, (_subscriber(one, names) for one in subscribers))),
        tuple(notes),
    )


def _services(components: Mapping[str, Table]) -> Iterator[FoundService]:
    groups = {
        key: one_line(one.text("name")) for key, one in components.items() if one.flag("group")
    }
    for key, one in components.items():
        if key in groups:
            continue
        yield FoundService(
            key,
            one_line(one.text("name")),
            groups.get(one.text("group_id"), ""),
            one.text("description"),
            where=f"component {one_line(key, 40)}",
            notes=("Nothing asks it yet: add a check to it.",),
            listed_only=True,
        )


def _incident(table: Table, names: Mapping[str, str]) -> FoundIncident:
    notes: list[str] = []
    reader = Times(notes)
    updates = []
    services: dict[str, ComponentStatus] = {}
    for one in table.tables("incident_updates"):
        at = reader.read(one.text("display_at", "created_at"))
        if at is not None:
            updates.append(FoundUpdate(at, _status(one.text("status")), one.text("body")))
        _affected(one.tables("affected_components"), names, services)
    for one in table.tables("components"):
        if one.text("name"):
            services.setdefault(one_line(one.text("name")), ComponentStatus.DEGRADED_PERFORMANCE)
    postmortem = table.text("postmortem_body")
    published = reader.read(table.text("postmortem_published_at"))
    if postmortem and published is not None:
        updates.append(FoundUpdate(published, IncidentStatus.POSTMORTEM, postmortem))
    started = reader.read(table.text("started_at", "created_at"))
    starts = [one.at for one in updates] + ([started] if started is not None else [])
    status = _status(table.text("status"))
    ended = reader.read(table.text("resolved_at"))
    if ended is None and status.is_over:
        ends = [one.at for one in updates if one.status is IncidentStatus.RESOLVED]
        ended = max(ends or starts, default=None)
    key, title = table.text("id") or table.text("name"), table.text("name")
    where = f"incident {one_line(key, 40)}"
    impact = table.text("impact_override", "impact")
    if not starts:
        notes.append("It has no time that is understood.")
        return FoundIncident(key, title, Impact.NONE, NEVER, None, (), {}, where, tuple(notes))
    return FoundIncident(
        key,
        title,
        Impact(impact) if impact in set(Impact) else Impact.NONE,
        min(starts),
        ended,
        tuple(updates),
        services,
        where,
        tuple(notes),
    )


def _work(table: Table, names: Mapping[str, str]) -> FoundWork:
    notes: list[str] = []
    reader = Times(notes)
    incident = _incident(table, names)
    said = [one.body for one in incident.updates if one.body]
    work = FoundWork(
        incident.key,
        incident.title,
        said[0] if said else "",
        "UTC",
        services=tuple(incident.services),
        where=incident.where,
    )
    start = reader.read(table.text("scheduled_for"))
    end = reader.read(table.text("scheduled_until"))
    if start is None or end is None or end <= start:
        return work.left_out("It does not say from when until when it is.")
    return work.planned(start.replace(tzinfo=None), end - start, notes=notes)


def _affected(
    rows: Iterator[Table], names: Mapping[str, str], services: dict[str, ComponentStatus]
) -> None:
    for one in rows:
        name = names.get(one.text("code")) or one_line(one.text("name").rpartition(" - ")[2])
        status = _FORMS.get(one.text("new_status"), ComponentStatus.UNKNOWN)
        if name and status.severity > services.get(name, _WORST).severity:
            services[name] = status


def _status(text: str) -> IncidentStatus:
    known = {status.value: status for status in IncidentStatus}
    return known.get(text.lower(), IncidentStatus.INVESTIGATING)


def _subscriber(table: Table, names: Mapping[str, str]) -> FoundSubscriber | None:
    if table.text("quarantined_at") or table.text("purge_at"):
        return None
    address = table.text("email", "endpoint", "phone_number", "address")
    chosen = tuple(names[one] for one in table.texts("components") if one in names)
    mode = table.text("mode").lower()
    return FoundSubscriber(mode, address, chosen) if address else None


def _csv_rows(text: str) -> Iterator[Table]:
    """A file of subscribers: its first column says the way, its second the address."""
    try:
        for row in csv.reader(io.StringIO(text)):
            if len(row) > 1 and row[0].strip().lower() in _MODES:
                yield Table({"mode": row[0].strip().lower(), "address": row[1].strip()})
    except csv.Error as error:
        raise RuleBroken("A file of subscribers is no CSV.", field="source") from error


DECLARATION = ImporterKind(
    key="statuspage",
    label="Statuspage",
    icon="megaphone",
    summary="The address of a page, or files of its API: components, incidents, subscribers.",
    is_this=_is_this,
    read=_read,
    endings=(".json", ".csv"),
    rank=40,
)
