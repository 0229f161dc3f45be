"""Verbs about freeze periods: time in which no work should be planned."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.maintenance.inputs import Freeze, Frozen, Unfreeze
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.letters import as_shown, can_be_seen
from statusboard.errors import RuleBroken
from statusboard.storage.freeze_periods import (
    add_freeze_period,
    read_freeze_periods,
    remove_freeze_period,
)
from statusboard.storage.unit import Unit

NAME_LIMIT = 80


@verb("maintenance.freeze", Permission.PUBLISH, Freeze, Frozen)
def freeze(unit: Unit, given: Freeze) -> Done[Frozen]:
    """Says that no work should be planned for a while. The same again makes no second one.

    Raises RuleBroken where it has no name, or ends before it begins.
    """
    name = " ".join(as_shown(given.name).split())
    if not can_be_seen(name):
        raise RuleBroken("The freeze has no name. Say what it is for.", field="name")
    if len(name) > NAME_LIMIT:
        raise RuleBroken(
            f"The name has {len(name)} characters; at most {NAME_LIMIT} fit.", field="name"
        )
    if given.ends_at <= given.starts_at:
        raise RuleBroken("The freeze ends before it begins. Choose a later end.", field="ends_at")
    known = (name, given.starts_at, given.ends_at)
    same = [
        one.id
        for one in read_freeze_periods(unit)
        if (one.name, one.starts_at, one.ends_at) == known
    ]
    freeze_id = same[0] if same else add_freeze_period(unit, *known)
    return _done(freeze_id, {"name": name})


@verb("maintenance.unfreeze", Permission.PUBLISH, Unfreeze, Frozen)
def unfreeze(unit: Unit, given: Unfreeze) -> Done[Frozen]:
    """Ends a freeze as if there had been none. Raises RuleBroken where there is no such."""
    remove_freeze_period(unit, given.freeze_id)
    return _done(given.freeze_id, {"gone": True})


def _done(freeze_id: int, detail: dict[str, object]) -> Done[Frozen]:
    changes = Changes.of(Topic.MAINTENANCE)
    return Done(Frozen(freeze_id), changes, Audit(f"freeze {freeze_id}", detail))
