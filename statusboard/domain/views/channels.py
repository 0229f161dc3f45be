"""The channels as they are listed, each with what was found when it was last proved."""

from dataclasses import dataclass, field
from datetime import datetime

from statusboard.domain.proof import Standing, worst


@dataclass(frozen=True, slots=True)
class ProofStep:
    """One step that was done for real: `title` says what was found, `detail` the evidence."""

    title: str
    standing: Standing
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found when a channel was last proved, in the order of doing; no steps: never.

    `test` is the message that somebody had sent to an address of their own. `awaits_code`: it
    went out, and the code in it is still to be given back.
    """

    steps: tuple[ProofStep, ...] = ()
    test: ProofStep | None = None
    awaits_code: bool = False

    @property
    def all_steps(self) -> tuple[ProofStep, ...]:
        """The steps, and the test where one was sent."""
        return self.steps if self.test is None else (*self.steps, self.test)

    @property
    def standing(self) -> Standing | None:
        """The worst of all steps; None where nothing was ever proved."""
        return worst(step.standing for step in self.all_steps)


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One channel. `kind` is its key and `label` what people call it.

    `described` is one line without secrets. `people` are those who would be told now. At most
    `per_second` messages a second go out, infinite where nothing limits them, and `at_once` at the
    same time. `address_label` and `address_example` stand at the field that the address of a test
    is typed into. `is_known`: this version knows the kind; of another all but the name is empty.
    """

    id: int
    name: str
    kind: str
    label: str = ""
    described: str = ""
    people: int = 0
    per_second: float = 0.0
    at_once: int = 0
    address_label: str = ""
    address_example: str = ""
    is_known: bool = True
    proof: Proof = field(default_factory=Proof)
