"""What a resolver of the stand-in is given, and how it refuses a whole document."""

from dataclasses import dataclass
from typing import Any

from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.people import Person
from statusboard.demo.new_relic.world import World

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a resolver is given: the world, who asks, and the fault of this request."""

    world: World
    person: Person
    fault: ActiveFault | None
    opts_in: bool = True

    def hits(self, name: FaultName) -> bool:
        """Whether this request has the fault."""
        return self.fault is not None and self.fault.name is name

    def targets(self, name: object) -> bool:
        """Whether the fault of this request is for what is called so."""
        return self.fault is not None and self.fault.target == name


@dataclass(slots=True)
class Refused(Exception):
    """The whole document is refused, with no data beside the error."""

    message: str
