"""The line for executives: what, since when, how many are told, the next word; or the record."""

import re
from dataclasses import fields, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.executive_line import executive_line
from statusboard.domain.executive_words import EXECUTIVE_WORDS, ExecutiveWords
from statusboard.domain.language import Language
from statusboard.domain.observation import BLIND_AFTER
from statusboard.domain.status import ComponentStatus as Status
from statusboard.domain.views.board import BoardView
from tests.fixtures import views

ZONE = ZoneInfo(views.ZONE)
AT, QUIET = views.TROUBLE_AT, views.QUIET_AT
MINUTE = timedelta(minutes=1)
CARDS = "Some card payments are failing at checkout (Checkout API and Card payments)"


def line(
    view: BoardView,
    now: datetime | None = None,
    told_to: int = 0,
    language: Language = Language.ENGLISH,
) -> str:
    now = now or view.as_of
    view = replace(view, as_of=now, watched_until=now)
    readers = {7: told_to} if told_to else {}
    return executive_line(view, now=now, zone=ZONE, told_to=readers, language=language)


def test_in_trouble_it_says_what_since_when_how_many_are_told_and_the_next_word() -> None:
    assert line(views.board_in_trouble(), told_to=1_499) == (
        f"{CARDS}, since 14:02 CET (18 minutes), 1,499 subscribers are being told, "
        "next word by 14:30 CET."
    )


def test_how_many_are_told_is_left_out_where_nobody_is_and_customers_are_never_counted() -> None:
    said = line(views.board_in_trouble())
    assert said == f"{CARDS}, since 14:02 CET (18 minutes), next word by 14:30 CET."
    assert "1 subscriber is being told" in line(views.board_in_trouble(), told_to=1)


def test_a_word_that_is_late_is_said_to_be_late() -> None:
    said = line(views.board_in_trouble(), AT + 13 * MINUTE + timedelta(seconds=12))
    assert said.endswith(", the word promised by 14:30 CET is 3 minutes late.")


def test_without_a_promise_it_says_so() -> None:
    told = views.a_told(AT, next_update_at=None)
    assert line(views.board_in_trouble(told=(told,))).endswith(", no next word is promised.")


def test_services_that_the_title_names_are_not_named_twice() -> None:
    told = views.a_told(AT, title="Checkout API and Card payments fail.")
    assert line(views.board_in_trouble(told=(told,))).startswith(
        "Checkout API and Card payments fail, since 14:02 CET"
    )


def test_what_works_again_is_said_with_what_customers_were_not_told() -> None:
    view = views.board_in_trouble()
    tiles = views.changed(
        view.tiles, "Checkout API", status=Status.OPERATIONAL, since=AT - 3 * MINUTE
    )
    tiles = views.changed(tiles, "Card payments", status=Status.OPERATIONAL, since=AT - 7 * MINUTE)
    assert line(replace(view, tiles=tiles)) == (
        f"{CARDS}, working again since 14:17 CET after 15 minutes, which customers have not been "
        "told, next word by 14:30 CET."
    )


def test_what_a_person_set_to_well_does_not_work_again() -> None:
    view = views.board_in_trouble()
    tiles = view.tiles
    for name in ("Checkout API", "Card payments"):
        since = AT - 3 * MINUTE
        tiles = views.changed(
            tiles, name, status=Status.OPERATIONAL, since=since, is_set_by_hand=True
        )
    assert "working again" not in line(replace(view, tiles=tiles))


def test_what_else_is_open_and_what_nobody_was_told_of_is_not_left_out() -> None:
    view = views.board_in_trouble()
    other = views.a_told(AT - MINUTE, title="Search is slow", incident_id=8, components={2: "x"})
    tiles = views.changed(view.tiles, "Sign-in", status=Status.MAJOR_OUTAGE, since=AT - 2 * MINUTE)
    said = line(replace(view, told=(*view.told, other), tiles=tiles))
    assert said.endswith(
        "; 1 more incident is open; Sign-in is down since 14:18 CET (2 minutes), of which "
        "customers have been told nothing."
    )


def test_silence_while_something_fails_is_said() -> None:
    assert line(views.board_in_trouble(told=())) == (
        "Checkout API and Card payments have failures since 14:02 CET (18 minutes); customers "
        "have been told nothing yet."
    )


def test_on_a_good_day_it_is_the_record_with_its_coverage() -> None:
    assert line(views.quiet_board()) == (
        "All 48 services are operational; 99.987 % uptime over twelve months, 99.6 % of them "
        "observed; 47 days since the last major outage."
    )


