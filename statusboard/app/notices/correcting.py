"""A notice that takes back what an update said: what has to be true of it."""

from statusboard.domain.notice import Wording
from statusboard.errors import RuleBroken
from statusboard.storage import incidents
from statusboard.storage.notices import Notice
from statusboard.storage.unit import Unit


def refuse_foreign_update(unit: Unit, incident_id: int | None, corrects: str) -> None:
    """Raises RuleBroken where the update is none of this incident."""
    incident = None if incident_id is None else incidents.read_incident(unit, incident_id)
    said = () if incident is None else tuple(one.public_id for one in incident.updates)
    if corrects not in said:
        sentence = f"The incident has no update {corrects}. A correction follows what it corrects."
        raise RuleBroken(sentence, field="corrects")


def refuse_end_as_correction(unit: Unit, notice: Notice, wording: Wording) -> None:
    """Raises RuleBroken where a correction would be the end that everybody has to be told of."""
    if not notice.corrects or notice.incident_id is None:
        return
    incident = incidents.read_incident(unit, notice.incident_id)
    assert incident is not None
    if wording.status.is_over and not incident.status.is_over:
        raise RuleBroken(
            "A correction goes only to whom the wrong words reached, so it cannot tell the end. "
            "Publish it first, and then say to everybody that it is over.",
            field="status",
        )
