"""The words of a report, in each language, and how it writes numbers, lengths and days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction

from statusboard.domain.downtime_cost import money_text
from statusboard.domain.language import Language
from statusboard.domain.objective import YEAR, Hours, read_window
from statusboard.domain.period import Relative
from statusboard.domain.report_english import ENGLISH
from statusboard.domain.report_german import GERMAN
from statusboard.domain.report_phrases import ReportPhrases
from statusboard.domain.telling import GERMAN_MONTHS
from statusboard.domain.time_text import MONTHS, lost_seconds, zone_text

DASH = "\N{EN DASH}"
NBSP = "\N{NO-BREAK SPACE}"
_MINUTE, _HOUR = 60, 3600
_GERMAN_ZONES = {"CET": "MEZ", "CEST": "MESZ"}


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The phrases of one language, and what needs its grammar."""

    language: Language
    phrases: ReportPhrases

    def number(self, text: str) -> str:
        """A cut percentage with the language's decimal sign; a dash stays one."""
        return text.replace(".", self.phrases.decimal)

    def percent(self, text: str) -> str:
        """The same with its sign; without one for a dash."""
        return text if text == DASH else f"{self.number(text)}{NBSP}%"

    def money(self, amount: Fraction, currency: str) -> str:
        """A sum to the nearest whole unit, as the language writes it: `12.400 EUR` in German."""
        said = money_text(amount, currency)
        if self.phrases.decimal == ",":
            return said.replace(",", ".").replace("under ", "unter ")
        return said

    def observed(self, coverage: str) -> str:
        """`97.4 % observed`, or that nothing was."""
        if coverage in {"", DASH, "0"}:
            return self.phrases.not_observed
        return self.phrases.observed.format(self.percent(coverage))

    def short_length(self, length_us: int) -> str:
        """Lost time in a table: `41 min`, `2 h 5 min`, `3 d 4 h`; its smaller unit rounded up."""
        days, hours, minutes, seconds = _parts(length_us)
        units = self.phrases.units
        counted = ((days, units[0]), (hours, units[1]), (minutes, units[2]), (seconds, units[3]))
        found = [f"{count}{NBSP}{unit}" for count, unit in counted if count]
        return NBSP.join(found) if found else f"0{NBSP}{units[2]}"

    def length(self, length_us: int) -> str:
        """Lost time in a sentence: `41 minutes`, `2 hours 5 minutes`; rounded up."""
        names = self.phrases.long_units
        counted = zip(_parts(length_us), names, strict=True)
        found = [
            f"{count} {one if count == 1 else more}" for count, (one, more) in counted if count
        ]
        return " ".join(found) if found else f"0 {names[2][1]}"

    def small_number(self, number: int) -> str:
        """A number as a sentence has it: in words up to twelve."""
        known = self.phrases.numbers
        return known[number] if 0 <= number < len(known) else str(number)

    def names(self, names: tuple[str, ...]) -> str:
        """`A`, `A and B`, `A, B and C`, `A, B and 3 more services`."""
        if len(names) <= 1:
            return "".join(names)
        if len(names) > 3:
            more = self.phrases.more_services.format(len(names) - 2)
            return f"{', '.join(names[:2])} {self.phrases.conjunction} {more}"
        return f"{', '.join(names[:-1])} {self.phrases.conjunction} {names[-1]}"

    def month(self, number: int) -> str:
        """The name of a month, counted from 1."""
        return (MONTHS if self.language is Language.ENGLISH else GERMAN_MONTHS)[number - 1]

    def day(self, day: date) -> str:
        """`22 November 2026`."""
        return self.phrases.day.format(day=day.day, month=self.month(day.month), year=day.year)

    def short_day(self, day: date) -> str:
        """`22 November`."""
        return self.phrases.short_day.format(day=day.day, month=self.month(day.month))

    def window(self, text: str, hours: Hours) -> str:
        """`over 12 months`, `for the quarter, in business hours`; of a window by its text."""
        window, named = read_window(text), self.phrases.windows
        if isinstance(window, Relative):
            said = named[window.unit.value]
        elif window == YEAR:
            said = named["12mo"]
        else:
            said = named["day" if window.days == 1 else "days"].format(window.days)
        is_business = hours is Hours.BUSINESS
        return said + (self.phrases.in_business_hours if is_business else "")

    def days(self, first: date, last: date) -> str:
        """`1 – 30 November 2026`, `1 October – 31 December 2026`; one day by itself."""
        if first == last:
            return self.day(first)
        if (first.year, first.month) == (last.year, last.month):
            start = self.phrases.bare_day.format(first.day)
        elif first.year == last.year:
            start = self.short_day(first)
        else:
            start = self.day(first)
        return f"{start} {DASH} {self.day(last)}"

    def moment(self, instant: datetime, zone: tzinfo) -> str:
        """`22 November 2026, 14:02 CET`."""
        local = instant.astimezone(zone)
        name = zone_text(instant, zone)
        if self.language is Language.GERMAN:
            name = _GERMAN_ZONES.get(name, name)
        return self.phrases.moment.format(
            day=self.day(local.date()), clock=f"{local:%H:%M}", zone=name
        )

    def ordinal(self, day: date) -> str:
        """`On the 28th`, as a sentence about one month begins."""
        if self.language is Language.GERMAN:
            return f"Am {day.day}."
        ending = (
            "th"
            if 4 <= day.day % 100 <= 20
            else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
        )
        return f"On the {day.day}{ending}"

    def on_day(self, day: date) -> str:
        """`On 28 November`."""
        return self.phrases.on_day.format(self.short_day(day))


WORDS: Mapping[Language, ReportWords] = {
    Language.ENGLISH: ReportWords(Language.ENGLISH, ENGLISH),
    Language.GERMAN: ReportWords(Language.GERMAN, GERMAN),
}


def _parts(length_us: int) -> tuple[int, int, int, int]:
    """Days, hours, minutes, seconds of which at most two neighbours are left; rounded up."""
    whole = timedelta(seconds=lost_seconds(length_us))
    hours, rest = divmod(whole.seconds, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return whole.days, hours, minutes, left
