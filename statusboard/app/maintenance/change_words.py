"""What a change of announced work asks for, in words, and what customers read before and after."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.maintenance.change_inputs import WorkDeed
from statusboard.app.maintenance.inputs import (
    CancelWork,
    ChangeWork,
    EndWork,
    ExtendWork,
    MoveWindow,
    StartWork,
)
from statusboard.app.maintenance.outcomes import Outcome
from statusboard.app.maintenance.reading import facts_text, read_as
from statusboard.app.settings import page_zone
from statusboard.domain.maintenance import Maintenance, Plan
from statusboard.domain.time_text import length_text, when_text
from statusboard.storage.incidents import read_incident
from statusboard.storage.maintenance import read_components_of
from statusboard.storage.unit import Unit


def asked_words(unit: Unit, known: Maintenance, given: WorkDeed) -> str:
    """What it would do, as a sentence."""
    zone = ZoneInfo(page_zone(unit))

    def when(at: datetime) -> str:
        return when_text(at, zone, now=unit.now)

    match given:
        case MoveWindow():
            lasts = "" if given.lasts is None else f", for {length_text(given.lasts)}"
            return f"Move it to {when(given.starts_at)}{lasts}."
        case StartWork():
            return "Let it begin now, before its time."
        case ExtendWork():
            return f"Let it end at {when(given.until)}."
        case EndWork():
            at = when(given.at or unit.now)
            return f"Put its end to {at}, afterwards: “{given.reason.strip()}”."
        case CancelWork():
            what = "Cancel the whole series" if given.whole_series else "Cancel it"
            return f"{what}: “{given.reason.strip()}”."
        case ChangeWork():
            return f"Change {_listed(list(_parts(known.plan, given.plan)))}."


def read_now(unit: Unit, outcome: Outcome) -> str:
    """What customers read of the window that an outcome is about, as text."""
    window = next(one for one in outcome.known.windows if one.id == outcome.window.id)
    incident = None if window.incident_id is None else read_incident(unit, window.incident_id)
    plan, named = outcome.known.plan, read_components_of(unit, [window.id])[window.id]
    if incident is None:
        return facts_text(unit, plan, window, named)
    said = incident.updates[0].wording
    return f"{facts_text(unit, plan, window, named, title=said.title)}\n\n{said.body.strip()}"


def would_read(unit: Unit, outcome: Outcome) -> str:
    """What customers would read once it is made, as text."""
    plan, window = outcome.plan, outcome.window
    services = outcome.services
    if services is None:
        services = read_components_of(unit, [window.id])[window.id]
    return read_as(unit, plan, window, outcome.kind, reason=outcome.reason, named=services)


def _parts(before: Plan, after: Plan) -> Iterator[str]:
    """What differs between two plans, in the words of people."""
    if before.title != after.title:
        yield "its title"
    if before.body != after.body:
        yield "its text"
    times = ("zone", "starts_at", "lasts")
    if any(getattr(before, one) != getattr(after, one) for one in times):
        yield "its time"
    if before.repeats != after.repeats:
        yield "when it comes again"
    if dict(before.components) != dict(after.components):
        yield "its services"
    if before.tells != after.tells:
        yield "whether people get a message"
    own = ("starts_itself", "ends_itself", "reminds_before")
    if any(getattr(before, one) != getattr(after, one) for one in own):
        yield "how it begins, ends and reminds"


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts) or "its plan"
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
