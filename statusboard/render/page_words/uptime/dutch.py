"""Uptime in Dutch: figures of the page."""

from statusboard.render.page_words.base import FigureWords

FIGURES = FigureWords(
    uptime="Beschikbaarheid",
    figure="{uptime} beschikbaar, {coverage} waargenomen",
    not_watched="Nog niet waargenomen",
    too_little_days={
        "one": "{share} van {n} dag waargenomen, te weinig voor een cijfer",
        "other": "{share} van {n} dagen waargenomen, te weinig voor een cijfer",
    },
    too_little_year="{share} van de laatste 12 maanden waargenomen, te weinig voor een cijfer",
    too_little_month="{share} van de maand waargenomen, te weinig voor een cijfer",
    year="{uptime} in de laatste 12 maanden ({coverage} waargenomen)",
    young_year="{uptime} van de waargenomen tijd, dat is {coverage} van de laatste 12 maanden",
    since_major={
        "one": "{n} dag sinds de laatste grote uitval",
        "other": "{n} dagen sinds de laatste grote uitval",
    },
    days={"one": "{n} dag – {said}", "other": "{n} dagen – {said}"},
    counted="{word}: {n}",
    more_titles={"one": "nog {n}", "other": "nog {n}"},
    last_days={"one": "Laatste dag", "other": "Laatste {n} dagen"},
    a_year="Een jaar",
    last_year="De laatste 12 maanden",
    from_day="{month}, vanaf dag {day}",
    described="{name}: {word}. 90 dagen: {quarter}",
    day_colour="Een dag heeft de kleur van het ergste dat die dag is gemeten, hoe kort het ook "
    "was.",
    trouble_days="Dagen met problemen of gepland werk",
    none_measured="Er zijn er geen gemeten.",
    incidents="Incidenten",
    no_incident="Voor deze dienst is geen incident gemeld.",
    past_work="Eerder gepland werk",
)
