"""Corrections of history: what people found out later about what was measured. Pure.

A correction says what a stretch of the past was, and stays a stretch: answers that come late are
corrected where they fall into it, and count as measured beside it. Of several the later word
stands. What was measured is kept beneath, so that each can be taken back at any time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from statusboard.domain.maintenance_windows import Step
from statusboard.domain.status import ComponentStatus, worst


class CorrectionKind(StrEnum):
    """What somebody found out."""

    FALSE_ALARM = "false_alarm"
    BEGAN_AT = "began_at"
    ENDED_AT = "ended_at"
    PLANNED_WORK = "planned_work"


KIND_WORDS = {
    CorrectionKind.FALSE_ALARM: "false alarm",
    CorrectionKind.BEGAN_AT: "the outage began at another time",
    CorrectionKind.ENDED_AT: "the outage ended at another time",
    CorrectionKind.PLANNED_WORK: "planned work nobody entered",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """What a stretch of a service's history was, in microseconds since 1970, half-open.

    `says` is operational where trouble was none, a state of trouble where it was missed, or
    maintenance where work was planned.
    """

    id: int
    component_id: int
    kind: CorrectionKind
    says: ComponentStatus
    start_us: int
    stop_us: int

    def holds(self, at_us: int) -> bool:
        """Whether an instant lies in it."""
        return self.start_us <= at_us < self.stop_us


def corrected(measured: ComponentStatus, says: ComponentStatus) -> ComponentStatus:
    """What a state counts as under a correction.

    Trouble that a person tells of counts wherever it was, and never less than what was measured.
    Otherwise what nobody observed stays unknown: no word of theirs makes uptime.
    """
    if says.is_trouble:
        return worst((measured, says))
    if measured is ComponentStatus.UNKNOWN or says is ComponentStatus.UNDER_MAINTENANCE:
        return measured if measured is ComponentStatus.UNKNOWN else says
    return says if measured.is_trouble else measured


def with_corrections(steps: Sequence[Step], corrections: Iterable[Correction]) -> list[Step]:
    """A history with corrections over it, in the order in which they were made.

    The first step stays the first; what a correction says of the time before it is left out.
    """
    if not steps:
        return []
    first_us = steps[0][0]
    over = [one for one in corrections if one.stop_us > first_us and one.stop_us > one.start_us]
    if not over:
        return list(steps)
    edges = {edge for one in over for edge in (one.start_us, one.stop_us) if edge > first_us}
    measured = dict(steps)
    told: list[Step] = []
    status, holding = steps[0][1], [one for one in over if one.holds(first_us)]
    for at_us in sorted({*measured, *edges}):
        status = measured.get(at_us, status)
        if at_us in edges:
            holding = [one for one in over if one.holds(at_us)]
        said = status
        for one in holding:
            said = corrected(said, one.says)
        told.append((at_us, said))
    return told


@dataclass(frozen=True, slots=True)
class BackAsked:
    """That somebody wants a correction taken back: it counts until somebody else has agreed."""

    asked_us: int
    by_name: str
    by_person: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class RecordedCorrection:
    """A correction, who made it and why, and what became of it. Instants in microseconds.

    `waits`: somebody else has to agree first. `by_person` None: known by the name alone. Taken
    back by nobody: the clock was put back before it. `refusal`: it waited, and whoever took it back
    refused it for this reason. `back`: taking it back waits for somebody else; `back_decided_by`
    agreed to that, or refused it because of `back_refusal`.
    """

    correction: Correction
    reason: str
    by_name: str
    made_us: int
    by_person: int | None = None
    waits: bool = False
    agreed_us: int | None = None
    agreed_by: str = ""
    taken_back_us: int | None = None
    taken_back_by: str = ""
    is_shown: bool = False
    refusal: str = ""
    back: BackAsked | None = None
    back_decided_by: str = ""
    back_refusal: str = ""

    @property
    def is_in_force(self) -> bool:
        """Whether it counts: nobody has to agree any more, and nobody took it back."""
        return not self.waits and self.taken_back_us is None

    @property
    def changes_figures_when_taken_back(self) -> bool:
        """Whether taking it back changes what is said; what waits still never counted.

        Where the team asks for two before a figure is corrected, it takes two to change it back.
        """
        return self.is_in_force
