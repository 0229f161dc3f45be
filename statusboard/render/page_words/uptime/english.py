"""Uptime in English: figures of the page."""

from statusboard.render.page_words.base import FigureWords

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
