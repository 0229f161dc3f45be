"""Finding entities of New Relic: what is picked, and into which services it goes."""

from dataclasses import dataclass

from statusboard.domain.views.new_relic import FoundEntity, Unwatched
from statusboard.domain.views.new_relic_figures import ReadyEntity


@dataclass(frozen=True, slots=True)
class WatchEntities:
    """Has entities watched: by the service `service_id`, by one new `service_name`, or by one each.

    `group` is that of new services. `unwatched` is chosen for those that no alert condition
    watches (None: as the team has chosen); `ready` are figures to watch in the place of that.
    """

    entities: tuple[FoundEntity, ...]
    group: str = ""
    service_id: int | None = None
    service_name: str = ""
    unwatched: Unwatched | None = None
    ready: tuple[ReadyEntity, ...] = ()


@dataclass(frozen=True, slots=True)
class EntitiesWatched:
    """By which service each is watched now, by guid; and the names of those that were before."""

    services: tuple[tuple[str, int], ...]
    already: tuple[str, ...] = ()
