"""Keeping single answers for less: told in numbers first, and done once somebody agreed."""

from statusboard.app.doorway import Audit, Done, query, verb
from statusboard.app.history.retention_inputs import ConfirmRetention
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.history import RetentionView
from statusboard.errors import RuleBroken
from statusboard.storage.history.retention import (
    agree_keeping,
    chosen_keeping,
    held_size,
    keeping,
    leaving,
)
from statusboard.storage.unit import Unit


def _retention(unit: Unit, _given: None) -> RetentionView:
    chosen, kept = chosen_keeping(unit), keeping(unit)
    goes = leaving(unit, chosen)
    return RetentionView(
        chosen.days,
        chosen.size_mb,
        kept.days,
        kept.size_mb,
        goes.answers,
        goes.hours,
        goes.size,
        held_size(unit),
    )


@verb("history.confirm_retention", Permission.CONFIGURE, ConfirmRetention, RetentionView)
def confirm_retention(unit: Unit, given: ConfirmRetention) -> Done[RetentionView]:
    """Lets go what was told; housekeeping drops it within the hour, in small steps.

    Raises RuleBroken where the settings say something else by now.
    """
    told = _retention(unit, None)
    if (given.days, given.size_mb) != (told.days, told.size_mb):
        raise RuleBroken("The settings were changed meanwhile. Look again at what would go.")
    if told.is_agreed:
        return Done(told, Changes(), None)
    agree_keeping(unit, chosen_keeping(unit))
    line = f"{told.answers} answers of {told.hours} hours, {told.size} bytes"
    audit = Audit("single answers", {"changes": [line]})
    return Done(_retention(unit, None), Changes.of(Topic.SETTINGS), audit)


# How long single answers are kept, and what would go by what was chosen.
RETENTION = query("history.retention")(_retention)
