"""NRQL as text: what may be asked, of which window, and what New Relic's own queries become."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.demo.new_relic.nrql.grammar import parse_nrql
from statusboard.domain.result import Outcome, Reason
from statusboard.newrelic.nrql_question import NrqlQuestion, answer_of, over_words, window_ms
from statusboard.newrelic.nrql_text import (
    EVENTS_KEY,
    LENGTH_LIMIT,
    asked_of,
    problem_of,
    quoted,
    tidy,
    without_window,
)

PLAIN = "SELECT count(*) FROM Transaction"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "FROM Transaction SELECT average(duration) WHERE name = 'since SINCE (until)' FACET host",
        "select count(*) from Transaction where `odd since` = 1",
        "SELECT filter(count(*), WHERE error IS NOT NULL) / count(*) FROM Transaction LIMIT 20",
        "SELECT average(x) FROM (SELECT count(*) AS x FROM Transaction SINCE 1 day ago)",
        "SELECT count(*) FROM Log WHERE message LIKE '%it\\'s; done%'",
    ],
)
def test_what_may_be_asked(text: str) -> None:
    assert problem_of(tidy(text)) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "begins with SELECT or FROM"),
        ("SHOW EVENT TYPES", "begins with SELECT or FROM"),
        ("DELETE FROM Transaction", "begins with SELECT or FROM"),
        ("SELECT 1", "FROM once"),
        (f"{PLAIN}; {PLAIN}", "“;” is in it"),
        (f"{PLAIN} WHERE name = 'it", "no other half"),
        ("SELECT count(* FROM Transaction", "no other half"),
        ("SELECT count(*)) FROM Transaction", "no other half"),
        (f"{PLAIN} SINCE 1 day ago", "Leave SINCE out"),
        (f"{PLAIN} until now", "Leave UNTIL out"),
        (f"{PLAIN} TIMESERIES", "Leave TIMESERIES out"),
        (f"{PLAIN} COMPARE WITH 1 day ago", "Leave COMPARE out"),
        (f"{PLAIN} {PLAIN}", "SELECT once"),
        (f"{PLAIN} WHERE a = '{'x' * LENGTH_LIMIT}'", "too long"),
    ],
)
def test_what_may_not_says_why(text: str, part: str) -> None:
    problem = problem_of(text)
    assert problem is not None
    assert part in problem


def test_groups_come_without_a_limit_of_ten_unless_one_was_chosen() -> None:
    facet = f"{PLAIN} FACET host"
    assert asked_of(facet, 0, 60_000) == f"{facet} LIMIT MAX SINCE 0 UNTIL 60000"
    assert asked_of(f"{facet} LIMIT 3", 0, 1) == f"{facet} LIMIT 3 SINCE 0 UNTIL 1"
    assert asked_of(PLAIN, 0, 1, width_s=60) == f"{PLAIN} SINCE 0 UNTIL 1 TIMESERIES 60 seconds"


def test_beside_a_share_its_events_are_counted() -> None:
    text = "FROM A SELECT percentage(count(*), WHERE x = 1)"
    assert asked_of(text, 0, 1).startswith(f"FROM A SELECT count(*) AS '{EVENTS_KEY}', percentage(")
    assert parse_nrql(asked_of(text, 10**12, 2 * 10**12)).selected[0].key == EVENTS_KEY


@pytest.mark.parametrize(
    "window",
    [
        "SINCE 60 MINUTES AGO UNTIL NOW",
        "UNTIL NOW SINCE 1 DAY AGO",
        "SINCE 1767225600000 TIMESERIES 5 minutes COMPARE WITH 1 day ago",
        "",
    ],
)
def test_a_query_of_new_relics_own_loses_its_window_and_nothing_else(window: str) -> None:
    head = "SELECT average(duration) * 1000 AS 'Time SINCE (ms)' FROM Metric WHERE a = 'b'"
    assert without_window(f"{head} {window} LIMIT 5") == f"{head} LIMIT 5"
    assert without_window(f"{head} {window}") == head


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_and_no_literal_gets_out(text: str) -> None:
    problem_of(text)
    literal = quoted(text)
    assert problem_of(f"SELECT count(*) FROM A WHERE b = {literal}") is None
    assert problem_of(f"SELECT count(*) FROM A WHERE b = {literal} SINCE 1 day ago") is not None


@given(st.integers(10**12, 2 * 10**12), st.integers(1, 1440))
def test_a_window_ends_on_a_minute_and_two_to_three_minutes_ago(now_ms: int, minutes: int) -> None:
    begin, end = window_ms(now_ms, timedelta(minutes=minutes))
    assert end % 60_000 == 0
    assert 120_000 <= now_ms - end < 180_000
    assert end - begin == minutes * 60_000


def test_all_that_ask_within_a_minute_send_the_same_text() -> None:
    config = {
        "account": 1,
        "query": PLAIN,
        "window": timedelta(minutes=5),
        "compare": "above",
        "groups": "worst",
        "no_data": "unknown",
    }
    question = NrqlQuestion.of(config)
    start = 1_800_000_000_000 // 60_000 * 60_000
    texts = {question.text_at(start + second * 1000) for second in range(60)}
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(minutes=90), "90 min"),
        (timedelta(days=1), "1 d"),
    ],
)
def test_a_window_is_told_in_its_largest_whole_unit(window: timedelta, words: str) -> None:
    assert over_words(window) == words


@pytest.mark.parametrize("stood", ["NaN", "Infinity", "ok", True, [1], 10**400])
def test_what_is_no_number_is_not_taken_for_no_data(stood: object) -> None:
    config = {
        "account": 1,
        "query": PLAIN,
        "window": timedelta(minutes=5),
        "compare": "above",
        "down_when": 5.0,
        "groups": "worst",
        "no_data": "operational",
    }
    question = NrqlQuestion.of(config)
    assert answer_of(question, [{"x": None}]).outcome is Outcome.UP
    got = answer_of(question, [{"x": stood}])
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
    assert "no number" in got.detail
