"""What waits for somebody else to agree to it: corrections of history."""

from zoneinfo import ZoneInfo

from statusboard.app.history.rules import is_second_asked
from statusboard.app.settings import page_zone
from statusboard.domain.approval import (
    Approval,
    ApprovalState,
    Deed,
    Matter,
    Signer,
    Step,
)
from statusboard.domain.correction import KIND_WORDS, RecordedCorrection
from statusboard.domain.instants import from_us
from statusboard.domain.time_text import when_text
from statusboard.domain.views.agreement import AgreementView, WaitingDraft
from statusboard.storage.components import read_components
from statusboard.storage.history_corrections import read_waiting
from statusboard.storage.unit import Unit


def waiting_corrections(unit: Unit) -> tuple[WaitingDraft, ...]:
    """Every correction that nobody has decided about, in the order in which they were made."""
    found = read_waiting(unit)
    if not found:
        return ()
    ids = frozenset(one.correction.component_id for one in found)
    names = {one.id: one.name for one in read_components(unit, ids)}
    is_asked, zone = is_second_asked(unit), ZoneInfo(page_zone(unit))
    return tuple(_waits(unit, one, names, zone, is_asked=is_asked) for one in found)


def _waits(
    unit: Unit, one: RecordedCorrection, names: dict[int, str], zone: ZoneInfo, *, is_asked: bool
) -> WaitingDraft:
    what, by, back = one.correction, Signer(one.by_name, one.by_person), one.back
    kind, asked_us, reason = KIND_WORDS[what.kind], one.made_us, one.reason
    if back is not None:
        by, asked_us, reason = Signer(back.by_name, back.by_person), back.asked_us, back.reason
        kind = f"take back “{kind}”"
    service = names.get(what.component_id, "a service that was removed")
    start = when_text(from_us(what.start_us), zone, now=unit.now)
    step = Step(0, Deed.ASKED, by, from_us(asked_us), reason)
    # Where the rule was let go meanwhile, whoever asked may agree as well.
    writers = (by,) if is_asked else ()
    approval = Approval(ApprovalState.ASKED, step, writers=writers)
    view = AgreementView(0, approval, is_needed=is_asked, is_enough=False)
    title = f"{service}, {start}: {kind}"
    return WaitingDraft(Matter.CORRECTION, what.id, title, view)
