"""Uptime in Dutch: figures, the rule, claims."""

from statusboard.domain.period import CalendarUnit
from statusboard.render.page_words.base import FigureWords, RuleWords
from statusboard.render.page_words.claims import ClaimWords

FIGURES = FigureWords(
    uptime="Beschikbaarheid",
    figure="{uptime} beschikbaar, {coverage} waargenomen",
    not_watched="Nog niet gevolgd",
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
    first_word="tot het eerste woord aan klanten, in het midden van {incidents} incidenten "
    "{period}",
    observed="{share} van die tijd is waargenomen",
)
