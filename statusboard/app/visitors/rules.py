"""What visitors can choose from, and what their choice means."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from statusboard.app.settings import page_secret
from statusboard.app.visitors.ways import Ways
from statusboard.catalog.declaration import ChannelKind
from statusboard.domain.component import Component, ComponentGroup
from statusboard.domain.incident import Incident
from statusboard.domain.subscriber import DEFAULT_LANGUAGE, Wishes
from statusboard.domain.views.visiting import Wanted
from statusboard.errors import RuleBroken
from statusboard.render.languages import languages
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.incidents import read_unresolved
from statusboard.storage.joined import read_joined
from statusboard.storage.pages import read_sight
from statusboard.storage.public_ids import derived_public_id
from statusboard.storage.unit import Unit

# In the place of a public id: that of a service which is on the page no more.
GONE = "gone"
# No address is longer, whatever the channel.
LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen, as it waits for its confirmation. `incident`: only its end is waited for."""

    wanted: Wanted = field(default_factory=Wanted)
    incident: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What there is to choose from, as of one transaction; everything by its public id.

    `joined` leads from incidents that are told in another one to that one.
    """

    services: dict[str, Component]
    groups: dict[str, ComponentGroup]
    incidents: dict[str, Incident]
    joined: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, unit: Unit, ways: Ways) -> Self:
        """Everything there is now on the page."""
        secret, sight = page_secret(ways.settings), read_sight(unit, ways.page_id)
        components = [one for one in read_components(unit) if sight.has(one.id)]
        used = {one.group_id for one in components}
        return cls(
            {one.public_id: one for one in components},
            {
                group_public_id(secret, one.id): one
                for one in read_groups(unit)
                if sight.services is None or one.id in used
            },
            {one.public_id: one for one in sight.seen_of(read_unresolved(unit))},
            read_joined(unit),
        )

    def incident_of(self, public_id: str) -> Incident | None:
        """The open incident of that id, or the one that it is told in; None where it is over."""
        return self.incidents.get(self.joined.get(public_id, public_id))

    def refuse_unknown(self, wish: Wish) -> None:
        """Raises RuleBroken for what is not on the page, or is over."""
        if wish.incident and self.incident_of(wish.incident) is None:
            raise RuleBroken("This is over already. The page says how it ended.", "incident")
        for known, wanted, noun in (
            (self.services, wish.wanted.services, "services"),
            (self.groups, wish.wanted.groups, "groups"),
        ):
            if not set(wanted) <= known.keys():
                sentence = "Something of what was chosen is not on the page any more. Choose again."
                raise RuleBroken(sentence, noun)

    def wishes(self, wish: Wish) -> Wishes:
        """What was chosen, by ids, without what is gone. Raises RuleBroken where all of it is."""
        wanted = wish.wanted
        services = {self.services[one].id for one in wanted.services if one in self.services}
        groups = {self.groups[one].id for one in wanted.groups if one in self.groups}
        until = frozenset[int]()
        if wish.incident:
            incident = self.incident_of(wish.incident)
            if incident is None:
                raise RuleBroken("This is over already. The page says how it ended.", "incident")
            until = frozenset({incident.id})
        elif (wanted.services or wanted.groups) and not (services or groups):
            sentence = "What was chosen is not on the page any more. Choose again there."
            raise RuleBroken(sentence, "services")
        return Wishes(
            everything=not (services or groups or until),
            services=frozenset() if until else frozenset(services),
            groups=frozenset() if until else frozenset(groups),
            about=wanted.about,
            extent=wanted.extent,
            language=known_language(wanted.language),
            until_fixed=until,
        )

    def wanted(self, wishes: Wishes) -> Wanted:
        """The same the other way round. What is gone is left out, unless that is all of it.

        Nothing chosen would be everything: whoever looked and saved would be told all of that.
        """
        services = tuple(one.public_id for one in self._chosen(wishes.services))
        groups = tuple(key for key, one in self.groups.items() if one.id in wishes.groups)
        if not (services or groups or wishes.everything or wishes.is_passing):
            services = (GONE,)
        return Wanted(
            services=services,
            groups=groups,
            about=wishes.about,
            extent=wishes.extent,
            language=wishes.language,
        )

    def names(self, wanted: Wanted) -> tuple[str, ...]:
        """What was chosen by name, groups first; nothing where that is everything."""
        groups = [one.name for key, one in self.groups.items() if key in wanted.groups]
        services = [one.name for key, one in self.services.items() if key in wanted.services]
        return (*groups, *services)

    def awaited(self, wishes: Wishes) -> tuple[str, ...]:
        """The titles of incidents that are not over, and whose end is waited for."""
        found = (one for one in self.incidents.values() if one.id in wishes.until_fixed)
        return tuple(one.wording.title for one in found)

    def _chosen(self, ids: frozenset[int]) -> Iterable[Component]:
        return (one for one in self.services.values() if one.id in ids)


def group_public_id(secret: str, group_id: int) -> str:
    """What the page calls a group."""
    return derived_public_id(secret, "group", str(group_id))


def known_language(language: str) -> str:
    """The language, or the usual one where messages are not written in it."""
    return language if language in languages() else DEFAULT_LANGUAGE


def recognisable(kind: ChannelKind, address: str) -> str:
    """The address so that its owner knows it, and whoever sees it over a shoulder does not."""
    shown = kind.shown(address)
    if shown != address:
        return shown
    name, at, domain = address.rpartition("@")
    if at:
        return f"{name[:1]}…@{domain}"
    return f"{address[: len(address) // 2]}…"
