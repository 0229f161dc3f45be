"""Exponential backoff: how long to wait before trying again what has failed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """Capped exponential backoff. All times in seconds.

    After the first failure `first_s`, after each further one in a row `factor` times as long,
    never more than `most_s`. With `first_s` equal to `most_s` the pause is always the same.
    Raises ValueError for figures that would never wait, or never wait longer.
    """

    first_s: float
    most_s: float
    factor: float = 2.0

    def __post_init__(self) -> None:
        if not (0 < self.first_s <= self.most_s and self.factor > 1):
            message = f"no backoff: {self.first_s} s to {self.most_s} s by {self.factor}"
            raise ValueError(message)

    def wait_s(self, failures: int, *, chance: float = 1.0) -> float:
        """The pause after so many failures in a row, in seconds; 0 after none.

        `chance` in [0, 1] is the share of it that is waited: drawn anew each time it is full
        jitter, so that many who failed together do not return together.
        """
        if failures < 1:
            return 0.0
        pause_s = self.first_s
        for _ in range(failures - 1):
            pause_s *= self.factor
            if pause_s >= self.most_s:
                break
        return chance * min(pause_s, self.most_s)
