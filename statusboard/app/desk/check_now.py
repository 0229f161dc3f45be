"""How long *check now* may take: what a face has to know before it asks the collector."""

from statusboard.app.doorway import Query, query
from statusboard.domain.check import check_now_limit_s
from statusboard.storage.checks import read_checks
from statusboard.storage.unit import Unit


def _limit_s(unit: Unit, check_ids: tuple[int, ...]) -> float:
    wanted = frozenset(check_ids)
    checks = read_checks(unit, with_config=False)
    return check_now_limit_s(check.deadline for check in checks if check.id in wanted)


# The seconds after which the collector gives up asking these checks at once.
CHECK_NOW_LIMIT: Query[tuple[int, ...], float] = query("check_now.limit")(_limit_s)
