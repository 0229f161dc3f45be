"""What the page counts as showing: what a primary place gave back, or after a while a fall-back."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, true

from statusboard.storage.settings import read_settings
from statusboard.storage.tables import PUBLICATION
from statusboard.storage.targets import read_targets
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


def fall_back_after_us(unit: Unit) -> int:
    """After how long a fall-back counts, in microseconds."""
    after_s = read_settings(unit).get(_AFTER)
    return (after_s if isinstance(after_s, int) else _USUAL_S) * 1_000_000


def fall_backs(unit: Unit) -> frozenset[str]:
    """The names of the places that count after a while; none of a page without a primary one."""
    targets = read_targets(unit)
    firsts = {target.page_id for target in targets if not target.is_fall_back}
    return frozenset(one.name for one in targets if one.is_fall_back and one.page_id in firsts)


def read_shown(unit: Unit) -> Shown:
    """What is shown where. What a place shows that was given up counts as it did.

    Of several pages what all of them show: messages go to the readers of each.
    """
    pages: dict[int, set[str]] = {}
    for target in read_targets(unit):
        pages.setdefault(target.page_id, set()).add(target.name)
    if len(pages) > 1:
        found = [_shown_at(unit, PUBLICATION.c.target.in_(own)) for own in pages.values()]
        return Shown(
            min(one.primary for one in found),
            min(max(one.primary, one.fall_back) for one in found),
            fall_back_after_us(unit),
        )
    return _shown_at(unit, true())


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
