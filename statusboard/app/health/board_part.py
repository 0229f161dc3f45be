"""The part of the board that one team looks at: the services of some groups, and nothing of others.

Whoever looks at a part is told how many services in trouble it leaves out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from statusboard.app.health.facts import Facts
from statusboard.domain.views.board import Told
from statusboard.errors import visible


@dataclass(frozen=True, slots=True)
class BoardPart:
    """What a board shows of all there is.

    `facts` have the services of these `groups` alone; no groups: all services. `elsewhere` counts
    the services in trouble that are not among them. `problems` say which groups there are none of.
    """

    facts: Facts
    groups: tuple[str, ...] = ()
    elsewhere: int = 0
    problems: tuple[str, ...] = ()

    def concerns(self, component_ids: Iterable[int]) -> bool:
        """Whether something that names these services is about any that is shown.

        What names none is about all.
        """
        named = set(component_ids)
        if not (self.groups and named):
            return True
        return any(one.id in named for one in self.facts.components)

    def told(self, all_told: Iterable[Told]) -> tuple[Told, ...]:
        """What customers are told of these services, or of all."""
        mine = (one for one in all_told if self.concerns(one.wording.components))
        if not self.groups:
            return tuple(mine)
        shown = {one.id for one in self.facts.components}
        return tuple(
            replace(one, reaches_further=not shown.issuperset(one.wording.components))
            for one in mine
        )


def part_of(facts: Facts, wanted: tuple[str, ...]) -> BoardPart:
    """The services of the wanted groups, by name, whatever its capitals; none wanted: all."""
    if not wanted:
        return BoardPart(facts)
    names = dict.fromkeys(map(facts.group_of, facts.components))
    asked = {name.casefold() for name in wanted}
    groups = tuple(name for name in names if name and name.casefold() in asked)
    missing = asked - {name.casefold() for name in groups}
    unknown = tuple(name for name in wanted if name.casefold() in missing)
    problems = tuple(_no_group(name, is_whole=not groups) for name in unknown)
    if not groups:
        return BoardPart(facts, problems=problems)
    shown = tuple(one for one in facts.components if facts.group_of(one) in groups)
    elsewhere = sum(
        facts.status(one.id).is_trouble
        for one in facts.components
        if facts.group_of(one) not in groups
    )
    return BoardPart(replace(facts, components=shown), groups, elsewhere, problems)


def _no_group(name: str, *, is_whole: bool) -> str:
    known = f"No group with services is called “{visible(name)}”."
    return f"{known} The whole board is shown." if is_whole else known
