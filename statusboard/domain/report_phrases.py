"""The phrases of a report. Braces are filled in: figures, names, days and lengths."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus

# Of one, and of several.
Counted = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ReportPhrases:
    """The phrases of one language: of the summary first, then of tables, then of the method."""

    decimal: str
    units: tuple[str, str, str, str]
    long_units: tuple[Counted, Counted, Counted, Counted]
    numbers: tuple[str, ...]
    conjunction: str
    more_services: str
    day: str
    short_day: str
    bare_day: str
    on_day: str
    moment: str
    quarter: str
    last_days: str
    # The heading.
    all_kept: str
    some_kept: str
    one_kept: str
    one_missed: str
    available: str
    too_little: str
    nothing: str
    # The summary.
    were_available: str
    were_available_partly: str
    so_far: str
    no_figure: str
    no_data: str
    took_below: str
    touched: str
    first_word: str
    updates: Counted
    all_on_time: str
    some_late: str
    others_missed: Counted
    longest: str
    nothing_else: str
    no_other: str
    no_outage: str
    undecided: Counted
    # The four figures and the tables.
    title: str
    uptime: str
    observed: str
    not_observed: str
    budget: str
    budget_of: str
    budget_over: str
    no_promise: str
    many_promises: str
    down: str
    outages: Counted
    outages_longest: str
    no_outages: str
    first_notice: str
    updates_kept: str
    no_updates: str
    response: str
    no_response: str
    service: str
    uptime_column: str
    observed_column: str
    promised_column: str
    kept: str
    missed: str
    unknown_kept: str
    bars_of: Counted
    incidents: str
    no_incidents: str
    lasts: str
    began: str
    ended: str
    affected: str
    told_after: str
    outage_list: str
    no_outage_list: str
    more_outages: str
    median: str
    method: str
    cut: str
    unobserved: str
    rules: Mapping[str, str]
    sources: str
    own_checks: str
    brought: str
    hours: str
    all_hours: str
    made: str
    page_of: str
    sample: str
    statuses: Mapping[ComponentStatus, str]
    incident_states: Mapping[IncidentStatus, str]
    impacts: Mapping[Impact, str]


ENGLISH = ReportPhrases(
    decimal=".",
    units=("d", "h", "min", "s"),
    long_units=(
        ("day", "days"),
        ("hour", "hours"),
        ("minute", "minutes"),
        ("second", "seconds"),
    ),
    numbers=(
        *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve"),
    ),
    conjunction="and",
    more_services="{} more services",
    day="{day} {month} {year}",
    short_day="{day} {month}",
    bare_day="{}",
    on_day="On {}",
    moment="{day}, {clock} {zone}",
    quarter="Q{} {}",
    last_days="The last {} days",
    all_kept="{period}: all {all} promises kept",
    some_kept="{period}: {kept} of {all} promises kept",
    one_kept="{period}: the promise was kept",
    one_missed="{period}: the promise was not kept",
    available="{period}: {share} available",
    too_little="{period}: too little was observed",
    nothing="{period}: nothing was observed",
    were_available="Services were available {share} of the observed time.",
    were_available_partly=(
        "Services were available {share} of the observed time; {coverage} of the period was "
        "observed."
    ),
    so_far="The period is not over: this is what is known so far.",
    no_figure="Only {coverage} of the period was observed, which is too little for a figure.",
    no_data="Nothing was observed in this period, so nothing can be said of it.",
    took_below="{when}, {length} took {name} below what was promised ({figure} of {promised})",
    touched=" and touched {names}",
    first_word="; customers had word after {length}",
    updates=(" and one update", " and {n} updates"),
    all_on_time=", each on time",
    some_late=", {late} of {made} promised updates late",
    others_missed=(
        "{names} missed what was promised, too.",
        "{names} missed what was promised, too.",
    ),
    longest="{when}, {names} was down for {length}, the longest of all.",
    nothing_else="Nothing else lasted longer than {length}.",
    no_other="There was no other outage.",
    no_outage="There was no outage.",
    undecided=(
        "Of one promise too little was observed to say whether it was kept.",
        "Of {n} promises too little was observed to say whether they were kept.",
    ),
    title="Uptime report",
    uptime="Uptime",
    observed="{} observed",
    not_observed="not observed",
    budget="Error budget left",
    budget_of="of {} promised",
    budget_over="overspent by {}",
    no_promise="nothing was promised",
    many_promises="of {} promises",
    down="Time down",
    outages=("1 outage", "{n} outages"),
    outages_longest="{outages}, longest {length}",
    no_outages="no outages",
    first_notice="First notice after",
    updates_kept="{kept} of {due} promised updates on time",
    no_updates="no update was promised",
    response="Response time, median and 95 %",
    no_response="No response times were measured in this period.",
    service="Service",
    uptime_column="Uptime %",
    observed_column="Observed",
    promised_column="Promised",
    kept="kept",
    missed="missed",
    unknown_kept="too little observed",
    bars_of=(
        "A bar is a day; what lasted longest does not hide what was worst.",
        "A bar is {n} days.",
    ),
    incidents="Incidents, and what was said",
    no_incidents="No incident was published in this period.",
    lasts="goes on",
    began="Began",
    ended="Over",
    affected="Services",
    told_after="customers had word after {}",
    outage_list="Outages",
    no_outage_list="No outage was measured in this period.",
    more_outages="{n} shorter outages are in the tables of this report.",
    median="median",
    method="How this is counted",
    cut="Figures are cut, never rounded up; lost time is rounded up.",
    unobserved="What nobody observed is neither up nor down.",
    rules={
        "weighted": (
            "Up time divided by observed time without planned work. A major outage counts in "
            "full, a partial one 30 %, degraded as up."
        )
    },
    sources="Sources: {}.",
    own_checks="own checks",
    brought="{name} was partly measured by another program before {day}.",
    hours="Only business hours count: {}.",
    all_hours="All hours count.",
    made="Made {}",
    page_of="{} of {}",
    sample="Sample data. The services, figures and notices in this report are made up.",
    statuses={
        ComponentStatus.OPERATIONAL: "Operational",
        ComponentStatus.UNDER_MAINTENANCE: "Maintenance",
        ComponentStatus.DEGRADED_PERFORMANCE: "Degraded",
        ComponentStatus.PARTIAL_OUTAGE: "Partial outage",
        ComponentStatus.MAJOR_OUTAGE: "Major outage",
        ComponentStatus.UNKNOWN: "No data",
    },
    incident_states={
        IncidentStatus.INVESTIGATING: "Investigating",
        IncidentStatus.IDENTIFIED: "Identified",
        IncidentStatus.MONITORING: "Monitoring",
        IncidentStatus.RESOLVED: "Resolved",
        IncidentStatus.POSTMORTEM: "Postmortem",
        IncidentStatus.SCHEDULED: "Scheduled",
        IncidentStatus.IN_PROGRESS: "In progress",
        IncidentStatus.VERIFYING: "Verifying",
        IncidentStatus.COMPLETED: "Completed",
        IncidentStatus.CANCELLED: "Cancelled",
    },
    impacts={
        Impact.NONE: "no impact",
        Impact.MINOR: "minor",
        Impact.MAJOR: "major",
        Impact.CRITICAL: "critical",
    },
)

GERMAN = ReportPhrases(
    decimal=",",
    units=("T", "h", "min", "s"),
    long_units=(
        ("Tag", "Tage"),
        ("Stunde", "Stunden"),
        ("Minute", "Minuten"),
        ("Sekunde", "Sekunden"),
    ),
    numbers=(
        *("keine", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
        *("zehn", "elf", "zwölf"),
    ),
    conjunction="und",
    more_services="{} weitere Dienste",
    day="{day}. {month} {year}",
    short_day="{day}. {month}",
    bare_day="{}.",
    on_day="Am {}",
    moment="{day}, {clock} Uhr {zone}",
    quarter="{}. Quartal {}",
    last_days="Die letzten {} Tage",
    all_kept="{period}: alle {all} Zusagen gehalten",
    some_kept="{period}: {kept} von {all} Zusagen gehalten",
    one_kept="{period}: die Zusage wurde gehalten",
    one_missed="{period}: die Zusage wurde nicht gehalten",
    available="{period}: {share} verfügbar",
    too_little="{period}: zu wenig beobachtet",
    nothing="{period}: nichts beobachtet",
    were_available="Die Dienste waren {share} der beobachteten Zeit verfügbar.",
    were_available_partly=(
        "Die Dienste waren {share} der beobachteten Zeit verfügbar; beobachtet wurden {coverage} "
        "des Zeitraums."
    ),
    so_far="Der Zeitraum ist noch nicht zu Ende: Dies ist der bisherige Stand.",
    no_figure="Nur {coverage} des Zeitraums wurden beobachtet, zu wenig für eine Zahl.",
    no_data="In diesem Zeitraum wurde nichts beobachtet; es lässt sich nichts über ihn sagen.",
    took_below=(
        "{when} brachte eine Störung von {length} {name} unter die Zusage ({figure} statt "
        "{promised})"
    ),
    touched=" und betraf auch {names}",
    first_word="; Kunden erfuhren es nach {length}",
    updates=(" und einer Meldung", " in {n} Meldungen"),
    all_on_time=", alle pünktlich",
    some_late=", {late} von {made} zugesagten Meldungen verspätet",
    others_missed=(
        "Auch {names} blieb unter der Zusage.",
        "Auch {names} blieben unter der Zusage.",
    ),
    longest="{when} war {names} am längsten gestört: {length}.",
    nothing_else="Nichts anderes dauerte länger als {length}.",
    no_other="Sonst gab es keinen Ausfall.",
    no_outage="Es gab keinen Ausfall.",
    undecided=(
        "Bei einer Zusage wurde zu wenig beobachtet, um zu sagen, ob sie gehalten wurde.",
        "Bei {n} Zusagen wurde zu wenig beobachtet, um zu sagen, ob sie gehalten wurden.",
    ),
    title="Verfügbarkeitsbericht",
    uptime="Verfügbarkeit",
    observed="{} beobachtet",
    not_observed="nicht beobachtet",
    budget="Fehlerbudget übrig",
    budget_of="von {} zugesagt",
    budget_over="überzogen um {}",
    no_promise="nichts zugesagt",
    many_promises="von {} Zusagen",
    down="Ausfallzeit",
    outages=("1 Ausfall", "{n} Ausfälle"),
    outages_longest="{outages}, längster {length}",
    no_outages="keine Ausfälle",
    first_notice="Erste Meldung nach",
    updates_kept="{kept} von {due} zugesagten pünktlich",
    no_updates="keine Meldung zugesagt",
    response="Antwortzeit, Median und 95 %",
    no_response="In diesem Zeitraum wurden keine Antwortzeiten gemessen.",
    service="Dienst",
    uptime_column="Verfügbar %",
    observed_column="Beobachtet",
    promised_column="Zugesagt",
    kept="gehalten",
    missed="verfehlt",
    unknown_kept="zu wenig beobachtet",
    bars_of=(
        "Ein Balken ist ein Tag, gefärbt nach dem schlimmsten Zustand.",
        "Ein Balken sind {n} Tage.",
    ),
    incidents="Störungen und was dazu gesagt wurde",
    no_incidents="In diesem Zeitraum wurde keine Störung gemeldet.",
    lasts="dauert an",
    began="Beginn",
    ended="Ende",
    affected="Dienste",
    told_after="Kunden erfuhren es nach {}",
    outage_list="Ausfälle",
    no_outage_list="In diesem Zeitraum wurde kein Ausfall gemessen.",
    more_outages="{n} kürzere Ausfälle stehen in den Tabellen zu diesem Bericht.",
    median="Median",
    method="So wird gezählt",
    cut="Zahlen werden abgeschnitten, nie aufgerundet; verlorene Zeit wird aufgerundet.",
    unobserved="Was niemand beobachtet hat, zählt weder als verfügbar noch als ausgefallen.",
    rules={
        "weighted": (
            "Verfügbare Zeit geteilt durch beobachtete Zeit ohne geplante Arbeiten. Ein großer "
            "Ausfall zählt ganz, ein teilweiser zu 30 %, Beeinträchtigungen zählen als verfügbar."
        )
    },
    sources="Quellen: {}.",
    own_checks="eigene Prüfungen",
    brought="{name} wurde vor dem {day} teilweise von einem anderen Programm gemessen.",
    hours="Nur Geschäftszeiten zählen: {}.",
    all_hours="Alle Stunden zählen.",
    made="Erstellt {}",
    page_of="{} von {}",
    sample="Beispieldaten. Dienste, Zahlen und Meldungen in diesem Bericht sind erfunden.",
    statuses={
        ComponentStatus.OPERATIONAL: "In Betrieb",
        ComponentStatus.UNDER_MAINTENANCE: "Wartung",
        ComponentStatus.DEGRADED_PERFORMANCE: "Beeinträchtigt",
        ComponentStatus.PARTIAL_OUTAGE: "Teilausfall",
        ComponentStatus.MAJOR_OUTAGE: "Ausfall",
        ComponentStatus.UNKNOWN: "Keine Daten",
    },
    incident_states={
        IncidentStatus.INVESTIGATING: "Wird untersucht",
        IncidentStatus.IDENTIFIED: "Ursache bekannt",
        IncidentStatus.MONITORING: "Wird beobachtet",
        IncidentStatus.RESOLVED: "Behoben",
        IncidentStatus.POSTMORTEM: "Nachbetrachtung",
        IncidentStatus.SCHEDULED: "Geplant",
        IncidentStatus.IN_PROGRESS: "Läuft",
        IncidentStatus.VERIFYING: "Wird geprüft",
        IncidentStatus.COMPLETED: "Beendet",
        IncidentStatus.CANCELLED: "Abgesagt",
    },
    impacts={
        Impact.NONE: "ohne Auswirkung",
        Impact.MINOR: "gering",
        Impact.MAJOR: "groß",
        Impact.CRITICAL: "kritisch",
    },
)
