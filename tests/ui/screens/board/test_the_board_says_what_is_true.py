from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from statusboard.domain.observation import BLIND_AFTER
from statusboard.domain.status import ComponentStatus as Status
from statusboard.domain.views.board import Happening, HappeningKind, PageStand
from tests.fixtures import views
from ui.screens.board.facts import facts
from ui.screens.board.mood import Mood, read
from ui.screens.board.name_list import name_list
from ui.screens.board.record_words import spoken_record
from ui.screens.board.side_cards import plain
from ui.screens.board.words import (
    group_words,
    headline,
    past_words,
    sentence,
    source_words,
)

pytestmark = pytest.mark.usefixtures("theme")
ZONE = ZoneInfo(views.ZONE)
AT = views.TROUBLE_AT
QUIET = views.QUIET_AT


def said(view, now):
    reading = read(view, now)
    return headline(view, reading, now), sentence(view, reading, now, ZONE)


def test_in_trouble_it_says_how_many_which_since_when_and_how_long():
    assert said(views.board_in_trouble(), AT) == (
        "2 of 48 services are affected",
        "Checkout API and Card payments since 14:02 — 18 minutes · "
        "planned work: Feature flags until 15:00",
    )


def test_maintenance_never_hides_an_outage():
    reading = read(views.board_in_trouble(), AT)
    assert reading.mood is Mood.TROUBLE
    assert [tile.name for tile in reading.in_maintenance] == ["Feature flags"]
    assert "planned work: Feature flags" in said(views.board_in_trouble(), AT)[1]


def test_what_a_person_set_is_said_and_not_counted_as_seen():
    view = views.quiet_board()
    tiles = (replace(view.tiles[0], is_set_by_hand=True), *view.tiles[1:])
    first, total = tiles[0].name, len(tiles)
    words, below = said(replace(view, tiles=tiles), QUIET)
    assert words == f"{total - 1} of {total} services are operational"
    assert f"Set by hand: {first}" in below


def test_on_a_good_day_it_promotes_the_record():
    assert said(views.quiet_board(), QUIET) == (
        "All 48 services are operational",
        "47 days since the last major outage · 99.982 % over the last 90 days · "
        "planned work 14:00: Feature flags",
    )


def test_planned_work_is_told_from_a_day_before_until_it_should_be_over():
    at = QUIET.replace(hour=1) + timedelta(days=1)
    work = Happening(HappeningKind.MAINTENANCE, "Search", at=at, until=at + timedelta(hours=2))
    view = views.quiet_board(happenings=(work,))
    running = replace(work, at=QUIET - timedelta(hours=1), until=QUIET + timedelta(hours=1))
    late = replace(running, until=QUIET)

    assert said(view, QUIET)[1].endswith(" · planned work tomorrow 02:12: Search")
    going_on = said(replace(view, happenings=(running,)), QUIET)[1]
    assert going_on.startswith("Planned work: Search until 10:12 · 47 days since")
    assert "lanned work" not in said(replace(view, happenings=(late,)), QUIET)[1]


def test_services_without_data_are_neither_up_nor_down():
    view = views.quiet_board()
    view = replace(view, tiles=views.changed(view.tiles, "Search", status=Status.UNKNOWN))
    title, line = said(view, QUIET)
    assert title == "47 of 48 services are operational"
    assert line.startswith("No data: Search · ")


@pytest.mark.parametrize("unseen", [1, 24, 47])
def test_a_board_is_not_green_over_a_service_without_data(unseen):
    view = views.quiet_board()
    blind = tuple(replace(tile, status=Status.UNKNOWN) for tile in view.tiles[:unseen])
    view = replace(view, tiles=(*blind, *view.tiles[unseen:]))
    assert read(view, QUIET).overall is Status.UNKNOWN
    assert said(view, QUIET)[0] == f"{48 - unseen} of 48 services are operational"


def test_a_board_is_not_green_over_what_is_out_of_date():
    view = views.quiet_board()
    view = replace(view, tiles=views.changed(view.tiles, "Search", stale=True))
    assert read(view, QUIET).overall is Status.UNKNOWN


def test_a_board_is_not_green_while_customers_wait_for_a_promised_word():
    told = views.a_told(QUIET, next_update_at=QUIET, components={})
    view = views.quiet_board(told=(told,))
    assert read(view, QUIET).overall is Status.OPERATIONAL
    later = QUIET + timedelta(seconds=1)
    assert read(view, later).overall is Status.DEGRADED_PERFORMANCE
    assert said(view, later)[1].startswith("The update promised by 09:12 is overdue · 47 days")


