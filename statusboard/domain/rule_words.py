"""How a rule decided, in a sentence with its evidence, and what would change it. Pure."""

from collections.abc import Iterable, Sequence

from statusboard.domain.component_rule import (
    UNKNOWN,
    ComponentRule,
    RuleKind,
    Vote,
    combined,
    weight_of,
)
from statusboard.domain.status import ComponentStatus

DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
MAJOR = ComponentStatus.MAJOR_OUTAGE


def explain(rule: ComponentRule, votes: Iterable[Vote]) -> str:
    """What the rule makes of these votes; empty where simply the worst of all speaks."""
    said = list(votes)
    counted = [vote for vote in said if vote.weight]
    sentences = [] if not counted else [_by(rule, counted)]
    known = [vote for vote in counted if vote.level is not UNKNOWN]
    if known and combined(rule, counted) is UNKNOWN:
        sentences.append("What is known of them cannot decide, so nothing is said.")
    if len(counted) < len(said):
        silent = len(said) - len(counted)
        sentences.append(
            "1 check weighs nothing: it is watched and does not count."
            if silent == 1
            else f"{silent} checks weigh nothing: they are watched and do not count."
        )
    return " ".join(sentence for sentence in sentences if sentence)


def _by(rule: ComponentRule, counted: Sequence[Vote]) -> str:
    match rule.kind:
        case RuleKind.BEST:
            return f"Any one that works is enough: {_standings(counted)}."
        case RuleKind.QUORUM:
            needed = min(rule.quorum, len(counted))
            rest = f"{needed} in a major outage make it one"
            if needed > 1:
                rest += ", fewer a partial outage"
            return f"By number: {_standings(counted)}; {rest}."
        case RuleKind.WEIGHTED:
            whole = sum(vote.weight for vote in counted)
            return (
                f"By weight: {_share(counted, DEGRADED, whole)} in trouble (degraded from "
                f"{rule.degraded_at} %), {_share(counted, PARTIAL, whole)} down (partial outage "
                f"from {rule.partial_at} %), {_share(counted, MAJOR, whole)} in a major outage "
                f"(one from {rule.major_at} %)."
            )
        case _:
            return ""


def _standings(counted: Sequence[Vote]) -> str:
    down = sum(vote.level.counts_as_down for vote in counted)
    slow = sum(vote.level is DEGRADED for vote in counted)
    dark = sum(vote.level is UNKNOWN for vote in counted)
    good = len(counted) - down - slow - dark
    parts = [
        f"{count} {word}"
        for count, word in (
            (good, "good"),
            (slow, "degraded"),
            (down, "down"),
            (dark, "not known"),
        )
        if count
    ]
    return f"of {len(counted)} checks " + ", ".join(parts)


def _share(counted: Sequence[Vote], level: ComponentStatus, whole: int) -> str:
    """Cut, never rounded up to a limit that was not reached."""
    return f"{100 * weight_of(counted, level) // whole} %"
