"""Dutch: days and numbers, claims about uptime, and the rule they are counted by."""

from statusboard.domain.period import CalendarUnit
from statusboard.domain.tongues.base import Tongue
from statusboard.domain.tongues.claims import ClaimWords
from statusboard.domain.tongues.dates import Dates
from statusboard.domain.tongues.figures.dutch import FIGURES
from statusboard.domain.tongues.plurals import ONE_AND_OTHER
from statusboard.domain.tongues.rule import RuleWords

DATES = Dates(
    months=(
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    day="{day} {month} {year}",
    day_of_year="{day} {month}",
    month_of_year="{month} {year}",
    together="{day}, {clock}",
    promised="{day}, {clock}",
    span="{first} tot {last}",
    units={
        "day": {"one": "{n} dag", "other": "{n} dagen"},
        "hour": {"one": "{n} uur", "other": "{n} uur"},
        "minute": {"one": "{n} minuut", "other": "{n} minuten"},
    },
    between_units=" ",
    no_minute="minder dan een minuut",
    plurals=ONE_AND_OTHER,
    percent="{}%",
    decimal=",",
    thousands=".",
    less_than="minder dan {}",
)
CLAIMS = ClaimWords(
    last_months={"one": "in de laatste maand", "other": "in de laatste {n} maanden"},
    last_days={"one": "op de laatste dag", "other": "in de laatste {n} dagen"},
    this={
        CalendarUnit.MONTH: "deze maand",
        CalendarUnit.QUARTER: "dit kwartaal",
        CalendarUnit.YEAR: "dit jaar",
    },
    this_contract={
        CalendarUnit.MONTH: "deze contractmaand",
        CalendarUnit.QUARTER: "dit contractkwartaal",
        CalendarUnit.YEAR: "dit contractjaar",
    },
    in_month="in {month}",
    in_quarter="in kwartaal {number} van {year}",
    in_year="in {year}",
    span="van {first} tot en met {last}",
    since="sinds {month}",
    own=", elk over de eigen periode",
    available="beschikbaar {period}",
    days={"one": "{n} dag", "other": "{n} dagen"},
    since_major="sinds de laatste grote uitval",
    never_major="zonder grote uitval sinds wij meten",
    record="zonder grote uitval, onze langste periode",
    past_record="was onze langste periode zonder grote uitval, van {first} tot en met {last}",
    kept_of="{kept} van {of}",
    kept="diensten hielden zich {period} aan hun belofte",
    minutes={"one": "{n} minuut", "other": "{n} minuten"},
    first_word="tot het eerste bericht aan klanten, mediaan van {incidents} incidenten {period}",
    observed="{share} van die tijd is waargenomen",
    all_services="Onze diensten",
    group="onze {count} diensten van {name}",
    group_ending="",
    some="{count} van onze {of} diensten",
    before_last=" en ",
    has_been="{who} was {period} {share} van de tijd beschikbaar.",
    have_been="{who} waren {period} {share} van de tijd beschikbaar.",
    days_since={
        "one": "Er is {n} dag voorbij sinds de laatste grote uitval.",
        "other": "Er zijn {n} dagen voorbij sinds de laatste grote uitval.",
    },
    days_measured={
        "one": "Op de {n} dag die wij hebben gemeten was er geen grote uitval.",
        "other": "In de {n} dagen die wij hebben gemeten was er geen grote uitval.",
    },
    longest_run={
        "one": "Onze langste periode zonder grote uitval duurde {n} dag.",
        "other": "Onze langste periode zonder grote uitval duurde {n} dagen.",
    },
    kept_promises="{kept} van {of} diensten hielden zich aan hun belofte {period}.",
    word_after="Klanten kregen het eerste bericht na {count}, mediaan van "
    "{incidents} incidenten {period}.",
    how_counted="Zo tellen wij: {url}",
    measured="gemeten, {share} waargenomen",
    badge_year="beschikbaarheid 12 maanden",
    badge_quarter="beschikbaarheid 90 dagen",
    badge_days="sinds de laatste grote uitval",
    no_figure="geen cijfer",
)
RULE = RuleWords(
    rule="Gewogen naar tijd. Een grote uitval telt volledig, een gedeeltelijke uitval voor "
    "30%, een verstoorde dienst telt als beschikbaar. Onderhoud en niet waargenomen tijd "
    "tellen niet mee.",
    alike={
        "one": "",
        "other": "De tijd van {n} diensten is opgeteld; elke dienst telt even zwaar.",
    },
    weighted="De tijd van {n} diensten is naar gewicht opgeteld: {names}.",
    left_out="Niet meegeteld, omdat het gewicht 0 is: {names}.",
    more_names="{names} en nog {n}",
    removed={
        "one": "Een sindsdien verwijderde dienst telt voor de tijd dat die er was.",
        "other": "{n} sindsdien verwijderde diensten tellen voor de tijd dat ze er waren.",
    },
    elsewhere="Vóór {day} heeft een ander programma een deel gemeten.",
    corrections={
        "one": "{n} correctie telt mee; gemeten was {uptime}.",
        "other": "{n} correcties tellen mee; gemeten was {uptime}.",
    },
    title="Hoe beschikbaarheid wordt berekend",
    meaning="Beschikbaarheid is de tijd dat een dienst werkte, gedeeld door de tijd dat die is "
    "waargenomen. Gepland onderhoud zit in geen van beide.",
    states="Hoe elke toestand telt",
    counts_up="telt als beschikbaar",
    counts_down="telt als uitgevallen",
    counts_part="telt voor {share} als uitgevallen",
    is_left_out="telt niet mee",
    what_else="Wat verder geldt",
    what_holds=(
        "De tijd telt, niet de controles: elke seconde, ook ’s nachts en in het weekend. De "
        "cijfers van diensten, los en samen, gelden niet alleen voor kantooruren.",
        "Tijd die niemand heeft waargenomen is zonder gegevens: niet beschikbaar en niet "
        "uitgevallen. Hoeveel is waargenomen staat bij elk cijfer.",
        "Waar minder dan {least} is waargenomen, is er geen cijfer. Waar het minder dan "
        "{whole} van een jaar was, geldt het cijfer voor de waargenomen tijd en niet voor het "
        "jaar.",
        "Een cijfer wordt afgekapt en nooit naar boven afgerond: {all} staat er alleen waar "
        "geen tijd als uitgevallen telt.",
        "Wat verkeerd is gemeten kan achteraf worden gecorrigeerd; een deel van een "
        "geschiedenis kan uit een ander programma komen. Waar dat zo is, zegt de regel het.",
        "Een balk heeft de kleur van de ergste toestand van zijn dag, hoe kort die ook was. "
        "Het cijfer weet hoe lang die duurde.",
        "Hoe het nu met een dienst gaat, is wat wij u hebben gemeld. Balken en cijfers zijn "
        "gemeten.",
    ),
    example="Een voorbeeld",
    example_month="Een maand van 30 dagen heeft {minutes} minuten. In zo’n maand zijn {unseen} "
    "minuten niet waargenomen en waren {work} minuten gepland onderhoud: {counted} minuten "
    "tellen.",
    example_outage="Er was een grote uitval van {major} minuten en een gedeeltelijke van "
    "{partial} minuten. Samen tellen ze als {down} minuten uitval.",
)
TONGUE = Tongue("nl", ", ", ": ", DATES, CLAIMS, RULE, FIGURES, "een andere dienst")
