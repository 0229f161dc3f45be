"""What has to be true of a freeze period."""

from dataclasses import replace

from statusboard.app.maintenance.inputs import Freeze
from statusboard.domain.letters import as_shown, can_be_seen
from statusboard.errors import RuleBroken

NAME_LIMIT = 80


def settled_freeze(given: Freeze) -> Freeze:
    """The freeze with its name as it is kept. Raises RuleBroken where it is not fit."""
    name = " ".join(as_shown(given.name).split())
    if not can_be_seen(name):
        raise RuleBroken("The freeze has no name. Say what it is for.", field="name")
    if len(name) > NAME_LIMIT:
        raise RuleBroken(
            f"The name has {len(name)} characters; at most {NAME_LIMIT} fit.", field="name"
        )
    if given.ends_at <= given.starts_at:
        raise RuleBroken("The freeze ends before it begins. Choose a later end.", field="ends_at")
    return replace(given, name=name)
