"""A notice that takes back what an update said: what has to be true of it."""

from statusboard.app.delivery.announce import announcement_of
from statusboard.domain.incident import Incident
from statusboard.domain.notice import Wording
from statusboard.domain.views.notices import Corrected
from statusboard.errors import RuleBroken
from statusboard.storage import incidents, notices, outbox
from statusboard.storage.notices import Notice
from statusboard.storage.suggestions import untouched
from statusboard.storage.unit import Unit

NO_END = (
    "A correction goes only to whom the wrong words reached, so it cannot tell the end. "
    "Publish it first, and then say to everybody that it is over."
)


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
        raise RuleBroken(NO_END, field="status")


def corrected(unit: Unit, incident: Incident | None, corrects: str) -> Corrected | None:
    """The update of the incident whose words are taken back; None where it is none of it."""
    said = () if incident is None else tuple(reversed(incident.updates))
    for number, one in enumerate(said, start=1):
        if incident is not None and one.public_id == corrects:
            told = outbox.audiences(unit, announcement_of(unit, incident, corrects))
            count = sum(audience.count for audience in told)
            return Corrected(corrects, number, one.published_at, count)
    return None


def incident_to_correct(unit: Unit, corrects: str) -> Incident:
    """The incident that the update belongs to.

    Raises RuleBroken where there is none, or where another text is being written for it: what is
    written for everybody would go only to whom the wrong words reached.
    """
    for incident in (*incidents.read_incidents(unit), *incidents.read_announcements(unit)):
        if any(one.public_id == corrects for one in incident.updates):
            break
    else:
        raise RuleBroken("This update is gone, and its incident with it.", field="corrects")
    draft_id = notices.draft_of_incident(unit, incident.id)
    draft = None if draft_id is None else notices.read_notice(unit, draft_id)
    if draft is not None and untouched(unit, draft.id) is not None:
        return incident  # what monitoring suggests stands in nobody's way
    if draft is not None and draft.corrects != corrects:
        raise RuleBroken(
            "The next update of this incident is being written already. Publish it or discard it, "
            "then write the correction.",
            field="corrects",
        )
    return incident
