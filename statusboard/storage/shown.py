"""What the page counts as showing: what a primary place gave back, or after a while a fall-back."""

from dataclasses import dataclass

from sqlalchemy import func, select

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
    """The names of the places that count after a while; none where there is no primary one."""
    targets = read_targets(unit)
    names = frozenset(target.name for target in targets if target.is_fall_back)
    return names if len(names) < len(targets) else frozenset()


def read_shown(unit: Unit) -> Shown:
    """What is shown where. What a place shows that was given up counts as it did."""
    names = fall_backs(unit)
    newest = select(func.max(PUBLICATION.c.generation)).where(
        PUBLICATION.c.read_back_us.is_not(None)
    )

    if not names:
        return Shown(int(unit.connection.scalar(newest) or 0))
    there = PUBLICATION.c.target.in_(names)
    primary, fall_back = (
        int(unit.connection.scalar(newest.where(where)) or 0) for where in (~there, there)
    )
    return Shown(primary, fall_back, fall_back_after_us(unit))
