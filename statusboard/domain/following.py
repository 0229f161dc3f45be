"""Where a notice differs from what monitoring sees by now, and the notice that follows it. Pure.

It is offered, never done: who writes may know better.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from statusboard.domain.evidence import Measured
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus


@dataclass(frozen=True, slots=True)
class Difference:
    """A service, what the notice says of it (None: it does not name it), and what is measured."""

    component_id: int
    name: str
    said: ComponentStatus | None
    measured: ComponentStatus


def differences(
    wording: Wording, measured: Sequence[Measured], *, told_elsewhere: frozenset[int] = frozenset()
) -> tuple[Difference, ...]:
    """What monitoring sees that the notice does not say; nothing of what is over.

    A service in trouble that the notice does not name counts where no other incident tells of it.
    What is not seen, or under planned work, says nothing.
    """
    if wording.status.is_over:
        return ()
    found = []
    for seen in measured:
        said = wording.components.get(seen.component_id)
        if said is None:
            is_more = seen.status.is_trouble and seen.component_id not in told_elsewhere
        else:
            is_more = said is not seen.status and _speaks(seen.status)
        if is_more:
            found.append(Difference(seen.component_id, seen.name, said, seen.status))
    return tuple(found)


def followed(wording: Wording, differing: Iterable[Difference]) -> Wording:
    """The notice with those services as they are measured; its words stay as they are."""
    as_measured = {one.component_id: one.measured for one in differing}
    return replace(wording, components={**wording.components, **as_measured})


def _speaks(status: ComponentStatus) -> bool:
    return status.is_trouble or status is ComponentStatus.OPERATIONAL
