"""The heading and the summary of a report say what its figures carry, and nothing more."""

from dataclasses import replace
from fractions import Fraction

import pytest

from statusboard.domain.instants import HOUR_US, MINUTE_US, SECOND_US
from statusboard.domain.language import Language
from statusboard.domain.promises import PromiseRecord
from statusboard.domain.report import UptimeReport
from statusboard.domain.report_summary import dates_line, heading, summary
from statusboard.domain.report_words import WORDS
from tests.fixtures.reports import (
    INCIDENT,
    WHOLE_US,
    figure,
    nothing_known,
    outage,
    report,
    row,
)


def said(one: UptimeReport) -> str:
    return " ".join(summary(one)).replace("\N{NO-BREAK SPACE}", " ")


def test_a_broken_promise_is_told_with_what_broke_it_and_how_customers_heard() -> None:
    assert heading(report()) == "November: 1 of 2 promises kept"
    assert dates_line(report()) == "1 – 30 November 2026, UTC"
    assert said(report()) == (
        "Services were available 99.952 % of the observed time. On the 28th, 41 minutes took "
        "Checkout API below what was promised (99.905 of 99.95 %); customers had word after 3 "
        "minutes and two updates, each on time. There was no other outage."
    )


def test_it_is_told_in_german_too() -> None:
    german = report(language=Language.GERMAN)
    assert heading(german) == "November: 1 von 2 Zusagen gehalten"
    assert dates_line(german) == "1. – 30. November 2026, UTC"
    assert said(german) == (
        "Die Dienste waren 99,952 % der beobachteten Zeit verfügbar. Am 28. brachte eine Störung "
        "von 41 Minuten Checkout API unter die Zusage (99,905 statt 99,95 %); Kunden erfuhren es "
        "nach 3 Minuten in zwei Meldungen, alle pünktlich. Sonst gab es keinen Ausfall."
    )


def test_what_failed_beside_it_is_named_and_the_rest_is_bounded() -> None:
    one = report(
        outages=(
            outage(1, "Checkout API"),
            outage(3, "Card payments", minutes=12),
            outage(2, "Storefront", minutes=6, day=3),
        )
    )
    assert "and touched Card payments; customers" in said(one)
    assert said(one).endswith("Nothing else lasted longer than 6 minutes.")


def test_late_updates_are_not_called_punctual() -> None:
    late = replace(INCIDENT, promises=PromiseRecord(kept=1, late=1))
    assert "1 of 2 promised updates late" in said(report(incidents=(late,)))


def test_of_a_time_that_nobody_watched_nothing_is_said() -> None:
    one = nothing_known()
    assert heading(one) == "November: nothing was observed"
    assert said(one) == "Nothing was observed in this period, so nothing can be said of it."


def test_too_little_that_was_observed_gives_no_figure() -> None:
    thin = figure(observed_us=WHOLE_US // 3)
    totals = replace(report().totals, figure=thin, promises=0, promises_kept=0, promises_open=2)
    one = report(
        totals=totals,
        rows=(row(1, "A", figure=thin, kept=None), row(2, "B", figure=thin, kept=None)),
        outages=(),
    )
    assert heading(one) == "November: too little was observed"
    assert "33.3 % of the period was observed, which is too little" in said(one)
    assert "Whether two promises were kept is not observed enough to say." in said(one)


@pytest.mark.parametrize(
    ("kept", "all_", "words"),
    [
        (2, 2, "November: all 2 promises kept"),
        (1, 1, "November: the promise was kept"),
        (0, 1, "November: the promise was not kept"),
        (0, 0, "November: 99.952\N{NO-BREAK SPACE}% available"),
    ],
)
def test_the_heading_counts_promises_where_there_are_some(kept: int, all_: int, words: str) -> None:
    totals = replace(report().totals, promises=all_, promises_kept=kept)
    assert heading(report(totals=totals)) == words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2026-Q4", "Q4 2026: 1 of 2 promises kept"),
        ("2026", "2026: 1 of 2 promises kept"),
        ("90d", "The last 90 days: 1 of 2 promises kept"),
        ("24h", "The last 24 hours: 1 of 2 promises kept"),
        ("12mo", "The last 12 months: 1 of 2 promises kept"),
        ("2026-11-01..2026-11-30", "1 – 30 November 2026: 1 of 2 promises kept"),
    ],
)
def test_every_sort_of_period_has_a_name(period: str, words: str) -> None:
    assert heading(report(period=period)) == words


@pytest.mark.parametrize(
    ("length_us", "short", "long"),
    [
        (0, "0 min", "0 minutes"),
        (SECOND_US, "1 s", "1 second"),
        (59 * SECOND_US + 1, "1 min", "1 minute"),
        (MINUTE_US + 1, "2 min", "2 minutes"),
        (HOUR_US + 5 * MINUTE_US, "1 h 5 min", "1 hour 5 minutes"),
        (25 * HOUR_US + 1, "1 d 2 h", "1 day 2 hours"),
    ],
)
def test_lost_time_is_never_told_shorter_than_it_was(length_us: int, short: str, long: str) -> None:
    words = WORDS[Language.ENGLISH]
    assert words.short_length(length_us).replace("\N{NO-BREAK SPACE}", " ") == short
    assert words.length(length_us) == long


def test_money_is_written_as_the_language_writes_numbers() -> None:
    english, german = WORDS[Language.ENGLISH], WORDS[Language.GERMAN]
    assert english.money(Fraction(12_400), "EUR") == "12,400 EUR"
    assert german.money(Fraction(12_400), "EUR") == "12.400 EUR"
    assert german.money(Fraction(1, 3), "EUR") == "unter 1 EUR"
