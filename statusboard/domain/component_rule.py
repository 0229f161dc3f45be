"""How the checks of a service add up to its status, and the services of a group to its own.

Pure. Four rules are enough for what people ask for: the worst speaks, the best speaks (redundant
routes), a number of them makes an outage, or a share of their weight does. None says worse than
the worst of what counts. What is unknown is no evidence: it never makes a status worse, and where
only what is unknown could excuse what is known, the status is unknown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from statusboard.domain.status import ComponentStatus, worst

UNKNOWN = ComponentStatus.UNKNOWN
OPERATIONAL = ComponentStatus.OPERATIONAL
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
MAJOR = ComponentStatus.MAJOR_OUTAGE

USUAL_WEIGHT = 1
MOST_WEIGHT = 100


class RuleKind(StrEnum):
    """Which of them speaks for all."""

    WORST = "worst"
    BEST = "best"
    QUORUM = "quorum"
    WEIGHTED = "weighted"


@dataclass(frozen=True, slots=True)
class ComponentRule:
    """A rule with its numbers; those that its kind does not use keep their default.

    `quorum` is how many have to say major outage for one; fewer that are down make a partial one.
    The others are percentages of the weight: from how much in trouble, or down, or fully down, it
    is degraded, a partial or a major outage.
    """

    kind: RuleKind = RuleKind.WORST
    quorum: int = 2
    degraded_at: int = 1
    partial_at: int = 25
    major_at: int = 50

    @property
    def text(self) -> str:
        """The rule as it is kept: `worst`, `best`, `quorum 2`, `weighted 1 25 50`."""
        match self.kind:
            case RuleKind.QUORUM:
                return f"{self.kind.value} {self.quorum}"
            case RuleKind.WEIGHTED:
                return f"{self.kind.value} {self.degraded_at} {self.partial_at} {self.major_at}"
            case _:
                return self.kind.value


WORST = ComponentRule()


@dataclass(frozen=True, slots=True)
class Vote:
    """What one of them says, and how much it weighs. 0: it is shown and does not count."""

    level: ComponentStatus
    weight: int = USUAL_WEIGHT


@dataclass(frozen=True, slots=True)
class RuleFrom:
    """The rule of a service from an instant on, with the weights of the checks that count then.

    A check that is not among the weights was switched off or gone; None: every check counts alike.
    """

    since_us: int
    rule: ComponentRule = WORST
    weights: Mapping[int, int] | None = None

    def status(self, levels: Mapping[int, ComponentStatus]) -> ComponentStatus:
        """What the levels of checks, by id, come to under it.

        One that counts and of which nothing was heard yet is as unknown as any other.
        """
        if self.weights is None:
            return worst(levels.values())
        votes = [Vote(levels.get(one, UNKNOWN), weight) for one, weight in self.weights.items()]
        return combined(self.rule, votes)


# What held before anybody chose a rule.
BEFORE = RuleFrom(0)


@lru_cache(maxsize=1000)
def rule_of(text: str) -> ComponentRule:
    """The rule that was kept as a text; the worst speaks where this version cannot read it.

    A rule of a newer version is so never taken for a calmer one.
    """
    if text == RuleKind.WORST:
        return WORST  # nearly all of them
    name, *numbers = text.split() or [""]
    if name not in tuple(RuleKind) or not all(number.isdecimal() for number in numbers):
        return WORST
    match RuleKind(name), [int(number) for number in numbers]:
        case RuleKind.QUORUM, [quorum]:
            return ComponentRule(RuleKind.QUORUM, quorum=quorum)
        case RuleKind.WEIGHTED, [degraded, partial, major]:
            return ComponentRule(
                RuleKind.WEIGHTED, degraded_at=degraded, partial_at=partial, major_at=major
            )
        case RuleKind.BEST, []:
            return ComponentRule(RuleKind.BEST)
        case _:
            return WORST


def combined(rule: ComponentRule, votes: Iterable[Vote]) -> ComponentStatus:
    """What they come to. Unknown where nothing that counts is known, or it cannot decide."""
    counted = [vote for vote in votes if vote.weight > 0]
    known = [vote for vote in counted if vote.level is not UNKNOWN]
    if not known:
        return UNKNOWN
    if rule.kind is RuleKind.WORST:
        return worst(vote.level for vote in known)
    said = _decided(rule, known)
    if len(known) == len(counted):
        return said
    # So bad it is, even if all that is unknown were well.
    least = _decided(
        rule, [Vote(OPERATIONAL, v.weight) if v.level is UNKNOWN else v for v in counted]
    )
    if least.is_trouble:
        return least
    return UNKNOWN if said.is_trouble else said


def group_status(rule: ComponentRule, statuses: Iterable[ComponentStatus]) -> ComponentStatus:
    """What the services of a group come to; all weigh alike."""
    return combined(rule, [Vote(status) for status in statuses])


def _decided(rule: ComponentRule, known: Sequence[Vote]) -> ComponentStatus:
    by_severity = sorted((vote.level for vote in known), key=lambda level: -level.severity)
    match rule.kind:
        case RuleKind.BEST:
            return by_severity[-1]
        case RuleKind.QUORUM:
            needed = min(max(rule.quorum, 1), len(by_severity))
            if by_severity[needed - 1] is MAJOR:
                return MAJOR
            return by_severity[0] if by_severity[0] is not MAJOR else PARTIAL
        case RuleKind.WEIGHTED:
            for level, percent in (
                (MAJOR, rule.major_at),
                (PARTIAL, rule.partial_at),
                (ComponentStatus.DEGRADED_PERFORMANCE, rule.degraded_at),
            ):
                if _reaches(known, level, percent):
                    return level
            return worst(level for level in by_severity if not level.is_trouble)
        case _:
            return by_severity[0]


def _reaches(known: Sequence[Vote], level: ComponentStatus, percent: int) -> bool:
    """Whether so much of the weight is at least so bad. Exact: nothing is divided."""
    bad = weight_of(known, level)
    return bad > 0 and 100 * bad >= percent * sum(vote.weight for vote in known)


def weight_of(votes: Iterable[Vote], level: ComponentStatus) -> int:
    """How much of the weight is at least so bad."""
    return sum(vote.weight for vote in votes if vote.level.severity >= level.severity)
