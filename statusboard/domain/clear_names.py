"""What services are called where one of them is meant: with its group where others share a name."""

from collections import Counter
from collections.abc import Sequence


def clear_names(named: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Of each name and group, the name; `GROUP/NAME` where others are called the same. Pure."""
    count = Counter(name.casefold() for name, _ in named)
    return tuple(
        f"{group}/{name}" if group and count[name.casefold()] > 1 else name for name, group in named
    )
