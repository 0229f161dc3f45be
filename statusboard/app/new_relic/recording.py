"""Records what New Relic said, masked, for a support case: while it is switched on, and bounded."""

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from statusboard.newrelic.masking import Masks, masked_body, masked_variables

# What waits to be written down, and how much of one answer is kept.
WAITING = 50
LONGEST = 60_000


@dataclass(slots=True)
class Recorder:
    """Masks answers as they come, in memory; whoever writes to the database takes them along.

    Off, it does nothing.
    """

    is_on: bool = False
    _waiting: deque[str] = field(default_factory=lambda: deque(maxlen=WAITING))

    def note(self, name: str, variables: Mapping[str, object], status: int, body: bytes) -> None:
        """Keeps an answer to a document, where it is switched on."""
        if not self.is_on:
            return
        masks = Masks()
        said = masked_body(body, masks)
        more = len(said) - LONGEST
        told = {
            "document": name,
            "variables": masked_variables(variables, masks),
            "status": status,
            "body": said[:LONGEST] + (f"… and {more} characters more" if more > 0 else ""),
        }
        self._waiting.append(json.dumps(told, ensure_ascii=False))

    def take(self) -> tuple[str, ...]:
        """What waits, the oldest first; it is the caller's now."""
        taken = tuple(self._waiting)
        self._waiting.clear()
        return taken
