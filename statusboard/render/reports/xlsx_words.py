"""What the sheets of a workbook and their columns are called, in each language of reports."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.domain.language import Language


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words of one language. The first of each table is its name, at most 31 characters."""

    about: str
    about_lines: tuple[str, ...]
    services: tuple[str, ...]
    outages: tuple[str, ...]
    incidents: tuple[str, ...]
    response_times: tuple[str, ...]
    # The format of an instant, as workbooks write it.
    moment: str


SHEET_WORDS: Mapping[Language, SheetWords] = {
    Language.ENGLISH: SheetWords(
        about="Report",
        about_lines=(
            *("Report", "Period", "From", "To", "Summary", "Rule", "Hours", "Sources", "Remarks"),
            *("Made", "Time zone"),
        ),
        services=(
            *("Services", "Service", "Group", "Uptime %", "Observed %", "Observed s"),
            *("Maintenance s", "Down s", "Outages", "Longest s", "Promised %", "Promise"),
            *("Promised", "Held from", "Held to", "Uptime % there", "Promises", "Kept"),
        ),
        outages=("Outages", "Service", "Status", "Start", "End", "Down s"),
        incidents=(
            *("Incidents", "Incident", "Impact", "Began", "Over", "Services", "Said at", "State"),
            "Words",
        ),
        response_times=("Response times", "At", "Median s", "95 % s"),
        moment="yyyy-mm-dd hh:mm:ss",
    ),
    Language.GERMAN: SheetWords(
        about="Bericht",
        about_lines=(
            *("Bericht", "Zeitraum", "Von", "Bis", "Zusammenfassung", "Regel", "Stunden"),
            *("Quellen", "Anmerkungen", "Erstellt", "Zeitzone"),
        ),
        services=(
            *("Dienste", "Dienst", "Gruppe", "Verfügbar %", "Beobachtet %", "Beobachtet s"),
            *("Wartung s", "Ausgefallen s", "Ausfälle", "Längster s", "Zugesagt %", "Zusage"),
            *(
                "Zugesagt",
                "Gemessen von",
                "Gemessen bis",
                "Verfügbar % dort",
                "Zusagen",
                "Gehalten",
            ),
        ),
        outages=("Ausfälle", "Dienst", "Zustand", "Beginn", "Ende", "Ausgefallen s"),
        incidents=(
            *("Störungen", "Störung", "Auswirkung", "Beginn", "Ende", "Dienste", "Gemeldet"),
            *("Stand", "Wortlaut"),
        ),
        response_times=("Antwortzeiten", "Zeitpunkt", "Median s", "95 % s"),
        moment="dd.mm.yyyy hh:mm:ss",
    ),
}
