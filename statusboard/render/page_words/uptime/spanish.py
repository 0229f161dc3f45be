"""Uptime in Spanish: figures of the page."""

from statusboard.render.page_words.base import FigureWords

FIGURES = FigureWords(
    uptime="Disponibilidad",
    figure="{uptime} disponible, {coverage} observado",
    not_watched="Aún sin observar",
    too_little_days={
        "one": "{share} de {n} día observado, muy poco para una cifra",
        "other": "{share} de {n} días observado, muy poco para una cifra",
    },
    too_little_year="{share} de los últimos 12 meses observado, muy poco para una cifra",
    too_little_month="{share} del mes observado, muy poco para una cifra",
    year="{uptime} en los últimos 12 meses ({coverage} observado)",
    young_year="{uptime} del tiempo observado, que es el {coverage} de los últimos 12 meses",
    since_major={
        "one": "{n} día desde la última caída grave",
        "other": "{n} días desde la última caída grave",
    },
    days={"one": "{n} día – {said}", "other": "{n} días – {said}"},
    counted="{word}: {n}",
    more_titles={"one": "{n} más", "other": "{n} más"},
    last_days={"one": "Último día", "other": "Últimos {n} días"},
    a_year="Un año",
    last_year="Los últimos 12 meses",
    from_day="{month}, desde el día {day}",
    described="{name}: {word}. 90 días: {quarter}",
    day_colour="Un día tiene el color de lo peor que se midió en él, por breve que fuera.",
    trouble_days="Días con problemas o trabajos programados",
    none_measured="No se midió ninguno.",
    incidents="Incidentes",
    no_incident="No se ha informado de ningún incidente de este servicio.",
    past_work="Trabajos programados anteriores",
)
