"""Services as one: by weight, in a group, and with those that were removed for their time."""

from datetime import timedelta

import pytest

from statusboard.app.health.behind import BEHIND, BehindAsk
from statusboard.app.health.board import BOARD
from statusboard.app.health.compared import COMPARED, ComparedAsk
from statusboard.app.health.uptime import SERIES, UPTIME, SeriesAsk, UptimeAsk
from statusboard.app.health.year import YEAR, YearAsk
from statusboard.app.notices.fact_sheet import read_facts_of
from statusboard.app.page.public import public_view
from statusboard.app.reports.inputs import ReportAsk
from statusboard.app.reports.queries import REPORT
from statusboard.app.settings import PAGE_LANGUAGE
from statusboard.app.statements.queries import CLAIM, OneClaim
from statusboard.domain.claim import Asked, ClaimKind
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import Range
from statusboard.errors import RuleBroken
from statusboard.render.page_words.known import words_of
from statusboard.render.rule_said import rule_said
from statusboard.storage.components import read_components, remove_components
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group
from statusboard.storage.tables import COMPONENT
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, NOON, Newsroom

pytestmark = ON_SQLITE
UNKNOWN = ComponentStatus.UNKNOWN
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def desk(database: Database) -> Newsroom:
    """Two services of a year: Search lost nothing, Checkout the 8 days from the 20th day before."""
    desk = Newsroom(database)
    for name, steps in (
        ("Search", [(400 * DAY, GOOD)]),
        ("Checkout", [(400 * DAY, GOOD), (20 * DAY, MAJOR), (12 * DAY, GOOD)]),
    ):
        number = desk.service(name)
        desk.measures(number, *((NOON - before, status) for before, status in steps))
    desk.watched()
    return desk


def changed(desk: Newsroom, name: str, **values: object) -> None:
    with desk.database.writing(NOON, COLLECTOR) as unit:
        unit.connection.execute(COMPONENT.update().where(COMPONENT.c.name == name).values(**values))


def removed(desk: Newsroom, name: str, at, *, is_taken_back: bool = False) -> None:
    changed(desk, name, created_us=1)
    with desk.database.writing(at, COLLECTOR) as unit:
        found = unit.connection.execute(COMPONENT.select().where(COMPONENT.c.name == name)).one()
        remove_components(unit, [found.id], is_taken_back=is_taken_back)


def everywhere(desk: Newsroom) -> set[str]:
    """The uptime of all services over 12 months, to two places, wherever it is said."""
    with desk.database.reading(NOON) as unit:
        page = public_view(unit, None).record.uptime_365
    claim = desk.ask(CLAIM, OneClaim(Asked(ClaimKind.AVAILABILITY, "12mo"))).asked.percent
    figures = (
        desk.ask(UPTIME, UptimeAsk(Range.YEAR)).figures.uptime,
        desk.ask(BEHIND, BehindAsk(Range.YEAR)).uptime,
        desk.ask(COMPARED, ComparedAsk(Range.YEAR)).uptime,
        desk.ask(BOARD).record.uptime_365,
        desk.ask(REPORT, ReportAsk("12mo")).totals.uptime,
        page,
        claim,
    )
    return {one[:5] for one in figures}


def test_weights_count_wherever_services_are_added_up_and_are_said(desk: Newsroom) -> None:
    assert everywhere(desk) == {"98.90"}
    assert "by weight" not in desk.ask(UPTIME, UptimeAsk(Range.YEAR)).figures.rule

    changed(desk, "Checkout", weight=3)

    assert everywhere(desk) == {"98.35"}
    said = "The time of 2 services is added up by weight: Checkout 3, Search 1."
    view = desk.ask(UPTIME, UptimeAsk(Range.YEAR))
    assert said in view.figures.rule
    assert view.figures.added_up == "2 services count by weight."
    assert said in desk.ask(BOARD).record.rule
    assert (
        "by weight: Checkout 3 and Search 1."
        in desk.ask(REPORT, ReportAsk("12mo")).method.notes[-1]
    )
    month = desk.ask(YEAR, YearAsk(Range.YEAR)).months[-1]
    assert month.uptime[:5] == "75.51"  # 8 of 24.5 days of Checkout, which counts three of four
    # What is no share stays what it was.
    assert view.figures.down_us == 8 * 24 * 3600 * 1_000_000


