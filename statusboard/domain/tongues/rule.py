"""The words of the rule by which uptime is counted."""

from dataclasses import dataclass

from statusboard.domain.tongues.plurals import Forms


@dataclass(frozen=True, slots=True)
class RuleWords:
    """By which rule uptime is counted: the sentences that stand beneath figures, and their page."""

    rule: str
    alike: Forms
    weighted: str
    left_out: str
    more_names: str
    removed: Forms
    elsewhere: str
    corrections: Forms
    title: str
    meaning: str
    states: str
    counts_up: str
    counts_down: str
    counts_part: str
    is_left_out: str
    what_else: str
    what_holds: tuple[str, str, str, str, str, str, str]
    example: str
    example_month: str
    example_outage: str
