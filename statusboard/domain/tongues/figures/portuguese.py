"""The figures behind a claim in Portuguese."""

from statusboard.domain.claim import Validity
from statusboard.domain.tongues.figure_words import FigureWords

FIGURES = FigureWords(
    period="Período",
    uptime="Disponibilidade",
    observed="Observado",
    seen="{share} observado",
    in_all="{share}, {length} no total",
    planned="Manutenção programada, excluída",
    down_together="Fora do ar, todos os serviços somados",
    counted_down="Contado como fora do ar",
    none="nada",
    first_words="Primeiro aviso após",
    none_measured="nenhuma medida",
    incidents="Incidentes",
    measured_of="{all}, {n} deles medidos",
    down="Fora do ar",
    more_days={"one": " e mais {n} dia", "other": " e mais {n} dias"},
    services="Serviços",
    rule="Regra",
    measured_by="Medido por",
    until="Até",
    to="{start} – {stop}",
    since="Desde",
    major="Falha grave",
    lasts="há uma em andamento",
    last="Última falha grave",
    last_ended="Última que terminou",
    longest="Período mais longo antes",
    promised="{share}, prometido {promised}",
    kept={True: "cumprido", False: "não cumprido", None: "pouco observado para dizer"},
    from_day="a partir de {day}",
    to_day=" até {day}",
    not_over=", ainda não terminou",
    is_over="O período terminou. Só uma correção do histórico muda isso.",
    until_why={
        Validity.COUNTED_ANEW: "{at}, se nada fosse observado a partir de agora; o "
        "período avança, e o que ele deixa para trás foi observado. Uma falha encerra "
        "isso imediatamente.",
        Validity.PERIOD_ENDS: "{at}: então o período termina.",
        Validity.GROWS: "{at}: então é um dia a mais. Uma falha grave encerra isso imediatamente.",
        Validity.STAYS: "{at}",
    },
    windows={
        "day": "em 24 horas",
        "days": "em {} dias",
        "12mo": "em 12 meses",
        "month": "no mês",
        "quarter": "no trimestre",
        "year": "no ano",
    },
    in_business_hours=", em horário comercial",
    checks={"one": "{n} verificação", "other": "{n} verificações"},
    of_services={"one": "{checks} de {n} serviço", "other": "{checks} de {n} serviços"},
)
