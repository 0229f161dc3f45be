"""How long the messages of an update can be taken back, as the database says it."""

from statusboard.app.doorway import query
from statusboard.domain.views.brake import BrakeState, BrakeView
from statusboard.storage.dispatches import read_dispatch
from statusboard.storage.unit import Unit


def _brake(unit: Unit, public_id: str) -> BrakeView:
    found = read_dispatch(unit, public_id)
    if found is None:
        return BrakeView(BrakeState.NONE)
    if found.taken_back_at is not None:
        return BrakeView(BrakeState.TAKEN_BACK, found.recipients)
    left_s = (found.held_until - unit.now).total_seconds()
    if left_s <= 0:
        return BrakeView(BrakeState.GONE, found.recipients)
    return BrakeView(BrakeState.HELD, found.recipients, left_s)


# Asked with the public id of an update.
BRAKE = query("delivery.brake")(_brake)