def test_removing_a_bad_service_makes_no_figure_better(desk: Newsroom) -> None:
    removed(desk, "Checkout", NOON - 10 * DAY)

    # 365 days of one, and the 355 that the other was there, 8 of them down.
    assert everywhere(desk) == {"98.88"}
    view = desk.ask(UPTIME, UptimeAsk(Range.YEAR))
    assert [row.name for row in view.rows] == ["Search"]
    assert (view.figures.outages, view.figures.coverage) == (1, "100")
    assert "Checkout until 2026-10-15" in view.figures.rule
    assert view.figures.added_up == "1 removed since counts for its time."
    assert view.figures.major_free_since == NOON - 12 * DAY
    assert desk.ask(BOARD).record.ever_major
    run = desk.ask(CLAIM, OneClaim(Asked(ClaimKind.MAJOR_FREE)))
    assert run.text.headline == "12 days since the last major outage"
    names = [row.name for row in desk.ask(REPORT, ReportAsk("12mo")).rows]
    assert names == ["Search", "Checkout (removed 15 October 2026)"]
    (line,) = desk.ask(BEHIND, BehindAsk(Range.YEAR)).lines[:1]
    assert (line.service, line.status) == ("Checkout (removed)", MAJOR)
    # Of a time in which it was there no more nothing of it counts.
    assert desk.ask(UPTIME, UptimeAsk(Range.WEEK)).figures.uptime == "100"
    assert desk.ask(UPTIME, UptimeAsk(Range.YEAR, 1)).figures.uptime == "100"


def test_customers_are_told_that_a_removed_service_counts_but_not_its_name(desk: Newsroom) -> None:
    changed(desk, "Checkout", weight=3)
    removed(desk, "Checkout", NOON - 10 * DAY)

    with desk.database.reading(NOON) as unit:
        view = public_view(unit, None)

    assert "A service that was removed since counts for the time it was there." in view.record.rule
    assert "Checkout" not in repr(view)

    desk.setting(PAGE_LANGUAGE, "de")
    with desk.database.reading(NOON) as unit:
        german = public_view(unit, None)
    assert "Ein seither entfernter Dienst zählt" in rule_said(german, words_of(german))
    assert "Checkout" not in repr(german)


def test_what_was_taken_back_counts_in_nothing(desk: Newsroom) -> None:
    removed(desk, "Checkout", NOON, is_taken_back=True)
    assert everywhere(desk) == {"100"}


def test_the_longest_run_is_that_of_the_time_observed_before_an_outage(desk: Newsroom) -> None:
    """An outage long before anybody watched, such as one that was brought along, takes none."""
    number = desk.service("Data")
    steps = ((700, MAJOR), (699, UNKNOWN), (300, GOOD), (100, MAJOR), (99, GOOD), (60, MAJOR))
    desk.measures(number, *((NOON - days * DAY, status) for days, status in (*steps, (59, GOOD))))
    desk.watched()

    asked = OneClaim(Asked(ClaimKind.RECORD_RUN), (number,))
    said = desk.ask(CLAIM, asked)

    assert "200" in said.text.headline


def test_a_group_that_is_chosen_has_figures_of_its_own(desk: Newsroom) -> None:
    with desk.database.writing(NOON, COLLECTOR) as unit:
        shop = add_group(unit, "Shop").id
    changed(desk, "Checkout", group_id=shop)
    blog = desk.service("Blog")
    changed(desk, "Blog", group_id=shop, weight=1)
    desk.measures(blog, (NOON - 400 * DAY, GOOD))
    desk.watched()

    view = desk.ask(UPTIME, UptimeAsk(Range.YEAR, group="Shop"))
    assert (view.group, view.figures.uptime[:5], view.figures.outages) == ("Shop", "98.90", 1)
    assert view.figures.added_up == "Shop: 2 services count alike."
    assert "The time of 2 services is added up; each counts alike." in view.figures.rule
    assert len(view.rows) == 3
    apart = desk.ask(UPTIME, UptimeAsk(Range.YEAR, group=""))
    assert (apart.figures.uptime, apart.figures.outages, apart.bands) == ("100", 0, ())
    assert desk.ask(BEHIND, BehindAsk(Range.YEAR, group="Shop")).uptime == view.figures.uptime
    assert desk.ask(COMPARED, ComparedAsk(Range.YEAR, group="Shop")).uptime == view.figures.uptime
    shown = {one.name: one.uptime_90[:5] for one in desk.ask(BOARD).groups}
    quarter = desk.ask(UPTIME, UptimeAsk(Range.QUARTER, group="Shop")).figures.uptime[:5]
    assert shown["Shop"][:3] == quarter[:3]
    assert desk.ask(SERIES, SeriesAsk(Range.WEEK, group="Shop")).theirs == ()
    with pytest.raises(RuleBroken, match="This group no longer exists"):
        desk.ask(UPTIME, UptimeAsk(Range.YEAR, group="Gone"))


