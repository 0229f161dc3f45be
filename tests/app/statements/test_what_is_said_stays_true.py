"""What is said of uptime is judged before, watched after, and corrected by a draft."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.health.uptime_terms import CONTRACT_DAY
from statusboard.app.page.claims import page_claims
from statusboard.app.page.public import PUBLIC
from statusboard.app.settings import (
    BADGES,
    NOTICE_LANGUAGE,
    PAGE_CLAIMS,
    PAGE_LANGUAGE,
    PAGE_URL,
    PAGE_ZONE,
)
from statusboard.app.statements.commands import (
    draft_milestone,
    draft_quarter,
    judge_uses,
    stop_use,
    use_claim,
)
from statusboard.app.statements.inputs import (
    DraftMilestone,
    DraftQuarter,
    JudgeUses,
    StopUse,
    UseClaim,
    UsesJudged,
)
from statusboard.app.statements.queries import (
    CLAIM,
    JUDGED,
    STATEMENT,
    USES,
    ClaimAsk,
    OneClaim,
    StatementAsk,
)
from statusboard.app.statements.watcher import ClaimWatcher
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.claim import Asked, ClaimKind
from statusboard.domain.language import Language
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.statement import ClaimRow, ClaimUse, StatementView
from statusboard.errors import RuleBroken
from statusboard.render.page_claims import claim_facts
from statusboard.render.page_words.english import ENGLISH
from statusboard.storage import generations
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.notices import read_drafts
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import NOON, Newsroom, wording

UP, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
DAY = timedelta(days=1)
BEGAN = NOON - 400 * DAY
YEAR = Asked(ClaimKind.AVAILABILITY, "12mo")


def _view(desk: Newsroom, **given: object) -> StatementView:
    view: StatementView = desk.ask(STATEMENT, StatementAsk(**given))  # type: ignore[arg-type]
    return view


def _uses(desk: Newsroom) -> tuple[ClaimUse, ...]:
    found: tuple[ClaimUse, ...] = desk.ask(USES)
    return found


def _falls(desk: Newsroom, hours: float) -> None:
    """A major outage begins and ends; the clock stands at its end."""
    began = desk.clock.now()
    desk.clock.forward(timedelta(hours=hours))
    desk.measures(1, (began, MAJOR), (desk.clock.now(), UP))
    desk.watched()


@ON_SQLITE
@pytest.mark.parametrize(("began", "offers"), [("22:10", False), ("21:50", True)])
def test_no_time_since_today_is_offered_on_the_page_s_clocks(
    database: Database, began: str, *, offers: bool
) -> None:
    # In Berlin it is half past midnight, and the day has begun at 22:00 UTC.
    desk = Newsroom(database, ManualClock(datetime(2026, 10, 20, 22, 30, tzinfo=UTC)))
    desk.setting(PAGE_ZONE, "Europe/Berlin")
    desk.measures(desk.service(), (datetime.fromisoformat(f"2026-10-20T{began}Z"), UP))

    assert ("since" in dict(_view(desk).periods)) is offers


def test_what_is_offered_is_true_and_what_is_refused_names_what_is(desk: Newsroom) -> None:
    view = _view(desk)

    assert [one.headline for one in view.offered] == [
        "99.98 % available over the last 12 months",
        "100 % available this quarter",
        "47 days since the last major outage",
        "352 days was our longest run without a major outage, from 20 September 2025 to 8 "
        "September 2026",
    ]
    assert view.refused[0].headline == "99.99 % available over the last 24 months"
    assert view.refused[0].detail == "Only 54.7 % of that time was observed."
    assert view.refused[0].nearest is not None
    assert view.text == (
        "Our services have been available 99.98 % of the time over the last 12 months. "
        "47 days have passed since the last major outage. "
        "How we count: https://status.northwind.example"
    )
    assert len(view.strip) == 73
    assert view.strip.count(MAJOR) == 1
    assert view.measured == "measured, 100 % observed · status.northwind.example"


def test_figures_behind_a_claim_name_rule_coverage_and_sources(desk: Newsroom) -> None:
    row = _view(desk).offered[0]
    figures = dict(row.figures)

    assert figures["Observed"].startswith("100 %")
    assert "partial outage 30 %" in figures["Rule"]
    assert figures["Measured by"] == "1 check of 1 service"
    assert "An outage ends it at once." in figures["Until"]
    assert row.until is not None


def test_a_claim_in_own_words_is_judged(desk: Newsroom) -> None:
    good: ClaimRow = desk.ask(JUDGED, ClaimAsk("99.9 % in the last 12 months"))
    bad: ClaimRow = desk.ask(JUDGED, ClaimAsk("zero downtime in the last 12 months"))
    unread: ClaimRow = desk.ask(JUDGED, ClaimAsk("we are the best"))

    assert good.is_carried
    assert not bad.is_carried
    assert bad.detail.startswith("1 hour was lost on ")
    assert bad.nearest is not None
    assert bad.nearest.text.headline == "99.988 % available over the last 12 months"
    assert (unread.is_carried, unread.nearest) == (False, None)


def test_chosen_services_and_german_are_said(desk: Newsroom) -> None:
    other = desk.service("Suche")
    desk.measures(other, (BEGAN, UP))
    desk.watched()

    view = _view(desk, component_ids=(other,), language=Language.GERMAN)

    assert view.offered[0].headline == "100 % verfügbar in den letzten 12 Monaten: Suche"
    assert view.offered[2].text.sentence.startswith("Suche: In den 400 Tagen, die wir gemessen")


def test_a_claim_that_is_not_carried_is_recorded_nowhere(desk: Newsroom) -> None:
    with pytest.raises(RuleBroken, match=r"True is: 99\.988 % available over the last 12 months"):
        desk.do(use_claim, UseClaim("home page", Asked(ClaimKind.AVAILABILITY, "12mo", "100")))
    with pytest.raises(RuleBroken, match="Say where"):
        desk.do(use_claim, UseClaim("  ", YEAR))

    assert _uses(desk) == ()


def test_a_claim_that_stops_being_true_is_told_and_its_correction_drafted(desk: Newsroom) -> None:
    desk.do(use_claim, UseClaim("home page", YEAR))
    desk.do(use_claim, UseClaim("Pressemappe", YEAR, language=Language.GERMAN))
    nothing: UsesJudged = desk.do(judge_uses, JudgeUses())
    assert nothing == UsesJudged()

    _falls(desk, hours=2)
    told: UsesJudged = desk.do(judge_uses, JudgeUses())

    first, second = _uses(desk)
    assert told.untrue == (first.id, second.id)
    assert first.reason.startswith("3 hours were lost on 2 days, most of it on ")
    problems = desk.ask(BOARD).problems
    assert any("(home page) no longer holds" in one for one in problems)
    with desk.database.reading(desk.clock.now()) as unit:
        drafts = {notice.id: revision.wording for notice, revision in read_drafts(unit)}
    assert first.draft_id is not None
    assert second.draft_id is not None
    assert drafts[first.draft_id].title == "A correction about our uptime"
    assert "(home page) no longer holds" in drafts[first.draft_id].body
    assert "99.965 % of the time over the last 12 months" in drafts[first.draft_id].body
    assert "99,965 % der Zeit verfügbar" in drafts[second.draft_id].body
    assert desk.do(judge_uses, JudgeUses()) == UsesJudged()  # told once


def test_a_claim_that_is_carried_again_is_no_longer_a_finding(desk: Newsroom) -> None:
    desk.do(use_claim, UseClaim("deck", Asked(ClaimKind.MAJOR_FREE)))
    _falls(desk, hours=1)
    desk.do(judge_uses, JudgeUses())
    desk.clock.forward(60 * DAY)
    desk.watched()

    again: UsesJudged = desk.do(judge_uses, JudgeUses())

    (use,) = _uses(desk)
    assert again.true_again == (use.id,)
    assert use.untrue_since is None


def test_a_place_that_is_ended_is_watched_no_more(desk: Newsroom) -> None:
    number = desk.do(use_claim, UseClaim("deck", YEAR))
    desk.do(stop_use, StopUse(number))
    _falls(desk, hours=2)

    assert desk.do(judge_uses, JudgeUses()) == UsesJudged()
    with pytest.raises(RuleBroken):
        desk.do(stop_use, StopUse(number))


def test_a_record_is_noticed_and_drafted_but_never_sent(desk: Newsroom) -> None:
    view = _view(desk)
    assert view.milestone is not None
    assert (view.milestone.days, view.milestone.is_record) == (50, False)
    assert view.milestone.day.startswith("On ")

    drafted = desk.do(draft_milestone, DraftMilestone(50))

    with desk.database.reading(desk.clock.now()) as unit:
        ((notice, revision),) = read_drafts(unit)
    assert notice.id == drafted.notice_id
    assert revision.wording.title == "50 days without a major outage"
    assert _view(desk).milestone is None  # it is offered once
    with pytest.raises(RuleBroken, match="not that long"):
        desk.do(draft_milestone, DraftMilestone(365))


def _quarters(database: Database) -> Newsroom:
    """A desk that lost an hour in every quarter since 2025 but the fourth of 2026."""
    desk = Newsroom(database)
    desk.setting(PAGE_URL, "https://status.northwind.example")
    number = desk.service()
    spans = [(datetime(2025, 1, 1, tzinfo=UTC), UP)]
    for year, month in (
        (2025, 2),
        (2025, 5),
        (2025, 8),
        (2025, 11),
        (2026, 2),
        (2026, 5),
        (2026, 8),
    ):
        fell = datetime(year, month, 10, tzinfo=UTC)
        spans += [(fell, MAJOR), (fell + timedelta(hours=1), UP)]
    desk.measures(number, *spans)
    desk.clock.forward(datetime(2026, 12, 28, 9, tzinfo=UTC) - NOON)
    desk.watched()
    return desk


@ON_SQLITE
def test_the_best_quarter_is_said_before_and_on_the_day_and_once(database: Database) -> None:
    desk = _quarters(database)
    desk.setting(NOTICE_LANGUAGE, "de")
    before = _view(desk).milestone
    assert before is not None
    assert (before.period, before.day, before.share) == ("2026", "On Friday", "99.965")
    assert (before.compared, before.is_over) == (1, False)
    with pytest.raises(RuleBroken, match="not over"):
        desk.do(draft_milestone, DraftMilestone(0, (), "2026-Q4"))

    desk.clock.forward(datetime(2027, 1, 1, 9, tzinfo=UTC) - desk.clock.now())
    desk.watched()
    said = []
    while (found := _view(desk).milestone) is not None:
        assert (found.day, found.is_over) == ("Today", True)
        said.append(found.period)
        desk.do(draft_milestone, DraftMilestone(found.days, (), found.period))

    with desk.database.reading(desk.clock.now()) as unit:
        drafts = {one.wording.title: one.wording.body for _, one in read_drafts(unit)}
    assert drafts["Unser bestes Quartal bisher"].startswith(
        "Unsere Dienste waren im 4. Quartal 2026 zu 100 % der Zeit verfügbar. Das ist mehr als in "
        "den 7 Quartalen davor, die wir gemessen haben. 100 % dieser Zeit wurden beobachtet."
    )
    assert said == ["2026", "2026-Q4"]  # December was as good as other months
    assert "Unser bestes Jahr bisher" in drafts


@ON_SQLITE
def test_while_an_incident_is_open_no_record_is_told(desk: Newsroom, tmp_path: Path) -> None:
    assert _view(desk).milestone is not None
    desk.publishes_to(tmp_path / "page")
    opened = desk.publish(wording({1: ComponentStatus.DEGRADED_PERFORMANCE}))

    assert opened.incident_id
    assert _view(desk).milestone is None


def test_a_record_of_chosen_services_names_them(desk: Newsroom) -> None:
    desk.service("Mail")
    with desk.database.reading(desk.clock.now()) as unit:
        one, _ = read_components(unit)
    view = _view(desk, component_ids=(one.id,))
    assert view.milestone is not None

    desk.do(draft_milestone, DraftMilestone(view.milestone.days, (one.id,)))

    with desk.database.reading(desk.clock.now()) as unit:
        ((_, revision),) = read_drafts(unit)
    assert revision.wording.title == f"{one.name}: 50 days without a major outage"
    assert revision.wording.body.startswith(f"{one.name}: It is 50 days since")


def test_the_quarterly_message_is_drafted_with_its_figures(desk: Newsroom) -> None:
    desk.do(draft_quarter, DraftQuarter())

    with desk.database.reading(desk.clock.now()) as unit:
        ((_, revision),) = read_drafts(unit)
    assert revision.wording.title.startswith("Our uptime in Q")
    assert "{" not in revision.wording.title


@ON_SQLITE
def test_what_the_page_says_is_kept_current_and_leaves_it_when_it_is_not_carried(
    desk: Newsroom,
) -> None:
    desk.setting(PAGE_CLAIMS, "availability 12mo\nmajor-free")
    shown = desk.ask(PUBLIC).statement

    said = [claim_facts(one, ENGLISH, UTC).big for one in shown.claims]
    assert said == ["99.98 %", "47 days"]
    assert [(one.name, one.value) for one in shown.badges] == [
        ("uptime-12-months", "99.98 %"),
        ("uptime-90-days", "99.95 %"),
        ("days-since-major", "47 days"),
    ]
    desk.clock.forward(30 * DAY)  # and nobody watches
    blind = desk.ask(PUBLIC).statement
    assert blind.claims == ()
    assert [one.value for one in blind.badges] == ["no figure"] * 3


@ON_SQLITE
def test_each_service_has_a_badge_where_the_team_wants_that_or_nobody_has(desk: Newsroom) -> None:
    desk.setting(BADGES, "each")
    named = {one.name: one for one in desk.ask(PUBLIC).statement.badges}
    (own,) = (one for name, one in named.items() if name.endswith("-uptime-12-months"))
    assert (own.label, own.value) == ("Checkout API: uptime 12 months", "99.98 %")

    desk.setting(BADGES, "none")
    assert desk.ask(PUBLIC).statement.badges == ()


@ON_SQLITE
def test_contract_months_begin_on_the_day_that_was_agreed(desk: Newsroom) -> None:
    begins = {}
    for day in (1, 15):
        desk.setting(CONTRACT_DAY, day)
        row: ClaimRow = desk.ask(CLAIM, OneClaim(Asked(ClaimKind.AVAILABILITY, "this-month")))
        begins[day] = dict(row.figures)["Period"][8:10]
    assert begins == {1: "01", 15: "15"}


@ON_SQLITE
def test_the_watcher_judges_and_asks_for_another_page(desk: Newsroom) -> None:
    desk.do(use_claim, UseClaim("home page", YEAR))
    heard: list[Changes] = []

    async def run() -> None:
        with ThreadPoolExecutor(1) as executor:
            watcher = ClaimWatcher(desk.doorway, desk.doorway, executor, heard.append)
            await watcher.look()
            assert heard == []
            _falls(desk, hours=2)
            await watcher.look()

    asyncio.run(run())

    assert {topic for one in heard for topic in one.topics} >= {Topic.STATEMENTS, Topic.NOTICES}
    with desk.database.reading(desk.clock.now()) as unit:
        newest = generations.newest_generation(unit)
    assert newest is not None
    assert [one.untrue_since is not None for one in _uses(desk)] == [True]


def test_of_a_desk_that_measured_nothing_yet_nothing_is_said_nor_refused(
    database: Database,
) -> None:
    newsroom = Newsroom(database)
    for _ in range(2):
        view = _view(newsroom)
        assert (view.offered, view.refused, view.milestone) == ((), (), None)
        newsroom.service()


@pytest.mark.parametrize("text", ["99.9 % for suche in the last 12 months", "Suche: 99.9 %"])
def test_words_that_name_a_service_are_not_held_against_the_figures_of_others(
    desk: Newsroom, text: str
) -> None:
    other = desk.service("Suche")
    desk.measures(other, (BEGAN, MAJOR), (NOON - 300 * DAY, UP))
    desk.watched()

    with pytest.raises(RuleBroken, match="These words name Suche"):
        desk.ask(JUDGED, ClaimAsk(text))
    row: ClaimRow = desk.ask(JUDGED, ClaimAsk(text, (other,)))
    assert not row.is_carried


def test_a_claim_in_another_language_is_watched_and_taken_back_in_that_of_drafts(
    desk: Newsroom,
) -> None:
    desk.do(use_claim, UseClaim("page d’accueil", YEAR, language="fr"))
    assert _uses(desk)[0].sentence == "99,98\u00a0% de disponibilité sur les 12 derniers mois"

    _falls(desk, hours=2)
    desk.do(judge_uses, JudgeUses())

    (use,) = _uses(desk)
    assert use.untrue_since is not None
    assert use.draft_id is not None
    with desk.database.reading(desk.clock.now()) as unit:
        drafts = {notice.id: revision.wording for notice, revision in read_drafts(unit)}
    assert "(page d’accueil) no longer holds" in drafts[use.draft_id].body
    assert "What holds today: Our services have been available" in drafts[use.draft_id].body
    with pytest.raises(RuleBroken, match="no language of claims"):
        desk.do(use_claim, UseClaim("home page", YEAR, language="tlh"))


def test_badges_speak_the_language_of_the_page(desk: Newsroom) -> None:
    desk.setting(PAGE_LANGUAGE, "fr")
    with desk.database.reading(desk.clock.now()) as unit:
        year, _, run = page_claims(unit).badges

    assert (year.label, year.value) == ("disponibilité 12 mois", "99,98\u00a0%")
    assert (run.label, run.value[-6:]) == ("depuis la dernière panne majeure", " jours")
