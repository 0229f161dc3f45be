"""Verbs about freeze periods: time in which no work should be planned."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.maintenance.freeze_rules import settled_freeze
from statusboard.app.maintenance.inputs import Freeze, Frozen, Unfreeze
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.storage.freeze_periods import (
    add_freeze_period,
    read_freeze_periods,
    remove_freeze_period,
)
from statusboard.storage.unit import Unit


@verb("maintenance.freeze", Permission.PUBLISH, Freeze, Frozen)
def freeze(unit: Unit, given: Freeze) -> Done[Frozen]:
    """Says that no work should be planned for a while. The same again makes no second one.

    Raises RuleBroken where it has no name, or ends before it begins.
    """
    settled = settled_freeze(given)
    known = (settled.name, settled.starts_at, settled.ends_at)
    same = [
        one.id
        for one in read_freeze_periods(unit)
        if (one.name, one.starts_at, one.ends_at) == known
    ]
    freeze_id = same[0] if same else add_freeze_period(unit, *known)
    return _done(freeze_id, {"name": settled.name})


@verb("maintenance.unfreeze", Permission.PUBLISH, Unfreeze, Frozen)
def unfreeze(unit: Unit, given: Unfreeze) -> Done[Frozen]:
    """Ends a freeze as if there had been none. Raises RuleBroken where there is no such."""
    remove_freeze_period(unit, given.freeze_id)
    return _done(given.freeze_id, {"gone": True})


def _done(freeze_id: int, detail: dict[str, object]) -> Done[Frozen]:
    changes = Changes.of(Topic.MAINTENANCE)
    return Done(Frozen(freeze_id), changes, Audit(f"freeze {freeze_id}", detail))
