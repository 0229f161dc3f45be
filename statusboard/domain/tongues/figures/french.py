"""The figures behind a claim in French."""

from statusboard.domain.claim import Validity
from statusboard.domain.tongues.figure_words import FigureWords

FIGURES = FigureWords(
    period="Période",
    uptime="Disponibilité",
    observed="Observé",
    seen="{share} observé",
    in_all="{share}, {length} au total",
    planned="Maintenance planifiée, exclue",
    down_together="En panne, tous services additionnés",
    counted_down="Compté comme panne",
    none="rien",
    first_words="Premier message après",
    none_measured="aucun mesuré",
    incidents="Incidents",
    measured_of="{all}, dont {n} mesurés",
    down="En panne",
    more_days={"one": " et {n} autre jour", "other": " et {n} autres jours"},
    services="Services",
    rule="Règle",
    measured_by="Mesuré par",
    until="Jusqu’au",
    to="{start} – {stop}",
    since="Depuis",
    major="Panne majeure",
    lasts="une panne est en cours",
    last="Dernière panne majeure",
    last_ended="Dernière panne terminée",
    longest="Plus longue période avant",
    promised="{share}, promis {promised}",
    kept={True: "tenu", False: "non tenu", None: "trop peu observé pour le dire"},
    from_day="à partir du {day}",
    to_day=" jusqu’au {day}",
    not_over=", pas encore terminé",
    is_over="La période est terminée. Seule une correction de l’historique change ce chiffre.",
    until_why={
        Validity.COUNTED_ANEW: "{at}, si rien n’était observé à partir de maintenant"
        "\N{NO-BREAK SPACE}; la période avance, et ce qu’elle laisse derrière elle a été observé. "
        "Une panne y met fin aussitôt.",
        Validity.PERIOD_ENDS: "{at}\N{NO-BREAK SPACE}: la période est alors terminée.",
        Validity.GROWS: "{at}\N{NO-BREAK SPACE}: c’est alors un jour de plus. Une "
        "panne majeure y met fin aussitôt.",
        Validity.STAYS: "{at}",
    },
    windows={
        "day": "sur 24 heures",
        "days": "sur {} jours",
        "12mo": "sur 12 mois",
        "month": "pour le mois",
        "quarter": "pour le trimestre",
        "year": "pour l’année",
    },
    in_business_hours=", aux heures ouvrées",
    checks={"one": "{n} contrôle", "other": "{n} contrôles"},
    of_services={"one": "{checks} de {n} service", "other": "{checks} de {n} services"},
)
