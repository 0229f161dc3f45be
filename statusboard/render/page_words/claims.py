"""The words of a claim about uptime that stands on the page: a figure, and what it is of."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.domain.period import CalendarUnit
from statusboard.render.page_words.plurals import Forms


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Texts with braces; `period` is one of the times here."""

    last_months: Forms
    last_days: Forms
    this: Mapping[CalendarUnit, str]
    this_contract: Mapping[CalendarUnit, str]
    in_month: str
    in_quarter: str
    in_year: str
    span: str
    since: str
    own: str
    available: str
    days: Forms
    since_major: str
    never_major: str
    record: str
    past_record: str
    kept_of: str
    kept: str
    minutes: Forms
    first_word: str
    observed: str
