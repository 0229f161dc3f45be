"""The verb of the watch: a person says that it is them, and not our own network."""

from dataclasses import dataclass

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.watching.connectivity_row import IT_IS_THEM
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.line import OWN_NETWORK
from statusboard.errors import RuleBroken
from statusboard.storage import sources
from statusboard.storage.settings import write_setting
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ItIsThem:
    """What is held back as our own network are outages of the services."""


@verb("line.it_is_them", Permission.OPERATE, ItIsThem, type(None))
def it_is_them(unit: Unit, _given: ItIsThem) -> Done[None]:
    """Has what was held back believed, each from its first failure on.

    It holds until somebody outside answers again. Raises RuleBroken where nothing is held back.
    """
    told = [s.problem for s in sources.read_sources(unit) if s.name == OWN_NETWORK]
    if not any(told):
        raise RuleBroken("Nothing is held back any more: our own network is well.")
    write_setting(unit, IT_IS_THEM, unit.now_us)
    changes = Changes.of(Topic.SETTINGS, Topic.HEALTH)
    return Done(None, changes, Audit("own network", {"said": "it is them", "held": told[0]}))
