"""What a supplier's status page says: Statuspage's summary (v2), or where there is none its feed.

Nothing of it is trusted to be there, or to be what it should: what cannot be read says nothing.
"""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from statusboard.domain.letters import as_shown
from statusboard.domain.result import Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.probes.sockets.answering import Finding, quoted
from statusboard.probes.sockets.document import Document
from statusboard.probes.web.failure import Failed

ATOM = "{http://www.w3.org/2005/Atom}"
# Of the feed so many entries are looked at, newest first; older ones are over.
MOST_ENTRIES = 25
SHOWN_INCIDENTS = 2
_INDICATORS = {
    "none": ComponentStatus.OPERATIONAL,
    "maintenance": ComponentStatus.UNDER_MAINTENANCE,
    "minor": ComponentStatus.DEGRADED_PERFORMANCE,
    "major": ComponentStatus.PARTIAL_OUTAGE,
    "critical": ComponentStatus.MAJOR_OUTAGE,
}
_SAID = {
    ComponentStatus.DEGRADED_PERFORMANCE: "degraded performance",
    ComponentStatus.PARTIAL_OUTAGE: "a partial outage",
    ComponentStatus.MAJOR_OUTAGE: "a major outage",
}
# How an incident of the feed stands is the first word in bold of its newest update.
_STATE = re.compile(r"<strong>\s*([A-Za-z ]{1,30}?)\s*</strong>")
_OPEN = frozenset({"investigating", "identified", "monitoring", "update"})
_TAG = re.compile(r"<[^>]{0,500}>")


@dataclass(frozen=True, slots=True)
class Incident:
    """One that is open. `text` is all that it says, for finding the names of components."""

    name: str
    text: str


def from_summary(document: Document, wanted: Sequence[str]) -> Finding:
    """What the summary says of these components, or of all. Raises Failed."""
    try:
        said = json.loads(document.body)
    except (ValueError, RecursionError) as error:
        raise Failed(Reason.PROTOCOL, "its summary is not JSON") from error
    if not isinstance(said, dict) or not isinstance(said.get("components"), list):
        raise Failed(Reason.PROTOCOL, "its summary is not in the form of Statuspage")
    incidents = tuple(_named(said.get("incidents")))
    supplier = _text(_part(said, "page").get("name")) or "the supplier"
    if not wanted:
        indicator = _text(_part(said, "status").get("indicator"))
        level = _INDICATORS.get(indicator, ComponentStatus.UNKNOWN)
        return _finding(supplier, level, indicator, (), incidents)
    found = _components(said["components"], wanted)
    lost = [name for name in wanted if name not in found]
    if lost:
        detail = quoted(f"{supplier} has no component called {', '.join(lost)}")
        raise Failed(Reason.SOURCE_GONE, detail)
    unknown = next((word for word in found.values() if _level(word).severity < 0), None)
    worst = max(found.values(), key=lambda word: _level(word).severity)
    if unknown is not None and not _level(worst).is_trouble:
        worst = unknown
    named = [name for name, word in found.items() if _level(word) is _level(worst)]
    return _finding(supplier, _level(worst), worst, named, incidents)


def _components(listed: Sequence[object], wanted: Sequence[str]) -> dict[str, str]:
    """How those of the wanted ones stand that are there: the worst of several with one name."""
    found: dict[str, str] = {}
    for component in listed:
        if not isinstance(component, dict):
            continue
        names = {_text(component.get("name")).lower(), _text(component.get("id")).lower()}
        word = _text(component.get("status"))
        for name in wanted:
            known = found.get(name)
            is_worse = known is None or _level(word).severity > _level(known).severity
            if name.lower() in names and is_worse:
                found[name] = word
    return found


class _Plain(ET.TreeBuilder):
    """Builds the tree of a document that declares no type, in whatever way its letters are coded.

    A document type may declare entities that grow without end; none is read.
    """

    def doctype(self, *_: str | None) -> None:
        raise Failed(Reason.PROTOCOL, "its feed declares a document type, which is not read")


def from_feed(document: Document, wanted: Sequence[str]) -> Finding:
    """What the feed says is open, about these components or any. Raises Failed."""
    try:
        parser = ET.XMLParser(target=_Plain())  # noqa: S314 - without a document type nothing grows
        feed = ET.fromstring(document.body, parser)  # noqa: S314
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Failed(Reason.PROTOCOL, "neither a summary nor a feed can be read there") from error
    if feed.tag != f"{ATOM}feed":
        raise Failed(Reason.PROTOCOL, "neither a summary nor a feed can be read there")
    supplier = _text(feed.findtext(f"{ATOM}title")).partition(" Status")[0] or "the supplier"
    lower = [name.lower() for name in wanted]
    found = tuple(
        incident
        for incident in _open_in(feed)
        if not lower or any(name in incident.text.lower() for name in lower)
    )
    # How grave it is a feed does not say.
    level = ComponentStatus.DEGRADED_PERFORMANCE if found else ComponentStatus.OPERATIONAL
    return _finding(supplier, level, "", (), found)


def _finding(
    supplier: str,
    level: ComponentStatus,
    word: str,
    named: Sequence[str],
    incidents: Sequence[Incident],
) -> Finding:
    if level is ComponentStatus.UNKNOWN:
        words = quoted(f"{supplier} says “{word}”, which is not known here")
        return Finding(Outcome.UNKNOWN, Reason.SOURCE_SILENT, words)
    about = f" of {', '.join(named)}" if named else ""
    if level is ComponentStatus.UNDER_MAINTENANCE:
        # Announced work of theirs is no outage of ours: what fails through it shows elsewhere.
        return Finding(words=quoted(f"{supplier} reports planned work{about}"))
    if not level.is_trouble:
        return Finding(words=quoted(f"{supplier} reports no trouble{about}"))
    told = [f"“{incident.name}”" for incident in incidents[:SHOWN_INCIDENTS]]
    more = f": {', '.join(told)}" if told else ""
    words = quoted(f"{supplier} reports {_SAID[level]}{about}{more}")
    return Finding(Outcome.of(level), Reason.SUPPLIER, words, level=level)


def _named(incidents: object) -> Iterator[Incident]:
    for incident in incidents if isinstance(incidents, list) else []:
        if isinstance(incident, dict) and _text(incident.get("name")):
            name = _text(incident.get("name"))
            yield Incident(name, name)


def _open_in(feed: "ET.Element") -> Iterator[Incident]:
    for entry in feed.findall(f"{ATOM}entry")[:MOST_ENTRIES]:
        content = unescape(entry.findtext(f"{ATOM}content") or "")
        state = _STATE.search(content)
        if state is not None and state[1].lower() in _OPEN:
            name = _text(entry.findtext(f"{ATOM}title"))
            yield Incident(name, f"{name} {_TAG.sub(' ', content)}")


def _level(word: str) -> ComponentStatus:
    try:
        return ComponentStatus(word)
    except ValueError:
        return ComponentStatus.UNKNOWN


def _part(said: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = said.get(name)
    return part if isinstance(part, dict) else {}


def _text(value: object) -> str:
    return as_shown(value.strip())[:200] if isinstance(value, str) else ""
