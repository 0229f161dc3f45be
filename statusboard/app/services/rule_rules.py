"""The rules of a rule: how the checks of a service, or the services of a group, add up."""

from collections.abc import Collection
from itertools import pairwise

from statusboard.app.services.inputs import CheckInput
from statusboard.domain.component_rule import MOST_WEIGHT, ComponentRule, RuleKind
from statusboard.errors import RuleBroken

# The numbers that each kind of rule uses; the others keep their default.
NUMBERS: dict[RuleKind, tuple[str, ...]] = {
    RuleKind.WORST: (),
    RuleKind.BEST: (),
    RuleKind.QUORUM: ("quorum",),
    RuleKind.WEIGHTED: ("degraded_at", "partial_at", "major_at"),
}
MOST_QUORUM = 1_000


def settle_rule(rule: ComponentRule, *, of: int | None = None) -> ComponentRule:
    """The rule made exact: numbers that it does not use are their default.

    `of` is how many count; None where that is not known. Raises RuleBroken.
    """
    settled = ComponentRule(rule.kind, **{name: getattr(rule, name) for name in NUMBERS[rule.kind]})
    if rule.kind is RuleKind.QUORUM:
        most = MOST_QUORUM if of is None else of
        if not 1 <= rule.quorum <= max(most, 1):
            known = "" if of is None else f" {'Only ' if of < rule.quorum else ''}{_checks(of)}."
            sentence = (
                f"The quorum cannot be {rule.quorum}.{known} Choose from 1 to {max(most, 1)}."
            )
            raise RuleBroken(sentence, field="quorum")
    if rule.kind is RuleKind.WEIGHTED:
        given = [getattr(rule, name) for name in NUMBERS[rule.kind]]
        for name, percent in zip(NUMBERS[rule.kind], given, strict=True):
            if not 1 <= percent <= 100:
                sentence = f"{name} cannot be {percent}. Choose from 1 to 100 percent."
                raise RuleBroken(sentence, field=name)
        named = pairwise(zip(NUMBERS[rule.kind], given, strict=True))
        too_much = next((name for (name, one), (_, after) in named if one > after), None)
        if too_much is not None:
            sentence = (
                "What is worse needs as much of the weight or more: degraded_at up to partial_at "
                f"up to major_at. They are {given[0]}, {given[1]} and {given[2]}."
            )
            raise RuleBroken(sentence, field=too_much)
    return settled


def settle_weight(weight: int) -> int:
    """How much a check weighs. Raises RuleBroken."""
    if not 0 <= weight <= MOST_WEIGHT:
        sentence = (
            f"The weight cannot be {weight}. Choose from 0 to {MOST_WEIGHT}; what weighs 0 is "
            "shown and does not count."
        )
        raise RuleBroken(sentence, field="weight")
    return weight


def settle_among(rule: ComponentRule, checks: Collection[CheckInput], more: int) -> ComponentRule:
    """The rule of a service with these checks, and so many more. Raises RuleBroken."""
    asked = [check for check in checks if check.enabled]
    counted = sum(check.weight > 0 for check in asked) + more
    if asked and not counted:
        sentence = "No check of it weighs anything, so nothing would be known of it. Let one count."
        raise RuleBroken(sentence, field=f"checks.{_first_enabled(checks)}.weight")
    # All of them may be switched off for now.
    return settle_rule(rule, of=counted or None)


def settle_parents(names: Collection[str]) -> tuple[str, ...]:
    """The names of services that one depends on, each once."""
    return tuple(dict.fromkeys(filter(None, (name.strip() for name in names))))


def _first_enabled(checks: Collection[CheckInput]) -> int:
    return next(number for number, check in enumerate(checks) if check.enabled)


def _checks(count: int) -> str:
    return "1 check counts" if count == 1 else f"{count} checks count"
