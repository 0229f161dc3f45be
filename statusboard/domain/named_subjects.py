"""Which services somebody's own words name: a claim about them is held against theirs alone."""

import re
from collections.abc import Mapping, Sequence

from statusboard.domain.component import Component, ComponentGroup


def named_services(
    text: str, every: Sequence[Component], groups: Sequence[ComponentGroup]
) -> Mapping[str, frozenset[int]]:
    """The services that a text names, by the name, of itself or of its group; whole words count.

    Of names that lie in one another the longest is meant: in `Public API` nobody means `API`.
    """
    meant: dict[str, frozenset[int]] = {}
    for group in groups:
        ids = frozenset(one.id for one in every if one.group_id == group.id)
        if ids:
            meant[group.name] = ids
    for one in every:
        meant[one.name] = meant.get(one.name, frozenset()) | {one.id}
    found: dict[str, frozenset[int]] = {}
    left = text
    for name in sorted(meant, key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        left, times = re.subn(pattern, " \N{MIDDLE DOT} ", left, flags=re.IGNORECASE)
        if times:
            found[name] = meant[name]
    return found
