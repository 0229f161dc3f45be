"""Verbs about what the machine suggests: bring it up to date, and leave it for later.

None of them publishes anything.
"""

from datetime import timedelta

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.notices.agreeing import text_changed
from statusboard.app.notices.suggestion_inputs import Hidden, Later, Renew, Renewed
from statusboard.app.notices.suggestion_plan import Write, read_plan
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.notice import NoticeState
from statusboard.errors import RuleBroken
from statusboard.storage import notices
from statusboard.storage.suggestions import (
    forget_suggestion,
    hide_suggestion,
    keep_suggestion,
    untouched,
)
from statusboard.storage.unit import Unit

LONGEST = 24 * 60


@verb("notice.suggest", Permission.RUN, Renew, Renewed)
def suggest(unit: Unit, _given: Renew) -> Done[Renewed]:
    """Begins, changes and withdraws drafts that no person has touched, as measurements say.

    Whoever asks decides nothing: what is written follows from what is measured in this transaction.
    """
    notices.lock_notices(unit)
    plan = read_plan(unit)
    for notice_id in plan.withdrawn:
        forget_suggestion(unit, notice_id)
        notices.set_state(unit, notice_id, NoticeState.DISCARDED)
    begun: list[int] = []
    changed: list[int] = []
    for write in plan.writes:
        (begun if write.notice_id is None else changed).append(_write(unit, write))
    done = Renewed(tuple(begun), tuple(changed), plan.withdrawn)
    if not plan:
        return Done(done, Changes(), None)
    return Done(
        done,
        Changes.of(Topic.NOTICES),
        Audit("notices", {"begun": begun, "changed": changed, "withdrawn": list(plan.withdrawn)}),
    )


@verb("notice.later", Permission.WRITE, Later, Hidden)
def later(unit: Unit, given: Later) -> Done[Hidden]:
    """Nobody is reminded of a suggestion for a while. Raises RuleBroken where it is none."""
    notices.lock_notices(unit)
    if not 0 < given.minutes <= LONGEST:
        raise RuleBroken("Choose between a minute and a day.", field="minutes")
    if untouched(unit, given.notice_id) is None:
        raise RuleBroken(
            "Monitoring suggests this no more, or somebody is writing on it. Look at the notices.",
            field="notice_id",
        )
    until = unit.now + timedelta(minutes=given.minutes)
    hide_suggestion(unit, given.notice_id, until)
    return Done(
        Hidden(until),
        Changes.of(Topic.NOTICES),
        Audit(f"notice {given.notice_id}", {"minutes": given.minutes}),
    )


def _write(unit: Unit, write: Write) -> int:
    notice_id, number = write.notice_id, 1
    if notice_id is None:
        notice_id = notices.start_notice(unit, write.incident_id)
    else:
        notice = notices.read_notice(unit, notice_id)
        assert notice is not None
        number = notice.revision + 1
    notices.add_revision(unit, notice_id, number, write.wording)
    text_changed(unit, notice_id)
    keep_suggestion(unit, notice_id, write.kind, number)
    return notice_id
