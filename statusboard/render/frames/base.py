"""The words around an update, as every language has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from statusboard.domain.languages import direction_of
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.time_text import clock_text
from statusboard.domain.update_kind import UpdateKind
from statusboard.render.frames.times import Times


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around an update. Braces are filled in: a time, a number, a name, an address.

    `label` puts a name before what it is about, `sentence` ends one, `comma` stands between names,
    and `span` joins two times. `written_in` says in which language a notice is, by the code of
    that. `capitals`: a word keeps its capital letter also behind another one.
    """

    language: str
    times: Times
    label: str
    sentence: str
    comma: str
    span: str
    capitals: bool
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
    sample_word: str
    customers: str
    planned: str
    planned_until: str
    was_planned: str
    written_in: Mapping[str, str]

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML says it."""
        return direction_of(self.language)

    @property
    def sides(self) -> tuple[str, str]:
        """Where a line begins and ends: many programs for mail know no logical sides."""
        return ("right", "left") if self.direction == "rtl" else ("left", "right")

    def original(self, said_in: str) -> str:
        """That words are in another language than this one; empty where they are not known to be.

        `said_in` is the code of theirs.
        """
        return "" if said_in == self.language else self.written_in.get(said_in, "")

    def labelled(self, name: str, text: str) -> str:
        """A text behind its name: `Correction: this is true`."""
        return self.label.format(name=name, text=text)

    def behind(self, word: str) -> str:
        """A word as it stands behind another one."""
        return word if self.capitals else word[:1].lower() + word[1:]

    def full(self, instant: datetime, zone: tzinfo) -> str:
        """Day and time of an instant."""
        return self.times.full_text(self.times.clock_text(instant, zone), instant, zone)

    def on(self, instant: datetime, zone: tzinfo) -> str:
        """Time and day of an instant that is promised."""
        return self.times.on_text(self.times.clock_text(instant, zone), instant, zone)

    def until(self, instant: datetime, beside: datetime, zone: tzinfo) -> str:
        """The time of an instant, with its day where that is not the day of `beside`."""
        if instant.astimezone(zone).date() != beside.astimezone(zone).date():
            return self.full(instant, zone)
        return self.times.clock_text(instant, zone)

    def briefly(self, instant: datetime, beside: datetime, zone: tzinfo) -> str:
        """The same of a promise in a text message: as few letters as say it."""
        clock = clock_text(instant, zone)
        if instant.astimezone(zone).date() == beside.astimezone(zone).date():
            return clock
        return self.times.on_text(clock, instant, zone)

    def in_utc(self, instant: datetime, beside: datetime) -> str:
        """The time of day in UTC, without the zone; with the date where that is another one."""
        utc = instant.astimezone(UTC)
        clock = f"{utc:%H:%M}"
        if utc.date() == beside.astimezone(UTC).date():
            return clock
        return self.times.full_text(clock, utc, UTC)
