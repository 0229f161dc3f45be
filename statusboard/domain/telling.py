"""How facts are told in a notice, in each language: names, times, lengths, and whole sentences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from fractions import Fraction

from statusboard.domain.language import Language
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.status import ComponentStatus, Impact
from statusboard.domain.time_text import length_text, when_text, zone_text

NAMES_SHOWN = 3
GERMAN_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_MINUTE = timedelta(minutes=1)
# An effect on one service, and on several.
Effects = Mapping[ComponentStatus, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of one language. Braces are filled in: a time, an address, a number and a year.

    `periods` says what so many days are called; `has` and `have` end in the share. `so_far` is an
    effect that lasts, with a place for `since`; `again` the end of one. Of two incidents that are
    joined, `moved_on` is what one says last, and `goes_on` what the other says of its services.
    `mistake` begins why something is withdrawn.
    """

    when: Callable[[datetime, tzinfo, datetime], str]
    length: Callable[[timedelta], str]
    effects: Effects
    so_far: Effects
    again: tuple[str, str]
    since: str
    lasts: str
    lasted: str
    late: str
    impacts: Mapping[Impact, str]
    periods: Mapping[int, str]
    quarter: str
    one_day: str
    more_days: str
    promise: str
    tell_me: str
    has: str
    have: str
    all_services: str
    conjunction: str
    more: str
    moved_on: str
    goes_on: str
    mistake: str
    quote: str
    decimal: str

    def names(self, names: Sequence[str]) -> str:
        """`A`, `A and B`, `A, B and C`, `A, B and 3 more services`."""
        if len(names) <= 1:
            return "".join(names)
        if len(names) <= NAMES_SHOWN:
            return f"{', '.join(names[:-1])} {self.conjunction} {names[-1]}"
        count = len(names) - NAMES_SHOWN + 1
        more = self.more.format(count)
        return f"{', '.join(names[: NAMES_SHOWN - 1])} {self.conjunction} {more}"

    def days(self, count: int) -> str:
        """So many days, as they stand after “for”."""
        return (self.one_day if count == 1 else self.more_days).format(count)

    def effect(self, status: ComponentStatus, *, several: bool) -> str:
        """What is wrong with one service or with several; empty where nothing is."""
        return self.effects[status][several] if status in self.effects else ""

    def trouble(self, names: Sequence[str], status: ComponentStatus, since: str) -> str:
        """A sentence: what has been wrong with them, since when where that is known; or empty."""
        if not names or status not in self.so_far:
            return ""
        said = self.so_far[status][len(names) > 1]
        return f"{self.names(names)} {said.format(since=self._since(since))}."

    def state(self, names: Sequence[str], status: ComponentStatus) -> str:
        """A sentence: what is wrong with them now."""
        return f"{self.names(names)} {self.effect(status, several=len(names) > 1)}."

    def recovery(self, names: Sequence[str], since: str) -> str:
        """A sentence: they work again, since when where that is known; empty for no names."""
        if not names:
            return ""
        said = self.again[len(names) > 1]
        return f"{self.names(names)} {said.format(since=self._since(since))}."

    def _since(self, since: str) -> str:
        return self.since.format(since) if since else ""

    def per_cent(self, share: Fraction | None) -> str:
        """`99.98 %`, cut and never rounded up; empty for none."""
        if share is None:
            return ""
        return f"{percent_text(share, places=2).replace('.', self.decimal)} %"

    def covered(self, share: Fraction | None) -> str:
        """`99.6 %` of a time that was observed, as it is printed everywhere; empty for none."""
        return "" if share is None else f"{coverage_text(share).replace('.', self.decimal)} %"

    def record(self, names: Sequence[str], share: str, days: int) -> str:
        """One quiet sentence: what was available, how much, and of what time. Empty: no period."""
        if days not in self.periods:
            return ""
        who = self.names(names) or self.all_services
        said = self.has if len(names) == 1 else self.have
        return said.format(who=who, share=share, period=self.periods[days])


def _when_english(instant: datetime, zone: tzinfo, now: datetime) -> str:
    return when_text(instant, zone, now=now)


def _when_german(instant: datetime, zone: tzinfo, now: datetime) -> str:
    """`14:02 Uhr (MEZ)`, with the day before it where it is not that of `now`."""
    local = instant.astimezone(zone)
    clock = f"{local:%H:%M} Uhr {_zone_german(instant, zone)}"
    if local.date() == now.astimezone(zone).date():
        return clock
    return f"{local.day}. {GERMAN_MONTHS[local.month - 1]} {local.year}, {clock}"


def _zone_german(instant: datetime, zone: tzinfo) -> str:
    name = zone_text(instant, zone)
    return {"CET": "MEZ", "CEST": "MESZ"}.get(name, name)


def _length_german(length: timedelta) -> str:
    minutes = max(0, round(length / _MINUTE))
    if minutes < 1:
        return "weniger als eine Minute"
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    counted = (
        *((days, "Tag" if days == 1 else "Tage"), (hours, "Stunde" if hours == 1 else "Stunden")),
        (left, "Minute" if left == 1 else "Minuten"),
    )
    return " ".join([f"{count} {unit}" for count, unit in counted if count][:2])


