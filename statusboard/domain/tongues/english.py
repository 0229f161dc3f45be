"""English: days and numbers, claims about uptime, and the rule they are counted by."""

from statusboard.domain.period import CalendarUnit
from statusboard.domain.time_text import MONTHS
from statusboard.domain.tongues.base import Tongue
from statusboard.domain.tongues.claims import ClaimWords
from statusboard.domain.tongues.dates import Dates
from statusboard.domain.tongues.figures.english import FIGURES
from statusboard.domain.tongues.plurals import ONE_AND_OTHER
from statusboard.domain.tongues.rule import RuleWords
from statusboard.domain.uptime import DEFAULT_RULE

DATES = Dates(
    months=MONTHS,
    day="{day} {month} {year}",
    day_of_year="{day} {month}",
    month_of_year="{month} {year}",
    together="{day}, {clock}",
    promised="{clock} on {day}",
    span="{first} to {last}",
    units={
        "day": {"one": "{n} day", "other": "{n} days"},
        "hour": {"one": "{n} hour", "other": "{n} hours"},
        "minute": {"one": "{n} minute", "other": "{n} minutes"},
    },
    between_units=" ",
    no_minute="less than a minute",
    plurals=ONE_AND_OTHER,
    percent="{} %",
    decimal=".",
    thousands=",",
    less_than="less than {}",
)
CLAIMS = ClaimWords(
    last_months={
        "one": "over the last {n} months",
        "other": "over the last {n} months",
    },
    last_days={"one": "over the last {n} days", "other": "over the last {n} days"},
    this={
        CalendarUnit.MONTH: "this month",
        CalendarUnit.QUARTER: "this quarter",
        CalendarUnit.YEAR: "this year",
    },
    this_contract={
        CalendarUnit.MONTH: "this contract month",
        CalendarUnit.QUARTER: "this contract quarter",
        CalendarUnit.YEAR: "this contract year",
    },
    in_month="in {month}",
    in_quarter="in Q{number} {year}",
    in_year="in {year}",
    span="from {first} to {last}",
    since="since {month}",
    own=", each over its own time",
    available="available {period}",
    days={"one": "{n} day", "other": "{n} days"},
    since_major="since the last major outage",
    never_major="without a major outage since we began to measure",
    record="without a major outage, our longest run",
    past_record="was our longest run without a major outage, from {first} to {last}",
    kept_of="{kept} of {of}",
    kept="services kept their promise {period}",
    minutes={"one": "{n} minute", "other": "{n} minutes"},
    first_word="to the first word to customers, in the middle of {incidents} incidents {period}",
    observed="{share} of that time was observed",
    all_services="Our services",
    group="our {count} {name} services",
    group_ending=" services",
    some="{count} of our {of} services",
    before_last=" and ",
    has_been="{who} has been available {share} of the time {period}.",
    have_been="{who} have been available {share} of the time {period}.",
    days_since={
        "one": "{n} day has passed since the last major outage.",
        "other": "{n} days have passed since the last major outage.",
    },
    days_measured={
        "one": "There has been no major outage in the {n} day that we have measured.",
        "other": "There has been no major outage in the {n} days that we have measured.",
    },
    longest_run={
        "one": "Our longest run without a major outage is {n} day long.",
        "other": "Our longest run without a major outage is {n} days long.",
    },
    kept_promises="{kept} of {of} services kept their promise {period}.",
    word_after="Customers had the first word after {count}, in the middle of "
    "{incidents} incidents {period}.",
    how_counted="How we count: {url}",
    measured="measured, {share} observed",
    badge_year="uptime 12 months",
    badge_quarter="uptime 90 days",
    badge_days="since last major outage",
    no_figure="no figure",
)
RULE = RuleWords(
    rule=DEFAULT_RULE.sentence,
    alike={
        "one": "",
        "other": "The time of {n} services is added up; each counts alike.",
    },
    weighted="The time of {n} services is added up by weight: {names}.",
    left_out="Left out, because it weighs 0: {names}.",
    more_names="{names} and {n} more",
    removed={
        "one": "A service that was removed since counts for the time it was there.",
        "other": "{n} services that were removed since count for the time they were there.",
    },
    elsewhere="Before {day} it was partly measured by another program.",
    corrections={
        "one": "{n} correction counts; as measured it was {uptime}.",
        "other": "{n} corrections count; as measured it was {uptime}.",
    },
    title="How uptime is counted",
    meaning="Uptime is the time that a service was up, divided by the time that it was "
    "observed. Planned maintenance is in neither.",
    states="How each state counts",
    counts_up="counts as up",
    counts_down="counts as down",
    counts_part="counts as {share} down",
    is_left_out="is left out",
    what_else="What else holds",
    what_holds=(
        "Time counts, not checks: every second, at night and at weekends too. The figures of "
        "services, and of all of them together, are not of business hours alone.",
        "Time that nobody observed is no data: neither up nor down. How much was observed "
        "stands beside every figure.",
        "Where less than {least} was observed, there is no figure. Where less than {whole} of "
        "a year was, the figure is said of the time observed and not of the year.",
        "A figure is cut and never rounded up: {all} stands only where no time counts as down.",
        "What was measured wrongly can be corrected afterwards; part of a history can come "
        "from another program. Where that is so, the rule says it.",
        "A bar has the colour of the worst state of its day, however short that was. The "
        "figure knows how long it was.",
        "How a service is now is what we have told you. Bars and figures are measured.",
    ),
    example="An example",
    example_month="A month of 30 days has {minutes} minutes. In one of them, {unseen} minutes "
    "were not observed, and {work} minutes were planned maintenance: {counted} minutes count.",
    example_outage="There was a major outage of {major} minutes and a partial one of {partial} "
    "minutes. Together they count as {down} minutes down.",
)
TONGUE = Tongue("en", ", ", ": ", DATES, CLAIMS, RULE, FIGURES, "another service")
