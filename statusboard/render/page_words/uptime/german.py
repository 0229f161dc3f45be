"""Uptime in German: figures of the page."""

from statusboard.render.page_words.base import FigureWords

FIGURES = FigureWords(
    uptime="Verfügbarkeit",
    figure="{uptime} verfügbar, {coverage} beobachtet",
    not_watched="Noch nicht beobachtet",
    too_little_days={
        "one": "{share} von {n} Tag beobachtet, zu wenig für eine Angabe",
        "other": "{share} von {n} Tagen beobachtet, zu wenig für eine Angabe",
    },
    too_little_year="{share} der letzten 12 Monate beobachtet, zu wenig für eine Angabe",
    too_little_month="{share} des Monats beobachtet, zu wenig für eine Angabe",
    year="{uptime} in den letzten 12 Monaten ({coverage} beobachtet)",
    young_year="{uptime} der beobachteten Zeit, das sind {coverage} der letzten 12 Monate",
    since_major={
        "one": "{n} Tag seit dem letzten großen Ausfall",
        "other": "{n} Tage seit dem letzten großen Ausfall",
    },
    days={"one": "{n} Tag – {said}", "other": "{n} Tage – {said}"},
    counted="{word}: {n}",
    more_titles={"one": "{n} weitere", "other": "{n} weitere"},
    last_days={"one": "Letzter Tag", "other": "Letzte {n} Tage"},
    a_year="Ein Jahr",
    last_year="Die letzten 12 Monate",
    from_day="{month}, ab dem {day}.",
    described="{name}: {word}. 90 Tage: {quarter}",
    day_colour="Ein Tag hat die Farbe des Schlimmsten, das an ihm gemessen wurde, so kurz es "
    "auch war.",
    trouble_days="Tage mit Störungen oder geplanten Arbeiten",
    none_measured="Es wurden keine gemessen.",
    incidents="Störungen",
    no_incident="Für diesen Dienst wurde keine Störung gemeldet.",
    past_work="Frühere geplante Arbeiten",
)
