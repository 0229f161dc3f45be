"""What stands beside a state: that it keeps turning, and which service that is down explains it."""

from statusboard.app.health.facts import Facts
from statusboard.domain.instants import duration_us, from_us
from statusboard.domain.time_text import length_text, when_text
from statusboard.domain.verdict import Flapping


def turning_words(facts: Facts, component_id: int) -> str:
    """How often it changed: `changed 5 times in 9 min`; empty where it does not flap."""
    flapping = worst_flapping(facts, component_id)
    return "" if flapping is None else _often(flapping)


def turning_sentence(facts: Facts, component_id: int) -> str:
    """The same as a sentence, with what would change it; empty where it does not flap."""
    flapping = worst_flapping(facts, component_id)
    if flapping is None:
        return ""
    return (
        f"It keeps turning back and forth: it {_often(flapping)}. Alarms wait until it has been "
        f"steady for {length_text(from_us(flapping.steady_us) - from_us(0))}; every change is "
        "recorded all the same."
    )


def worst_flapping(facts: Facts, component_id: int) -> Flapping | None:
    """Of its checks that count, the one that turned most often; None where none flaps."""
    found = (
        facts.state(check.id).state.flapping(duration_us(check.interval), now_us=facts.now_us)
        for check in facts.checks_of(component_id)
        if check.weight
    )
    return max((one for one in found if one is not None), key=lambda f: f.turns, default=None)


def cause_words(facts: Facts, component_id: int) -> str:
    """`Depends on X, which has been down since 14:02 UTC`; empty where it speaks for itself."""
    cause = facts.cause(component_id)
    if cause is None:
        return ""
    since = when_text(cause.since, facts.zone_info, now=from_us(facts.now_us))
    return f"Depends on {facts.name(cause.parent_id)}, which has been down since {since}"


def cause_sentence(facts: Facts, component_id: int) -> str:
    """The same as a sentence, with what would change it."""
    words = cause_words(facts, component_id)
    if not words:
        return ""
    return (
        f"{words}: until that is up again, this raises no alarm of its own. It is measured, and "
        "counts, all the same."
    )


def _often(flapping: Flapping) -> str:
    over = length_text(from_us(flapping.over_us) - from_us(0))
    return f"changed {flapping.turns} times in {over}"
