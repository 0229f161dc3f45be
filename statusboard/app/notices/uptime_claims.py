"""The claims about uptime that measurements carry, for the services that a notice names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from statusboard.app.health.claim_facts import ClaimReader
from statusboard.app.health.claim_runs import bare_run
from statusboard.domain.claim import QUARTER_DAYS, YEAR
from statusboard.domain.claim_judging import covers
from statusboard.domain.claim_period_reading import CONTRACT
from statusboard.domain.claim_sentences import claims_in
from statusboard.domain.fact_sheet import Uptime
from statusboard.domain.instants import DAY_US, Interval
from statusboard.domain.notice import Wording
from statusboard.domain.period import CalendarUnit
from statusboard.domain.uptime import UptimeFigure
from statusboard.domain.word_facts import Carried
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.unit import Unit

PERIODS = ((365, YEAR), (90, QUARTER_DAYS), (30, "30d"))
_ROLLING = ("7d", "14d", "60d", "180d", "270d")
_MONTHS_BACK = 13
_QUARTER_MONTHS, _YEAR_MONTHS = 3, 12
# More times than anybody names in a notice; a text made up of them costs no more.
_MOST_SAID = 40
_NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class UptimeClaims:
    """The figures of every period that coverage carries; of all services where `is_all`.

    `quarter` is the first day of the last full one with the figure of all services over it, None
    where too little was observed; `quarter_coverage` is how much was. `carried` is every figure
    that may be said, of whatever time.
    """

    periods: tuple[Uptime, ...]
    quarter: tuple[date, Fraction] | None
    is_all: bool
    quarter_coverage: Fraction | None = None
    carried: tuple[Carried, ...] = ()
    major_free_days: int | None = None


def uptime_claims(unit: Unit, wording: Wording) -> UptimeClaims:
    """What can be claimed of the named services, or of all of them where none is named.

    Of the times that people usually name, and of those that the text names, of the services that it
    names there.
    """
    every = ClaimReader.of(unit)
    named = [one.id for one in every.components if one.id in wording.components]
    mine = ClaimReader.of(unit, named) if named else every
    today = unit.now.astimezone(every.zone).date()
    text = f"{wording.title}\n\n{wording.body}"
    by_name = {one.name: one.id for one in every.components}
    groups = service_groups(unit)
    said = dict.fromkeys(list(claims_in(text, today, by_name, groups))[:_MOST_SAID])
    keys = [*_usual(today), *(period for period, services in said if not services)]
    found = _figures(mine, keys)
    carried = _carried(found)
    if named:
        # The record of a notice names them too.
        names = frozenset(one.name for one in mine.components)
        carried += [replace(one, services=names) for one in carried]
    begin, _ = last_quarter(today)
    of_all = found if mine is every else _figures(every, (_quarter_key(begin), "last-quarter"))
    if mine is not every:
        carried += _carried(of_all)
    for services in dict.fromkeys(services for _, services in said if services):
        reader = ClaimReader.of(unit, [by_name[name] for name in services])
        wanted = [*(period for period, names in said if names == services), YEAR, QUARTER_DAYS]
        carried += _carried(_figures(reader, wanted), services)
    quarter = of_all.get(_quarter_key(begin))
    run = bare_run(every)
    days = None
    if run.since_us is not None and covers(run.figure):
        days = (unit.now_us - run.since_us) // DAY_US
    return UptimeClaims(
        tuple(Uptime(found[key].uptime or _NONE, days) for days, key in PERIODS if key in found),
        None if quarter is None or quarter.uptime is None else (begin, quarter.uptime),
        is_all=mine.is_all,
        quarter_coverage=None if quarter is None else quarter.coverage,
        carried=tuple(carried),
        major_free_days=days,
    )


def _carried(
    figures: Mapping[str, UptimeFigure], services: frozenset[str] = frozenset()
) -> list[Carried]:
    return [
        Carried(one.uptime, key, services) for key, one in figures.items() if one.uptime is not None
    ]


def service_groups(unit: Unit) -> dict[str, tuple[str, ...]]:
    """The names of the services of each group, by its name."""
    every = read_components(unit)
    found = {
        group.name: tuple(one.name for one in every if one.group_id == group.id)
        for group in read_groups(unit)
    }
    return {name: services for name, services in found.items() if services}


def last_quarter(today: date) -> tuple[date, date]:
    """The first day of the last full quarter before `today`, and that of the one after it."""
    stop = date(today.year, today.month - (today.month - 1) % _QUARTER_MONTHS, 1)
    last = stop - timedelta(days=1)
    return date(last.year, last.month - (_QUARTER_MONTHS - 1), 1), stop


def _usual(today: date) -> list[str]:
    """The keys of the times that people name, so that they are judged as they are written."""
    keys = [key for _, key in PERIODS] + list(_ROLLING)
    keys += [f"{which}-{unit}" for unit in CalendarUnit for which in ("this", "last")]
    keys += [f"{CONTRACT}this-{unit}" for unit in CalendarUnit]
    month = today.year * _YEAR_MONTHS + today.month - 1
    for back in range(_MONTHS_BACK + 1):
        year, number = divmod(month - back, _YEAR_MONTHS)
        keys += [f"{year:04d}-{number + 1:02d}", f"{date(year, number + 1, 1)}..{today}"]
    quarter = month // _QUARTER_MONTHS
    keys += [f"{(quarter - n) // 4:04d}-Q{(quarter - n) % 4 + 1}" for n in range(1, 6)]
    return [*keys, f"{today.year - 1:04d}"]


def _quarter_key(begin: date) -> str:
    return f"{begin.year:04d}-Q{(begin.month + 2) // _QUARTER_MONTHS}"


def _figures(reader: ClaimReader, keys: Iterable[str]) -> dict[str, UptimeFigure]:
    """The uptime of the services over each of these times that was observed enough, by its key.

    Months, quarters and years are those of the calendar but for the ones of the contract; the
    spans are read once for all.
    """
    by_calendar = replace(reader, contract_day=1)
    bounds: dict[str, Interval] = {}
    for key in dict.fromkeys(keys):
        asked = reader if key.startswith(CONTRACT) else by_calendar
        period = asked.period(key)
        if period is not None and period.bounds.length_us:
            bounds[key] = period.bounds
    figures = reader.together(bounds)
    return {key: one for key, one in figures.items() if covers(one) and one.uptime is not None}
