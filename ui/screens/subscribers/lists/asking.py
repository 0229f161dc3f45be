"""What the lists ask of the desk. Queries and verbs carry storage: they load late."""

from dataclasses import replace
from typing import TYPE_CHECKING

from statusboard.app.delivery.inputs import ListInput, RemoveList, SaveList
from statusboard.app.desk.desk import Desk
from statusboard.catalog.fields import FieldSpec

if TYPE_CHECKING:
    from statusboard.app.delivery.inside_lists import CountedList


async def ask_lists(desk: Desk) -> "tuple[CountedList, ...]":
    """The inside lists with how many stand in each, in their order."""
    from statusboard.app.delivery.inside_lists import LISTS

    return await desk.ask(LISTS, None)


def list_fields() -> tuple[FieldSpec, ...]:
    """What a list says of itself, as in a file; choices that are said in words need no help."""
    from statusboard.app.delivery.inside_lists import FIELDS

    return tuple(replace(spec, help="") if spec.choice_words else spec for spec in FIELDS)


async def save_list(desk: Desk, wanted: ListInput, list_id: int | None) -> int:
    """The id of the list; `list_id` None makes a new one."""
    from statusboard.app.delivery.list_commands import save_list as verb

    return await desk.do(verb, SaveList(wanted, list_id))


async def remove_list(desk: Desk, list_id: int) -> int:
    """How many stood in the list that is gone."""
    from statusboard.app.delivery.list_commands import remove_list as verb

    return await desk.do(verb, RemoveList(list_id))
