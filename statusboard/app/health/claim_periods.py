"""The times that claims are about, by their keys, as far as they have come."""

from datetime import date, datetime, tzinfo
from functools import lru_cache

from statusboard.domain.claim import ClaimPeriod
from statusboard.domain.claim_period_reading import CONTRACT
from statusboard.domain.instants import Interval, from_us, to_us
from statusboard.domain.period import (
    Calendar,
    Days,
    Relative,
    Rolling,
    bounds_of,
    fixed_at,
    read_period,
)


@lru_cache(maxsize=1024)  # a text is judged several times in one transaction, by sixty such times
def named_period(key: str, now: datetime, zone: tzinfo, *, contract_day: int) -> ClaimPeriod | None:
    """The time that a key such as `90d` names, up to now; None where it is not over.

    “This quarter” is the quarter so far, and a day is said on that day; whatever else names its end
    would say something of a time that is to come.
    """
    try:
        named = read_period(key.removeprefix(CONTRACT) if contract_day > 1 else key)
    except ValueError:
        return None
    whole = bounds_of(named, now, zone, contract_day=contract_day)
    cut = whole.clip(Interval(0, to_us(now)))
    if cut is None:
        return None
    lasts = whole.stop_us > to_us(now)
    is_current = isinstance(named, Relative) and not named.back
    ends_today = isinstance(named, Days) and named.last == _day(now, zone)
    if lasts and not is_current and not ends_today:
        return None
    is_contract = contract_day > 1 and isinstance(named, Relative | Calendar)
    if isinstance(named, Relative | Calendar) and not is_current:
        if contract_day == 1:
            named = fixed_at(named, now, zone)
        else:
            # One that does not begin on the first is said by its days.
            named = Days(_day(whole.start, zone), _day(from_us(whole.stop_us - 1), zone))
    return ClaimPeriod(
        key,
        cut,
        named,
        _day(cut.start, zone),
        is_rolling=isinstance(named, Rolling),
        ends_us=whole.stop_us if lasts else None,
        is_contract=is_contract,
    )


def _day(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()
