"""What may be said of uptime today: the statement screen, and a claim in one's own words."""

from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.health.claims import Claims
from statusboard.app.settings import DEFAULT_NAME, PAGE_NAME, page_address, text_setting
from statusboard.app.statements.languages import claim_languages, known_language
from statusboard.app.statements.milestones import milestone_view
from statusboard.domain.claim import QUARTER_DAYS, SINCE, YEAR, Asked, ClaimKind
from statusboard.domain.claim_subject_words import subject_words
from statusboard.domain.instants import Interval
from statusboard.domain.language import Language
from statusboard.domain.named_subjects import named_services
from statusboard.domain.percent import coverage_text
from statusboard.domain.status import ComponentStatus
from statusboard.domain.tongues.known import TONGUES
from statusboard.domain.views.statement import (
    ClaimRow,
    ClaimUse,
    StatementView,
)
from statusboard.errors import RuleBroken
from statusboard.storage.claim_uses import read_uses
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.history.span_arrays import lengths
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

# As many as stand apart in a picture.
STRIP = 73
# Its sentences stand beside each other.
_SPACELESS = "ja"
_SAID = (ClaimKind.AVAILABILITY, ClaimKind.MAJOR_FREE)


@dataclass(frozen=True, slots=True)
class StatementAsk:
    """Of which period, which services (none: all), and in which language."""

    period: str = YEAR
    component_ids: tuple[int, ...] = ()
    language: str = Language.ENGLISH


@dataclass(frozen=True, slots=True)
class ClaimAsk:
    """A claim in somebody's own words."""

    text: str
    component_ids: tuple[int, ...] = ()
    language: str = Language.ENGLISH


@dataclass(frozen=True, slots=True)
class OneClaim:
    """A claim by its kind, period and figure."""

    asked: Asked
    component_ids: tuple[int, ...] = ()
    language: str = Language.ENGLISH


def statement_view(unit: Unit, given: StatementAsk) -> StatementView:
    """The screen as of now. Raises RuleBroken for a service that is gone."""
    claims = Claims.of(unit, given.component_ids, known_language(given.language))
    settings = read_settings(unit)
    url = page_address(settings)
    offered = claims.offered(given.period)
    facts = claims.facts(given.period)
    since = claims.reader.period(SINCE)
    components = read_components(unit)
    strip = () if facts is None else _strip(claims, facts.period.bounds)
    tongue = TONGUES[given.language]
    observed = "" if facts is None else coverage_text(facts.figure.coverage)
    host = url.partition("://")[2]
    measured = tongue.claims.measured.format(share=tongue.dates.share(observed))
    return StatementView(
        as_of=unit.now,
        zone=str(claims.reader.zone),
        company=text_setting(settings, PAGE_NAME, DEFAULT_NAME),
        page_url=url,
        period=given.period,
        periods=(
            (QUARTER_DAYS, "90 days"),
            (YEAR, "12 months"),
            *(
                []
                if since is None or since.first == unit.now.astimezone(claims.reader.zone).date()
                else [(SINCE, f"Since {since.first.year}")]
            ),
        ),
        component_ids=given.component_ids,
        services=tuple((one.id, one.name) for one in components),
        groups=tuple(
            (group.name, ids)
            for group in read_groups(unit)
            if (ids := tuple(one.id for one in components if one.group_id == group.id))
        ),
        subject=subject_words(claims.reader.subjects, Language.ENGLISH),
        language=given.language,
        languages=claim_languages(unit),
        offered=offered,
        refused=claims.refused(given.period),
        text=_text(offered, url, given.language),
        strip=strip,
        strip_from="" if facts is None else _month(claims, facts.period.bounds, given.language),
        measured=f"{measured} · {host}" if host else measured,
        milestone=milestone_view(unit, given.component_ids, claims.language),
        uses=read_uses(unit),
    )


STATEMENT = query("statement")(statement_view)


def _judged(unit: Unit, given: ClaimAsk) -> ClaimRow:
    """Raises RuleBroken for words that name other services than those they are held against."""
    every = read_components(unit)
    named = named_services(given.text, every, read_groups(unit))
    meant = frozenset[int]().union(*named.values())
    if named and meant != (frozenset(given.component_ids) or {one.id for one in every}):
        raise RuleBroken(
            f"These words name {' and '.join(sorted(named))}, and would be held against the "
            "figures of other services. Choose what they are about first, then ask again.",
            field="services",
        )
    return Claims.of(unit, given.component_ids, known_language(given.language)).typed(given.text)


JUDGED = query("statement.judged")(_judged)


def _claim(unit: Unit, given: OneClaim) -> ClaimRow:
    return Claims.of(unit, given.component_ids, known_language(given.language)).row(given.asked)


CLAIM = query("statement.claim")(_claim)


def _uses(unit: Unit, _given: None) -> tuple[ClaimUse, ...]:
    return read_uses(unit)


USES = query("statement.uses")(_uses)


def _text(offered: tuple[ClaimRow, ...], url: str, language: str) -> str:
    first = {one.asked.kind: one.text.sentence for one in reversed(offered)}
    said = [first[kind] for kind in _SAID if kind in first]
    if said and url:
        said.append(TONGUES[language].claims.how_counted.format(url=url))
    return (" " if language != _SPACELESS else "").join(said)


def _strip(claims: Claims, bounds: Interval) -> tuple[ComponentStatus, ...]:
    """The worst status of any of the services in each of equally long stretches."""
    length = bounds.length_us
    if length < STRIP:
        return ()
    edges = [bounds.start_us + length * number // STRIP for number in range(STRIP + 1)]
    ids = claims.reader.ids
    return lengths(claims.reader.seen, ids, edges).worst_of([range(len(ids))])[0]


def _month(claims: Claims, bounds: Interval, language: str) -> str:
    first = bounds.start.astimezone(claims.reader.zone).date()
    return TONGUES[language].dates.month(first)
