"""What the verbs of a handover are given, and what they answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SendHandover:
    """The inside list, by name, whose people get the page as it stands then."""

    list_name: str


@dataclass(frozen=True, slots=True)
class HandoverSent:
    """Which handover it is, how many get it by which channel, and who does not, in words."""

    handover_id: int
    channels: tuple[tuple[str, int], ...]
    left_out: str = ""

    @property
    def count(self) -> int:
        """How many get it."""
        return sum(count for _, count in self.channels)


@dataclass(frozen=True, slots=True)
class RetryHandover:
    """A handover of which something did not arrive."""

    handover_id: int
