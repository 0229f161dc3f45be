"""By what a figure of the public page was counted, as facts for every language."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What makes the sentence beneath a figure of several services, in every language.

    `weights` are services with what each counts, empty where all count alike and nobody has to be
    told; `removed` is how many count that are there no longer. `elsewhere_until` is the day up to
    which another program measured. `corrections` count in the figure; `measured` is the percentage
    without them.
    """

    weights: tuple[tuple[str, int], ...] = ()
    removed: int = 0
    elsewhere_until: date | None = None
    corrections: int = 0
    measured: str = ""


PLAIN_RULE = RuleFacts()
