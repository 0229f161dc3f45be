"""What people do with an inside list: make it, rename it, give it another text, remove it."""

from statusboard.app.delivery.inputs import RemoveList, SaveList
from statusboard.app.delivery.inside_lists import settled_list
from statusboard.app.doorway import Audit, Done, verb
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.inside_list import ListText
from statusboard.errors import RuleBroken
from statusboard.storage import inside_lists
from statusboard.storage.unit import Unit

CHANGED = Changes.of(Topic.SUBSCRIBERS)


@verb("list.save", Permission.CONFIGURE, SaveList, int)
def save_list(unit: Unit, given: SaveList) -> Done[int]:
    """The id of the list. Raises RuleBroken with the field at fault, or where the list is gone."""
    wanted = settled_list(given.wanted)
    for other in inside_lists.read_lists(unit):
        if other.id != given.list_id and other.name.casefold() == wanted.name.casefold():
            raise RuleBroken(f"There is a list called “{other.name}” already.", field="name")
    text = ListText(wanted.text)
    audit = Audit(f"list {wanted.name}", {"text": text.value, "new": given.list_id is None})
    if given.list_id is None:
        return Done(inside_lists.add_list(unit, name=wanted.name, text=text).id, CHANGED, audit)
    inside_lists.change_list(unit, given.list_id, name=wanted.name, text=text)
    return Done(given.list_id, CHANGED, audit)


@verb("list.remove", Permission.CONFIGURE, RemoveList, int)
def remove_list(unit: Unit, given: RemoveList) -> Done[int]:
    """How many stood in the list, who are told what everybody is told from now on.

    Raises RuleBroken where it is gone.
    """
    names = {one.id: one.name for one in inside_lists.read_lists(unit)}
    count = inside_lists.remove_list(unit, given.list_id)
    audit = Audit(f"list {names[given.list_id]}", {"members": count})
    return Done(count, CHANGED, audit)
