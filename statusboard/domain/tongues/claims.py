"""The words of a claim about uptime: a figure and what it is of, a sentence, a badge."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.domain.period import CalendarUnit
from statusboard.domain.tongues.plurals import Forms


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Texts with braces; `period` is one of the times here.

    `group_ending` is left out of the name of a group that ends so, lest the word be said twice;
    `before_last` stands before the last of several names. From `has_been` on, whole sentences: of
    one service, of several; of runs by their days. `measured` says how much was observed; badges
    stand beside their figure, `no_figure` in its place.
    """

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
    all_services: str
    group: str
    group_ending: str
    some: str
    before_last: str
    has_been: str
    have_been: str
    days_since: Forms
    days_measured: Forms
    longest_run: Forms
    kept_promises: str
    word_after: str
    how_counted: str
    measured: str
    badge_year: str
    badge_quarter: str
    badge_days: str
    no_figure: str
