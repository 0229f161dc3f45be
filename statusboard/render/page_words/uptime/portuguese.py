"""Uptime in Portuguese: figures of the page."""

from statusboard.render.page_words.base import FigureWords

FIGURES = FigureWords(
    uptime="Disponibilidade",
    figure="{uptime} disponível, {coverage} observado",
    not_watched="Ainda não observado",
    too_little_days={
        "one": "{share} de {n} dia observado, pouco para um número",
        "other": "{share} de {n} dias observado, pouco para um número",
    },
    too_little_year="{share} dos últimos 12 meses observado, pouco para um número",
    too_little_month="{share} do mês observado, pouco para um número",
    year="{uptime} nos últimos 12 meses ({coverage} observado)",
    young_year="{uptime} do tempo observado, que é {coverage} dos últimos 12 meses",
    since_major={
        "one": "{n} dia desde a última falha grave",
        "other": "{n} dias desde a última falha grave",
    },
    days={"one": "{n} dia – {said}", "other": "{n} dias – {said}"},
    counted="{word}: {n}",
    more_titles={"one": "mais {n}", "other": "mais {n}"},
    last_days={"one": "Último dia", "other": "Últimos {n} dias"},
    a_year="Um ano",
    last_year="Os últimos 12 meses",
    from_day="{month}, a partir do dia {day}",
    described="{name}: {word}. 90 dias: {quarter}",
    day_colour="Um dia tem a cor do pior que foi medido nele, por mais breve que tenha sido.",
    trouble_days="Dias com problemas ou manutenção programada",
    none_measured="Nenhum foi medido.",
    incidents="Incidentes",
    no_incident="Nenhum incidente foi informado para este serviço.",
    past_work="Manutenções anteriores",
)
