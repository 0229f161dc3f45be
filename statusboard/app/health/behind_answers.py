"""From a span to the single answers that made it."""

from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.health.answer_words import answer_words
from statusboard.app.health.chosen_period import read_zone
from statusboard.app.health.locations import Numbers
from statusboard.app.services.kinds import check_kinds, describe
from statusboard.domain.check import Check
from statusboard.domain.instants import DAY_US, HOUR_US, duration_us, from_us
from statusboard.domain.views.behind import AnswerLine, AnswersView
from statusboard.domain.views.verify import latest_answer
from statusboard.errors import RuleBroken
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.history import results, transcripts
from statusboard.storage.history.packing import MS_US, unpack_body
from statusboard.storage.history.retention import answers_days
from statusboard.storage.unit import Unit

MOST_ANSWERS = 300
# So many intervals before it are shown, too: what a stretch began after.
_BEFORE = 3
# No more is read at once of a stretch that lasted for weeks.
_MOST_US = 2 * DAY_US


@dataclass(frozen=True, slots=True)
class AnswersAsk:
    """Which service, and from when to when, in microseconds since 1970."""

    component_id: int
    start_us: int
    stop_us: int


def answers_behind(unit: Unit, given: AnswersAsk) -> AnswersView:
    """The answers of all checks of a service in a stretch of time, as far as they are kept.

    At most of its first two days, and at most `MOST_ANSWERS`. Raises RuleBroken for a service that
    is gone.
    """
    only = frozenset({given.component_id})
    if not read_components(unit, only):
        raise RuleBroken("This service no longer exists. Somebody may have removed it.")
    checks = read_checks(unit, component_ids=only)
    numbers = Numbers.read(unit, checks)
    lines = [
        line
        for check in checks
        for number in numbers.of(check.id)
        for line in _lines(unit, check, number, given)
    ]
    lines.sort(key=lambda line: line.at)
    kept_hour = (unit.now_us - answers_days(unit) * DAY_US) // HOUR_US
    return AnswersView(
        as_of=unit.now,
        zone=read_zone(unit).key,
        lines=tuple(lines[:MOST_ANSWERS]),
        left_out=max(0, len(lines) - MOST_ANSWERS),
        kept_since=from_us(kept_hour * HOUR_US),
    )


ANSWERS_BEHIND = query("uptime.answers")(answers_behind)


def _lines(unit: Unit, check: Check, number: int, given: AnswersAsk) -> list[AnswerLine]:
    start_us = given.start_us - _BEFORE * duration_us(check.interval)
    start_us -= start_us % MS_US
    stop_us = min(given.stop_us, given.start_us + _MOST_US, unit.now_us + 1)
    whole = {
        one.at_us // MS_US: one for one in transcripts.read_between(unit, number, start_us, stop_us)
    }
    asked = describe(check_kinds(), check.kind, check.config)
    lines = []
    for at_us, body in results.read_bodies(unit, number, start_us, stop_us):
        answer = unpack_body(at_us, body)
        kept = whole.get(at_us // MS_US)
        lines.append(
            AnswerLine(
                from_us(at_us),
                asked,
                answer.outcome.level if kept is None else kept.answer.stated_level,
                answer_words(answer),
                answer.response_us,
                None if kept is None else latest_answer(kept),
            )
        )
    return lines
