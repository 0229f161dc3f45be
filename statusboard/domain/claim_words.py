"""Claims as they are said to customers, in each language: a headline in two parts, a sentence."""

from dataclasses import dataclass
from datetime import UTC, date, tzinfo

from statusboard.domain.claim import OWN, Claim, ClaimKind, ClaimPeriod
from statusboard.domain.claim_subject import is_one
from statusboard.domain.claim_subject_words import begin_words, subject_words
from statusboard.domain.period import Calendar, CalendarUnit, Days, Relative, Rolling
from statusboard.domain.tongues.base import Tongue
from statusboard.domain.tongues.known import TONGUES

_YEAR_DAYS = 365


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


def claim_text(claim: Claim, language: str, zone: tzinfo = UTC) -> ClaimText:
    """How a claim is said in a language by its code. `zone` is that of the days of a run."""
    tongue = TONGUES[language]
    big, small = claim_headline(claim, tongue, zone)
    sentence = _sentence(claim, tongue, big)
    who = subject_words(claim.services, language)
    if not who:
        return ClaimText(big, small, sentence)
    small = f"{small}{tongue.colon}{who}"
    if claim.kind is not ClaimKind.AVAILABILITY:
        sentence = f"{begin_words(claim.services, language)}{tongue.colon}{sentence}"
    return ClaimText(big, small, sentence)


def claim_headline(claim: Claim, tongue: Tongue, zone: tzinfo) -> tuple[str, str]:
    """The figure of a claim and the words beneath it, whatever it is about."""
    said, plurals = tongue.claims, tongue.dates.plurals
    period = "" if claim.period is None else period_words(claim.period, tongue)
    match claim.kind:
        case ClaimKind.AVAILABILITY:
            return tongue.dates.share(claim.percent), said.available.format(period=period)
        case ClaimKind.MAJOR_FREE:
            since = said.since_major if claim.ever else said.never_major
            return plurals.said(said.days, claim.count), since
        case ClaimKind.RECORD_RUN:
            return plurals.said(said.days, claim.count), _record(claim, tongue, zone)
        case ClaimKind.PROMISES:
            kept = _joined(said.kept.format(period=period))
            return said.kept_of.format(kept=claim.count, of=claim.of), kept
        case ClaimKind.FIRST_WORD:
            first = said.first_word.format(incidents=claim.of, period=period)
            return plurals.said(said.minutes, claim.count), first


def period_words(period: ClaimPeriod, tongue: Tongue) -> str:
    """The time of a claim, as it stands in a sentence: `over the last 12 months`."""
    said, dates = tongue.claims, tongue.dates
    match period.named:
        case None:
            since = said.since.format(month=dates.in_month(period.first))
            return said.own if period.key == OWN else since
        case Rolling(days) if days % _YEAR_DAYS == 0:
            return dates.plurals.said(said.last_months, 12 * (days // _YEAR_DAYS))
        case Rolling(days):
            return dates.plurals.said(said.last_days, days)
        case Relative(unit):
            return (said.this_contract if period.is_contract else said.this)[unit]
        case Calendar(CalendarUnit.MONTH) as one:
            return said.in_month.format(month=dates.in_month(date(one.year, one.number, 1)))
        case Calendar(CalendarUnit.QUARTER) as one:
            return said.in_quarter.format(number=one.number, year=one.year)
        case Calendar() as one:
            return said.in_year.format(year=one.year)
        case Days(first, last):
            return said.span.format(first=dates.on(first), last=dates.on(last))


def _sentence(claim: Claim, tongue: Tongue, figure: str) -> str:
    said, plurals = tongue.claims, tongue.dates.plurals
    period = "" if claim.period is None else period_words(claim.period, tongue)
    match claim.kind:
        case ClaimKind.AVAILABILITY:
            shape = said.has_been if is_one(claim.services) else said.have_been
            who = begin_words(claim.services, tongue.code) or said.all_services
            return shape.format(who=who, share=figure, period=period)
        case ClaimKind.MAJOR_FREE:
            forms = said.days_since if claim.ever else said.days_measured
            return plurals.said(forms, claim.count)
        case ClaimKind.RECORD_RUN:
            return plurals.said(said.longest_run, claim.count)
        case ClaimKind.PROMISES:
            return _joined(said.kept_promises.format(kept=claim.count, of=claim.of, period=period))
        case ClaimKind.FIRST_WORD:
            return said.word_after.format(count=figure, incidents=claim.of, period=period)


def _record(claim: Claim, tongue: Tongue, zone: tzinfo) -> str:
    if claim.run is None:
        return tongue.claims.record
    first, last = (
        tongue.dates.on(at.astimezone(zone).date()) for at in (claim.run.start, claim.run.stop)
    )
    return tongue.claims.past_record.format(first=first, last=last)


def _joined(sentence: str) -> str:
    return sentence.replace(" ,", ",")
