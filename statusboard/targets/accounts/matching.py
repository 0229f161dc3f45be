"""Which service of ours is which component there: chosen by a person, or by the same name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statusboard.domain.views.mirror import MirrorService

# What stands in the place of a component for a service that is not to be told there.
NONE = "none"


@dataclass(frozen=True, slots=True)
class Component:
    """A component as the account has it; `status` in the account's own word."""

    id: str
    name: str
    status: str


@dataclass(frozen=True, slots=True)
class Matched:
    """The component's id of each service, by its public id.

    `gone` are services whose chosen component is there no more, `unmatched` those that nobody
    chose one for and that share no name with any.
    """

    ids: Mapping[str, str]
    gone: tuple[MirrorService, ...] = ()
    unmatched: tuple[MirrorService, ...] = ()


def matched(
    services: Sequence[MirrorService],
    components: Sequence[Component],
    chosen: Mapping[str, str],
) -> Matched:
    """What a person chose (label of the service to id or name of the component) comes first.

    A name counts only where one component alone has it.
    """
    known = {one.id for one in components}
    times = Counter(_folded(one.name) for one in components)
    by_name = {_folded(one.name): one.id for one in components if times[_folded(one.name)] == 1}
    ids: dict[str, str] = {}
    gone: list[MirrorService] = []
    unmatched: list[MirrorService] = []
    for service in services:
        wanted = chosen.get(service.label, "").strip()
        if wanted.lower() == NONE:
            continue
        if wanted:
            found = wanted if wanted in known else by_name.get(_folded(wanted))
            rest = gone
        else:
            found = by_name.get(_folded(service.label)) or by_name.get(_folded(service.name))
            rest = unmatched
        if found is None:
            rest.append(service)
        else:
            ids[service.public_id] = found
    return Matched(ids, tuple(gone), tuple(unmatched))


def mapping_of(found: Matched, services: Sequence[MirrorService]) -> dict[str, str]:
    """The mapping as a person can read and change it: every service by its label."""
    return {one.label: found.ids.get(one.public_id, NONE) for one in services}


def mapping_notes(
    found: Matched,
    services: Sequence[MirrorService],
    components: Sequence[Component],
    *,
    creates: bool,
) -> tuple[str, ...]:
    """Who is who, in sentences."""
    names = {one.id: one.name for one in components}
    pairs = [
        f"“{one.label}” is “{names[found.ids[one.public_id]]}” there"
        for one in services
        if one.public_id in found.ids
    ]
    notes = [f"{'; '.join(pairs)}."] if pairs else []
    if found.unmatched:
        labels = ", ".join(f"“{one.label}”" for one in found.unmatched)
        notes.append(
            f"Made there with the first page: {labels}."
            if creates
            else f"Nothing there is called {labels}: left out. Write the id of a component at "
            "Services, or let what is missing be made there."
        )
    return tuple(notes)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