TELLINGS: Mapping[Language, Telling] = {
    Language.ENGLISH: Telling(
        when=_when_english,
        length=length_text,
        effects={
            ComponentStatus.MAJOR_OUTAGE: ("is unavailable", "are unavailable"),
            ComponentStatus.PARTIAL_OUTAGE: (
                "is failing for some customers",
                "are failing for some customers",
            ),
            ComponentStatus.DEGRADED_PERFORMANCE: (
                "is not working as usual",
                "are not working as usual",
            ),
            ComponentStatus.UNDER_MAINTENANCE: ("is under maintenance", "are under maintenance"),
            ComponentStatus.OPERATIONAL: (
                "is working as usual again",
                "are working as usual again",
            ),
        },
        so_far={
            ComponentStatus.MAJOR_OUTAGE: (
                "has been unavailable{since}",
                "have been unavailable{since}",
            ),
            ComponentStatus.PARTIAL_OUTAGE: (
                "has been failing for some customers{since}",
                "have been failing for some customers{since}",
            ),
            ComponentStatus.DEGRADED_PERFORMANCE: (
                "has not been working as usual{since}",
                "have not been working as usual{since}",
            ),
        },
        again=(
            "has been working as usual again{since}",
            "have been working as usual again{since}",
        ),
        since=" since {}",
        lasts="The trouble has lasted since {}.",
        lasted="It lasted {length}, from {start} to {stop}.",
        late="The next update is late; you will read it on our status page.",
        impacts={Impact.MINOR: "minor", Impact.MAJOR: "major", Impact.CRITICAL: "critical"},
        periods={365: "the last 12 months", 90: "the last 90 days", 30: "the last 30 days"},
        quarter="Q{} {}",
        one_day="{} day",
        more_days="{} days",
        promise="We will update this notice by {}.",
        tell_me="To be told the moment it is over: {}",
        has="{who} has been available {share} of {period}.",
        have="{who} have been available {share} of {period}.",
        all_services="Our services",
        conjunction="and",
        more="{} more services",
        moved_on="From now on we tell about this together with another incident.",
        goes_on="From now on we tell about {} here as well.",
        mistake="Published by mistake: ",
        quote="“{}”",
        decimal=".",
    ),
    Language.GERMAN: Telling(
        when=_when_german,
        length=_length_german,
        effects={
            ComponentStatus.MAJOR_OUTAGE: ("ist nicht erreichbar", "sind nicht erreichbar"),
            ComponentStatus.PARTIAL_OUTAGE: (
                "ist für einen Teil der Kunden gestört",
                "sind für einen Teil der Kunden gestört",
            ),
            ComponentStatus.DEGRADED_PERFORMANCE: (
                "funktioniert nicht wie gewohnt",
                "funktionieren nicht wie gewohnt",
            ),
            ComponentStatus.UNDER_MAINTENANCE: ("wird gewartet", "werden gewartet"),
            ComponentStatus.OPERATIONAL: (
                "funktioniert wieder wie gewohnt",
                "funktionieren wieder wie gewohnt",
            ),
        },
        so_far={
            ComponentStatus.MAJOR_OUTAGE: (
                "ist{since} nicht erreichbar",
                "sind{since} nicht erreichbar",
            ),
            ComponentStatus.PARTIAL_OUTAGE: (
                "ist{since} für einen Teil der Kunden gestört",
                "sind{since} für einen Teil der Kunden gestört",
            ),
            ComponentStatus.DEGRADED_PERFORMANCE: (
                "funktioniert{since} nicht wie gewohnt",
                "funktionieren{since} nicht wie gewohnt",
            ),
        },
        again=(
            "funktioniert{since} wieder wie gewohnt",
            "funktionieren{since} wieder wie gewohnt",
        ),
        since=" seit {}",
        lasts="Die Störung besteht seit {}.",
        lasted="Es dauerte {length}, von {start} bis {stop}.",
        late="Die nächste Meldung verspätet sich; Sie lesen sie auf unserer Statusseite.",
        impacts={Impact.MINOR: "gering", Impact.MAJOR: "groß", Impact.CRITICAL: "kritisch"},
        periods={
            365: "der letzten 12 Monate",
            90: "der letzten 90 Tage",
            30: "der letzten 30 Tage",
        },
        quarter="{}. Quartal {}",
        one_day="{} Tag",
        more_days="{} Tagen",
        promise="Wir melden uns hier bis {} wieder.",
        tell_me="Damit Sie erfahren, sobald es vorbei ist: {}",
        has="{who} war in {share} {period} verfügbar.",
        have="{who} waren in {share} {period} verfügbar.",
        all_services="Unsere Dienste",
        conjunction="und",
        more="{} weitere Dienste",
        moved_on="Ab jetzt berichten wir darüber zusammen mit einer anderen Störung.",
        goes_on="Ab jetzt berichten wir hier auch über {}.",
        mistake="Irrtümlich veröffentlicht: ",
        quote="„{}“",
        decimal=",",
    ),
}
