"""Which entities of New Relic stand behind services."""

from collections.abc import Sequence

from statusboard.app.doorway import query
from statusboard.app.new_relic.schedule import AT_ONCE, guid_of
from statusboard.storage.checks import read_checks
from statusboard.storage.unit import Unit


def _entities_of(unit: Unit, component_ids: Sequence[int]) -> tuple[str, ...]:
    """The guids that checks of these services name, each once."""
    wanted = frozenset(component_ids)
    found = (
        guid_of(check)
        for check in read_checks(unit)
        if check.kind in AT_ONCE and check.component_id in wanted
    )
    return tuple(dict.fromkeys(guid for guid in found if guid))


ENTITIES_OF = query("new_relic.entities_of")(_entities_of)
