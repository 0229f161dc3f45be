"""Claims as sentences for customers, in each language: a headline in two parts, and a sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from statusboard.domain.claim import OWN, Claim, ClaimKind, ClaimPeriod
from statusboard.domain.claim_subject import begin_words, is_one, subject_words
from statusboard.domain.language import Language
from statusboard.domain.period import Calendar, CalendarUnit, Days, Relative, Rolling
from statusboard.domain.telling import GERMAN_MONTHS, TELLINGS

_YEAR_DAYS = 365
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class ClaimText:
    """A claim as it is said: `big` is its figure, `small` what stands beneath it in a picture.

    `sentence` stands by itself in a text, and says whose it is.
    """

    big: str
    small: str
    sentence: str

    @property
    def headline(self) -> str:
        """Both parts in one line."""
        return f"{self.big} {self.small}"


@dataclass(frozen=True, slots=True)
class _Words:
    months: tuple[str, ...]
    day: str
    last_months: str
    last_days: str
    this: Mapping[CalendarUnit, str]
    this_contract: Mapping[CalendarUnit, str]
    month: str
    quarter: str
    year: str
    span: str
    since: str
    own: str
    available: str
    available_for: str
    have_been: str
    has_been: str
    days: tuple[str, str]
    since_major: str
    never_major: str
    record: str
    past_record: str
    kept: str
    first_word: str
    minutes: tuple[str, str]
    sentences: Mapping[ClaimKind, str]
    never: str


_ENGLISH = _Words(
    months=ENGLISH_MONTHS,
    day="{day} {month} {year}",
    last_months="over the last {} months",
    last_days="over the last {} days",
    this={
        CalendarUnit.MONTH: "this month",
        CalendarUnit.QUARTER: "this quarter",
        CalendarUnit.YEAR: "this year",
    },
    this_contract={
        CalendarUnit.MONTH: "this contract month",
        CalendarUnit.QUARTER: "this contract quarter",
        CalendarUnit.YEAR: "this contract year",
    },
    month="in {month} {year}",
    quarter="in Q{number} {year}",
    year="in {year}",
    span="from {first} to {last}",
    since="since {month} {year}",
    own=", each over its own time",
    available="available {period}",
    available_for="available {period}: {services}",
    have_been="{who} have been available {share} of the time {period}.",
    has_been="{who} has been available {share} of the time {period}.",
    days=("{} day", "{} days"),
    since_major="since the last major outage",
    never_major="without a major outage since we began to measure",
    record="without a major outage, our longest run",
    past_record="was our longest run without a major outage, from {first} to {last}",
    kept="services kept their promise {period}",
    first_word="to the first word to customers, in the middle of {incidents} incidents {period}",
    minutes=("{} minute", "{} minutes"),
    sentences={
        ClaimKind.MAJOR_FREE: "{count} have passed since the last major outage.",
        ClaimKind.PROMISES: "{kept} of {of} services kept their promise {period}.",
        ClaimKind.FIRST_WORD: "Customers had the first word after {count}, in the middle of "
        "{incidents} incidents {period}.",
        ClaimKind.RECORD_RUN: "Our longest run without a major outage is {count} long.",
    },
    never="There has been no major outage in the {count} that we have measured.",
)
_GERMAN = _Words(
    months=GERMAN_MONTHS,
    day="{day}. {month} {year}",
    last_months="in den letzten {} Monaten",
    last_days="in den letzten {} Tagen",
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
    month="im {month} {year}",
    quarter="im {number}. Quartal {year}",
    year="im Jahr {year}",
    span="vom {first} bis zum {last}",
    since="seit {month} {year}",
    own="jeweils über ihre eigene Zeit",
    available="verfügbar {period}",
    available_for="verfügbar {period}: {services}",
    have_been="{who} waren {period} zu {share} der Zeit verfügbar.",
    has_been="{who} war {period} zu {share} der Zeit verfügbar.",
    days=("{} Tag", "{} Tage"),
    since_major="seit dem letzten großen Ausfall",
    never_major="ohne großen Ausfall, seit wir messen",
    record="ohne großen Ausfall, unsere längste Zeit",
    past_record="war unsere längste Zeit ohne großen Ausfall, vom {first} bis zum {last}",
    kept="Dienste hielten {period}, was wir versprochen haben",
    first_word="bis zum ersten Wort an die Kunden, in der Mitte von {incidents} Störungen {period}",
    minutes=("{} Minute", "{} Minuten"),
    sentences={
        ClaimKind.MAJOR_FREE: "Der letzte große Ausfall liegt {count} zurück.",
        ClaimKind.PROMISES: "{kept} von {of} Diensten hielten {period}, was wir versprochen haben.",
        ClaimKind.FIRST_WORD: "Das erste Wort an die Kunden kam nach {count}, in der Mitte von "
        "{incidents} Störungen {period}.",
        ClaimKind.RECORD_RUN: "Unsere längste Zeit ohne großen Ausfall ist {count} lang.",
    },
    never="In den {count}, die wir gemessen haben, gab es keinen großen Ausfall.",
)
_WORDS = {Language.ENGLISH: _ENGLISH, Language.GERMAN: _GERMAN}


def claim_text(claim: Claim, language: Language, zone: tzinfo = UTC) -> ClaimText:
    """How a claim is said. `zone` is that of the days of a run."""
    words = _WORDS[language]
    period = "" if claim.period is None else period_words(claim.period, language)
    who = subject_words(claim.services, language)
    make: Mapping[ClaimKind, Callable[[], ClaimText]] = {
        ClaimKind.AVAILABILITY: lambda: _availability(claim, words, language, period),
        ClaimKind.MAJOR_FREE: lambda: _major_free(claim, words, language),
        ClaimKind.RECORD_RUN: lambda: _record(claim, words, language, zone),
        ClaimKind.PROMISES: lambda: ClaimText(
            f"{claim.count} {'von' if language is Language.GERMAN else 'of'} {claim.of}",
            _joined(words.kept.format(period=period)),
            _joined(
                words.sentences[ClaimKind.PROMISES].format(
                    kept=claim.count, of=claim.of, period=period
                )
            ),
        ),
        ClaimKind.FIRST_WORD: lambda: ClaimText(
            _counted(words.minutes, claim.count),
            words.first_word.format(incidents=claim.of, period=period),
            words.sentences[ClaimKind.FIRST_WORD].format(
                count=_counted(words.minutes, claim.count), incidents=claim.of, period=period
            ),
        ),
    }
    said = make[claim.kind]()
    if not who or claim.kind is ClaimKind.AVAILABILITY:
        return said
    begin = begin_words(claim.services, language)
    return ClaimText(said.big, f"{said.small}: {who}", f"{begin}: {said.sentence}")


def period_words(period: ClaimPeriod, language: Language) -> str:
    """The time of a claim, as it stands in a sentence: `over the last 12 months`."""
    words = _WORDS[language]
    match period.named:
        case None:
            since = words.own if period.key == OWN else words.since
            return since.format(month=words.months[period.first.month - 1], year=period.first.year)
        case Rolling(days) if days % _YEAR_DAYS == 0:
            return words.last_months.format(12 * (days // _YEAR_DAYS))
        case Rolling(days):
            return words.last_days.format(days)
        case Relative(unit):
            return (words.this_contract if period.is_contract else words.this)[unit]
        case Calendar(CalendarUnit.MONTH) as one:
            return words.month.format(month=words.months[one.number - 1], year=one.year)
        case Calendar(CalendarUnit.QUARTER) as one:
            return words.quarter.format(number=one.number, year=one.year)
        case Calendar() as one:
            return words.year.format(year=one.year)
        case Days(first, last):
            return words.span.format(
                first=day_words(first, language), last=day_words(last, language)
            )


def day_words(day: date, language: Language) -> str:
    """A day with its year: `12 October 2026`."""
    words = _WORDS[language]
    return words.day.format(day=day.day, month=words.months[day.month - 1], year=day.year)


def month_words(day: date, language: Language) -> str:
    """The month of a day with its year: `December 2025`."""
    return f"{_WORDS[language].months[day.month - 1]} {day.year}"


def percent_words(percent: str, language: Language) -> str:
    """A percentage with the sign and the decimal mark of a language."""
    return f"{percent.replace('.', TELLINGS[language].decimal)} %"


def _availability(claim: Claim, words: _Words, language: Language, period: str) -> ClaimText:
    share = percent_words(claim.percent, language)
    names = subject_words(claim.services, language)
    who = begin_words(claim.services, language) or TELLINGS[language].all_services
    shape = words.available_for if names else words.available
    sentence = words.has_been if is_one(claim.services) else words.have_been
    return ClaimText(
        share,
        shape.format(period=period, services=names),
        sentence.format(who=who, share=share, period=period),
    )


def _major_free(claim: Claim, words: _Words, language: Language) -> ClaimText:
    count = _counted(words.days, claim.count)
    if claim.ever:
        sentence = words.sentences[ClaimKind.MAJOR_FREE].format(count=count)
        return ClaimText(count, words.since_major, sentence)
    if language is Language.GERMAN and claim.count != 1:
        count = f"{claim.count} Tagen"
    return ClaimText(
        _counted(words.days, claim.count), words.never_major, words.never.format(count=count)
    )


def _record(claim: Claim, words: _Words, language: Language, zone: tzinfo) -> ClaimText:
    count = _counted(words.days, claim.count)
    sentence = words.sentences[ClaimKind.RECORD_RUN].format(count=count)
    if claim.run is None:
        return ClaimText(count, words.record, sentence)
    first, last = (day_words(_day(at, zone), language) for at in (claim.run.start, claim.run.stop))
    return ClaimText(count, words.past_record.format(first=first, last=last), sentence)


def _joined(sentence: str) -> str:
    return sentence.replace(" ,", ",")


def _day(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()


def _counted(words: tuple[str, str], count: int) -> str:
    return words[count != 1].format(count)
