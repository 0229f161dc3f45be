"""What a window says by itself of who is there. No lines in the trail: nobody did anything."""

from statusboard.app.doorway import Done, verb
from statusboard.app.people.inputs import Here, Left
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.storage.devices import read_device, see_device
from statusboard.storage.presence import nobody_at, read_presences, see_person
from statusboard.storage.unit import Unit

CHANGED = Changes.of(Topic.PRESENCE)


@verb("presence.here", Permission.LOOK, Here, bool)
def say_here(unit: Unit, given: Here) -> Done[bool]:
    """Whether that is news to others: somebody came, or writes something else."""
    assert unit.actor is not None
    actor = unit.actor
    before = next(
        (
            one
            for one in read_presences(unit)
            if one.device == given.device and one.name == actor.name and one.is_there(unit.now)
        ),
        None,
    )
    device_id = see_device(unit, key=given.device, name=given.device_name, who=actor.name)
    see_person(
        unit,
        device_id,
        name=actor.name,
        person_id=actor.person_id,
        notice_id=given.notice_id,
    )
    is_news = before is None or before.notice_id != given.notice_id
    return Done(is_news, CHANGED if is_news else Changes(), None)


@verb("presence.left", Permission.LOOK, Left, bool)
def say_left(unit: Unit, given: Left) -> Done[bool]:
    """Whether somebody was there until now."""
    device = read_device(unit, given.device)
    was_there = device is not None and nobody_at(unit, device.id)
    return Done(was_there, CHANGED if was_there else Changes(), None)
