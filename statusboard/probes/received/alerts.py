"""Alerts that are told to us: what fires, until it is said to be over, and how old that word is."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from statusboard.catalog.declaration import Config, Memory
from statusboard.catalog.durations import duration_text
from statusboard.domain.instants import duration_us
from statusboard.domain.received import Listening, Standing
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.received.words import bounded

UP, DEGRADED, DOWN, UNKNOWN = "up", "degraded", "down", "unknown"
_ORDER = (UP, UNKNOWN, DEGRADED, DOWN)
_OUTCOMES = {
    UP: Outcome.UP,
    UNKNOWN: Outcome.UNKNOWN,
    DEGRADED: Outcome.DEGRADED,
    DOWN: Outcome.DOWN,
}
# What one check remembers; a sender with more at once is heard for the first of them.
MOST_ALERTS = 300
LONGEST_NAME = 200
_SHOWN = 3
# A word that comes again is late when it did not come for twice as long.
_PATIENCE = 2


def heard(alerts: Mapping[str, tuple[str, str]]) -> Memory:
    """What a report says: of each alert, by its name, its state and words."""
    some = dict(list(alerts.items())[:MOST_ALERTS])
    return {
        "alerts": [
            [name[:LONGEST_NAME], state, bounded(words, LONGEST_NAME)]
            for name, (state, words) in some.items()
        ]
    }


def take(memory: Memory, said: Memory, at_us: int) -> Memory:
    """The memory after a report: what is over is forgotten, what fires again is fresh."""
    known = memory.get("alerts")
    firing: dict[str, object] = dict(known) if isinstance(known, Mapping) else {}
    for name, state, words in _listed(said.get("alerts")):
        if state == UP:
            firing.pop(name, None)
        elif name in firing or len(firing) < MOST_ALERTS:
            firing[name] = [state, words, at_us]
    return {"heard_us": at_us, "alerts": firing}


def stand(config: Config, memory: Memory, listening: Listening | None, now_us: int) -> Standing:
    """What is to be said: the worst that fires; unknown where the sender has fallen silent."""
    heard_us = memory.get("heard_us")
    if not isinstance(heard_us, int):
        if listening is None:
            words = "no page server is running that could hear it"
            return Standing(Answer(Outcome.UNKNOWN, Reason.NOT_CONFIGURED, words), now_us)
        return Standing(Answer(Outcome.UNKNOWN, Reason.SOURCE_SILENT, "nothing came yet"), now_us)
    stale = config.get("stale_after")
    if isinstance(stale, timedelta) and now_us - heard_us >= duration_us(stale):
        words = f"nothing came for {duration_text(stale)}"
        silent = Answer(Outcome.UNKNOWN, Reason.SOURCE_SILENT, words)
        return Standing(silent, heard_us + duration_us(stale))
    firing = sorted(_firing(memory), key=lambda one: -_ORDER.index(one[0]))
    if not firing:
        return Standing(Answer(Outcome.UP, Reason.OK), heard_us)
    worst = firing[0][0]
    newest_us = max(at_us for state, _, at_us in firing if state == worst)
    repeats = config.get("repeats")
    if isinstance(repeats, timedelta):
        late_us = newest_us + _PATIENCE * duration_us(repeats)
        if now_us >= late_us:
            words = "it said that something is wrong, and has not said so again"
            return Standing(Answer(Outcome.UNKNOWN, Reason.SOURCE_SILENT, words), late_us)
    words = "; ".join(said for _, said, _ in firing[:_SHOWN])
    more = len(firing) - _SHOWN
    words = f"{words}; and {more} more" if more > 0 else words
    reason = Reason.SOURCE_SILENT if worst == UNKNOWN else Reason.SOURCE_ALERT
    return Standing(Answer(_OUTCOMES[worst], reason, words), newest_us)


def _listed(alerts: object) -> Iterable[tuple[str, str, str]]:
    for one in alerts if isinstance(alerts, list) else ():
        name, state, words = one
        yield str(name), state if state in _ORDER else UNKNOWN, str(words)


def _firing(memory: Memory) -> list[tuple[str, str, int]]:
    alerts = memory.get("alerts")
    kept = alerts.values() if isinstance(alerts, Mapping) else ()
    return [(state, words, at_us) for state, words, at_us in kept if state in _ORDER]