def test_where_too_little_of_the_year_was_observed_it_claims_the_quarter_and_else_nothing() -> None:
    view = views.quiet_board()
    quarter = replace(view, record=replace(view.record, coverage_365="93.1"))
    assert "; 99.982 % uptime over 90 days, 99.9 % of them observed; " in line(quarter)
    dash = "\N{EN DASH}"
    first = replace(view.record, uptime_90=dash, uptime_365=dash, major_free_since=None)
    assert line(replace(view, record=first)) == "All 48 services are operational."


def test_what_a_person_set_is_not_called_operational() -> None:
    view = views.quiet_board()
    tiles = (replace(view.tiles[0], is_set_by_hand=True), *view.tiles[1:])
    said = line(replace(view, tiles=tiles))
    assert f"{len(tiles) - 1} of {len(tiles)}" in said


def test_what_nobody_sees_is_not_called_operational() -> None:
    view = views.quiet_board()
    tiles = views.changed(view.tiles, "Search", status=Status.UNKNOWN)
    tiles = views.changed(tiles, "Queue", status=Status.UNDER_MAINTENANCE)
    tiles = views.changed(tiles, "Files", stale=True)
    said = line(replace(view, tiles=tiles))
    assert said.startswith(
        "45 of 48 services are operational, 1 in planned work, 2 without current data; "
    )


@pytest.mark.parametrize("view", [views.quiet_board(AT), views.board_in_trouble(AT, told=())])
def test_while_nobody_watches_it_says_nothing_of_now(view: BoardView) -> None:
    now = AT + BLIND_AFTER + MINUTE
    said = executive_line(view, now=now, zone=ZONE, told_to={})
    assert said == "Nothing has been seen of the services since 14:19 CET."


def test_while_nobody_watches_what_is_told_stays_true_and_the_rest_is_said_to_be_unseen() -> None:
    now = AT + BLIND_AFTER + MINUTE
    said = executive_line(views.board_in_trouble(AT), now=now, zone=ZONE, told_to={})
    assert said.startswith(f"{CARDS}, since 14:02 CET (21 minutes), next word by 14:30 CET; ")
    assert said.endswith("; nothing has been seen of the services since 14:19 CET.")


def test_without_services_and_before_the_first_answer_it_claims_nothing() -> None:
    empty = views.quiet_board(tiles=())
    assert line(empty) == "No service is set up yet."
    tiles = tuple(replace(tile, answered_at=None) for tile in views.quiet_board().tiles)
    unseen = views.quiet_board(tiles=tiles, watched_until=None)
    assert executive_line(unseen, now=QUIET, zone=ZONE, told_to={}) == (
        "Nothing is known yet of how the services are."
    )


def test_in_german_it_says_the_same() -> None:
    told = views.a_told(AT, title="Manche Kartenzahlungen schlagen fehl")
    view = views.board_in_trouble(AT, told=(told,))
    assert line(view, told_to=1_499, language=Language.GERMAN) == (
        "Manche Kartenzahlungen schlagen fehl (Checkout API und Card payments), "
        "seit 14:02 Uhr MEZ (18 Minuten), 1.499 Empfänger werden informiert, "
        "nächste Meldung bis 14:30 Uhr MEZ."
    )
    late = line(view, AT + 13 * MINUTE + timedelta(seconds=12), language=Language.GERMAN)
    assert late.endswith(", die bis 14:30 Uhr MEZ zugesagte Meldung ist um 3 Minuten überfällig.")
    assert line(views.quiet_board(), language=Language.GERMAN) == (
        "Alle 48 Dienste funktionieren; 99,987 % Verfügbarkeit in zwölf Monaten, davon 99,6 % "
        "beobachtet; 47 Tage seit dem letzten großen Ausfall."
    )


def test_both_languages_have_the_same_places_to_fill() -> None:
    english, german = (EXECUTIVE_WORDS[language] for language in Language)
    for field in fields(ExecutiveWords):
        mine, theirs = getattr(english, field.name), getattr(german, field.name)
        assert sorted(re.findall(r"\{\w+\}", str(mine))) == sorted(
            re.findall(r"\{\w+\}", str(theirs))
        )


@given(st.lists(st.sampled_from(Status), min_size=1, max_size=48), st.booleans())
def test_all_is_called_operational_only_where_all_is(statuses: list[Status], stale: bool) -> None:
    tiles = tuple(
        replace(tile, status=status, stale=stale)
        for tile, status in zip(views.quiet_board().tiles, statuses, strict=False)
    )
    said = line(replace(views.quiet_board(), tiles=tiles))
    is_well = all(status is Status.OPERATIONAL for status in statuses) and not stale
    opens = f"All {len(tiles)} services are operational"
    alone = f"{tiles[0].name} is operational"
    assert said.startswith((opens, alone)) == is_well
    assert said.count("\n") == 0
    assert said.endswith(".")
    assert not said.endswith("..")
