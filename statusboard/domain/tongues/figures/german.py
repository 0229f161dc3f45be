"""The figures behind a claim in German."""

from statusboard.domain.claim import Validity
from statusboard.domain.tongues.figure_words import FigureWords

FIGURES = FigureWords(
    period="Zeitraum",
    uptime="Verfügbar",
    observed="Beobachtet",
    seen="{share} beobachtet",
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
    more_days={"one": " und {n} weiterer Tag", "other": " und {n} weitere Tage"},
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
        Validity.COUNTED_ANEW: "{at}, wenn ab jetzt nichts beobachtet würde; der "
        "Zeitraum rückt weiter, und was er verlässt, wurde beobachtet. Ein Ausfall "
        "beendet es sofort.",
        Validity.PERIOD_ENDS: "{at}: dann ist der Zeitraum vorbei.",
        Validity.GROWS: "{at}: dann ist es ein Tag mehr. Ein großer Ausfall beendet es sofort.",
        Validity.STAYS: "{at}",
    },
    windows={
        "day": "über 24 Stunden",
        "days": "über {} Tage",
        "12mo": "über 12 Monate",
        "month": "für den Monat",
        "quarter": "für das Quartal",
        "year": "für das Jahr",
    },
    in_business_hours=", in Geschäftszeiten",
    checks={"one": "{n} Prüfung", "other": "{n} Prüfungen"},
    of_services={"one": "{checks} von {n} Dienst", "other": "{checks} von {n} Diensten"},
    moment="%d.%m.%Y %H:%M",
)
