"""Uptime in English: figures, the rule, claims."""

from statusboard.domain.period import CalendarUnit
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.render.page_words.base import FigureWords, RuleWords
from statusboard.render.page_words.claims import ClaimWords

FIGURES = FigureWords(
    uptime="Uptime",
    figure="{uptime} uptime, {coverage} observed",
    not_watched="Not watched yet",
    too_little_days={
        "one": "{share} of {n} days observed, too little for an uptime figure",
        "other": "{share} of {n} days observed, too little for an uptime figure",
    },
    too_little_year="{share} of the last 12 months observed, too little for an uptime figure",
    too_little_month="{share} of the month observed, too little for an uptime figure",
    year="{uptime} over the last 12 months ({coverage} observed)",
    young_year="{uptime} of the time observed, which is {coverage} of the last 12 months",
    since_major={
        "one": "{n} day since the last major outage",
        "other": "{n} days since the last major outage",
    },
    days={"one": "{n} day: {said}", "other": "{n} days: {said}"},
    counted="{n} {word}",
    more_titles={"one": "{n} more", "other": "{n} more"},
    last_days={"one": "Last {n} days", "other": "Last {n} days"},
    a_year="A year",
    last_year="The last 12 months",
    from_day="{month}, from day {day} on",
    described="{name}: {word}. 90 days: {quarter}",
    day_colour="A day has the colour of the worst that was measured on it, however short it was.",
    trouble_days="Days with trouble or planned work",
    none_measured="None was measured.",
    incidents="Incidents",
    no_incident="No incident has been reported for this service.",
    past_work="Past planned work",
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
)
