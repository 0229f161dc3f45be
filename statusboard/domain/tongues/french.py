"""French: days and numbers, claims about uptime, and the rule they are counted by."""

from statusboard.domain.period import CalendarUnit
from statusboard.domain.tongues.base import Tongue
from statusboard.domain.tongues.claims import ClaimWords
from statusboard.domain.tongues.dates import Dates
from statusboard.domain.tongues.figures.french import FIGURES
from statusboard.domain.tongues.plurals import UP_TO_ONE
from statusboard.domain.tongues.rule import RuleWords

DATES = Dates(
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    day="{day} {month} {year}",
    day_of_year="{day} {month}",
    month_of_year="{month} {year}",
    together="{day}, {clock}",
    promised="{day}, {clock}",
    span="{first} – {last}",
    units={
        "day": {"one": "{n} jour", "other": "{n} jours"},
        "hour": {"one": "{n} heure", "other": "{n} heures"},
        "minute": {"one": "{n} minute", "other": "{n} minutes"},
    },
    between_units=" ",
    no_minute="moins d’une minute",
    plurals=UP_TO_ONE,
    percent="{}\N{NO-BREAK SPACE}%",
    decimal=",",
    thousands="\N{NO-BREAK SPACE}",
    less_than="moins de {}",
    first="1er",
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
    first_word="avant le premier message aux clients, valeur médiane de {incidents} "
    "incidents {period}",
    observed="{share} de ce temps a été observé",
    all_services="Nos services",
    group="nos {count} services {name}",
    group_ending="",
    some="{count} de nos {of} services",
    before_last=" et ",
    has_been="{who} a été disponible {share} du temps {period}.",
    have_been="{who} ont été disponibles {share} du temps {period}.",
    days_since={
        "one": "{n} jour s’est écoulé depuis la dernière panne majeure.",
        "other": "{n} jours se sont écoulés depuis la dernière panne majeure.",
    },
    days_measured={
        "one": "En {n} jour de mesure, il n’y a eu aucune panne majeure.",
        "other": "En {n} jours de mesure, il n’y a eu aucune panne majeure.",
    },
    longest_run={
        "one": "Notre plus longue période sans panne majeure est de {n} jour.",
        "other": "Notre plus longue période sans panne majeure est de {n} jours.",
    },
    kept_promises="Promesse tenue pour {kept} sur {of} services {period}.",
    word_after="Les clients ont eu un premier message après {count}, valeur médiane de "
    "{incidents} incidents {period}.",
    how_counted="Notre façon de compter\N{NO-BREAK SPACE}: {url}",
    measured="mesuré, {share} observé",
    badge_year="disponibilité 12 mois",
    badge_quarter="disponibilité 90 jours",
    badge_days="depuis la dernière panne majeure",
    no_figure="aucun chiffre",
)
RULE = RuleWords(
    rule="Pondéré par le temps. Une panne majeure compte en entier, une panne partielle pour "
    "30\N{NO-BREAK SPACE}%, un service dégradé compte comme disponible. La maintenance et le "
    "temps non observé sont exclus.",
    alike={
        "one": "",
        "other": "Le temps de {n} services est additionné\N{NO-BREAK SPACE}; chacun compte autant.",
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
        "one": "{n} correction compte\N{NO-BREAK SPACE}; la mesure était de {uptime}.",
        "other": "{n} corrections comptent\N{NO-BREAK SPACE}; la mesure était de {uptime}.",
    },
    title="Comment la disponibilité est calculée",
    meaning="La disponibilité est le temps pendant lequel un service fonctionnait, divisé par "
    "le temps pendant lequel il a été observé. La maintenance planifiée n’entre dans aucun des "
    "deux.",
    states="Comment chaque état compte",
    counts_up="compte comme disponible",
    counts_down="compte comme une panne",
    counts_part="compte à {share} comme une panne",
    is_left_out="n’est pas compté",
    what_else="Ce qui s’applique aussi",
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
        "Ce qui a été mal mesuré peut être corrigé après coup\N{NO-BREAK SPACE}; une "
        "partie d’un historique peut venir d’un autre programme. Dans ce cas, la règle le dit.",
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
TONGUE = Tongue(
    "fr", ", ", "\N{NO-BREAK SPACE}: ", DATES, CLAIMS, RULE, FIGURES, "un autre service"
)
