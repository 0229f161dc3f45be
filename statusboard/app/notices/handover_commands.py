"""Verbs of a handover: send it to an inside list, and once more where it did not arrive.

Whoever may write may hand over: a shift ends for authors too, and it goes to nobody outside.
"""

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.list_readers import counted, readers_of
from statusboard.app.delivery.texts import frozen, texts_of_handover
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.notices.handover import handover
from statusboard.app.notices.handover_inputs import HandoverSent, RetryHandover, SendHandover
from statusboard.app.settings import DEMO
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.inside_list import InsideList
from statusboard.errors import RuleBroken
from statusboard.storage.handovers import NewHandoverMessage, add_handover, retry_handover
from statusboard.storage.inside_lists import read_lists
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


@verb("handover.send", Permission.WRITE, SendHandover, HandoverSent)
def send_handover(unit: Unit, given: SendHandover) -> Done[HandoverSent]:
    """Gives the page, as it stands now, to the outbox for everybody in the list.

    Raises RuleBroken with the field `list_name` where there is no such list, or nobody of it can
    be told.
    """
    inside = _list_named(unit, given.list_name)
    kinds = channel_kinds()
    readers = readers_of(unit, inside, kinds)
    if not readers.told:
        why = f" ({readers.left_out})" if readers.left_out else ""
        raise RuleBroken(
            f"Nobody in the list “{inside.name}” can be told{why}. Nothing was sent. Put addresses "
            "into it under Subscribers.",
            field="list_name",
        )
    by = "" if unit.actor is None else unit.actor.name
    page = handover(unit, by)
    is_demo = bool(read_settings(unit).get(DEMO))
    contents = {
        form: frozen(texts_of_handover(page, form, is_demo=is_demo))
        for form in {kinds[channel.kind].form for _, channel in readers.told}
    }
    messages = [
        NewHandoverMessage(member, contents[kinds[channel.kind].form])
        for member, channel in readers.told
    ]
    number = add_handover(unit, inside.id, inside.name, by, messages)
    sent = HandoverSent(number, counted(readers.told), readers.left_out)
    detail: dict[str, object] = {"handover": number, "messages": sent.count}
    return Done(sent, Changes.of(Topic.DELIVERIES), Audit(f"list {inside.name}", detail))


@verb("handover.retry", Permission.WRITE, RetryHandover, int)
def retry(unit: Unit, given: RetryHandover) -> Done[int]:
    """How many messages are tried again. Raises RuleBroken where none may be."""
    again = retry_handover(unit, given.handover_id)
    if not again:
        raise RuleBroken(
            "Nothing of this handover can be sent again: it arrived, is on its way, or its "
            "readers left the list or are told nothing now.",
            field="handover_id",
        )
    subject, detail = f"handover {given.handover_id}", {"again": again}
    return Done(again, Changes.of(Topic.DELIVERIES), Audit(subject, dict(detail)))


def _list_named(unit: Unit, name: str) -> InsideList:
    lists = read_lists(unit)
    wanted = " ".join(name.split()).casefold()
    found = next((one for one in lists if one.name.casefold() == wanted), None)
    if found is not None:
        return found
    names = ", ".join(one.name for one in lists)
    there = f"There are: {names}." if names else "There are none yet; make one under Subscribers."
    raise RuleBroken(f"There is no inside list called “{name}”. {there}", field="list_name")
