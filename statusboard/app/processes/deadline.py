"""How long a call over the pipe may take."""

from dataclasses import dataclass

from statusboard.errors import Unavailable


@dataclass(frozen=True, slots=True)
class Deadline:
    """How long a call may take. `may_change`: what was asked for may still be done afterwards."""

    after_s: float = 30.0
    may_change: bool = True

    def passed(self, role: str) -> Unavailable:
        """What a person is told when the program of the role has not answered by then."""
        meaning = (
            "What you asked for may still be done. Look whether it was before you try again."
            if self.may_change
            else "Nothing was changed by this. Try again in a moment."
        )
        return Unavailable(f"The {role} has not answered for {self.after_s:.0f} seconds. {meaning}")


USUAL_DEADLINE = Deadline()
