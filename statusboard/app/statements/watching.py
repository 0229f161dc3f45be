"""Which claims that are said somewhere have stopped being carried, and which are again."""

from statusboard.app.health.claims import Claims
from statusboard.domain.views.statement import ClaimRow, ClaimUse
from statusboard.errors import RuleBroken
from statusboard.storage.claim_uses import read_uses
from statusboard.storage.unit import Unit

Fallen = tuple[tuple[ClaimUse, ClaimRow], ...]


def judged_uses(unit: Unit) -> tuple[Fallen, tuple[ClaimUse, ...]]:
    """The uses that turned untrue, with the judgement; and those that are carried again.

    Of services of which nothing was ever measured nothing turns. A service that is gone carries
    nothing that is said of it.
    """
    known: dict[tuple[tuple[int, ...], str], Claims | None] = {}
    fallen: list[tuple[ClaimUse, ClaimRow]] = []
    risen: list[ClaimUse] = []
    for use in read_uses(unit):
        key = use.component_ids, use.language
        if key not in known:
            known[key] = _claims(unit, *key)
        claims = known[key]
        if claims is not None and claims.reader.first_us is None:
            # A desk that has measured nothing of them yet, such as a new one, finds nothing false.
            continue
        row = None if claims is None else claims.row(use.asked)
        if row is not None and row.is_carried:
            if use.untrue_since is not None:
                risen.append(use)
        elif use.untrue_since is None:
            everything = row or Claims.of(unit, (), use.language).row(use.asked)
            gone = "A service that it is about no longer exists."
            fallen.append((use, row or _refused(everything, gone)))
    return tuple(fallen), tuple(risen)


def _claims(unit: Unit, component_ids: tuple[int, ...], language: str) -> Claims | None:
    try:
        return Claims.of(unit, component_ids, language)
    except RuleBroken:
        return None


def _refused(row: ClaimRow, why: str) -> ClaimRow:
    return ClaimRow(row.asked, row.text, is_carried=False, detail=why)
