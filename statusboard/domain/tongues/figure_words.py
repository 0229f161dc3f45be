"""The words of the figures behind a claim."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.domain.claim import Validity
from statusboard.domain.tongues.plurals import Forms


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Braces are filled in. The first words of a line say what its figure is.

    `windows` are the times of promises, by the keys that `domain.objective` writes. `moment` is a
    format of `strftime`; empty where a time is written out as the page does.
    """

    period: str
    uptime: str
    observed: str
    seen: str
    in_all: str
    planned: str
    down_together: str
    counted_down: str
    none: str
    first_words: str
    none_measured: str
    incidents: str
    measured_of: str
    down: str
    more_days: Forms
    services: str
    rule: str
    measured_by: str
    until: str
    to: str
    since: str
    major: str
    lasts: str
    last: str
    last_ended: str
    longest: str
    promised: str
    kept: Mapping[bool | None, str]
    from_day: str
    to_day: str
    not_over: str
    is_over: str
    until_why: Mapping[Validity, str]
    windows: Mapping[str, str]
    in_business_hours: str
    checks: Forms
    of_services: Forms
    moment: str = ""
