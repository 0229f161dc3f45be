"""Uptime in French: figures of the page."""

from statusboard.render.page_words.base import FigureWords

FIGURES = FigureWords(
    uptime="Disponibilité",
    figure="{uptime} disponible, {coverage} observé",
    not_watched="Pas encore observé",
    too_little_days={
        "one": "{share} de {n} jour observé, trop peu pour un chiffre",
        "other": "{share} de {n} jours observés, trop peu pour un chiffre",
    },
    too_little_year="{share} des 12 derniers mois observés, trop peu pour un chiffre",
    too_little_month="{share} du mois observé, trop peu pour un chiffre",
    year="{uptime} sur les 12 derniers mois ({coverage} observé)",
    young_year="{uptime} du temps observé, soit {coverage} des 12 derniers mois",
    since_major={
        "one": "{n} jour depuis la dernière panne majeure",
        "other": "{n} jours depuis la dernière panne majeure",
    },
    days={
        "one": "{n} jour – {said}",
        "other": "{n} jours – {said}",
    },
    counted="{word}\N{NO-BREAK SPACE}: {n}",
    more_titles={"one": "{n} autre", "other": "{n} autres"},
    last_days={"one": "Dernier jour", "other": "{n} derniers jours"},
    a_year="Un an",
    last_year="Les 12 derniers mois",
    from_day="{month}, à partir du {day}",
    described="{name}\N{NO-BREAK SPACE}: {word}. 90 jours\N{NO-BREAK SPACE}: {quarter}",
    day_colour="Un jour a la couleur du pire qui y a été mesuré, si court que ce soit.",
    trouble_days="Jours avec des problèmes ou des travaux planifiés",
    none_measured="Aucun n’a été mesuré.",
    incidents="Incidents",
    no_incident="Aucun incident n’a été signalé pour ce service.",
    past_work="Travaux planifiés passés",
)
