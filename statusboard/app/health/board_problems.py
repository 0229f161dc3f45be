"""What keeps the board from being the whole truth: nobody watches, a source is silent."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from statusboard.app.health.claim_uses import claim_words
from statusboard.app.health.facts import Facts
from statusboard.app.health.kept import kept_words
from statusboard.domain.instants import from_us
from statusboard.domain.line import OWN_NETWORK
from statusboard.domain.time_text import length_text, when_text
from statusboard.domain.views.by_hand import hiding_words
from statusboard.storage.sources import Source
from statusboard.storage.unit import Unit


def _starting(facts: Facts) -> str:
    now = "The collector has started, and its first answers are on their way."
    if not facts.watched_us:
        return now
    since = when_text(from_us(facts.watched_us), facts.zone_info, now=from_us(facts.now_us))
    return f"{now} What stands here was true {since}; the time since counts as not observed."


def own_network(facts: Facts, sources: Sequence[Source]) -> str:
    """What holds answers back, while somebody watches: of before nobody knows."""
    told = [source.problem for source in sources if source.name == OWN_NETWORK]
    return "".join(told) if facts.is_watched else ""


def _home_away(facts: Facts) -> str:
    """Which services are watched all the same, and what is true of the others."""
    since = when_text(from_us(facts.watched_us), facts.zone_info, now=from_us(facts.now_us))
    said = f"Home has not been watching since {since}." if facts.watched_us else ""
    said = said or "Nobody has watched at home yet."
    asked = {one.id for one in facts.components if facts.checks_of(one.id)}
    seen = len(facts.seen_elsewhere & asked)
    if seen == len(asked):
        return f"{said} Every service is asked elsewhere too, and is watched."
    verb = "is" if seen == 1 else "are"
    services = f"{seen} of {len(asked)} services {verb} asked elsewhere too, and {verb} watched"
    return (
        f"{said} {services}. What stands of the others was true then; the time since counts as "
        "not observed."
    )


def problems(unit: Unit, facts: Facts, sources: Sequence[Source]) -> tuple[str, ...]:
    """Each thing that keeps the board from being the whole truth, as sentences."""
    said = []
    if facts.checks and facts.is_starting:
        said.append(_starting(facts))
    elif facts.checks and facts.seen_elsewhere:
        said.append(_home_away(facts))
    elif facts.checks and not facts.watched_us:
        said.append(
            "Nobody has watched yet. The first answers follow once the collector has started."
        )
    elif facts.checks and not facts.is_watched:
        since = from_us(facts.watched_us)
        said.append(
            f"Nobody has been watching since {when_text(since, facts.zone_info, now=unit.now)}. "
            "What stands here was true then; the time since counts as not observed."
        )
    for source in sources:
        if source.problem and source.name != OWN_NETWORK:
            seen = ""
            if source.last_us is not None:
                age = unit.now - from_us(source.last_us)
                seen = f" It last answered {length_text(max(age, timedelta()))} ago."
            said.append(f"{source.name}: {source.problem.rstrip('.')}.{seen}")
    return (*_hidden_trouble(facts), *said, *kept_words(unit, facts), *claim_words(unit))


def _hidden_trouble(facts: Facts) -> Iterator[str]:
    """Each service that a person set to less than its checks see."""
    now = from_us(facts.now_us)
    for component in facts.components:
        one = facts.by_hand.get(component.id)
        if one is not None and one.is_hiding:
            yield hiding_words(component.name, one, facts.zone_info, now=now)