def test_the_one_service_that_is_left_is_told_alone_where_it_is_named(desk: Newsroom) -> None:
    """Search was removed, which lost nothing: of Checkout no claim, and no report, is better."""
    removed(desk, "Search", NOON - 10 * DAY)
    with desk.database.reading(NOON) as unit:
        (left,) = read_components(unit)

    alone = desk.ask(UPTIME, UptimeAsk(Range.YEAR, component_id=left.id)).figures.uptime
    report = desk.ask(REPORT, ReportAsk("12mo", services=("Checkout",)))
    claim = desk.ask(CLAIM, OneClaim(Asked(ClaimKind.AVAILABILITY, "12mo"), (left.id,)))
    assert {alone[:5], report.totals.uptime[:5], claim.asked.percent} == {"97.80"}
    assert [row.name for row in report.rows] == ["Checkout"]
    assert claim.text.sentence.startswith("Checkout has been available 97.80 %")
    assert everywhere(desk) == {"98.88"}


def test_a_claim_about_a_group_counts_what_its_card_counts(desk: Newsroom) -> None:
    """Checkout was removed, which was down: a group named whole is its card, removed ones too."""
    with desk.database.writing(NOON, COLLECTOR) as unit:
        group = add_group(unit, "Payment").id
    for name in ("Search", "Checkout"):
        changed(desk, name, group_id=group)
    blog = desk.service("Blog")
    desk.measures(blog, (NOON - 400 * DAY, GOOD))
    changed(desk, "Blog", group_id=group)
    removed(desk, "Checkout", NOON - 10 * DAY)
    with desk.database.reading(NOON) as unit:
        ids = tuple(one.id for one in read_components(unit))
    asked = OneClaim(Asked(ClaimKind.AVAILABILITY, "12mo"), ids)
    claim = desk.ask(CLAIM, asked)
    card = desk.ask(UPTIME, UptimeAsk(Range.YEAR, group="Payment")).figures
    assert claim.asked.percent == card.uptime[:5] == "99.26"
    assert claim.text.sentence.startswith("Our 2 Payment services have been available 99.26 %")
    free = desk.ask(CLAIM, OneClaim(Asked(ClaimKind.MAJOR_FREE), ids))
    assert (free.asked.count, card.major_free_since) == (12, NOON - 12 * DAY)
    # Who names one of them means that one.
    alone = desk.ask(CLAIM, OneClaim(Asked(ClaimKind.AVAILABILITY, "12mo"), (blog,)))
    assert alone.asked.percent == "100"


def test_a_removed_service_is_in_the_record_that_a_notice_is_filled_with(desk: Newsroom) -> None:
    removed(desk, "Checkout", NOON - 10 * DAY)
    with desk.database.reading(NOON) as unit:
        assert read_facts_of(unit, ()).major_free_since == NOON - 12 * DAY


def test_in_business_hours_outages_are_counted_as_in_a_report_of_them(desk: Newsroom) -> None:
    """Of the 8 days ten hours a day count; what was down at night alone is no outage then."""
    blog = desk.service("Blog")
    desk.measures(
        blog,
        (NOON - 400 * DAY, GOOD),
        (NOON - 3 * DAY - 10 * HOUR, MAJOR),
        (NOON - 3 * DAY - 9 * HOUR, GOOD),
    )
    desk.watched()
    desk.setting("uptime.business_hours", "Mon-Sun 08:00-18:00")

    cards = desk.ask(UPTIME, UptimeAsk(Range.YEAR, in_business_hours=True)).figures
    report = desk.ask(REPORT, ReportAsk("12mo", business_hours=True)).totals
    assert (cards.outages, cards.longest_us) == (report.outages, report.longest_us)
    assert (cards.outages, cards.longest_us) == (1, 80 * 3600 * 1_000_000)
    assert desk.ask(UPTIME, UptimeAsk(Range.YEAR)).figures.outages == 2
