"""When which New Relic checks are due, and how they share requests. Arithmetic alone.

Checks of one interval are read together, 25 entities to a request; requests are spread over the
interval from the second round on, and a little jitter keeps several desks from asking at once.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from statusboard.domain.check import JITTER, Check
from statusboard.newrelic.locations import MONITORS_AT_ONCE
from statusboard.newrelic.queries import FIGURES_AT_ONCE, GUIDS_AT_ONCE

# The kinds of check that New Relic answers.
ENTITY = "new_relic_entity"
NRQL = "new_relic_nrql"
LOCATIONS = "new_relic_locations"
LEVEL = "new_relic_service_level"
# How many different subjects of a kind are read together.
AT_ONCE = {
    ENTITY: GUIDS_AT_ONCE,
    NRQL: FIGURES_AT_ONCE,
    LOCATIONS: MONITORS_AT_ONCE,
    LEVEL: FIGURES_AT_ONCE,
}


def guid_of(check: Check) -> str:
    """The entity a check is about; empty where its configuration names none."""
    return str(check.config.get("guid") or "").strip()


def subject_of(check: Check) -> str:
    """What a check is about, so that checks about the same share one question.

    The guid of an entity or monitor, or the account, window and text of a query; empty where the
    configuration names none.
    """
    if check.kind != NRQL:
        return guid_of(check)
    query = str(check.config.get("query") or "").strip()
    asked = (check.config.get("account"), check.config.get("accounts"))
    said = (*asked, check.config.get("window"), query)
    return " ".join(str(part) for part in said if part) if query else ""


def batches_of(checks: Iterable[Check]) -> tuple[tuple[Check, ...], ...]:
    """The checks in groups of one kind that are read together: 25 different entities at most."""
    together: dict[str, dict[str, list[Check]]] = {}
    for check in checks:
        together.setdefault(check.kind, {}).setdefault(subject_of(check), []).append(check)
    return tuple(
        batch
        for kind, by_subject in together.items()
        for batch in _batches_of(by_subject, AT_ONCE.get(kind, GUIDS_AT_ONCE))
    )


def _batches_of(
    by_subject: Mapping[str, list[Check]], at_once: int
) -> tuple[tuple[Check, ...], ...]:
    subjects = [subject for subject in by_subject if subject]
    return tuple(
        tuple(check for one in subjects[start : start + at_once] for check in by_subject[one])
        for start in range(0, len(subjects), at_once)
    )


@dataclass(slots=True)
class PollSchedule:
    """The next instant of every check, in seconds of a monotonic clock. `chance` is in [0, 1)."""

    chance: Callable[[], float]
    _due_s: dict[int, float] = field(default_factory=dict)
    _asked: set[int] = field(default_factory=set)

    def know(self, checks: Sequence[Check], now_s: float) -> None:
        """Takes over the checks that there are now; new ones are due at once."""
        known = {check.id for check in checks}
        for gone in self._due_s.keys() - known:
            del self._due_s[gone]
            self._asked.discard(gone)
        for check in checks:
            self._due_s.setdefault(check.id, now_s)
            # An interval that was shortened holds from now on.
            latest = now_s + (1 + JITTER) * check.interval.total_seconds()
            self._due_s[check.id] = min(self._due_s[check.id], latest)

    def forget(self) -> None:
        """Makes all checks due at once, as if none had been asked yet."""
        self._due_s.clear()
        self._asked.clear()

    def due(self, checks: Sequence[Check], now_s: float) -> tuple[tuple[Check, ...], ...]:
        """The batches to ask for now.

        As soon as one check is due, those that would be within a tenth of their interval join it,
        so that they share requests from then on.
        """
        if not any(self._due_s[check.id] <= now_s for check in checks):
            return ()
        joining = [
            check
            for check in checks
            if self._due_s[check.id] <= now_s + JITTER * check.interval.total_seconds()
        ]
        return batches_of(joining)

    def plan_next(self, batches: Sequence[Sequence[Check]], now_s: float) -> None:
        """Sets the next instants of what was just asked for."""
        for place, batch in enumerate(batches):
            jitter = JITTER * (2 * self.chance() - 1)
            for check in batch:
                interval_s = check.interval.total_seconds()
                share = (place + 1) / len(batches) if check.id not in self._asked else 1 + jitter
                self._asked.add(check.id)
                self._due_s[check.id] = now_s + share * interval_s

    def wait_s(self, now_s: float, *, at_most_s: float, but: Container[int] = frozenset()) -> float:
        """How long until something is due other than `but`, but no longer than given."""
        due_s = (at_s for check_id, at_s in self._due_s.items() if check_id not in but)
        nearest = min(due_s, default=now_s + at_most_s)
        return min(max(nearest - now_s, 0.0), at_most_s)
