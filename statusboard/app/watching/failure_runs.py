"""Runs of failures that may be our own line's, and what is said of those held back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from statusboard.app.watching.signs import name_of
from statusboard.domain.line import Sign, Whose


@dataclass(frozen=True, slots=True)
class Run:
    """The failures of one check since it last answered, in monotonic seconds.

    `mark`: what the newest showed, and `asked_s` when it was asked. `doubtful`: all of them are
    failures, and were held only because nobody could tell.
    """

    host: str
    first_s: float
    last_s: float
    sign: Sign
    mark: str = ""
    whose: Whose = Whose.THEIRS
    doubtful: bool = False
    asked_s: float = 0.0
    evidence: str = ""

    @property
    def held(self) -> bool:
        """Whether its newest answer was held back."""
        return self.whose is not Whose.THEIRS


def sentence_of(held: Sequence[Run]) -> str:
    """One sentence for all that is held: the surest evidence speaks."""
    ours = [run for run in held if run.whose is Whose.OURS]
    hosts = len({name_of(run.host) for run in held})
    many = "1 host" if hosts == 1 else f"{hosts} hosts"
    if not ours:
        fails = f"{many} cannot be reached, and nothing else was heard from this computer"
        if all(run.sign is Sign.FOREIGN for run in held):
            fails = f"{many} answer unlike before, and nothing else was heard from this computer"
        return (
            f"We cannot tell whether it is our own network or theirs: {fails}. "
            "Until that is clear they count as no data. "
            "If you know that it is them, say so: the outage is then dated to its first failure."
        )
    told = Counter(run.evidence for run in ours if run.evidence)
    because = max(told, key=lambda said: told[said], default="")
    shown = f": {because}" if because else ""
    if any(run.sign is Sign.FOREIGN for run in ours):
        return (
            f"Somebody else answers in the place of {many}, such as the sign-in page of a guest "
            f"network{shown}. What is asked through it is unknown, neither up nor down."
        )
    return (
        f"Our own network does not work{shown}. "
        f"{many} cannot be reached from here; that is unknown, not down."
    )
