"""Who has to agree before something is said, and how far a text has come on that way.

Pure arithmetic over steps that are only ever added. A step is about one revision, and counts for
whatever has the very same words: a text that was changed has to be agreed to again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from statusboard.domain.access import Actor
from statusboard.domain.status import Impact

_IMPACTS = tuple(Impact)
A_DAY = timedelta(days=1)


class Occasion(StrEnum):
    """What a rule is for: an incident by its impact, work, an announcement, history corrected."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    NONE = "none"
    PLANNED_WORK = "planned_work"
    ANNOUNCEMENT = "announcements"
    CORRECTION = "corrections"


class Consent(StrEnum):
    """Who has to agree. `DAY_BEFORE`: another person, at least a day before it begins."""

    NOBODY = "nobody"
    OTHER = "other"
    DAY_BEFORE = "day_before"


class Matter(StrEnum):
    """What sort of thing is agreed to; its number and revision say which."""

    NOTICE = "notice"
    MAINTENANCE = "maintenance"
    MAINTENANCE_CHANGE = "maintenance_change"
    CORRECTION = "correction"


class Deed(StrEnum):
    """A step on the way of a text. `WROTE` is somebody whose words came from another draft."""

    WROTE = "wrote"
    ASKED = "asked"
    WITHDREW = "withdrew"
    APPROVED = "approved"
    REJECTED = "rejected"
    OVERRODE = "overrode"


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who wrote or decided. `person_id` None: known by the name alone."""

    name: str
    person_id: int | None = None

    def is_same(self, other: "Signer") -> bool:
        """Whether both are one person: by their number, and by the name where one has none."""
        if self.person_id is not None and other.person_id is not None:
            return self.person_id == other.person_id
        return self.name.casefold() == other.name.casefold()


def signer_of(actor: Actor) -> Signer:
    """The actor as one who writes or decides."""
    return Signer(actor.name, actor.person_id)


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did about a revision. `words` is the reason that was given, if any.

    `impact` is that of the text when it was done; None: it has none. `said` is the text as its
    placeholders were filled then.
    """

    revision: int
    deed: Deed
    by: Signer
    at: datetime
    words: str = ""
    impact: Impact | None = None
    said: str = ""


class ApprovalState(StrEnum):
    """How a text stands: nothing was asked, it is asked, approved, or sent back."""

    OPEN = "open"
    ASKED = "asked"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Approval:
    """How the newest text stands.

    `step` made it so; None where nobody did anything about these words. `base` is the last step
    that approved other words, None for none: what a redline is against. `lapsed` is what was asked
    or approved of words that have been changed since. `writers` wrote since the last approval, or
    asked for this one, and cannot give it.
    """

    state: ApprovalState = ApprovalState.OPEN
    step: Step | None = None
    base: Step | None = None
    lapsed: Step | None = None
    writers: tuple[Signer, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether somebody else has agreed to these words."""
        return self.state is ApprovalState.APPROVED

    def may_be_given_by(self, signer: Signer) -> bool:
        """Whether this is somebody else than whoever wrote."""
        return not any(one.is_same(signer) for one in self.writers)

    def holds_for(self, impact: Impact | None) -> bool:
        """Whether it is given, and for no smaller impact than this one."""
        if not self.is_given or self.step is None:
            return False
        agreed = self.step.impact
        if impact is None or agreed is None:
            return True
        return _IMPACTS.index(agreed) >= _IMPACTS.index(impact)


_STATES = {
    Deed.ASKED: ApprovalState.ASKED,
    Deed.APPROVED: ApprovalState.APPROVED,
    Deed.REJECTED: ApprovalState.REJECTED,
    Deed.WITHDREW: ApprovalState.OPEN,
}


def approval_of(
    steps: Sequence[Step], same: frozenset[int], wrote: Iterable[tuple[int, Signer]]
) -> Approval:
    """How the newest text stands, by the steps in the order in which they were done.

    `same` are the revisions that have its very words, its own number among them; `wrote` is who
    saved texts, each with the newest revision of theirs.
    """
    told = [step for step in steps if step.deed in _STATES]
    own = [step for step in told if step.revision in same]
    others = [step for step in told if step.revision not in same]
    last = own[-1] if own else None
    base = _last_approved(others)
    since = 0 if base is None else base.revision
    return Approval(
        state=ApprovalState.OPEN if last is None else _STATES[last.deed],
        step=last,
        base=base,
        lapsed=_lapsed(others) if last is None else None,
        writers=tuple(_once(_writers(steps, same, wrote, since))),
    )


def _last_approved(steps: Sequence[Step]) -> Step | None:
    """The last approval that was not taken back again."""
    approved: dict[int, Step] = {}
    for step in steps:
        if step.deed is Deed.APPROVED:
            approved[step.revision] = step
        elif step.deed is Deed.REJECTED:
            approved.pop(step.revision, None)
    return max(approved.values(), key=lambda step: step.revision, default=None)


def _lapsed(steps: Sequence[Step]) -> Step | None:
    last = steps[-1] if steps else None
    is_standing = last is not None and last.deed in (Deed.ASKED, Deed.APPROVED)
    return last if is_standing else None


def _writers(
    steps: Iterable[Step],
    same: frozenset[int],
    wrote: Iterable[tuple[int, Signer]],
    since: int,
) -> Iterator[Signer]:
    yield from (signer for newest, signer in wrote if newest > since)
    for step in steps:
        is_writer = step.deed is Deed.WROTE and step.revision > since
        if is_writer or (step.deed is Deed.ASKED and step.revision in same):
            yield step.by


def _once(signers: Iterable[Signer]) -> Iterator[Signer]:
    seen: list[Signer] = []
    for signer in signers:
        if signer.name and signer not in seen:
            seen.append(signer)
            yield signer


def occasion_of(impact: Impact) -> Occasion:
    """The rule of an incident with this impact."""
    return Occasion(impact.value)


def graver(one: Impact, *others: Impact) -> Impact:
    """The gravest of them: a rule is asked for what readers may take it for."""
    return max((one, *others), key=_IMPACTS.index)
