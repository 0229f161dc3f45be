"""What services depend on, by the names that people write, brought to what is stored."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

from statusboard.app.services.faults import within_part
from statusboard.domain.component import Component
from statusboard.domain.dependency import Parents, circle_in
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.dependencies import read_parents, write_parents
from statusboard.storage.groups import read_groups
from statusboard.storage.unit import Unit

FIELD = "depends_on"


def full_names(unit: Unit) -> dict[int, str]:
    """Each service as one names it among others: with its group before a slash."""
    groups = {group.id: group.name for group in read_groups(unit)}
    return {one.id: full_name(one, groups) for one in read_components(unit)}


def full_name(component: Component, groups: Mapping[int, str]) -> str:
    """A service with its group before a slash, where it stands in one."""
    group = groups.get(component.group_id or 0, "")
    return f"{group}/{component.name}" if group else component.name


@dataclass(slots=True)
class Depending:
    """What is wanted, noted until every service has an id.

    Each note is the place of the service in a file (empty for a form), who it is, and the names.
    """

    _wanted: list[tuple[str, tuple[str, int | None], tuple[str, ...]]] = field(default_factory=list)

    def note(self, place: str, key: tuple[str, int | None], names: tuple[str, ...]) -> None:
        """Notes what the service of this name and group is to depend on."""
        self._wanted.append((place, key, names))

    def write(self, unit: Unit) -> tuple[list[str], set[int]]:
        """Writes it; what changed in words, and of which services.

        Raises RuleBroken where a name fits none or several, or services would depend on each
        other in a circle, which is named.
        """
        if not self._wanted:
            return [], set()
        stored = read_parents(unit)
        if not any(names for *_, names in self._wanted) and not stored:
            return [], set()
        components = read_components(unit)
        ids = {(one.name, one.group_id): one.id for one in components}
        names = full_names(unit)
        plain = {one.id: one.name for one in components}
        wanted: dict[int, tuple[int, ...]] = {}
        places: dict[int, str] = {}
        for place, key, parents in self._wanted:
            child = ids[key]
            with within_part(place) if place else nullcontext():
                wanted[child] = tuple(sorted({_found(one, names, plain) for one in parents}))
            places[child] = place
        changed = {one: above for one, above in wanted.items() if above != stored.get(one, ())}
        _refuse_circle({**stored, **wanted}, names, places)
        write_parents(unit, changed)
        lines = [
            f"changed service {plain[one]}: depends on {_listed(above, names)} "
            f"(was {_listed(stored.get(one, ()), names)})"
            for one, above in changed.items()
        ]
        return lines, set(changed)


def short_names(components: Sequence[Component], groups: Mapping[int, str]) -> dict[int, str]:
    """Each service by the shortest name that is no other's: with its group where it has to be."""
    plain = {one.id: one.name for one in components}
    full = {one.id: full_name(one, groups) for one in components}
    often = Counter([*full.values(), *plain.values()])
    # A service without a group has one name twice: that of itself.
    return {
        one: name if often[name] == (2 if full[one] == name else 1) else full[one]
        for one, name in plain.items()
    }


def parent_names(unit: Unit, parents: Parents) -> dict[int, tuple[str, ...]]:
    """What each service depends on, in the shortest names that are no other's."""
    if not any(parents.values()):
        return dict.fromkeys(parents, ())
    groups = {group.id: group.name for group in read_groups(unit)}
    short = short_names(read_components(unit), groups)
    return {child: tuple(short[one] for one in above) for child, above in parents.items()}


def _found(name: str, full: Mapping[int, str], plain: Mapping[int, str]) -> int:
    fits = [one for one in full if name == full[one]] or [
        one for one in plain if name == plain[one]
    ]
    if len(fits) != 1:
        why = "There is no service" if not fits else "More than one service is"
        raise RuleBroken(f"{why} called “{name}”. Write GROUP/NAME.", field=FIELD)
    return fits[0]


def _refuse_circle(parents: Parents, names: Mapping[int, str], places: Mapping[int, str]) -> None:
    circle = circle_in(parents)
    if not circle:
        return
    place = next((places[one] for one in circle if places.get(one)), "")
    way = " → ".join(names[one] for one in circle)
    sentence = (
        f"{names[circle[0]]} depends on itself: {way}."
        if len(circle) == 2
        else f"These services would depend on each other in a circle: {way}. Take one of them out."
    )
    raise RuleBroken(sentence, field=f"{place}.{FIELD}" if place else FIELD)


def _listed(ids: Iterable[int], names: Mapping[int, str]) -> str:
    return ", ".join(names[one] for one in ids) or "none"
