"""What was corrected, and what a correction would change."""

from statusboard.app.doorway import query
from statusboard.app.history.inputs import CorrectHistory, Effect
from statusboard.app.history.rules import correction_of, effect_of, is_second_asked
from statusboard.app.history.waiting import waiting_corrections
from statusboard.app.settings import page_zone
from statusboard.domain.correction import RecordedCorrection
from statusboard.domain.instants import from_us
from statusboard.domain.views.agreement import WaitingDraft
from statusboard.domain.views.history import CorrectionLine, CorrectionsView
from statusboard.storage.components import read_components
from statusboard.storage.history_corrections import read_all_corrections
from statusboard.storage.unit import Unit

# The newest of them; a desk that corrects more has another problem.
MOST = 500


def _corrections(unit: Unit, component_id: int | None) -> CorrectionsView:
    names = {one.id: one.name for one in read_components(unit)}
    ids = None if component_id is None else [component_id]
    found = read_all_corrections(unit, component_ids=ids)
    lines = tuple(_line(one, names) for one in reversed(found[-MOST:]))
    return CorrectionsView(unit.now, page_zone(unit), lines, asks_two=is_second_asked(unit))


def _line(one: RecordedCorrection, names: dict[int, str]) -> CorrectionLine:
    what, back_us = one.correction, one.taken_back_us
    return CorrectionLine(
        what.id,
        what.component_id,
        names.get(what.component_id, ""),
        what.kind,
        from_us(what.start_us),
        from_us(what.stop_us),
        one.reason,
        one.by_name,
        from_us(one.made_us),
        one.waits,
        one.agreed_by,
        None if back_us is None else from_us(back_us),
        one.taken_back_by,
        one.is_shown,
        one.refusal,
        None if one.back is None else one.back.by_name,
        "" if one.back is None else one.back.reason,
        one.back_decided_by,
        one.back_refusal,
    )


def _preview(unit: Unit, given: CorrectHistory) -> Effect:
    return effect_of(unit, correction_of(unit, given))


def _waiting(unit: Unit, _given: None) -> tuple[WaitingDraft, ...]:
    return waiting_corrections(unit)


# What waits for somebody else to agree to it.
WAITING_CORRECTIONS = query("history.waiting_corrections")(_waiting)
# Every correction, or those of one service: the newest first.
CORRECTIONS = query("history.corrections")(_corrections)
# What a correction would change, before anybody makes it. Raises RuleBroken as the verb does.
PREVIEW_CORRECTION = query("history.preview_correction")(_preview)
