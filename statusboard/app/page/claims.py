"""What the page says of uptime by itself: the claims that were chosen, and the badges."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from statusboard.app.health.claim_facts import ClaimReader
from statusboard.app.health.claim_runs import bare_run
from statusboard.app.health.claims import Claims
from statusboard.app.settings import (
    BADGES,
    PAGE_CLAIMS,
    PAGE_LANGUAGE,
    PAGE_LANGUAGES,
    notice_language,
    page_language,
    text_setting,
    zone_in,
)
from statusboard.catalog.statement_fields import BADGES_ALL, BADGES_EACH, BADGES_NONE, claim_lines
from statusboard.domain.claim import QUARTER_DAYS, YEAR, Asked, ClaimKind, Judged, RunFacts
from statusboard.domain.claim_judging import covers, judge
from statusboard.domain.claim_words import claim_headline
from statusboard.domain.instants import DAY_US, Interval
from statusboard.domain.page import MAIN
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.tongues.known import TONGUES
from statusboard.domain.uptime import NOTHING, UptimeFigure
from statusboard.domain.views.public import PublicBadge, PublicClaim, PublicClaims
from statusboard.storage.history import span_figures
from statusboard.storage.pages import read_page_settings, read_sight
from statusboard.storage.unit import Unit

_FILES = {YEAR: "uptime-12-months", QUARTER_DAYS: "uptime-90-days", "days": "days-since-major"}


def page_claims(unit: Unit, page_id: int = MAIN) -> PublicClaims:
    """What stands there now: of the claims those that are carried, of the badges all chosen.

    All of it is about the services that the page shows.
    """
    settings, shown = read_page_settings(unit, page_id), read_sight(unit, page_id).services
    language = _language(unit, settings)
    chosen = text_setting(settings, BADGES, BADGES_ALL)
    try:
        wanted = claim_lines(text_setting(settings, PAGE_CLAIMS))
    except ValueError:
        # Another version may know more: what it would say there, nobody here can.
        wanted = ()
    if not wanted and chosen == BADGES_NONE:
        return PublicClaims()
    claims = _PageClaims(unit, ClaimReader.on_page(unit, shown, zone_in(settings)), language)
    badges = () if chosen == BADGES_NONE else _badges(claims, language)
    if chosen == BADGES_EACH:
        badges += _of_each(unit, claims.reader, language)
    return PublicClaims(
        tuple(one for asked in wanted if (one := _claim(claims, asked)) is not None),
        badges,
    )


def _language(unit: Unit, settings: Mapping[str, object]) -> str:
    """That of the page where one was chosen, else that of the team's own lines."""
    is_chosen = settings.get(PAGE_LANGUAGE) or settings.get(PAGE_LANGUAGES)
    return page_language(settings) if is_chosen else notice_language(unit)


@dataclass(frozen=True)
class _PageClaims:
    """Judges with the figures alone: whoever makes a page asks neither until when nor why."""

    unit: Unit
    reader: ClaimReader
    language: str

    @cached_property
    def run(self) -> RunFacts:
        return bare_run(self.reader)

    @cached_property
    def _whole(self) -> Claims:
        return Claims(self.unit, self.reader, self.language)

    def judged(self, asked: Asked) -> tuple[Judged, UptimeFigure]:
        """The judgement, and the figure whose coverage is printed beside it."""
        if asked.kind in (ClaimKind.FIRST_WORD, ClaimKind.RECORD_RUN):
            found = self._whole.judged(asked, with_nearest=False)
            facts = self._whole.facts(asked.period) if asked.kind.has_period else None
        else:
            facts = (
                self.reader.bare_facts(asked.period, with_promises=asked.kind is ClaimKind.PROMISES)
                if asked.kind.has_period
                else None
            )
            periods = {} if facts is None else {asked.period: facts}
            found = judge(asked, periods, self.run, self.unit.now_us)
        return found, self.run.figure if facts is None else facts.figure


def _claim(claims: _PageClaims, asked: Asked) -> PublicClaim | None:
    judged, figure = claims.judged(asked)
    if not judged.is_carried:
        return None
    return PublicClaim(judged.claim, coverage_text(figure.coverage))


def _badges(claims: _PageClaims, language: str) -> tuple[PublicBadge, ...]:
    found = []
    for key in (YEAR, QUARTER_DAYS):
        judged, _ = claims.judged(Asked(ClaimKind.AVAILABILITY, key))
        value = TONGUES[language].dates.share(judged.claim.percent) if judged.is_carried else ""
        found.append(_badge(key, value, language))
    run, _ = claims.judged(Asked(ClaimKind.MAJOR_FREE))
    zone = claims.reader.zone
    days = claim_headline(run.claim, TONGUES[language], zone)[0] if run.is_carried else ""
    return (*found, _badge("days", days, language))


def _of_each(unit: Unit, reader: ClaimReader, language: str) -> tuple[PublicBadge, ...]:
    """The year of each service, added up by the database in one question."""
    components, watched_us = reader.components, reader.watched_us
    year = Interval(unit.now_us - 365 * DAY_US, unit.now_us)
    figures = span_figures.figures(
        unit, year, now_us=watched_us, component_ids=[one.id for one in components]
    )
    return tuple(
        _badge(
            YEAR,
            TONGUES[language].dates.share(percent_text(figure.uptime, places=2))
            if covers(figure := figures.get(one.id, NOTHING))
            else "",
            language,
            prefix=f"{one.public_id}-",
            label=f"{one.name}{TONGUES[language].colon}",
        )
        for one in components
    )


def _badge(
    key: str, value: str, language: str, *, prefix: str = "", label: str = ""
) -> PublicBadge:
    said = TONGUES[language].claims
    labels = {YEAR: said.badge_year, QUARTER_DAYS: said.badge_quarter, "days": said.badge_days}
    return PublicBadge(
        f"{prefix}{_FILES[key]}",
        f"{label}{labels[key]}",
        value or said.no_figure,
        is_figure=bool(value),
    )
