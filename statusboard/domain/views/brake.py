"""The brake on a large send: whether it can still be taken back."""

from dataclasses import dataclass
from enum import StrEnum


class BrakeState(StrEnum):
    """`NONE`: nobody was to be told. `HELD`: no message has begun. `GONE`: they may have."""

    NONE = "none"
    HELD = "held"
    GONE = "gone"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class BrakeView:
    """The messages of one update, for `recipients`. `left_s`: how long they can be taken back."""

    state: BrakeState
    recipients: int = 0
    left_s: float = 0.0
