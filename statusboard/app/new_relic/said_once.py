"""Says in the log, once, what New Relic says that touches no state."""

import logging
from dataclasses import dataclass, field
from datetime import datetime

from statusboard.app.new_relic.figures import BatchRead

log = logging.getLogger(__name__)

# New Relic's clock and ours may differ by this much before it is worth a word (contract, 8.20).
SKEW_S = 60.0


@dataclass(slots=True)
class SaidOnce:
    """What was said already."""

    _said: set[str] = field(default_factory=set)

    def warn(self, read: BatchRead, now: datetime) -> None:
        """Warns of fields that will go, and of clocks that differ."""
        for fault in read.warnings:
            path = ".".join(str(step) for step in fault.path)
            self._once(f"New Relic will drop a field path={path}")
        if read.date is not None and abs((read.date - now).total_seconds()) > SKEW_S:
            self._once("the clock of this machine differs from New Relic's by over a minute")

    def _once(self, words: str) -> None:
        if words not in self._said:
            self._said.add(words)
            log.warning("%s", words)
