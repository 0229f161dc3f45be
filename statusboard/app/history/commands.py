"""Verbs about corrections: somebody corrects what was measured, agrees to it, takes it back.

The collector writes them into the history, as it does with planned work.
"""

from dataclasses import replace
from typing import TypeVar

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.history.inputs import (
    Corrected,
    CorrectHistory,
    CorrectionBack,
    CorrectionNumber,
    RefuseCorrection,
    TakeCorrectionBack,
)
from statusboard.app.history.rules import correction_of, effect_of, is_second_asked
from statusboard.domain.access import Permission, person
from statusboard.domain.approval import Signer, signer_of
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.correction import KIND_WORDS, RecordedCorrection
from statusboard.domain.instants import from_us
from statusboard.domain.letters import as_shown, can_be_seen
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.history_corrections import (
    add_correction,
    agree_to_correction,
    ask_back,
    keep_correction,
    lock_corrections,
    read_correction,
    take_back_correction,
)
from statusboard.storage.unit import Unit

REASON_LIMIT = 300
Answer = TypeVar("Answer")


@verb("history.correct", Permission.OVERRIDE, CorrectHistory, Corrected)
def correct_history(unit: Unit, given: CorrectHistory) -> Done[Corrected]:
    """Records what a stretch of the past was; where the team asks for two, it waits for another.

    Raises RuleBroken without a reason, for what still lasts or is to come, and where nothing would
    change.
    """
    lock_corrections(unit)
    reason = _reason(given.reason, "Say how you know: it stands beside the figures.")
    wanted = correction_of(unit, given)
    effect = effect_of(unit, wanted)
    number = add_correction(unit, wanted, reason, waits=effect.waits)
    made = RecordedCorrection(replace(wanted, id=number), reason, "", unit.now_us)
    return _done(unit, made, Corrected(number, effect), {"waits": effect.waits, "reason": reason})


@verb("history.agree", Permission.APPROVE, CorrectionNumber, CorrectionNumber)
def agree(unit: Unit, given: CorrectionNumber) -> Done[CorrectionNumber]:
    """Lets a correction count that waited for it, or lets it be taken back where that waited.

    Raises RuleBroken for whoever asked for it.
    """
    lock_corrections(unit)
    found = _the_waiting(unit, given.correction_id)
    me = signer_of(unit.actor or person(""))
    back = found.back
    if back is not None:
        if is_second_asked(unit) and Signer(back.by_name, back.by_person).is_same(me):
            raise RuleBroken("You asked to take it back, so somebody else has to agree to that.")
        take_back_correction(unit, given.correction_id, asked_by=back.by_name)
        return _done(unit, found, given, {"asked_by": back.by_name, "taking_back": True})
    if is_second_asked(unit) and Signer(found.by_name, found.by_person).is_same(me):
        raise RuleBroken("You made this correction, so somebody else has to agree to it.")
    agree_to_correction(unit, given.correction_id)
    return _done(unit, found, given, {"made_by": found.by_name})


@verb("history.refuse", Permission.APPROVE, RefuseCorrection, CorrectionNumber)
def refuse(unit: Unit, given: RefuseCorrection) -> Done[CorrectionNumber]:
    """Sends a correction back that waits: it never counts, and stays listed with the reason.

    Where taking one back waits, that is refused: it counts on. Raises RuleBroken without a reason,
    and where nothing waits any more.
    """
    lock_corrections(unit)
    found = _the_waiting(unit, given.correction_id)
    why = _reason(given.reason, "Say why not: whoever made it reads it.")
    answer = CorrectionNumber(given.correction_id)
    if found.back is not None:
        keep_correction(unit, given.correction_id, refusal=why)
        told = {"asked_by": found.back.by_name, "taking_back": True, "reason": why}
        return _done(unit, found, answer, told)
    take_back_correction(unit, given.correction_id, refusal=why)
    return _done(unit, found, answer, {"made_by": found.by_name, "reason": why})


@verb("history.take_back", Permission.OVERRIDE, TakeCorrectionBack, CorrectionBack)
def take_back(unit: Unit, given: TakeCorrectionBack) -> Done[CorrectionBack]:
    """What was measured counts again; where the team asks for two, once somebody else agreed.

    What waits itself never counted, so nobody has to agree. Raises RuleBroken where it was taken
    back already, where that waits already, and without a reason where somebody has to agree.
    """
    lock_corrections(unit)
    number = given.correction_id
    found = _the_correction(unit, number)
    if found.taken_back_us is not None:
        did = "refused" if found.refusal else "taken back already"
        raise RuleBroken(f"This correction was {did}. Nothing is left to do.")
    waits = found.changes_figures_when_taken_back and is_second_asked(unit)
    if not waits:
        take_back_correction(unit, number)
        return _done(unit, found, CorrectionBack(number, waits=False), {"made_by": found.by_name})
    if found.back is not None:
        raise RuleBroken(
            f"{found.back.by_name} asked for that already. It waits for somebody else to agree."
        )
    why = _reason(given.reason, "Say why: whoever has to agree reads it.")
    ask_back(unit, number, why)
    told = {"made_by": found.by_name, "waits": True, "reason": why}
    return _done(unit, found, CorrectionBack(number, waits=True), told)


def _the_correction(unit: Unit, number: int) -> RecordedCorrection:
    found = read_correction(unit, number)
    if found is None:
        raise RuleBroken(f"There is no correction {number}. List them to see which.")
    return found


def _the_waiting(unit: Unit, number: int) -> RecordedCorrection:
    """A correction about which somebody has to decide. Raises RuleBroken where somebody has."""
    found = _the_correction(unit, number)
    if found.taken_back_us is not None:
        by = f" by {found.taken_back_by}" if found.taken_back_by else ""
        did = "refused" if found.refusal else "taken back"
        raise RuleBroken(f"This correction was {did}{by}. Nothing is left to decide.")
    if not found.waits and found.back is None:
        by = f": {found.agreed_by} agreed to it" if found.agreed_by else ""
        raise RuleBroken(f"This correction counts already{by}. Take it back where it is wrong.")
    return found


def _reason(text: str, missing: str) -> str:
    reason = " ".join(as_shown(text).split())
    if not can_be_seen(reason):
        raise RuleBroken(missing, field="reason")
    if len(reason) > REASON_LIMIT:
        raise RuleBroken(
            f"The reason has {len(reason)} characters; at most {REASON_LIMIT} fit.", field="reason"
        )
    return reason


def _done(
    unit: Unit, found: RecordedCorrection, answer: Answer, detail: dict[str, object]
) -> Done[Answer]:
    one = found.correction
    changes = Changes.of(Topic.CORRECTIONS, components=frozenset((one.component_id,)))
    known = read_components(unit, frozenset({one.component_id}))
    name = known[0].name if known else "a service that was removed"
    told = {
        "kind": KIND_WORDS[one.kind],
        "from": f"{from_us(one.start_us):%Y-%m-%d %H:%M} UTC",
        "to": f"{from_us(one.stop_us):%Y-%m-%d %H:%M} UTC",
        **detail,
    }
    return Done(answer, changes, Audit(name, told))
