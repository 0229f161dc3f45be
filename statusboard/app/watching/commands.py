"""The verb of the watch: a person says that it is them, and not our own network."""

from dataclasses import dataclass

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.watching.connectivity_row import IT_IS_THEM
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.line import OWN_NETWORK
from statusboard.domain.result import Reason
from statusboard.errors import RuleBroken
from statusboard.storage import sources
from statusboard.storage.checks import read_checks
from statusboard.storage.history.results import read_last
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
    told = "".join(s.problem for s in sources.read_sources(unit) if s.name == OWN_NETWORK)
    # The first answer that is held is not worth a banner yet; a person may know all the same.
    if not (told or _is_held(unit)):
        raise RuleBroken("Nothing is held back any more: our own network is well.")
    write_setting(unit, IT_IS_THEM, unit.now_us)
    changes = Changes.of(Topic.SETTINGS, Topic.HEALTH)
    return Done(None, changes, Audit("own network", {"said": "it is them", "held": told}))


def _is_held(unit: Unit) -> bool:
    """Whether the newest answer of any check was held back."""
    newest = (read_last(unit, check.id, 1) for check in read_checks(unit, enabled_only=True))
    return any(answer.reason is Reason.OWN_NETWORK for answers in newest for answer in answers)
