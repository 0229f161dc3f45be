"""Brings the inside lists to what a file says, touching only what differs."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.app.delivery.inputs import ApplyLists, ListInput
from statusboard.app.doorway import query
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.inside_list import NAME_LIMIT, InsideList, ListText
from statusboard.errors import RuleBroken
from statusboard.storage import inside_lists
from statusboard.storage.inside_lists import count_members, read_lists
from statusboard.storage.unit import Unit

# What a list may say of itself in a file or a form.
FIELDS = (
    FieldSpec(
        "name",
        FieldKind.TEXT,
        "Name",
        required=True,
        help="What it is called at the desk, such as support.",
    ),
    FieldSpec(
        "text",
        FieldKind.CHOICE,
        "Text",
        default=ListText.PAGE.value,
        choices=tuple(ListText),
        choice_words=(
            (ListText.PAGE.value, "What customers get"),
            (ListText.SUPPORT.value, "With a sentence to say on the phone"),
        ),
        help="What customers get, or that with a sentence to say on the phone above it.",
    ),
)


@dataclass(frozen=True, slots=True)
class CountedList:
    """A list, and how many stand in it."""

    inside_list: InsideList
    members: int


def settled_list(given: ListInput) -> ListInput:
    """The list as it is kept. Raises RuleBroken with the field at fault."""
    name = " ".join(given.name.split())
    if not name:
        raise RuleBroken("A list needs a name.", field="name")
    if len(name) > NAME_LIMIT or not name.isprintable():
        raise RuleBroken(f"Call the list by at most {NAME_LIMIT} plain characters.", field="name")
    if given.text not in set(ListText):
        raise RuleBroken(f"text is one of {', '.join(ListText)}, not “{given.text}”.", field="text")
    return ListInput(name, given.text)


def bring_lists(unit: Unit, given: ApplyLists) -> list[str]:
    """What changed, one line each. Whoever stood in a list that goes is told as everybody is."""
    before = {one.name: one for one in read_lists(unit)}
    lines = []
    for wanted in (settled_list(one) for one in given.lists):
        line = _bring(unit, wanted, before)
        if line:
            lines.append(line)
    named = {one.name for one in given.lists}
    if given.prune and named:
        lines += [remove(unit, before[name]) for name in sorted(before.keys() - named)]
    return lines


def remove(unit: Unit, gone: InsideList) -> str:
    """Takes a list away; what became of it."""
    count = inside_lists.remove_list(unit, gone.id)
    freed = f"; the {count} in it are told what everybody is told" if count else ""
    return f"removed list {gone.name}{freed}"


def _bring(unit: Unit, wanted: ListInput, before: Mapping[str, InsideList]) -> str:
    known = before.get(wanted.name)
    text = ListText(wanted.text)
    if known is None:
        inside_lists.add_list(unit, name=wanted.name, text=text)
        return f"added list {wanted.name} (text: {text})"
    if known.text is not text:
        inside_lists.change_list(unit, known.id, name=known.name, text=text)
        return f"changed list {wanted.name} (text: {text})"
    return ""


def _lists(unit: Unit, _given: None) -> tuple[CountedList, ...]:
    members = count_members(unit)
    return tuple(CountedList(one, members.get(one.id, 0)) for one in read_lists(unit))


# The inside lists there are, in their order.
LISTS = query("lists")(_lists)
