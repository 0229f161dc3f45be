"""Claims judged: what may be said of uptime now, and what somebody would like to say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from statusboard.app.health.claim_facts import ClaimReader
from statusboard.app.health.claim_rule import claim_rule, sources_words
from statusboard.app.health.claim_runs import run_facts
from statusboard.app.health.corrected import corrected_services
from statusboard.domain.claim import (
    OWN,
    QUARTER_DAYS,
    SINCE,
    YEAR,
    Asked,
    Claim,
    ClaimKind,
    ClaimPeriod,
    Judged,
    PeriodFacts,
    Problem,
    RunFacts,
)
from statusboard.domain.claim_detail import Known, detail_text
from statusboard.domain.claim_figures import figure_lines
from statusboard.domain.claim_judging import judge
from statusboard.domain.claim_problems import problem_text
from statusboard.domain.claim_reading import read_claim
from statusboard.domain.claim_words import ClaimText, claim_text
from statusboard.domain.instants import DAY_US, Interval, from_us
from statusboard.domain.period import Calendar, Days, period_text
from statusboard.domain.views.statement import ClaimRow, Nearest
from statusboard.storage.checks import read_checks
from statusboard.storage.unit import Unit

# Where the nearest true claim is looked for, in this order.
PERIODS = (YEAR, QUARTER_DAYS, "30d", "this-quarter")
_TWO_YEARS = "730d"
# What everybody would like to say.
NOTHING_LOST = Asked(ClaimKind.AVAILABILITY, "this-quarter", "100")
REFUSED_SHOWN = 2


@dataclass
class Claims:
    """The claims of some services, or of all, as of now; every period is read once."""

    unit: Unit
    reader: ClaimReader
    language: str

    def __post_init__(self) -> None:
        self._periods: dict[str, PeriodFacts | None] = {}

    @classmethod
    def of(cls, unit: Unit, component_ids: Sequence[int], language: str) -> "Claims":
        """Raises RuleBroken for a service that is gone."""
        return cls(unit, ClaimReader.of(unit, component_ids), language)

    @cached_property
    def run(self) -> RunFacts:
        """The time since the last major outage."""
        return run_facts(self.reader)

    def judged(self, asked: Asked, *, with_nearest: bool = True) -> Judged:
        """The judgement of a claim; of one that is refused with the nearest that is carried.

        Without that, no other period is read.
        """
        own = self._judged(asked, (asked.period,))
        if own.is_carried or own.nearest is not None or not with_nearest:
            return own
        apart = (OWN,) if asked.kind is ClaimKind.PROMISES else ()
        return self._judged(asked, (asked.period, *apart, *PERIODS))

    def _judged(self, asked: Asked, keys: Iterable[str]) -> Judged:
        has_period = asked.kind.has_period
        periods = self._facts(keys) if has_period else {}
        run = RunFacts(None, ever=False) if has_period else self.run
        return judge(asked, periods, run, self.unit.now_us, self.reader.subjects)

    def row(self, asked: Asked, *, said: str = "") -> ClaimRow:
        """The judgement as the desk shows it."""
        judged = self.judged(asked)
        known = self._known(judged)
        nearest = judged.nearest
        return ClaimRow(
            asked=_exact(asked, judged.claim) if judged.is_carried else asked,
            text=self.text_of(judged.claim),
            is_carried=judged.is_carried,
            detail=detail_text(judged, known) if judged.is_carried else problem_text(judged, known),
            until=None if judged.until_us is None else from_us(judged.until_us),
            figures=figure_lines(judged, known),
            nearest=None
            if nearest is None
            else Nearest(_exact(asked, nearest), self.text_of(nearest)),
            said=said,
            is_unknown=judged.problem in (Problem.UNOBSERVED, Problem.NO_PERIOD),
        )

    def typed(self, text: str) -> ClaimRow:
        """The judgement of a claim in somebody's own words."""
        today = self.unit.now.astimezone(self.reader.zone).date()
        asked = read_claim(text, today)
        if asked is not None:
            return self.row(asked, said=text)
        unread = Judged(Claim(ClaimKind.AVAILABILITY), Problem.UNREAD)
        return ClaimRow(
            asked=Asked(ClaimKind.AVAILABILITY),
            text=ClaimText("", text, text),
            is_carried=False,
            detail=problem_text(unread, self._known(unread)),
            said=text,
        )

    def offered(self, period: str) -> tuple[ClaimRow, ...]:
        """Everything that may be said of a period, of this quarter, and of the run that lasts."""
        wanted = [Asked(kind, period if kind.has_period else "") for kind in ClaimKind]
        wanted.insert(1, NOTHING_LOST)
        carried = [row for one in wanted if (row := self.row(one)).is_carried]
        if all(row.asked.kind is not ClaimKind.PROMISES for row in carried):
            # Promises over other times than this one are told each over its own.
            own = self.row(Asked(ClaimKind.PROMISES, OWN))
            after = sum(row.asked.kind is ClaimKind.AVAILABILITY for row in carried)
            carried[after:after] = [own] if own.is_carried else []
        return tuple(carried)

    def refused(self, period: str) -> tuple[ClaimRow, ...]:
        """What one would like to say and may not, with what is true in its place.

        Of services of which nothing was measured yet nothing is refused either.
        """
        year = self.facts(YEAR)
        if year is None or not year.figure.observed_us:
            return ()
        wanted = [NOTHING_LOST]
        wanted += [
            Asked(ClaimKind.AVAILABILITY, key, "99.99")
            for key in (_TWO_YEARS, SINCE, YEAR)
            if self.reader.period(key) is not None
        ]
        wanted += [Asked(ClaimKind.AVAILABILITY, period, "100")]
        rows = (self.row(one) for one in wanted)
        return tuple(one for one in rows if not one.is_carried)[:REFUSED_SHOWN]

    def text_of(self, claim: Claim) -> ClaimText:
        """The words of a claim, in the language chosen."""
        return claim_text(claim, self.language, self.reader.zone)

    def facts(self, period: str) -> PeriodFacts | None:
        """What was measured over a period."""
        return self._facts((period,)).get(period)

    def _facts(self, keys: Iterable[str]) -> Mapping[str, PeriodFacts]:
        wanted = dict.fromkeys(key for key in keys if key)
        for key in wanted:
            if key not in self._periods:
                self._periods[key] = self.reader.facts(key)
        return {key: facts for key in wanted if (facts := self._periods[key]) is not None}

    @cached_property
    def _sources(self) -> str:
        ids = set(self.reader.ids)
        asked = read_checks(self.unit, enabled_only=True, with_config=False)
        checks = sum(one.component_id in ids for one in asked)
        return sources_words(checks, len(ids), self.language)

    def _known(self, judged: Judged) -> Known:
        period = judged.claim.period
        now_us = self.unit.now_us
        bounds = Interval(now_us - 365 * DAY_US, now_us) if period is None else period.bounds
        reader = self.reader
        one = reader.as_one(bounds)
        return Known(
            periods={key: facts for key, facts in self._periods.items() if facts is not None},
            run=self.run,
            rule=claim_rule(self.unit, one, bounds, self.language),
            sources=self._sources,
            zone=reader.zone,
            now=self.unit.now,
            services=tuple(one.name for one in reader.components) if reader.subjects else (),
            is_corrected=not corrected_services(self.unit, bounds).keys().isdisjoint(one.ids),
            language=self.language,
        )


def _exact(asked: Asked, claim: Claim) -> Asked:
    """The claim with its figure, so that it can be judged again as it was said.

    `last-month` was said as the month that it is: next month it would be another.
    """
    return replace(
        asked,
        period="" if claim.period is None else _lasting_key(claim.period),
        percent=claim.percent,
        count=None if claim.kind is ClaimKind.AVAILABILITY else claim.count,
        of=claim.of or None,
    )


def _lasting_key(period: ClaimPeriod) -> str:
    is_past = isinstance(period.named, Calendar | Days)
    return period_text(period.named) if is_past and period.named is not None else period.key
