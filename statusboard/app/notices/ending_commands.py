"""Verbs that end what is told without resolving it: withdraw it, or join it with another one."""

from statusboard.app.delivery.announce import announce
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.notices.announcing import refuse_planned_work
from statusboard.app.notices.ending_agreement import refuse_unagreed_ending
from statusboard.app.notices.inputs import Merge, Merged, Retract, Retracted
from statusboard.app.notices.joining import (
    joined_update,
    last_update,
    move_draft,
    refuse_corrections,
    to_join,
    usual_words,
)
from statusboard.app.notices.withdrawing import withdrawal_of
from statusboard.app.page.page_id import keep_page_id
from statusboard.app.page.queries import labels_that_publish
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import RuleBroken
from statusboard.storage import generations, incident_updates, incidents, notices
from statusboard.storage.joined import join
from statusboard.storage.targets import target_names
from statusboard.storage.unit import Unit

_TOPICS = (Topic.NOTICES, Topic.INCIDENTS, Topic.PUBLICATION, Topic.DELIVERIES)


@verb("notice.retract", Permission.PUBLISH, Retract, Retracted)
def retract(unit: Unit, given: Retract) -> Done[Retracted]:
    """Withdraws what should never have been published, and tells whom it reached, once.

    Nothing is deleted: the page shows it as withdrawn, with the reason. Raises RuleBroken where
    it cannot be withdrawn, or the reason says nothing.
    """
    notices.lock_notices(unit)
    incident = incidents.read_incident(unit, given.incident_id)
    if incident is None:
        raise RuleBroken("This incident no longer exists.", field="incident_id")
    refuse_planned_work(incident.sort, "incident_id")
    _refuse_without_a_page(unit)
    said = withdrawal_of(unit, incident, given.update, given.reason)
    agreed = refuse_unagreed_ending(unit, given.without_approval, incident)
    keep_page_id(unit)
    _, update_id = incident_updates.append_update(unit, incident.id, said)
    number = generations.open_generation(unit, "notice", target_names(unit))
    recipients = announce(unit, incident.id, number, given.update)
    detail: dict[str, object] = {
        "reason": said.wording.body,
        "generation": number,
        "recipients": recipients,
    }
    detail |= agreed
    if given.update:
        detail["update"] = given.update
    return Done(
        Retracted(incident.id, update_id, number, recipients),
        Changes.of(*_TOPICS, components=frozenset(said.moves)),
        Audit(f"incident {incident.id}", detail),
    )


@verb("notice.merge", Permission.PUBLISH, Merge, Merged)
def merge(unit: Unit, given: Merge) -> Done[Merged]:
    """Tells of one incident in another one from now on.

    The one that goes ends with a line that leads to the other; nobody gets that as a message. The
    one that stays says what both said, names the services of both, and is told to the readers of
    both. Raises RuleBroken where they cannot be joined.
    """
    notices.lock_notices(unit)
    going, staying = to_join(unit, given.incident_id, given.into)
    _refuse_without_a_page(unit)
    refuse_corrections(unit, going, staying)
    words = given.words.strip() or usual_words(unit, going)
    said = joined_update(unit, going, staying, words)
    agreed = refuse_unagreed_ending(unit, given.without_approval, going, staying)
    keep_page_id(unit)
    incident_updates.append_update(unit, going.id, last_update(unit, going))
    join(unit, going.id, staying.id)
    _, update_id = incident_updates.append_update(unit, staying.id, said)
    after = incidents.read_incident(unit, staying.id)
    assert after is not None
    draft_id = move_draft(unit, going, after)
    number = generations.open_generation(unit, "notice", target_names(unit))
    recipients = announce(unit, staying.id, number)
    detail: dict[str, object] = {
        "into": f"incident {staying.id}",
        "generation": number,
        "recipients": recipients,
        **agreed,
    }
    if draft_id is not None:
        detail["draft"] = draft_id
    return Done(
        Merged(staying.id, update_id, number, recipients, draft_id),
        Changes.of(*_TOPICS, components=frozenset(said.moves)),
        Audit(f"incident {going.id}", detail),
    )


def _refuse_without_a_page(unit: Unit) -> None:
    if not labels_that_publish(unit):
        raise RuleBroken(
            "Nothing can go out: no place for the page has been chosen. Choose one in Settings.",
            field="target",
        )
