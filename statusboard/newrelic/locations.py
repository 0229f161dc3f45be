"""A synthetic monitor by its locations: which of them fail, by the checks that New Relic ran. Pure.

The summary of a monitor only counts locations; its checks name them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.newrelic.nrql_question import over_words, window_ms
from statusboard.newrelic.nrql_text import quoted
from statusboard.newrelic.parse import at
from statusboard.newrelic.rows import number

# A text names at most so many monitors, far below what an answer of 5,000 rows can hold.
MONITORS_AT_ONCE = 200
_NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class LocationsQuestion:
    """Of which monitor, over which window, and how many failing locations make it so.

    `down` of None: only where all of them fail.
    """

    account: int
    guid: str
    window: timedelta
    degraded: int = 1
    down: int | None = None

    @classmethod
    def of(cls, config: Mapping[str, object]) -> "LocationsQuestion":
        """The question of a check, from its configuration as it was validated."""
        window, down = config["window"], config.get("down_when")
        assert isinstance(window, timedelta)
        return cls(
            int(str(config["account"])),
            str(config["guid"]).strip(),
            window,
            int(str(config["degraded_when"])),
            int(str(down)) if down is not None else None,
        )


@dataclass(frozen=True, slots=True)
class Location:
    """What the checks of one location came to in the window."""

    name: str
    is_failing: bool
    checks: int
    failed: int


def text_of(guids: Iterable[str], window: timedelta, now_ms: int) -> str:
    """One query for all these monitors, of one account and window."""
    begin_ms, end_ms = window_ms(now_ms, window)
    listed = ", ".join(quoted(guid) for guid in sorted(set(guids)))
    return (
        "FROM SyntheticCheck SELECT count(*) AS 'checks', "
        "filter(count(*), WHERE result = 'FAILED') AS 'failed', latest(result) AS 'last' "
        f"WHERE entityGuid IN ({listed}) FACET entityGuid, locationLabel "
        f"SINCE {begin_ms} UNTIL {end_ms} LIMIT MAX"
    )


def locations_of(rows: object) -> dict[str, tuple[Location, ...]] | None:
    """The locations of every monitor in an answer, by guid; None where there are no rows."""
    if not isinstance(rows, list):
        return None
    found: dict[str, list[Location]] = {}
    for row in rows:
        facet = at(row, "facet")
        if not isinstance(facet, list) or len(facet) != 2:
            continue
        guid, name = str(facet[0]), str(facet[1])
        checks, failed = number(at(row, "checks")), number(at(row, "failed"))
        if not checks:
            continue
        last = at(row, "last")
        is_failing = last == "FAILED" if isinstance(last, str) else bool(failed)
        found.setdefault(guid.rstrip("="), []).append(
            Location(name, is_failing, int(checks), int(failed or 0))
        )
    return {guid: tuple(sorted(own, key=lambda one: one.name)) for guid, own in found.items()}


def answer_of(question: LocationsQuestion, rows: object, *, asked: str = "") -> Answer:
    """What the newest check of each location says, and how many of them fail."""
    found = locations_of(rows)
    over = over_words(question.window)
    lines: tuple[str, ...] = (f"account: {question.account}", f"nrql: {asked}")
    if found is None:
        detail = "New Relic left the answer to this query out."
        return _answer(ComponentStatus.UNKNOWN, Reason.SOURCE_UNAVAILABLE, detail, lines)
    own = found.get(question.guid.rstrip("="), ())
    lines += tuple(
        f"{one.name}: {'FAILED' if one.is_failing else 'SUCCESS'}, "
        f"{one.failed} of {one.checks} failed"
        for one in own
    )
    if not own:
        detail = f"The monitor ran from no location over {over}."
        return _answer(ComponentStatus.UNKNOWN, Reason.SOURCE_SILENT, detail, lines)
    failing = [one.name for one in own if one.is_failing]
    down = len(own) if question.down is None else question.down
    if not failing:
        passing = "The location passes" if len(own) == 1 else f"All {len(own)} locations pass"
        return _answer(ComponentStatus.OPERATIONAL, Reason.OK, f"{passing}.", lines)
    detail = f"{len(failing)} of {len(own)} locations fail: {_named(failing)}."
    if len(failing) >= down or len(failing) == len(own):
        return _answer(ComponentStatus.MAJOR_OUTAGE, Reason.SOURCE_ALERT, detail, lines)
    if len(failing) >= question.degraded:
        return _answer(ComponentStatus.PARTIAL_OUTAGE, Reason.SOURCE_ALERT, detail, lines)
    few = f"{detail} Fewer than {question.degraded} do not count."
    return _answer(ComponentStatus.OPERATIONAL, Reason.OK, few, lines)


def _named(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMES_SHOWN])
    rest = len(names) - _NAMES_SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown


def _answer(level: ComponentStatus, reason: Reason, detail: str, lines: tuple[str, ...]) -> Answer:
    return Answer(Outcome.of(level), reason, detail=detail, level=level, transcript=lines)
