"""Alerts that are told to us: what fires, until it is said to be over, and how old that word is."""

import hashlib
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
# What one check remembers; of more at once it is only known that there were some.
MOST_ALERTS = 300
LONGEST_NAME = 200
_SHOWN = 3
MORE = "more came at once than is remembered"
UNREAD: Memory = {"alerts": [], "more": "something came that could not be read"}
# A word that comes again is late when it did not come for twice as long.
_PATIENCE = 2


def heard(
    alerts: Iterable[tuple[str, str, str]], *, is_cut: bool = False, is_whole: bool = False
) -> Memory:
    """What a report says: of each alert its name, its state and words.

    What comes twice is as bad as the worse of both. `is_cut`: the sender had more to say;
    `is_whole`: whatever was said before is over by it.
    """
    worst: dict[str, tuple[str, str]] = {}
    for name, state, words in alerts:
        known = worst.get(name)
        if known is None or _ORDER.index(state) > _ORDER.index(known[0]):
            worst[name] = (state, words)
    by_weight = sorted(worst.items(), key=lambda one: -_ORDER.index(one[1][0]))
    left = by_weight[MOST_ALERTS:]
    said: dict[str, object] = {
        "alerts": [
            [_short(name), state, bounded(words, LONGEST_NAME)]
            for name, (state, words) in by_weight[:MOST_ALERTS]
        ]
    }
    if is_cut or any(state != UP for _, (state, _) in left):
        said["more"] = MORE
    elif is_whole:
        said["whole"] = True
    return said


def take(memory: Memory, said: Memory, at_us: int) -> Memory:
    """The memory after a report: what is over is forgotten, what fires again is fresh.

    What did not fit, or could not be read, is kept as that: of it nothing is known.
    """
    known = memory.get("alerts")
    firing: dict[str, object] = dict(known) if isinstance(known, Mapping) else {}
    lost, lost_us = said.get("more"), at_us
    if not lost and not said.get("whole"):
        lost, lost_us = memory.get("lost"), _instant(memory.get("lost_us"))
    for name, state, words in _listed(said.get("alerts")):
        if state == UP:
            firing.pop(name, None)
        elif name in firing or len(firing) < MOST_ALERTS:
            firing[name] = [state, words, at_us]
        else:
            lost, lost_us = MORE, at_us
    after: dict[str, object] = {"heard_us": at_us, "alerts": firing}
    return {**after, "lost": lost, "lost_us": lost_us} if lost else after


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
        return _lost(config, memory, now_us) or Standing(Answer(Outcome.UP, Reason.OK), heard_us)
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


def _lost(config: Config, memory: Memory, now_us: int) -> Standing | None:
    """What is to be said while something that is not known may still fire."""
    lost, lost_us, repeats = memory.get("lost"), memory.get("lost_us"), config.get("repeats")
    if not lost or not isinstance(lost_us, int):
        return None
    if isinstance(repeats, timedelta) and now_us >= lost_us + _PATIENCE * duration_us(repeats):
        return None  # it would have been said again
    return Standing(Answer(Outcome.UNKNOWN, Reason.SOURCE_SILENT, str(lost)), lost_us)


def _short(name: str) -> str:
    """A name as it is remembered: two that begin alike stay two."""
    if len(name) <= LONGEST_NAME:
        return name
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def _instant(value: object) -> int:
    return value if isinstance(value, int) else 0


def _listed(alerts: object) -> Iterable[tuple[str, str, str]]:
    for one in alerts if isinstance(alerts, list) else ():
        name, state, words = one
        yield str(name), state if state in _ORDER else UNKNOWN, str(words)


def _firing(memory: Memory) -> list[tuple[str, str, int]]:
    alerts = memory.get("alerts")
    kept = alerts.values() if isinstance(alerts, Mapping) else ()
    found = []
    for one in kept:
        match one:
            case [str(state), str(words), int(at_us)] if state in _ORDER:
                found.append((state, words, at_us))
            case _:  # another version remembered it: it may be anything but good
                found.append((UNKNOWN, "an alert that this version cannot read", 0))
    return found
