"""The phrases of a report in German."""

from statusboard.domain.report_phrases import ReportPhrases
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus

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
    last_day="Die letzten 24 Stunden",
    last_days="Die letzten {} Tage",
    last_year="Die letzten 12 Monate",
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
    missed_alone="{name} blieb unter der Zusage ({figure} von {promised}, {window}).",
    more_missed="{names} blieben unter der Zusage.",
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
    unknown_kept="zu wenig beobachtet, um es zu sagen",
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
        ),
        "strict": (
            "Streng. Was nicht in Betrieb ist, zählt ganz: Beeinträchtigungen, Teilausfälle und "
            "große Ausfälle. Geplante Arbeiten und nicht beobachtete Zeit zählen nicht."
        ),
        "half": (
            "Teilausfälle zur Hälfte. Ein großer Ausfall zählt ganz, ein teilweiser zu 50 %, "
            "Beeinträchtigungen zählen als verfügbar."
        ),
    },
    sources="Quellen: {}.",
    own_checks="eigene Prüfungen",
    brought="{name} wurde vor dem {day} teilweise von einem anderen Programm gemessen.",
    corrected=(
        "{name}: 1 Korrektur zählt mit; gemessen waren es {share}.",
        "{name}: {n} Korrekturen zählen mit; gemessen waren es {share}.",
    ),
    every_promise="Jede Zusage",
    held_over="{who}: zugesagt {window}, gemessen an {days}.",
    held_over_so_far="{who}: zugesagt {window}, gemessen an {days}, noch nicht vorbei.",
    held_figure="{name}: in dieser Zeit {share}.",
    held_each="{who}: zugesagt {window}, einzeln gemessen, {days}.",
    held_each_so_far="{who}: zugesagt {window}, einzeln gemessen, {days}, noch nicht vorbei.",
    held_figure_then="{days}: {name} {share}.",
    in_business_hours=", in Geschäftszeiten",
    windows={
        "day": "über 24 Stunden",
        "days": "über {} Tage",
        "12mo": "über 12 Monate",
        "month": "für den Monat",
        "quarter": "für das Quartal",
        "year": "für das Jahr",
    },
    weighted="Die Zeit der Dienste wird nach Gewicht zusammengezählt: {names}.",
    removed="{name} (entfernt {day})",
    down_is_of_outages=(
        "Als Ausfallzeit gilt die von Teilausfällen und Ausfällen, was eine Regel auch sonst zählt."
    ),
    cost="Kosten der Ausfallzeit: {sum}.",
    cost_assumed=(
        "Angenommen: Eine Stunde Ausfall eines Dienstes{hours} kostet {amount}, ein Teilausfall "
        "seinen Anteil nach der Regel; was zugleich ausfällt, wird zusammengezählt. Nichts davon "
        "wurde gemessen."
    ),
    cost_hours=("", " in Geschäftszeiten"),
    hours="Nur Geschäftszeiten zählen: {}.",
    all_hours="Alle Stunden zählen.",
    made="Erstellt {}",
    page_of="{} von {}",
    sample="Beispieldaten. Dienste, Zahlen und Meldungen in diesem Bericht sind erfunden.",
    attached="Der Bericht liegt bei: {name}.",
    too_large="Die Datei ist zu groß für eine E-Mail ({size}).",
    linked="Bis zum {day} ist der Bericht hier zu lesen: {link}",
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
