"""Rules of uptime as named values, side by side: what else the field counts as up and down.

Three weigh observed time; `RULES` holds them by name. The others divide by something else, and so
are figures of their own: Statuspage's by all of the calendar, the counts by answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import DEFAULT_RULE, PERMILLE, UptimeFigure, UptimeRule

# As an SLA reads that promises a service which works, and not one that answers.
STRICT = UptimeRule(
    name="strict",
    down_permille=MappingProxyType(
        {
            ComponentStatus.DEGRADED_PERFORMANCE: PERMILLE,
            ComponentStatus.PARTIAL_OUTAGE: PERMILLE,
            ComponentStatus.MAJOR_OUTAGE: PERMILLE,
        }
    ),
    sentence=(
        "Strict. Whatever is not operational counts in full: degraded, partial and major outages. "
        "Maintenance and unobserved time are left out."
    ),
)
HALF = UptimeRule(
    name="half",
    down_permille=MappingProxyType(
        {ComponentStatus.PARTIAL_OUTAGE: PERMILLE // 2, ComponentStatus.MAJOR_OUTAGE: PERMILLE}
    ),
    sentence=(
        "Partial at half. A major outage counts in full, a partial outage 50 %, degraded as up. "
        "Maintenance and unobserved time are left out."
    ),
)
RULES: Mapping[str, UptimeRule] = MappingProxyType(
    {rule.name: rule for rule in (DEFAULT_RULE, STRICT, HALF)}
)
STATUSPAGE, CHECKS, NEW_RELIC = "statuspage", "checks", "new_relic"
# Atlassian's “Uptime showcase”: major outages in full, partial ones at 30 %, over all minutes.
STATUSPAGE_SENTENCE = (
    "As Statuspage. A major outage counts in full, a partial outage 30 %; degraded, maintenance "
    "and time that nobody observed count as up, from the first day of the service on."
)
CHECKS_SENTENCE = (
    "By count of checks. Failed answers ÷ answers, of the hours that touch the time, also during "
    "maintenance; an answer that says nothing of the service is left out."
)
# `percentage(count(*), WHERE result = 'SUCCESS')` over SyntheticCheck.
NEW_RELIC_SENTENCE = (
    "As New Relic counts its synthetic checks. Successful answers ÷ all answers, of the hours that "
    "touch the time: what could not be asked counts as failed."
)


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many answers of a service said what. Slow ones are among `degraded`, and succeeded."""

    up: int = 0
    degraded: int = 0
    down: int = 0
    unknown: int = 0

    @property
    def known(self) -> int:
        """Those that say something of the service."""
        return self.up + self.degraded + self.down

    @property
    def asked(self) -> int:
        """All of them."""
        return self.known + self.unknown


def by_checks(count: AnswerCount) -> Fraction | None:
    """The share of answers that did not fail, exact; None where no answer says anything."""
    return 1 - Fraction(count.down, count.known) if count.known else None


def as_new_relic(count: AnswerCount) -> Fraction | None:
    """The share of all answers that succeeded, exact; None where nothing was asked."""
    return Fraction(count.up + count.degraded, count.asked) if count.asked else None


def as_statuspage(figure: UptimeFigure, calendar_us: int) -> Fraction | None:
    """Statuspage's figure, from one by the default rule and the time since the service began.

    1 − (0.3 × partial + major) ÷ all of that time; None where that is none.
    """
    if calendar_us <= 0:
        return None
    return 1 - Fraction(figure.weighted_down, calendar_us * PERMILLE)
