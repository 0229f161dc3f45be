"""Uptime in French: figures, the rule, claims."""

from statusboard.domain.period import CalendarUnit
from statusboard.render.page_words.base import FigureWords, RuleWords
from statusboard.render.page_words.claims import ClaimWords

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
RULE = RuleWords(
    rule="Pondéré par le temps. Une panne majeure compte en entier, une panne partielle pour "
    "30\N{NO-BREAK SPACE}%, un service dégradé compte comme disponible. La maintenance et le "
    "temps non observé sont exclus.",
    alike={
        "one": "",
        "other": "Le temps de {n} services est additionné; chacun compte autant.",
    },
    weighted="Le temps de {n} services est additionné selon leur poids\N{NO-BREAK SPACE}: {names}.",
    left_out="Exclus, car leur poids est 0\N{NO-BREAK SPACE}: {names}.",
    more_names="{names} et {n} autres",
    removed={
        "one": "Un service supprimé depuis compte pour le temps où il existait.",
        "other": "{n} services supprimés depuis comptent pour le temps où ils existaient.",
    },
    elsewhere="Avant le {day}, un autre programme a mesuré une partie.",
    corrections={
        "one": "{n} correction compte; la mesure était de {uptime}.",
        "other": "{n} corrections comptent; la mesure était de {uptime}.",
    },
    title="Comment la disponibilité est calculée",
    meaning="La disponibilité est le temps pendant lequel un service fonctionnait, divisé par "
    "le temps pendant lequel il a été observé. La maintenance planifiée n’entre dans aucun des "
    "deux.",
    states="Comment chaque état compte",
    counts_up="compte comme disponible",
    counts_down="compte comme une panne",
    counts_part="compte pour {share} comme une panne",
    is_left_out="n’est pas compté",
    what_else="Ce qui vaut aussi",
    what_holds=(
        "C’est le temps qui compte, et non les contrôles\N{NO-BREAK SPACE}: chaque seconde, la "
        "nuit et le week-end aussi. Les chiffres des services, seuls ou ensemble, ne se "
        "limitent pas aux heures d’ouverture.",
        "Le temps que personne n’a observé est sans données\N{NO-BREAK SPACE}: ni disponible, "
        "ni en panne. La part observée figure à côté de chaque chiffre.",
        "Là où moins de {least} a été observé, il n’y a pas de chiffre. Là où c’était moins de "
        "{whole} d’une année, le chiffre vaut pour le temps observé et non pour l’année.",
        "Un chiffre est tronqué et jamais arrondi vers le haut\N{NO-BREAK SPACE}: {all} ne "
        "figure que là où aucun temps ne compte comme une panne.",
        "Ce qui a été mal mesuré peut être corrigé après coup; une partie d’un historique peut "
        "venir d’un autre programme. Dans ce cas, la règle le dit.",
        "Une barre a la couleur du pire état de son jour, si court qu’il ait été. Le chiffre "
        "sait combien de temps il a duré.",
        "L’état actuel d’un service est ce que nous vous avons dit. Les barres et les chiffres "
        "sont mesurés.",
    ),
    example="Un exemple",
    example_month="Un mois de 30 jours a {minutes} minutes. Dans l’un d’eux, {unseen} minutes "
    "n’ont pas été observées, et {work} minutes étaient de la maintenance planifiée"
    "\N{NO-BREAK SPACE}: {counted} minutes comptent.",
    example_outage="Il y a eu une panne majeure de {major} minutes et une panne partielle de "
    "{partial} minutes. Ensemble, elles comptent pour {down} minutes de panne.",
)
CLAIMS = ClaimWords(
    last_months={"one": "sur le dernier mois", "other": "sur les {n} derniers mois"},
    last_days={"one": "sur le dernier jour", "other": "sur les {n} derniers jours"},
    this={
        CalendarUnit.MONTH: "ce mois-ci",
        CalendarUnit.QUARTER: "ce trimestre",
        CalendarUnit.YEAR: "cette année",
    },
    this_contract={
        CalendarUnit.MONTH: "ce mois de contrat",
        CalendarUnit.QUARTER: "ce trimestre de contrat",
        CalendarUnit.YEAR: "cette année de contrat",
    },
    in_month="en {month}",
    in_quarter="au trimestre {number} de {year}",
    in_year="en {year}",
    span="du {first} au {last}",
    since="depuis {month}",
    own=", chacun sur sa propre période",
    available="de disponibilité {period}",
    days={"one": "{n} jour", "other": "{n} jours"},
    since_major="depuis la dernière panne majeure",
    never_major="sans panne majeure depuis le début de nos mesures",
    record="sans panne majeure, notre plus longue période",
    past_record="notre plus longue période sans panne majeure, du {first} au {last}",
    kept_of="{kept} sur {of}",
    kept="services ont tenu leur promesse {period}",
    minutes={"one": "{n} minute", "other": "{n} minutes"},
    first_word="jusqu’au premier mot aux clients, valeur médiane de {incidents} incidents {period}",
    observed="{share} de ce temps a été observé",
)
