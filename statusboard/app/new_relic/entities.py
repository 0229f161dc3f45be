"""Which entities of New Relic stand behind services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.new_relic.discovery_commands import guids_in
from statusboard.app.new_relic.schedule import AT_ONCE, guid_of
from statusboard.app.settings import unwatched_default
from statusboard.domain.check import Check
from statusboard.domain.views.new_relic import Unwatched
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.new_relic_connections import read_connections
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Known:
    """What this desk knows beside what New Relic finds. `watched_by`: names by guid, unpadded."""

    watched_by: Mapping[str, tuple[str, ...]]
    unwatched: Unwatched
    accounts: tuple[tuple[int, str], ...]


def _entities_of(unit: Unit, component_ids: Sequence[int]) -> tuple[str, ...]:
    """The guids that checks of these services name, each once."""
    wanted = frozenset(component_ids)
    found = (
        guid_of(check)
        for check in read_checks(unit)
        if check.kind in AT_ONCE and check.component_id in wanted
    )
    return tuple(dict.fromkeys(guid for guid in found if guid))


def _known_here(unit: Unit, _given: None) -> Known:
    """Which services watch what, what is unwatched counted as, and the accounts of the keys."""
    checks: dict[int, list[Check]] = {}
    for check in read_checks(unit):
        checks.setdefault(check.component_id, []).append(check)
    names = {one.id: one.name for one in read_components(unit)}
    return Known(
        {
            guid: tuple(names[one] for one in ids if one in names)
            for guid, ids in guids_in(checks).items()
        },
        unwatched_default(read_settings(unit)),
        tuple(dict.fromkeys(one for held in read_connections(unit) for one in held.accounts)),
    )


KNOWN_HERE = query("new_relic.known_here")(_known_here)
ENTITIES_OF = query("new_relic.entities_of")(_entities_of)
