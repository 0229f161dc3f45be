"""The phrases of a report. Braces are filled in: figures, names, days and lengths."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus

# Of one, and of several.
Counted = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ReportPhrases:
    """The phrases of one language: of the summary first, then of tables, then of the method."""

    decimal: str
    units: tuple[str, str, str, str]
    long_units: tuple[Counted, Counted, Counted, Counted]
    numbers: tuple[str, ...]
    conjunction: str
    more_services: str
    day: str
    short_day: str
    bare_day: str
    on_day: str
    moment: str
    quarter: str
    last_day: str
    last_days: str
    last_year: str
    # The heading.
    all_kept: str
    some_kept: str
    one_kept: str
    one_missed: str
    available: str
    too_little: str
    nothing: str
    # The summary.
    were_available: str
    were_available_partly: str
    so_far: str
    no_figure: str
    no_data: str
    took_below: str
    touched: str
    first_word: str
    updates: Counted
    all_on_time: str
    some_late: str
    missed_alone: str
    more_missed: str
    others_missed: Counted
    longest: str
    nothing_else: str
    no_other: str
    no_outage: str
    undecided: Counted
    # The four figures and the tables.
    title: str
    uptime: str
    observed: str
    not_observed: str
    budget: str
    budget_of: str
    budget_over: str
    no_promise: str
    many_promises: str
    down: str
    outages: Counted
    outages_longest: str
    no_outages: str
    first_notice: str
    updates_kept: str
    no_updates: str
    response: str
    no_response: str
    service: str
    uptime_column: str
    observed_column: str
    promised_column: str
    kept: str
    missed: str
    unknown_kept: str
    bars_of: Counted
    incidents: str
    no_incidents: str
    lasts: str
    began: str
    ended: str
    affected: str
    told_after: str
    outage_list: str
    no_outage_list: str
    more_outages: str
    median: str
    method: str
    cut: str
    unobserved: str
    rules: Mapping[str, str]
    sources: str
    own_checks: str
    brought: str
    corrected: Counted
    every_promise: str
    held_over: str
    held_over_so_far: str
    held_figure: str
    # Where several windows of the calendar lie in the period.
    held_each: str
    held_each_so_far: str
    held_figure_then: str
    in_business_hours: str
    windows: Mapping[str, str]
    weighted: str
    removed: str
    down_is_of_outages: str
    cost: str
    cost_assumed: str
    cost_hours: Counted
    hours: str
    all_hours: str
    made: str
    page_of: str
    sample: str
    # In the message to a list.
    attached: str
    too_large: str
    linked: str
    statuses: Mapping[ComponentStatus, str]
    incident_states: Mapping[IncidentStatus, str]
    impacts: Mapping[Impact, str]
