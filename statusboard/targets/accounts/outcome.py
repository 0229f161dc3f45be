"""What was brought to an account: how much, what is read there now, and what is in the way."""

import hashlib
import json
from dataclasses import dataclass, field

from statusboard.errors import RuleBroken, Unavailable
from statusboard.targets.base import Receipt


@dataclass(slots=True)
class Outcome:
    """Collects while it is brought. `read` is what stands there of ours, as plain JSON values."""

    written: int = 0
    read: dict[str, object] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def receipt(self) -> Receipt:
        """What was read back. Raises RuleBroken, at `services`, where a person has to choose.

        All else is there by then: whoever reads it there need not wait for that choice.
        """
        if self.problems:
            raise RuleBroken(" ".join(self.problems), field="services")
        text = json.dumps(self.read, sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Receipt(digest, len(self.read), self.written, removed=0)


def differs(what: str) -> Unavailable:
    """The error where something else is read there than was sent."""
    return Unavailable(f"{what} reads otherwise there than it was sent. It will be tried again.")
