"""Incidents of which nothing more is said: withdrawn ones, and those told on in another one."""

from statusboard.errors import RuleBroken
from statusboard.storage import incidents
from statusboard.storage.joined import goes_on_in
from statusboard.storage.unit import Unit


def told_on_in(unit: Unit, incident_id: int | None) -> int | None:
    """Where a text about an incident belongs: there, or in the one that it was joined with."""
    incident = None if incident_id is None else incidents.read_incident(unit, incident_id)
    if incident is None or incident.merged_into is None:
        return incident_id
    return goes_on_in(unit, incident.public_id)


def refuse_ended(unit: Unit, incident_id: int | None) -> None:
    """Raises RuleBroken where customers were told that the incident never was, or is elsewhere."""
    incident = None if incident_id is None else incidents.read_incident(unit, incident_id)
    if incident is not None and not incident.is_counted:
        raise RuleBroken(ended_words(incident.is_withdrawn), field="incident_id")


def ended_words(is_withdrawn: bool) -> str:  # noqa: FBT001 - a question with two answers
    """Why nothing more is said of an incident."""
    if is_withdrawn:
        return "This was withdrawn, so nothing more is said of it. What is new is a new notice."
    return "This was joined with another incident. Say there what is new."
