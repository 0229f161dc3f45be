"""The words of the figures behind a claim, in each language in which claims are said."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.domain.claim import Validity
from statusboard.domain.language import Language


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Braces are filled in. The first words of a line say what its figure is."""

    period: str
    uptime: str
    observed: str
    in_all: str
    planned: str
    down_together: str
    counted_down: str
    none: str
    first_words: str
    none_measured: str
    incidents: str
    measured_of: str
    down: str
    more_days: str
    services: str
    rule: str
    measured_by: str
    until: str
    to: str
    since: str
    major: str
    lasts: str
    last: str
    last_ended: str
    longest: str
    promised: str
    kept: Mapping[bool | None, str]
    from_day: str
    to_day: str
    not_over: str
    is_over: str
    until_why: Mapping[Validity, str]
    moment: str
    # Of the rule.
    removed: str
    elsewhere: str
    corrected: tuple[str, str]
    checks: tuple[str, str]
    of_services: tuple[str, str]


FIGURE_WORDS: Mapping[Language, FigureWords] = {
    Language.ENGLISH: FigureWords(
        period="Period",
        uptime="Uptime",
        observed="Observed",
        in_all="{share}, {length} in all",
        planned="Planned work, left out",
        down_together="Down, all services added up",
        counted_down="Counted as down",
        none="none",
        first_words="First words after",
        none_measured="none measured",
        incidents="Incidents",
        measured_of="{all}, {n} of them measured",
        down="Down",
        more_days=" and {n} more days",
        services="Services",
        rule="Rule",
        measured_by="Measured by",
        until="Until",
        to="{start} to {stop}",
        since="Since",
        major="Major outage",
        lasts="one is going on now",
        last="Last major outage",
        last_ended="Last one that ended",
        longest="Longest run before",
        promised="{share}, promised {promised}",
        kept={True: "kept", False: "not kept", None: "not observed enough to say"},
        from_day="from {day}",
        to_day=" to {day}",
        not_over=", not over",
        is_over="It is of a time that is over. Only a correction of history changes it.",
        until_why={
            Validity.COUNTED_ANEW: "{at}, if nothing were observed from now on; the period moves "
            "on, and what it leaves behind was observed. An outage ends it at once.",
            Validity.PERIOD_ENDS: "{at}: then that period is over.",
            Validity.GROWS: "{at}: then it is one day more. A major outage ends it at once.",
            Validity.STAYS: "{at}",
        },
        moment="%Y-%m-%d %H:%M",
        removed="Removed since, and counted for the time they were there: {names}.",
        elsewhere="Before {day} it was partly measured by another program.",
        corrected=(
            "1 correction counts; as measured it was {share}.",
            "{n} corrections count; as measured it was {share}.",
        ),
        checks=("1 check", "{n} checks"),
        of_services=("{checks} of 1 service", "{checks} of {n} services"),
    ),
    Language.GERMAN: FigureWords(
        period="Zeitraum",
        uptime="Verfügbar",
        observed="Beobachtet",
        in_all="{share}, zusammen {length}",
        planned="Geplante Arbeiten, ausgenommen",
        down_together="Ausgefallen, alle Dienste zusammen",
        counted_down="Als Ausfall gezählt",
        none="nichts",
        first_words="Erste Meldung nach",
        none_measured="keine gemessen",
        incidents="Störungen",
        measured_of="{all}, davon {n} gemessen",
        down="Ausgefallen",
        more_days=" und {n} weitere Tage",
        services="Dienste",
        rule="Regel",
        measured_by="Gemessen von",
        until="Gilt bis",
        to="{start} bis {stop}",
        since="Seit",
        major="Großer Ausfall",
        lasts="dauert jetzt an",
        last="Letzter großer Ausfall",
        last_ended="Letzter, der zu Ende ist",
        longest="Längste Zeit davor",
        promised="{share}, zugesagt {promised}",
        kept={True: "gehalten", False: "verfehlt", None: "zu wenig beobachtet, um es zu sagen"},
        from_day="ab {day}",
        to_day=" bis {day}",
        not_over=", noch nicht vorbei",
        is_over="Der Zeitraum ist vorbei. Nur eine Korrektur der Aufzeichnung ändert es.",
        until_why={
            Validity.COUNTED_ANEW: "{at}, wenn ab jetzt nichts beobachtet würde; der Zeitraum "
            "rückt weiter, und was er verlässt, wurde beobachtet. Ein Ausfall beendet es sofort.",
            Validity.PERIOD_ENDS: "{at}: dann ist der Zeitraum vorbei.",
            Validity.GROWS: "{at}: dann ist es ein Tag mehr. Ein großer Ausfall beendet es sofort.",
            Validity.STAYS: "{at}",
        },
        moment="%d.%m.%Y %H:%M",
        removed="Inzwischen entfernt, und für ihre Zeit mitgezählt: {names}.",
        elsewhere="Vor dem {day} wurde zum Teil von einem anderen Programm gemessen.",
        corrected=(
            "1 Korrektur zählt; gemessen waren es {share}.",
            "{n} Korrekturen zählen; gemessen waren es {share}.",
        ),
        checks=("1 Prüfung", "{n} Prüfungen"),
        of_services=("{checks} von 1 Dienst", "{checks} von {n} Diensten"),
    ),
}
