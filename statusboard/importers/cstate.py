"""cState: a page's files. Systems from its configuration, incidents from its issues."""

import re
from collections.abc import Iterator
from datetime import datetime

from statusboard.domain.brought import Found, FoundIncident, FoundService, FoundUpdate, Note
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus, impact_of
from statusboard.errors import RuleBroken
from statusboard.importers.base import ImporterKind
from statusboard.importers.source import Source
from statusboard.importers.tables import Table, one_line
from statusboard.importers.times import NEVER, Times
from statusboard.importers.yaml_text import parse_yaml

_CONFIGS = ("config.yml", "config.yaml", "hugo.yml", "hugo.yaml")
_SEVERITY = {
    "down": ComponentStatus.MAJOR_OUTAGE,
    "disrupted": ComponentStatus.PARTIAL_OUTAGE,
    "notice": ComponentStatus.DEGRADED_PERFORMANCE,
}
_MOST_ISSUES = 10_000
_TRACK = re.compile(r"\{\{[<%]\s*track\s+\"?([^\"}>%]{4,60})\"?\s*[>%]\}\}")
_SHORTCODE = re.compile(r"\{\{[<%].{0,300}?[>%]\}\}")
_STATE = re.compile(r"\s*\*{1,2}([A-Za-z -]{3,30})\*{1,2}\s*[-–—:]?\s*")
_STATES = {
    "investigating": IncidentStatus.INVESTIGATING,
    "identified": IncidentStatus.IDENTIFIED,
    "monitoring": IncidentStatus.MONITORING,
    "update": IncidentStatus.INVESTIGATING,
    "resolved": IncidentStatus.RESOLVED,
    "completed": IncidentStatus.RESOLVED,
    "post-mortem": IncidentStatus.POSTMORTEM,
    "postmortem": IncidentStatus.POSTMORTEM,
}


def _config(source: Source) -> str:
    return next(
        (
            name
            for name in source.names
            if name.rpartition("/")[2] in _CONFIGS
            and name.count("/") < 3
            and isinstance(source.table(name).table("params").get("systems"), list)
        ),
        "",
    )


def _issues(source: Source) -> list[str]:
    if not source.is_folder:
        return list(source.ending_in(".md"))
    return [name for name in source.ending_in(".md") if "issues/" in f"/{name}"][:_MOST_ISSUES]


def _is_this(source: Source) -> bool:
    if source.is_folder:
        return bool(_config(source)) or any(
            name.startswith("content/issues/") for name in _issues(source)
        )
    name = source.names[0]
    if name.endswith(".md"):
        return b"severity:" in source.begins(name)
    return bool(_config(source))


def _read(source: Source) -> Found:
    config = _config(source)
    services = list(_systems(source.table(config).table("params"))) if config else []
    incidents, notes = [], []
    for name in _issues(source):
        if name.rpartition("/")[2].startswith("_index"):
            continue
        try:
            found = _issue(name, source.text(name))
        except RuleBroken as broken:
            notes.append(Note(name, one_line(broken.sentence, 200)))
            continue
        if found is not None:
            incidents.append(found)
    return Found(tuple(services), tuple(incidents), notes=tuple(notes))


def _systems(params: Table) -> Iterator[FoundService]:
    for row in params.rows("systems"):
        table = row if isinstance(row, Table) else Table(name=row)
        name = one_line(table.text("name"))
        if name:
            yield FoundService(
                name,
                name,
                one_line(table.text("category")),
                table.text("description"),
                where=table.where,
                notes=("Nothing asks it yet: add a check to it.",),
                listed_only=True,
            )


def _issue(name: str, text: str) -> FoundIncident | None:
    """The incident of a file; None for what is none, such as a draft."""
    head, body = _parts(name, text)
    if head.flag("draft") or head.text("section") not in ("", "issue"):
        return None
    notes: list[str] = []
    times = Times(notes)
    title = one_line(head.text("title"), 255)
    key = head.text("id") or name
    started, ended = times.read(head.text("date")), times.read(head.text("resolvedWhen"))
    if started is None:
        return FoundIncident(
            key, title, Impact.NONE, NEVER, None, (), {}, name, ("It has no date.",)
        )
    if head.flag("informational"):
        notes.append("It was for information only.")
    is_over = head.flag("resolved") or ended is not None
    updates = tuple(_updates(body, started, times, notes))
    if is_over and ended is None:
        ended = max((one.at for one in updates), default=started)
        notes.append("When it was over is not said: its last word is taken.")
    worst = _SEVERITY.get(head.text("severity").lower(), ComponentStatus.DEGRADED_PERFORMANCE)
    services = {one_line(one): worst for one in head.texts("affected")}
    return FoundIncident(
        key,
        title,
        impact_of([worst]),
        started,
        ended if is_over else None,
        updates,
        services,
        name,
        tuple(notes),
    )


def _parts(name: str, text: str) -> tuple[Table, str]:
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        raise RuleBroken(f"{name} has no head between two lines of ---.", field="source")
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == "---")
    found = parse_yaml("\n".join(lines[1:end]), name)
    if not isinstance(found, Table):
        raise RuleBroken(f"{name} has no head that says what it is about.", field="source")
    return found, "\n".join(lines[end + 1 :])


def _updates(body: str, started: datetime, times: Times, notes: list[str]) -> Iterator[FoundUpdate]:
    """What was said, paragraph by paragraph; what begins with no state belongs to the one above.

    The source shows the newest first; one without a time stands where the next older one does.
    """
    parts: list[tuple[IncidentStatus, list[str]]] = []
    for paragraph in re.split(
        r"\n\s*\n|(?=^\s*\*{1,2}[A-Z][a-z-]+\*{1,2}\s*[-–—:])", body, flags=re.MULTILINE
    ):
        if not paragraph.strip():
            continue
        found = _STATE.match(paragraph)
        status = _STATES.get(found[1].strip().lower()) if found else None
        if found and status is not None:
            parts.append((status, [paragraph[found.end() :]]))
        elif parts:
            parts[-1][1].append(paragraph)
        else:
            parts.append((IncidentStatus.INVESTIGATING, [paragraph]))
    at = started
    for status, said in reversed(parts):
        text = "\n\n".join(part.strip() for part in said)
        track = _TRACK.search(text)
        told = times.read(track[1]) if track else None
        if told is None and len(parts) > 1 and at is not started:
            notes.append("One of its updates names no time.")
        at = told or at
        yield FoundUpdate(at, status, _SHORTCODE.sub("", text).strip())


DECLARATION = ImporterKind(
    key="cstate",
    label="cState",
    icon="list-checks",
    summary="The folder of the page: its systems, and every issue with its updates.",
    is_this=_is_this,
    read=_read,
    endings=(".yml", ".yaml", ".md"),
    rank=16,
)
