"""How a place is told that takes no files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Telling:
    """How a place is told that takes no files but calls, such as an account of a page elsewhere.

    `bring(config, view)` makes the place say what a `MirrorView` says, reads it back and answers a
    `Receipt`. What it made there it finds again by a mark of ours, so that an answer that was lost
    doubles nothing; nothing is ever deleted there. It raises what `TargetKind.put` raises.
    `match(config, view)` finds out which service is what there, publishes nothing, and answers a
    `Prepared`; it stands in the place of `TargetKind.prepare`. Fields named in `remembers` stay as
    they were found first, for as long as it is the same place.
    """

    bring: Callable[[Mapping[str, object], Any], Any]
    match: Callable[[Mapping[str, object], Any], Any]
    remembers: tuple[str, ...] = ()
