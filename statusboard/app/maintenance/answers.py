"""What the verbs about planned work answer, with what they changed and their line in the trail."""

from statusboard.app.doorway import Audit, Done
from statusboard.app.maintenance.inputs import Worked
from statusboard.app.maintenance.telling import Told
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.maintenance import Maintenance

TOLD = (Topic.MAINTENANCE, Topic.INCIDENTS, Topic.PUBLICATION, Topic.DELIVERIES)
NOTHING = Changes()


def done(
    worked: Worked, maintenance: Maintenance, told: Told | None, *, again: bool = False
) -> Done[Worked]:
    """The answer of a verb about planned work, with what it changed and its line in the trail."""
    detail: dict[str, object] = {
        "window": worked.window_id,
        "revision": worked.revision,
        "status": worked.status.value,
    }
    if told is not None:
        detail |= {"generation": told.generation, "recipients": told.recipients, **told.agreed}
        if told.window.end_reason:
            detail["end_reason"] = told.window.end_reason
    if again:
        detail["again"] = True
    topics = TOLD if told is not None else (Topic.MAINTENANCE,)
    components = frozenset(maintenance.plan.components)
    changes = NOTHING if again else Changes.of(*topics, components=components)
    return Done(worked, changes, Audit(f"maintenance {maintenance.id}", detail))
