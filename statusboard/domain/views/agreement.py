"""How a text stands on its way to being agreed to and published, as the faces show it."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.access import Actor, Permission
from statusboard.domain.approval import (
    Approval,
    ApprovalState,
    Consent,
    Matter,
    Occasion,
    Step,
    signer_of,
)
from statusboard.domain.schedule import Schedule

_OPEN = Approval()


@dataclass(frozen=True, slots=True)
class RuleView:
    """Who has to agree on an occasion."""

    occasion: Occasion
    consent: Consent


@dataclass(frozen=True, slots=True)
class AgreementView:
    """How a draft stands.

    `is_needed`: by the rule of what it says now, somebody else has to agree before it is
    published; `is_enough`: nothing of that is missing. `schedule` is when it goes out by itself,
    or why it did not; None where it never was to. `can_approve` are who could give the approval
    that is asked for, where people are set up and a face says so.
    """

    revision: int
    approval: Approval = _OPEN
    is_needed: bool = False
    is_enough: bool = True
    schedule: Schedule | None = None
    can_approve: tuple[str, ...] = ()

    @property
    def state(self) -> ApprovalState:
        """How it stands."""
        return self.approval.state

    @property
    def step(self) -> Step | None:
        """What was done last about these very words."""
        return self.approval.step

    def waits_for(self, actor: Actor) -> bool:
        """Whether this person can give the approval that is asked for."""
        return (
            self.state is ApprovalState.ASKED
            and actor.may(Permission.APPROVE)
            and self.approval.may_be_given_by(signer_of(actor))
        )

    def goes_out_at(self) -> datetime | None:
        """When it goes out by itself; None where it does not."""
        return self.schedule.at if self.schedule and self.schedule.is_standing else None


NO_AGREEMENT = AgreementView(0)


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A draft that somebody asks another one to approve, or a correction of history.

    `number` is a notice's id, that of a window of planned work or of a correction, by `matter`.
    `incident_id` is the incident that a notice follows up.
    """

    matter: Matter
    number: int
    title: str
    agreement: AgreementView
    incident_id: int | None = None

    @property
    def step(self) -> Step:
        """Who asked, and when."""
        assert self.agreement.step is not None
        return self.agreement.step


@dataclass(frozen=True, slots=True)
class Redline:
    """What the text was when it was approved last, and what it is now, placeholders filled.

    `before` is empty where nothing of it was approved yet. `approved_at` and `approved_by` say
    when, and by whom. `facts_only`: the words are the same, and only what fills them has changed.
    """

    before: str
    after: str
    approved_by: str = ""
    approved_at: datetime | None = None
    facts_only: bool = False
