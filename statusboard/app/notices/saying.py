"""Says what a notice has to say: the update, the states and the next page, in one transaction.

A person who presses Publish and a text that goes out at its instant come this one way.
"""

from statusboard.app.agreement.agreeing import refuse_without_agreement
from statusboard.app.delivery.announce import announce
from statusboard.app.doorway import Audit, Done
from statusboard.app.notices.agreeing import subject_of
from statusboard.app.notices.announcing import without_a_state
from statusboard.app.notices.correcting import refuse_end_as_correction
from statusboard.app.notices.ended import refuse_ended
from statusboard.app.notices.inputs import Publish, Published
from statusboard.app.notices.revisions import gone_words, is_current
from statusboard.app.notices.rules import (
    blocking_findings,
    filled_of,
    incident_of,
    new_update_of,
    refuse_gaps,
    refuse_unfit_wording,
)
from statusboard.app.notices.times import refuse_unfit_end
from statusboard.app.notices.untold import refuse_silence
from statusboard.app.page.page_id import keep_page_id
from statusboard.app.page.queries import labels_that_publish
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.notice import NoticeState, Revision
from statusboard.errors import RuleBroken
from statusboard.storage import generations, incident_updates, incidents, notices
from statusboard.storage.notices import Notice
from statusboard.storage.schedules import forget_schedule
from statusboard.storage.targets import target_names
from statusboard.storage.unit import Unit

NOTHING = Changes()


def say(unit: Unit, notice: Notice, revision: Revision, given: Publish) -> Done[Published]:
    """Publishes the newest revision of a draft, under `lock_notices`.

    Raises RuleBroken, before anything was written, where the text is not fit, somebody else has to
    agree to it first, or findings block it and no override says why.
    """
    if not labels_that_publish(unit):
        raise RuleBroken(
            "The notice cannot go out: no place for the page has been chosen. "
            "Choose one in Settings.",
            field="target",
        )
    refuse_ended(unit, notice.incident_id)
    found = filled_of(unit, notice, revision.wording)
    refuse_unfit_wording(unit, without_a_state(notice, found.wording))
    incident = incident_of(unit, notice)
    refuse_unfit_end(unit, notice, incident, revision.wording)
    refuse_gaps(found)
    refuse_end_as_correction(unit, notice, revision.wording)
    is_told = refuse_silence(unit, notice, incident, revision.wording, tell=given.tell)
    blocked = blocking_findings(unit, notice, revision.wording)
    standing = [finding for finding in blocked if not given.covers(finding)]
    if standing:
        raise RuleBroken(
            f"{standing[0].sentence} Change the notice, or publish it anyway and say why.",
            field="override",
        )
    subject = subject_of(unit, notice, revision, found=found)
    agreed = refuse_without_agreement(unit, subject, why=given.without_approval)
    forget_schedule(unit, notice.id)
    keep_page_id(unit)
    new_update = new_update_of(unit, notice, revision, found)
    incident_id, update_id = incident_updates.append_update(unit, notice.incident_id, new_update)
    notices.set_state(unit, notice.id, NoticeState.PUBLISHED, incident_id=incident_id)
    number = generations.open_generation(unit, "notice", target_names(unit))
    recipients = 0
    if is_told:
        recipients = announce(unit, incident_id, number, notice.corrects)
    detail: dict[str, object] = {
        "notice": notice.id,
        "revision": revision.number,
        "status": new_update.wording.status.value,
        "generation": number,
        "recipients": recipients,
        **agreed,
    }
    if not is_told:
        detail["told"] = "nobody"
    if notice.corrects:
        detail["corrects"] = notice.corrects
    if blocked:
        detail["override"] = given.override.strip()
        detail["findings"] = [finding.sentence for finding in blocked]
    return Done(
        Published(incident_id, update_id, number, _public_id(unit, incident_id)),
        Changes.of(
            Topic.NOTICES,
            Topic.INCIDENTS,
            Topic.PUBLICATION,
            Topic.DELIVERIES,
            components=frozenset(new_update.moves),
        ),
        Audit(f"incident {incident_id}", detail),
    )


def said_already(unit: Unit, notice: Notice, given: Publish) -> Done[Published]:
    """The answer to a publication of before. Raises RuleBroken where that was another text."""
    said = incidents.read_update_of_notice(unit, notice.id)
    newest = generations.newest_generation(unit)
    # The number asked for may be an older one of the same text, as it could be the first time.
    is_same = is_current(notices.read_revisions(unit, notice.id), given.revision)
    if said is None or newest is None or not is_same:
        raise RuleBroken(gone_words(notice.state), field="notice_id")
    incident_id, update_id = said
    return Done(
        Published(incident_id, update_id, newest.number, _public_id(unit, incident_id)),
        NOTHING,
        Audit(f"incident {incident_id}", {"notice": notice.id, "again": True}),
    )


def _public_id(unit: Unit, incident_id: int) -> str:
    incident = incidents.read_incident(unit, incident_id)
    assert incident is not None
    return incident.public_id
