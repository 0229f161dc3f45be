"""Which stored check is meant by one that is described anew, and whether it differs."""

from collections import deque
from collections.abc import Sequence

from statusboard.app.services.kinds import describe
from statusboard.app.services.rules import Kinds, SettledCheck, SettledService
from statusboard.domain.check import Check
from statusboard.domain.component import Component
from statusboard.domain.objective import window_text
from statusboard.domain.percent import promised_text


def paired_checks(
    wanted: Sequence[SettledCheck], existing: Sequence[Check], kinds: Kinds
) -> list[tuple[SettledCheck, Check | None]]:
    """Each check of a file with the stored one it means: first by target, then by position."""

    def target(check: SettledCheck | Check) -> tuple[str, str]:
        return check.kind, describe(kinds, check.kind, check.config)

    def kind(check: SettledCheck | Check) -> tuple[str, str]:
        return check.kind, ""

    left = {check.id: check for check in existing}
    found: dict[int, Check] = {}
    for sort in (target, kind):
        waiting: dict[tuple[str, str], deque[Check]] = {}
        for candidate in left.values():
            waiting.setdefault(sort(candidate), deque()).append(candidate)
        for number, check in enumerate(wanted):
            same = None if number in found else waiting.get(sort(check))
            if same:
                found[number] = same.popleft()
                del left[found[number].id]
    return [(check, found.get(number)) for number, check in enumerate(wanted)]


def differs(wanted: SettledCheck, existing: Check) -> bool:
    """Whether a stored check is described otherwise now."""
    return (
        wanted.kind,
        dict(wanted.config),
        wanted.interval,
        wanted.deadline,
        wanted.thresholds.fail_after,
        wanted.thresholds.recover_after,
        wanted.enabled,
        wanted.weight,
        wanted.locations,
        wanted.quorum,
    ) != (
        existing.kind,
        dict(existing.config),
        existing.interval,
        existing.deadline,
        existing.thresholds.fail_after,
        existing.thresholds.recover_after,
        existing.enabled,
        existing.weight,
        existing.locations,
        existing.quorum,
    )


def described_changes(before: Component, group: str, after: SettledService) -> list[str]:
    """What a new description changes of a service, in words; `group` is the name of its group."""
    return [
        f"{what} {new or 'none'} (was {old or 'none'})"
        for what, old, new in (
            ("name", before.name, after.name),
            ("group", group, after.group),
            ("promised", promised_text(before.promised_ppm), promised_text(after.promised_ppm)),
            ("promised_over", window_text(before.window), window_text(after.window)),
            ("promised_hours", before.hours.value, after.hours.value),
            ("description", before.description, after.description),
            ("rule", before.rule.text, after.rule.text),
            ("weight", str(before.weight), str(after.weight)),
        )
        if old != new
    ]
