"""What a claim is about where it is not about all services: some by name, groups, or so many."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from statusboard.domain.component import Component, ComponentGroup

# A claim that named more would be read to nobody; how many it is about is said instead.
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """A service called `name`; or all `count` services of the group called so, where `is_group`.

    Without a name: `count` of all `of` services.
    """

    name: str = ""
    count: int = 1
    of: int = 0
    is_group: bool = False


def subjects_of(
    chosen: Collection[int], every: Sequence[Component], groups: Sequence[ComponentGroup]
) -> tuple[Subject, ...]:
    """What is said of the services `chosen` by their ids, of `every` one there is.

    A group of at least two, all of which are chosen, is named in the place of its services.
    """
    mine = [one for one in every if one.id in chosen]
    names = {one.id: one.name for one in groups}
    sizes = Counter(one.group_id for one in every)
    whole = {
        group_id
        for group_id, count in Counter(one.group_id for one in mine).items()
        if group_id in names and count == sizes[group_id] > 1
    }
    found = dict.fromkeys(
        Subject(names[one.group_id], sizes[one.group_id], is_group=True)
        if one.group_id is not None and one.group_id in whole
        else Subject(one.name)
        for one in mine
    )
    if len(found) > MOST_NAMED:
        return (Subject(count=len(mine), of=len(every)),)
    return tuple(found)


def is_one(subjects: Sequence[Subject]) -> bool:
    """Whether it is about a single service, so that its verb stands in the singular."""
    return len(subjects) == 1 and subjects[0].count == 1
