"""What a probe is given."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from statusboard.probes.connections import Connections


@dataclass(frozen=True, slots=True)
class ProbeContext:
    """What a probe needs of the world, handed in.

    `check_id` names the owner of kept connections. `deadline_s` is the total time the runner
    allows; the runner enforces it around the call, the probe may use it to say where time went.
    """

    check_id: int
    deadline_s: float
    connections: "Connections"
