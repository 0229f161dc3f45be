"""Prometheus' blackbox exporter: its modules, and the targets that are asked through them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from statusboard.catalog.durations import parse_duration
from statusboard.domain.brought import Found, FoundCheck, FoundService, Note
from statusboard.domain.manner import Manner
from statusboard.errors import RuleBroken
from statusboard.importers.addresses import Unaskable, key_of, name_of, question
from statusboard.importers.base import ImporterKind
from statusboard.importers.blackbox_modules import PROBERS, port_of
from statusboard.importers.source import Source
from statusboard.importers.tables import Table, one_line, plain

_ENDINGS = (".yml", ".yaml", ".json")
_NAMES = ("service", "name", "instance")
_GROUPS = ("group", "tier", "team", "env", "job")


def _is_this(source: Source) -> bool:
    return any(_sort(source, name) for name in source.ending_in(*_ENDINGS)[:50])


def _sort(source: Source, name: str) -> str:
    """What a file is: `modules`, `jobs`, `targets`, or nothing of this."""
    try:
        document = source.document(name)
    except RuleBroken:
        return ""
    if isinstance(document, Table):
        modules = document.table("modules")
        if any(isinstance(one, Table) and "prober" in one for one in modules.values()):
            return "modules"
        return "jobs" if isinstance(document.get("scrape_configs"), list) else ""
    if isinstance(document, list) and document:
        first = document[0]
        return "targets" if isinstance(first, Table) and "targets" in first else ""
    return ""


def _read(source: Source) -> Found:
    modules: dict[str, Table] = {}
    groups: list[tuple[str, str, Table]] = []
    notes: list[Note] = []
    for name in source.ending_in(*_ENDINGS):
        match _sort(source, name):
            case "modules":
                found = source.table(name).table("modules")
                modules |= {key: one for key, one in found.items() if isinstance(one, Table)}
            case "jobs":
                for job in source.table(name).tables("scrape_configs"):
                    groups += _of_job(job, name, notes)
            case "targets":
                document = source.document(name)
                rows = document if isinstance(document, list) else []
                groups += ((name, "", one) for one in rows if isinstance(one, Table))
            case _:
                continue
    services = [
        one for at, module, group in groups for one in _services(at, module, group, modules)
    ]
    if modules and not groups:
        words = "Modules alone ask nothing: give the targets too, or the folder with both."
        notes.append(Note("modules", words))
    return Found(tuple(_apart(services)), notes=tuple(notes))


def _of_job(job: Table, name: str, notes: list[Note]) -> Iterator[tuple[str, str, Table]]:
    title = one_line(job.text("job_name"))
    rewritten = any(
        one.text("target_label") == "__param_target" for one in job.tables("relabel_configs")
    )
    module = next(iter(job.table("params").texts("module")), "")
    if not (rewritten or module):
        notes.append(Note(f"job {title}", "It asks no blackbox exporter, and was left out."))
        return
    for key in job:
        if key.endswith("_sd_configs") and key != "file_sd_configs":
            words = f"Targets that are found by {one_line(key, 40)} are not asked for."
            notes.append(Note(f"job {title}", words))
    if job.get("file_sd_configs"):
        notes.append(Note(f"job {title}", "Files of targets are read where the folder holds them."))
    for group in job.tables("static_configs"):
        labelled = Table({**group, "labels": Table({"job": title, **group.table("labels")})})
        labelled.line = group.line
        yield name, module, labelled


def _services(
    at: str, module: str, group: Table, modules: Mapping[str, Table]
) -> Iterator[FoundService]:
    labels = group.table("labels")
    name = next((one_line(plain(labels.get(key))) for key in _NAMES if labels.get(key)), "")
    section = next((one_line(plain(labels.get(key))) for key in _GROUPS if labels.get(key)), "")
    chosen = plain(labels.get("module")) or plain(labels.get("__param_module")) or module
    targets = group.texts("targets")
    for target in targets:
        own = name if name and len(targets) == 1 else name_of(target) or "Target"
        notes: list[str] = []
        checks: tuple[FoundCheck, ...] = ()
        try:
            checks = (_check(target, chosen, modules, notes),)
        except Unaskable as why:
            notes.append(f"It cannot be asked: {why}.")
        where = f"{at}, {group.where}" if group.where else at
        key = f"{chosen} {key_of(target)}"
        yield FoundService(key, own, section, "", checks, where, tuple(notes))


def _check(target: str, chosen: str, modules: Mapping[str, Table], notes: list[str]) -> FoundCheck:
    if not target or "$" in target:
        raise Unaskable("its address is put together elsewhere")
    module = modules.get(chosen)
    if module is None:
        if chosen:
            notes.append(f"The module {one_line(chosen, 40)} is not among the files.")
        return _by_name(target, chosen)
    prober = module.text("prober").lower()
    asks = PROBERS.get(prober)
    if asks is None:
        raise Unaskable(f"nothing here asks as “{one_line(prober, 20)}” does")
    check = asks(target, module, notes)
    try:
        deadline = parse_duration(module.text("timeout")) if module.text("timeout") else None
    except ValueError:
        deadline = None
    return replace(check, deadline=deadline or timedelta(seconds=15))


def _by_name(target: str, chosen: str) -> FoundCheck:
    """What modules are called as they come: `icmp`, `tcp_connect`, `http_2xx`."""
    if chosen.startswith("icmp"):
        return FoundCheck(Manner.ECHO, {"host": target})
    if chosen.startswith("tcp"):
        return port_of(target, Table(), [])
    return question(target)


def _apart(services: list[FoundService]) -> Iterator[FoundService]:
    """Without those that are asked the same twice."""
    seen: set[str] = set()
    for one in services:
        if one.key not in seen:
            seen.add(one.key)
            yield one


DECLARATION = ImporterKind(
    key="blackbox",
    label="Prometheus blackbox",
    icon="radar",
    summary="Modules and targets: blackbox.yml, prometheus.yml and files of targets.",
    is_this=_is_this,
    read=_read,
    endings=_ENDINGS,
    rank=25,
)
