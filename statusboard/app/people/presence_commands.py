"""What a window says of who is there. What it says by itself leaves no line in the trail."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.people.inputs import Here, Left, TakeOver
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.storage.devices import read_device, see_device
from statusboard.storage.presence import nobody_at, read_presences, see_person, stop_writing
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


@verb("presence.take_over", Permission.WRITE, TakeOver, tuple)
def take_over(unit: Unit, given: TakeOver) -> Done[tuple[str, ...]]:
    """Who wrote it until now. Their text stays theirs; their windows say who took over."""
    assert unit.actor is not None
    names = stop_writing(unit, given.notice_id)
    device_id = see_device(unit, key=given.device, name=given.device_name, who=unit.actor.name)
    see_person(
        unit,
        device_id,
        name=unit.actor.name,
        person_id=unit.actor.person_id,
        notice_id=given.notice_id,
    )
    others = tuple(name for name in names if name != unit.actor.name)
    return Done(others, CHANGED, Audit(f"notice {given.notice_id}", {"from": list(others)}))


@verb("presence.left", Permission.LOOK, Left, bool)
def say_left(unit: Unit, given: Left) -> Done[bool]:
    """Whether somebody was there until now."""
    device = read_device(unit, given.device)
    was_there = device is not None and nobody_at(unit, device.id)
    return Done(was_there, CHANGED if was_there else Changes(), None)
