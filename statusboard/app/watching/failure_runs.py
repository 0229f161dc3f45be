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
    """What is held, what that means for the board, and what to do: for whoever stands before it.

    The surest evidence speaks, last and in brackets: it is for who mends the network.
    """
    ours = [run for run in held if run.whose is Whose.OURS]
    number = len({name_of(run.host) for run in held})
    servers = "1 server" if number == 1 else f"{number} servers"
    their = "Its services show" if number == 1 else "Their services show"
    if not ours:
        is_foreign = all(run.sign is Sign.FOREIGN for run in held)
        do = "does" if number == 1 else "do"
        fails = "not answer as before" if is_foreign else "not answer"
        return (
            f"We cannot tell whether our own network is to blame: {servers} {do} {fails}, and "
            f"nothing else was heard from this computer. {their} no data until that is clear. "
            "If you know that it is them, say so: the outage is then dated to its first failure."
        )
    told = Counter(run.evidence for run in ours if run.evidence)
    because = max(told, key=lambda said: told[said], default="")
    shown = f" ({because})" if because else ""
    meanwhile = f"{their} no data, and may well work for customers."
    if any(run.sign is Sign.FOREIGN for run in ours):
        return (
            f"Something in our own network answers in the place of {servers}, such as the sign-in "
            f"page of a guest network. {meanwhile} Sign in there, or use another network{shown}."
        )
    return (
        f"Our own network does not work: {servers} cannot be reached from here. {meanwhile} "
        f"Check the network of this computer{shown}."
    )
