"""What the publisher remembers of one place, so that one that hangs or fails holds up no other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from statusboard.domain.backoff import Backoff

# A place costs little to try, and customers read the old page meanwhile.
RETRY = Backoff(first_s=2.0, most_s=60.0)
# What failed there in the place of a generation: emptying it.
EMPTYING = -1


@dataclass(slots=True)
class Lane:
    """What failed there, and when it is tried again.

    `failed` is the generation that did, or EMPTYING; 0: nothing. `asked` are the configurations
    that were asked and have not answered yet.
    """

    failures: int = 0
    failed: int = 0
    retry_at: float = 0.0
    problem: str = ""
    asked: list[Mapping[str, object]] = field(default_factory=list)

    def rests(self, number: int, now_s: float, *, at_least_s: float = 0.0) -> float:
        """How long that rests there now that it failed once more, in seconds."""
        self.failures = self.failures + 1 if number == self.failed else 1
        self.failed = number
        rest_s = max(RETRY.wait_s(self.failures), at_least_s)
        self.retry_at = now_s + rest_s
        return rest_s

    def is_news(self, problem: str) -> bool:
        """Whether that was not in the way before; from now on it was."""
        was, self.problem = self.problem, problem
        return was != problem

    def went_well(self) -> None:
        """Nothing is in the way any more."""
        self.failures = self.failed = 0
        self.problem = ""
