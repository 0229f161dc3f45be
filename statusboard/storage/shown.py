"""What the page counts as showing: what a primary place gave back, or after a while a fall-back."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, true

from statusboard.domain.page import MAIN
from statusboard.storage.settings import read_settings
from statusboard.storage.tables import PUBLICATION
from statusboard.storage.targets import read_every_target, read_targets
from statusboard.storage.unit import Unit

# So long messages wait until the page shows what they say, and no longer.
PAGE_WAIT_US = 60_000_000
_NEVER_US = 2**62
_AFTER = "page.fall_back_after"
_USUAL_S = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """The newest generation at a primary place, and at a fall-back that counts after `after_us`."""

    primary: int
    fall_back: int = 0
    after_us: int = 0

    def counts_us(self, generation: int, opened_us: int) -> int:
        """From when on that generation, asked for at `opened_us`, counts as published."""
        if generation <= self.primary:
            return 0
        return opened_us + self.after_us if generation <= self.fall_back else _NEVER_US


NOWHERE = Shown(0)
ANYWHERE = Shown(_NEVER_US)


def fall_back_after_us(unit: Unit) -> int:
    """After how long a fall-back counts, in microseconds."""
    after_s = read_settings(unit).get(_AFTER)
    return (after_s if isinstance(after_s, int) else _USUAL_S) * 1_000_000


def fall_backs(unit: Unit) -> frozenset[str]:
    """The names of the places that count after a while; none of a page without a primary one."""
    targets = read_targets(unit)
    firsts = {target.page_id for target in targets if not target.is_fall_back}
    return frozenset(one.name for one in targets if one.is_fall_back and one.page_id in firsts)


def read_shown(unit: Unit, page_id: int = MAIN) -> Shown:
    """What is shown where of a page. What a place shows that was given up counts as it did.

    For a page beside the main one that has no place there is nothing to wait for.
    """
    if page_id != MAIN and all(one.page_id != page_id for one in read_targets(unit)):
        return ANYWHERE
    at = PUBLICATION.c.target
    every = read_every_target(unit)
    if page_id == MAIN:
        # Also what was shown before places had rows of their own.
        others = [one.name for one in every if one.page_id != MAIN]
        return _shown_at(unit, at.not_in(others) if others else true())
    return _shown_at(unit, at.in_([one.name for one in every if one.page_id == page_id]))


def _shown_at(unit: Unit, where_at: ColumnElement[bool]) -> Shown:
    """The same of some places alone."""
    names = fall_backs(unit)
    newest = select(func.max(PUBLICATION.c.generation)).where(
        PUBLICATION.c.read_back_us.is_not(None), where_at
    )
    if not names:
        return Shown(int(unit.connection.scalar(newest) or 0))
    there = PUBLICATION.c.target.in_(names)
    primary, fall_back = (
        int(unit.connection.scalar(newest.where(where)) or 0) for where in (~there, there)
    )
    return Shown(primary, fall_back, fall_back_after_us(unit))
