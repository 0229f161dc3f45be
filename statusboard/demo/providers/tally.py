"""How much the stand-in providers took and refused: counts, and never a message or an address."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts by provider and by what became of a message, such as `mail.taken`."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, provider: str, became: str) -> None:
        """One more message."""
        self.counts[f"{provider}.{became}"] += 1
