"""Uptime in German: figures, the rule, claims."""

from statusboard.domain.period import CalendarUnit
from statusboard.render.page_words.base import FigureWords, RuleWords
from statusboard.render.page_words.claims import ClaimWords

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
RULE = RuleWords(
    rule="Nach Zeit gewichtet. Ein Ausfall zählt ganz, ein teilweiser Ausfall zu 30 %, "
    "beeinträchtigt zählt als verfügbar. Wartung und nicht beobachtete Zeit bleiben außen vor.",
    alike={
        "one": "",
        "other": "Die Zeit von {n} Diensten ist zusammengezählt; jeder zählt gleich.",
    },
    weighted="Die Zeit von {n} Diensten ist nach Gewicht zusammengezählt: {names}.",
    left_out="Nicht gezählt, weil mit Gewicht 0: {names}.",
    more_names="{names} und {n} weitere",
    removed={
        "one": "Ein seither entfernter Dienst zählt für die Zeit, in der es ihn gab.",
        "other": "{n} seither entfernte Dienste zählen für die Zeit, in der es sie gab.",
    },
    elsewhere="Vor dem {day} wurde zum Teil von einem anderen Programm gemessen.",
    corrections={
        "one": "{n} Berichtigung zählt mit; gemessen waren es {uptime}.",
        "other": "{n} Berichtigungen zählen mit; gemessen waren es {uptime}.",
    },
    title="So wird die Verfügbarkeit berechnet",
    meaning="Verfügbarkeit ist die Zeit, in der ein Dienst verfügbar war, geteilt durch die "
    "Zeit, in der er beobachtet wurde. Geplante Wartung zählt in keiner von beiden.",
    states="Wie jeder Zustand zählt",
    counts_up="zählt als verfügbar",
    counts_down="zählt als ausgefallen",
    counts_part="zählt zu {share} als ausgefallen",
    is_left_out="zählt nicht",
    what_else="Was sonst gilt",
    what_holds=(
        "Es zählt die Zeit, nicht die Zahl der Prüfungen: jede Sekunde, auch nachts und am "
        "Wochenende. Die Zahlen der Dienste, einzeln und zusammen, gelten nicht nur für "
        "Geschäftszeiten.",
        "Zeit, die niemand beobachtet hat, ist ohne Daten: weder verfügbar noch ausgefallen. "
        "Wie viel beobachtet wurde, steht neben jeder Zahl.",
        "Wo weniger als {least} beobachtet wurde, gibt es keine Zahl. Wo es weniger als "
        "{whole} eines Jahres war, gilt die Zahl für die beobachtete Zeit und nicht für das "
        "Jahr.",
        "Eine Zahl wird abgeschnitten und nie aufgerundet: {all} steht nur, wo keine Zeit als "
        "ausgefallen zählt.",
        "Was falsch gemessen wurde, kann nachträglich berichtigt werden; ein Teil eines "
        "Verlaufs kann aus einem anderen Programm stammen. Wo das so ist, sagt es die Regel.",
        "Ein Balken hat die Farbe des schlimmsten Zustands seines Tages, so kurz er auch war. "
        "Die Zahl weiß, wie lang er war.",
        "Wie es einem Dienst jetzt geht, ist das, was wir Ihnen mitgeteilt haben. Balken und "
        "Zahlen sind gemessen.",
    ),
    example="Ein Beispiel",
    example_month="Ein Monat mit 30 Tagen hat {minutes} Minuten. In einem solchen wurden "
    "{unseen} Minuten nicht beobachtet, und {work} Minuten waren geplante Wartung: {counted} "
    "Minuten zählen.",
    example_outage="Es gab einen Ausfall von {major} Minuten und einen teilweisen von "
    "{partial} Minuten. Zusammen zählen sie als {down} Minuten Ausfall.",
)
CLAIMS = ClaimWords(
    last_months={"one": "im letzten Monat", "other": "in den letzten {n} Monaten"},
    last_days={"one": "am letzten Tag", "other": "in den letzten {n} Tagen"},
    this={
        CalendarUnit.MONTH: "in diesem Monat",
        CalendarUnit.QUARTER: "in diesem Quartal",
        CalendarUnit.YEAR: "in diesem Jahr",
    },
    this_contract={
        CalendarUnit.MONTH: "in diesem Vertragsmonat",
        CalendarUnit.QUARTER: "in diesem Vertragsquartal",
        CalendarUnit.YEAR: "in diesem Vertragsjahr",
    },
    in_month="im {month}",
    in_quarter="im {number}. Quartal {year}",
    in_year="im Jahr {year}",
    span="vom {first} bis zum {last}",
    since="seit {month}",
    own="jeweils über ihre eigene Zeit",
    available="verfügbar {period}",
    days={"one": "{n} Tag", "other": "{n} Tage"},
    since_major="seit dem letzten großen Ausfall",
    never_major="ohne großen Ausfall, seit wir messen",
    record="ohne großen Ausfall, unsere längste Zeit",
    past_record="war unsere längste Zeit ohne großen Ausfall, vom {first} bis zum {last}",
    kept_of="{kept} von {of}",
    kept="Dienste hielten {period}, was wir versprochen haben",
    minutes={"one": "{n} Minute", "other": "{n} Minuten"},
    first_word="bis zum ersten Wort an die Kunden, in der Mitte von {incidents} Störungen {period}",
    observed="{share} der Zeit wurden beobachtet",
)
