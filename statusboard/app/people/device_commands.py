"""What an administrator does with a device that was lost, or was found again."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.people.inputs import OneDevice
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.device import Device
from statusboard.errors import RuleBroken
from statusboard.storage import devices
from statusboard.storage.people import has_people
from statusboard.storage.presence import nobody_at
from statusboard.storage.unit import Unit

CHANGED = Changes.of(Topic.PEOPLE, Topic.PRESENCE)


@verb("device.end", Permission.CONFIGURE, OneDevice, bool)
def end_device(unit: Unit, given: OneDevice) -> Done[bool]:
    """Whether people could act from there until now; whoever was signed in there is signed out.

    Raises RuleBroken where nobody is set up, who could let it in again.
    """
    device = _device_of(unit, given.device_id)
    if not has_people(unit):
        raise RuleBroken(
            "Nobody is set up at this desk, so nobody could let a device in again. Add people "
            "first."
        )
    audit = Audit(f"device {device.name}")
    if device.ended_at is not None:
        return Done(False, Changes(), audit)  # noqa: FBT003 - what the verb answers
    devices.end_device(unit, device.id, unit.actor.name if unit.actor else "")
    nobody_at(unit, device.id)
    return Done(True, CHANGED, audit)  # noqa: FBT003 - what the verb answers


@verb("device.let_in", Permission.CONFIGURE, OneDevice, bool)
def let_device_in(unit: Unit, given: OneDevice) -> Done[bool]:
    """Whether it was ended until now. Whoever was signed in there signs in again."""
    device = _device_of(unit, given.device_id)
    was_ended = device.ended_at is not None
    devices.let_device_in(unit, device.id)
    return Done(was_ended, CHANGED if was_ended else Changes(), Audit(f"device {device.name}"))


def _device_of(unit: Unit, device_id: int) -> Device:
    for one in devices.read_devices(unit):
        if one.id == device_id:
            return one
    raise RuleBroken("This device is not known here. Nothing was changed. Look again.")
