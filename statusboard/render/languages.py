"""What stands around an update in a message, in the languages that readers can choose.

What people wrote is sent as they wrote it. A language that is not here reads English.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.time_text import MONTHS, clock_text, day_text, zone_text
from statusboard.domain.update_kind import UpdateKind
from statusboard.render.update_words import (
    ANNOUNCEMENT,
    CONTINUED,
    EXTENDED,
    MOVED,
    REMINDER,
    WITHDRAWN,
)
from statusboard.render.words import incident_word, look_of


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around an update. Braces are filled in: a time, a number, a name, an address."""

    language: str
    incident: Mapping[IncidentStatus, str]
    service: Mapping[ComponentStatus, str]
    number: str
    kinds: Mapping[UpdateKind, str]
    correction: str
    corrected: str
    withdrawn: str
    all_withdrawn: str
    promise: str
    end_word: str
    follow: str
    follow_button: str
    told_because: str
    leave: str
    choose: str
    unsubscribe: str
    own_link: str
    passed_on: str
    get_updates: str
    when_fixed: str
    before: str
    sample: str
    customers: str
    planned: str
    planned_until: str
    was_planned: str

    def full(self, instant: datetime, zone: tzinfo) -> str:
        """Day and time of an instant."""
        day = instant.astimezone(zone).date()
        if self.language == "de":
            return f"{_german_day(day)} {day.year}, {_german_clock(instant, zone)}"
        return f"{day_text(day)}, {clock_text(instant, zone)}"

    def on(self, instant: datetime, zone: tzinfo) -> str:
        """Time and day of an instant that is promised."""
        day = instant.astimezone(zone).date()
        if self.language == "de":
            return f"{_german_day(day)}, {_german_clock(instant, zone)}"
        return f"{clock_text(instant, zone)} on {day.day} {MONTHS[day.month - 1]}"

    def until(self, instant: datetime, beside: datetime, zone: tzinfo) -> str:
        """The time of an instant, with its day where that is not the day of `beside`."""
        if instant.astimezone(zone).date() != beside.astimezone(zone).date():
            return self.full(instant, zone)
        if self.language == "de":
            return _german_clock(instant, zone)
        return clock_text(instant, zone)


ENGLISH = Frame(
    language="en",
    incident={status: incident_word(status) for status in IncidentStatus},
    service={status: look_of(status).word for status in ComponentStatus},
    number="update {number}",
    kinds={
        UpdateKind.WITHDRAWAL: WITHDRAWN,
        UpdateKind.MERGER: CONTINUED,
        UpdateKind.ANNOUNCEMENT: ANNOUNCEMENT,
        UpdateKind.MOVE: MOVED,
        UpdateKind.REMINDER: REMINDER,
        UpdateKind.EXTENSION: EXTENDED,
    },
    correction="Correction",
    corrected="What we wrote on {at} was wrong. This is what is true.",
    withdrawn="We withdraw what we wrote on {at}. It should not have been published.",
    all_withdrawn="We withdraw all that we wrote about this. It should not have been published.",
    promise="Next update by {at}.",
    end_word="We tell you the moment it is over.",
    follow="Follow it: {url}",
    follow_button="Follow it on the status page",
    told_because="You get this because this address is told of {page}.",
    leave="To leave, answer this mail with “unsubscribe”.",
    choose="Choose what you hear",
    unsubscribe="Unsubscribe",
    own_link="Choose what is told here, or leave: {url}",
    passed_on="Passed on to you?",
    get_updates="Get updates",
    when_fixed="Tell me when it’s fixed",
    before="Before that",
    sample="Sample data: nothing of this happened.",
    customers="Customers read:",
    planned="Planned: {start} to {end}",
    planned_until="Planned until {end}",
    was_planned="It was planned for {start} to {end}",
)
GERMAN = Frame(
    language="de",
    incident={
        IncidentStatus.INVESTIGATING: "Wird untersucht",
        IncidentStatus.IDENTIFIED: "Ursache gefunden",
        IncidentStatus.MONITORING: "Wird beobachtet",
        IncidentStatus.RESOLVED: "Behoben",
        IncidentStatus.POSTMORTEM: "Nachbetrachtung",
        IncidentStatus.SCHEDULED: "Geplant",
        IncidentStatus.IN_PROGRESS: "Läuft",
        IncidentStatus.VERIFYING: "Wird geprüft",
        IncidentStatus.COMPLETED: "Beendet",
        IncidentStatus.CANCELLED: "Abgesagt",
    },
    service={
        ComponentStatus.OPERATIONAL: "Funktioniert",
        ComponentStatus.DEGRADED_PERFORMANCE: "Beeinträchtigt",
        ComponentStatus.PARTIAL_OUTAGE: "Teilweise ausgefallen",
        ComponentStatus.MAJOR_OUTAGE: "Ausgefallen",
        ComponentStatus.UNDER_MAINTENANCE: "Wartung",
        ComponentStatus.UNKNOWN: "Keine Daten",
    },
    number="Meldung {number}",
    kinds={
        UpdateKind.WITHDRAWAL: "Zurückgezogen",
        UpdateKind.MERGER: "Geht an anderer Stelle weiter",
        UpdateKind.ANNOUNCEMENT: "Mitteilung",
        UpdateKind.MOVE: "Neu geplant",
        UpdateKind.REMINDER: "Erinnerung",
        UpdateKind.EXTENSION: "Verlängert",
    },
    correction="Berichtigung",
    corrected="Unsere Meldung vom {at} war falsch. Richtig ist Folgendes.",
    withdrawn="Wir ziehen unsere Meldung vom {at} zurück. Sie ist ein Versehen.",
    all_withdrawn="Wir ziehen alle unsere Meldungen dazu zurück. Sie sind ein Versehen.",
    promise="Nächste Meldung bis {at}.",
    end_word="Sobald es vorbei ist, sagen wir Ihnen Bescheid.",
    follow="Zum Stand der Dinge: {url}",
    follow_button="Stand auf der Statusseite ansehen",
    told_because="Sie erhalten diese Nachricht, weil diese Adresse über {page} informiert wird.",
    leave="Zum Abmelden antworten Sie auf diese Mail mit „unsubscribe“.",
    choose="Auswählen, was Sie erhalten",
    unsubscribe="Abmelden",
    own_link="Auswählen, was hier gemeldet wird, oder abmelden: {url}",
    passed_on="An Sie weitergeleitet?",
    get_updates="Selbst Meldungen erhalten",
    when_fixed="Bescheid bekommen, wenn es behoben ist",
    before="Davor",
    sample="Beispieldaten: Nichts davon ist geschehen.",
    customers="Kunden lesen:",
    planned="Geplant: {start} bis {end}",
    planned_until="Geplant bis {end}",
    was_planned="Geplant war: {start} bis {end}",
)
_FRAMES = {frame.language: frame for frame in (ENGLISH, GERMAN)}
_GERMAN_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


def languages() -> tuple[str, ...]:
    """The languages that messages are written in, the usual one first."""
    return tuple(_FRAMES)


def frame_in(language: str) -> Frame:
    """The words in a language such as `de` or `de-AT`."""
    return _FRAMES.get(language.partition("-")[0].casefold(), ENGLISH)


def _german_day(day: date) -> str:
    return f"{day.day}. {_GERMAN_MONTHS[day.month - 1]}"


def _german_clock(instant: datetime, zone: tzinfo) -> str:
    return f"{instant.astimezone(zone):%H:%M} Uhr ({zone_text(instant, zone)})"
