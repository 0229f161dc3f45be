"""What depends on what: whether a parent that is down explains a child, and that no circle is.

Pure. The child keeps the state that was measured, and its history; only who speaks for it differs.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.domain.status import ComponentStatus

# Checks are asked at different instants: what failed this much earlier may still have one cause.
CLEARLY_BEFORE = timedelta(minutes=5)

Parents = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is seen of a service now. `is_stale`: its newest answer is too old to speak for now."""

    status: ComponentStatus
    since: datetime | None
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """The parent that explains a child, since when it is in trouble, and the first of the chain."""

    parent_id: int
    since: datetime
    root_id: int


def cause_of(
    component_id: int, parents: Parents, standing: Callable[[int], Standing]
) -> Cause | None:
    """What explains the trouble of a service; None where it has none, or speaks for itself.

    A parent explains while it is seen to be down. One of which nothing is known explains nothing,
    nor does one that failed when the child had clearly failed already. Of several it is the one
    that failed first.
    """
    direct = _explaining(component_id, parents, standing)
    if direct is None:
        return None
    parent_id, since = direct
    root_id, seen = parent_id, {component_id, parent_id}
    while (above := _explaining(root_id, parents, standing)) is not None and above[0] not in seen:
        root_id = above[0]
        seen.add(root_id)
    return Cause(parent_id, since, root_id)


def _explaining(
    component_id: int, parents: Parents, standing: Callable[[int], Standing]
) -> tuple[int, datetime] | None:
    above = parents.get(component_id, ())
    if not above:
        return None
    child = standing(component_id)
    if not child.status.is_trouble:
        return None
    found = []
    for parent_id in above:
        parent = standing(parent_id)
        if parent.is_stale or not parent.status.counts_as_down or parent.since is None:
            continue
        if child.since is not None and child.since < parent.since - CLEARLY_BEFORE:
            continue
        found.append((parent.since, parent_id))
    if not found:
        return None
    since, parent_id = min(found)
    return parent_id, since


def family_of(component_id: int, parents: Parents) -> frozenset[int]:
    """A service, all that stands above it, and what depends on it directly: who can be told of.

    What explains it is found among those above.
    """
    found = {component_id}
    to_come = [component_id]
    while to_come:
        above = [one for one in parents.get(to_come.pop(), ()) if one not in found]
        found.update(above)
        to_come += above
    return frozenset(found.union(children_of_one(component_id, parents)))


def children_of_one(component_id: int, parents: Parents) -> tuple[int, ...]:
    """What depends on a service directly, in the order of their ids."""
    return tuple(sorted(child for child, above in parents.items() if component_id in above))


def children_of(parents: Parents) -> dict[int, tuple[int, ...]]:
    """The other direction: what depends on each."""
    found: dict[int, list[int]] = {}
    for child, above in sorted(parents.items()):
        for parent in above:
            found.setdefault(parent, []).append(child)
    return {parent: tuple(below) for parent, below in found.items()}


def all_below(component_id: int, parents: Parents) -> frozenset[int]:
    """What depends on a service, directly or by others: none of these can it depend on."""
    below = children_of(parents)
    found: set[int] = set()
    waiting = [component_id]
    while waiting:
        more = set(below.get(waiting.pop(), ())) - found
        found |= more
        waiting.extend(more)
    return frozenset(found)


def circle_in(parents: Mapping[int, Iterable[int]]) -> tuple[int, ...]:
    """A circle, from one service over what it depends on back to it; empty where there is none.

    A depth-first search without recursion: a chain may be longer than a stack.
    """
    done: set[int] = set()
    for start in sorted(parents):
        path: list[int] = []
        waiting = [(start, False)]
        while waiting:
            one, is_left = waiting.pop()
            if is_left:
                done.add(path.pop())
                continue
            if one in done:
                continue
            if one in path:
                return (*path[path.index(one) :], one)
            path.append(one)
            waiting.append((one, True))
            waiting.extend((above, False) for above in sorted(parents.get(one, ())))
    return ()