def recovered(at=AT, **told):
    view = views.board_in_trouble(at, told=(views.a_told(at, **told),))
    tiles = views.changed(
        view.tiles, "Checkout API", status=Status.OPERATIONAL, since=at - timedelta(minutes=3)
    )
    tiles = views.changed(
        tiles, "Card payments", status=Status.OPERATIONAL, since=at - timedelta(minutes=7)
    )
    tiles = views.changed(tiles, "Feature flags", status=Status.OPERATIONAL)
    return replace(view, tiles=tiles, happenings=())


def test_when_monitoring_says_it_is_back_the_board_says_so():
    view = recovered()
    reading = read(view, AT)
    assert (reading.mood, reading.overall) == (Mood.RECOVERED, Status.OPERATIONAL)
    assert [tile.name for tile in reading.large] == ["Checkout API", "Card payments"]
    assert said(view, AT) == (
        "All 48 services work again",
        "Checkout API and Card payments since 14:17, after 15 min "
        "— customers still read “Identified”",
    )


def test_back_but_overdue_is_not_green():
    view = recovered(next_update_at=AT - timedelta(minutes=4))
    assert read(view, AT).overall is Status.DEGRADED_PERFORMANCE
    assert said(view, AT)[1].endswith(" · the update promised by 14:16 is overdue")


def test_back_is_not_said_while_something_else_fails():
    view = recovered()
    tiles = views.changed(view.tiles, "Search", status=Status.MAJOR_OUTAGE)
    view = replace(view, tiles=tiles)
    assert read(view, AT).mood is Mood.TROUBLE
    assert said(view, AT)[0] == "1 of 48 services is affected"


def test_nothing_is_called_back_that_nobody_sees_now():
    later = AT + BLIND_AFTER + timedelta(minutes=1)
    reading = read(recovered(), later)
    assert (reading.mood, reading.back, reading.large) == (Mood.BLIND, (), ())


@pytest.mark.parametrize("view", [views.quiet_board(QUIET), views.board_in_trouble(QUIET)])
def test_when_nothing_is_watched_it_says_so_and_is_never_green(view):
    later = QUIET + BLIND_AFTER + timedelta(seconds=1)
    reading = read(view, later)
    assert reading.mood is Mood.BLIND
    assert reading.overall is Status.UNKNOWN
    title, line = said(view, later)
    assert title == "Nothing is being watched"
    assert line == "The last answer came 2 min ago, at 09:11. What stands below was true then."


def test_just_before_the_threshold_it_is_still_believed():
    seen = read(views.quiet_board(), QUIET).last_seen
    assert read(views.quiet_board(), seen + BLIND_AFTER).mood is Mood.QUIET


def test_an_answer_from_the_future_is_not_believed():
    assert read(views.quiet_board(), QUIET - timedelta(hours=1)).mood is Mood.BLIND


def test_services_that_nobody_asks_anything_are_not_promised_an_answer():
    view = views.quiet_board()
    unasked = tuple(
        replace(tile, status=Status.UNKNOWN, answered_at=None, since=None) for tile in view.tiles
    )
    head, line = said(replace(view, tiles=unasked, checks=0), QUIET)
    assert head == "Nothing is being watched"
    assert line == "No service has a check yet. Add one, and its answers appear here."
    assert "within seconds" in said(replace(view, tiles=unasked), QUIET)[1]


def test_all_services_without_data_is_blindness_and_not_an_outage():
    view = views.quiet_board()
    tiles = tuple(replace(tile, status=Status.UNKNOWN) for tile in view.tiles)
    reading = read(replace(view, tiles=tiles), QUIET)
    assert (reading.mood, reading.overall) == (Mood.BLIND, Status.UNKNOWN)


def test_no_services_is_a_state_of_its_own():
    view = replace(views.empty_board(), watched_until=QUIET)
    reading = read(view, QUIET)
    assert reading.mood is Mood.EMPTY
    assert "Checked" not in source_words(view, reading.last_seen, QUIET, ZONE)


@pytest.mark.parametrize(
    ("failing", "status", "overall"),
    [
        (1, Status.DEGRADED_PERFORMANCE, Status.DEGRADED_PERFORMANCE),
        (1, Status.PARTIAL_OUTAGE, Status.PARTIAL_OUTAGE),
        (2, Status.MAJOR_OUTAGE, Status.PARTIAL_OUTAGE),
        (24, Status.MAJOR_OUTAGE, Status.MAJOR_OUTAGE),
    ],
)
def test_the_whole_is_partly_out_until_half_of_it_is_gone(failing, status, overall):
    view = views.quiet_board()
    tiles = tuple(
        replace(tile, status=status) if n < failing else tile for n, tile in enumerate(view.tiles)
    )
    assert read(replace(view, tiles=tiles), QUIET).overall is overall


def test_trouble_is_sorted_by_weight_then_by_length():
    reading = read(views.large_board(20, 4), AT)
    assert [tile.name for tile in reading.trouble] == [
        "Service 003", "Service 002", "Service 001", "Service 000",
    ]  # fmt: skip


