"""A claim about uptime as it stands on the page: its figure, and the words beneath it."""

from dataclasses import dataclass
from datetime import date, tzinfo

from statusboard.domain.claim import OWN, Claim, ClaimKind, ClaimPeriod
from statusboard.domain.period import Calendar, CalendarUnit, Days, Relative, Rolling
from statusboard.domain.views.public import PublicClaim
from statusboard.render.page_words.base import PageWords

_YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim in texts: its figure, the words beneath it, how it was measured."""

    big: str
    small: str
    note: str


def claim_facts(public: PublicClaim, words: PageWords, zone: tzinfo) -> ClaimFacts:
    """A claim in the language of a page; `zone` is that of the days of a run."""
    note = words.claims.observed.format(share=words.dates.share(public.coverage))
    return ClaimFacts(*_said(public.claim, words, zone), note)


def _said(claim: Claim, words: PageWords, zone: tzinfo) -> tuple[str, str]:
    said, plurals = words.claims, words.dates.plurals
    period = "" if claim.period is None else _period(claim.period, words)
    match claim.kind:
        case ClaimKind.AVAILABILITY:
            return words.dates.share(claim.percent), said.available.format(period=period)
        case ClaimKind.MAJOR_FREE:
            since = said.since_major if claim.ever else said.never_major
            return plurals.said(said.days, claim.count), since
        case ClaimKind.RECORD_RUN:
            return plurals.said(said.days, claim.count), _record(claim, words, zone)
        case ClaimKind.PROMISES:
            kept = said.kept.format(period=period).replace(" ,", ",")
            return said.kept_of.format(kept=claim.count, of=claim.of), kept
        case ClaimKind.FIRST_WORD:
            first = said.first_word.format(incidents=claim.of, period=period)
            return plurals.said(said.minutes, claim.count), first


def _record(claim: Claim, words: PageWords, zone: tzinfo) -> str:
    if claim.run is None:
        return words.claims.record
    first, last = (
        words.dates.on(at.astimezone(zone).date()) for at in (claim.run.start, claim.run.stop)
    )
    return words.claims.past_record.format(first=first, last=last)


def _period(period: ClaimPeriod, words: PageWords) -> str:
    """The time of a claim, as it stands in a sentence: `over the last 12 months`."""
    said, dates = words.claims, words.dates
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
