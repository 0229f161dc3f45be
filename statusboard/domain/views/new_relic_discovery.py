"""Finding entities of New Relic: what is picked, and into which services it goes."""

from dataclasses import dataclass
from datetime import datetime

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


@dataclass(frozen=True, slots=True)
class FollowTag:
    """Follows a tag such as `team: shop`, in one account or in all.

    `group` is offered for the services that its entities become.
    """

    tag: str
    account: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class UnfollowTag:
    """The tag, by its id, to follow no more. Services stay."""

    tag_id: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """Entities, by guid, that are not to be proposed, or (`is_back`) are again.

    Of those that are gone, it forgets that they were found.
    """

    guids: tuple[str, ...]
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class NoteFound:
    """What a look at a tag found; `problem` in its place where it was not read whole."""

    tag_id: int
    entities: tuple[FoundEntity, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FollowedTag:
    """A tag that is followed. `looked_at`: when its entities were read last; None: not yet."""

    id: int
    tag: str
    account: int | None
    group: str
    looked_at: datetime | None
    problem: str = ""
    found: int = 0


@dataclass(frozen=True, slots=True)
class GoneEntity:
    """An entity that is watched, and that its tag does not find any more."""

    guid: str
    name: str
    tag: str
    watched_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowedView:
    """What following tags came to: proposals by the tag that found them first, and what is gone.

    Nothing is added or taken away by itself.
    """

    tags: tuple[FollowedTag, ...] = ()
    proposed: tuple[tuple[int, FoundEntity], ...] = ()
    gone: tuple[GoneEntity, ...] = ()
    set_aside: tuple[tuple[str, str], ...] = ()

    @property
    def waiting(self) -> int:
        """How many of them wait for a person."""
        return len(self.proposed) + len(self.gone)