def test_names_are_listed_and_the_rest_counted():
    assert name_list(["A"]) == "A"
    assert name_list(["A", "B", "C"]) == "A, B and C"
    assert name_list(["A", "B", "C", "D", "E"]) == "A, B and 3 more"


def test_a_group_counts_its_services():
    tiles = views.board_in_trouble().tiles
    platform = [tile for tile in tiles if tile.group == "Platform"]
    assert group_words("Platform", platform[:1]) == "Platform · 1 service"
    assert group_words("Platform", platform[:1], "Degraded") == "Platform · Degraded · 1 service"
    assert group_words("Platform", platform) == (
        "Platform · 21 services, 20 operational, 1 in maintenance"
    )


def test_the_age_of_every_source_is_told():
    view = views.quiet_board()
    assert source_words(view, read(view, QUIET).last_seen, QUIET, ZONE) == (
        "Checked 1 s ago · New Relic 12 s ago · page published 08:55, read back"
    )


@pytest.mark.parametrize(
    ("uptime", "coverage", "tone"),
    [
        ("99.982", "99.5", "operational"),
        ("88.740", "99.5", "text"),
        ("100", "0.1", "text"),
        ("–", "–", None),
    ],
)
def test_only_a_good_figure_of_watched_time_is_green(uptime, coverage, tone):
    view = views.quiet_board()
    view = replace(view, record=replace(view.record, uptime_90=uptime, coverage_90=coverage))
    told = facts(view, read(view, QUIET), QUIET)
    assert (told[0].tone if "uptime" in told[0].meaning else None) == tone


def test_no_day_since_the_last_outage_is_no_record():
    view = views.board_in_trouble(AT)
    for hours, said_so in ((3, False), (25, True)):
        since = AT - timedelta(hours=hours)
        told = replace(view, record=replace(view.record, major_free_since=since, ever_major=True))
        meanings = [fact.meaning for fact in facts(told, read(told, AT), AT)]
        assert ("since the last major outage" in meanings) is said_so


def test_each_of_several_pages_is_told_as_it_stands():
    problem = "the share is gone"
    pages = (PageStand("Shop", QUIET), PageStand("Partners", QUIET, problem, waits=True))
    pages += (PageStand("Inside", has_place=False), PageStand("New", waits=True))
    view = replace(views.quiet_board(publish_problem=f"Partners: {problem}"), pages=pages)
    assert source_words(view, None, QUIET, ZONE).partition("Shop ")[2] == (
        "published 09:12, read back · Partners not published · Inside put nowhere yet · "
        "New on its way"
    )
    shown = (pages[0], replace(pages[0], name="Partners"))
    words = source_words(replace(view, pages=shown), None, QUIET, ZONE)
    assert words.endswith("2 pages published 09:12, read back")


def test_a_page_that_failed_is_not_called_published():
    view = views.quiet_board(publish_problem="the folder is full")
    words = source_words(view, QUIET, QUIET, ZONE)
    assert words.endswith("page not published")


def test_a_claim_is_made_only_where_enough_was_observed():
    record = views.a_record(QUIET)
    assert "99.98 % of the last twelve months" in spoken_record(record)
    short = replace(record, coverage_365="41.2")
    assert "99.98 % of the last 90 days" in spoken_record(short)
    blind = replace(short, coverage_90="98.9")
    assert spoken_record(blind) == "“Everything is running.”"
    assert "last 90 days" not in said(views.quiet_board(record=blind), QUIET)[1]


def test_the_first_day_claims_nothing():
    first = replace(
        views.a_record(QUIET),
        uptime_90="100",
        coverage_90="0.0",
        ever_major=False,
        major_free_since=QUIET - timedelta(minutes=5),
    )
    view = views.quiet_board(record=first, happenings=())
    assert said(view, QUIET)[1] == "The record of uptime begins here."


def test_a_claim_is_cut_and_never_rounded_up():
    record = replace(views.a_record(QUIET), uptime_365="99.999")
    assert "99.99 %" in spoken_record(record)


def test_the_last_incident_tells_when_how_long_and_how_often_we_wrote():
    past = views.quiet_board().last_incident
    assert past_words(past, QUIET, ZONE) == "Yesterday 14:02–14:31 · 29 min · 4 updates"


def test_a_comment_in_a_text_is_not_on_the_wall(qapp):
    said = plain("It **works** again. <!-- ask Ben -->\n\n[//]: # (and Ann)\n\nWe watch.")

    assert said.split() == ["It", "works", "again.", "We", "watch."]


def test_what_is_struck_through_is_not_on_the_wall_as_if_it_held(qapp):
    said = plain("Back at ~~14:00~~ 15:00, see [the forum](https://forum.example).\n\nSorry.")

    assert said == "Back at ~~14:00~~ 15:00, see the forum (https://forum.example).\nSorry."
