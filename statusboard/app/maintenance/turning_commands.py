"""The verb of the loop that lets planned work begin and end by itself."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.maintenance.answers import NOTHING, TOLD
from statusboard.app.maintenance.inputs import Turn, Turned
from statusboard.app.maintenance.proposing import settle
from statusboard.app.maintenance.turning import follow, remind, turn_window
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes
from statusboard.storage.maintenance import read_maintenance, read_open_maintenance
from statusboard.storage.notices import lock_notices
from statusboard.storage.unit import Unit


@verb("maintenance.turn", Permission.RUN, Turn, Turned)
def turn(unit: Unit, _given: Turn) -> Done[Turned]:
    """Does all that is due by now: windows begin and end, people are reminded, the next is put.

    Whoever asks decides nothing. Asked twice it does nothing the second time.
    """
    lock_notices(unit)
    found: dict[str, list[int]] = {"started": [], "ended": []}
    reminded: list[int] = []
    planned: list[int] = []
    components: frozenset[int] = frozenset()
    for known in read_open_maintenance(unit):
        touched = False
        for window in known.windows:
            if remind(unit, known, window):
                reminded.append(window.id)
                touched = True
            what = turn_window(unit, known, window)
            if what:
                found[what].append(window.id)
                touched = True
        new = follow(unit, known.id)
        planned += new
        if touched or new:
            settle(unit, known.id)
            after = read_maintenance(unit, known.id)
            assert after is not None
            components |= frozenset(after.plan.components)
    turned = Turned(tuple(found["started"]), tuple(found["ended"]), tuple(reminded), tuple(planned))
    if not turned:
        return Done(turned, NOTHING, None)
    return Done(
        turned,
        Changes.of(*TOLD, components=components),
        Audit(
            "maintenance",
            {
                "started": list(turned.started),
                "ended": list(turned.ended),
                "reminded": list(turned.reminded),
                "planned": list(turned.planned),
            },
        ),
    )
