"""Only claims that coverage and rounding carry are offered; others name the nearest true one."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from statusboard.domain.claim import (
    Asked,
    ClaimKind,
    ClaimPeriod,
    FirstWord,
    Judged,
    Loss,
    PeriodFacts,
    Problem,
    RunFacts,
    ServiceFacts,
    Validity,
)
from statusboard.domain.claim_detail import Known, detail_text
from statusboard.domain.claim_figures import figure_lines
from statusboard.domain.claim_judging import judge
from statusboard.domain.claim_problems import problem_text
from statusboard.domain.claim_reading import read_claim
from statusboard.domain.claim_words import claim_text
from statusboard.domain.instants import DAY_US, MINUTE_US, Interval, from_us, to_us
from statusboard.domain.language import Language
from statusboard.domain.period import Rolling, read_period
from statusboard.domain.uptime import UptimeFigure

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
NOW_US = to_us(NOW)
ZONE = UTC


def _period(key: str, days: int, **given: object) -> ClaimPeriod:
    named = read_period(key)
    bounds = Interval(NOW_US - days * DAY_US, NOW_US)
    return ClaimPeriod(
        key,
        bounds,
        named,
        bounds.start.date(),
        is_rolling=isinstance(named, Rolling),
        **given,  # type: ignore[arg-type]
    )


def _facts(
    key: str, days: int, *, down_minutes: float = 0, coverage: float = 1.0, **given: object
) -> PeriodFacts:
    whole = days * DAY_US
    down = int(down_minutes * MINUTE_US)
    figure = UptimeFigure(whole, int(whole * coverage), 0, down, down * 1000)
    losses = (Loss(date(2026, 10, 12), down),) if down else ()
    services = (ServiceFacts(1, "Checkout API", 999_500, figure),)
    return PeriodFacts(_period(key, days), services, losses, **given)  # type: ignore[arg-type]


PERIODS = {
    one.period.key: one
    for one in (
        _facts("12mo", 365, down_minutes=90, coverage=0.994),
        _facts("90d", 90, down_minutes=41),
        _facts("730d", 730, down_minutes=90, coverage=0.61),
        _facts("this-quarter", 59, down_minutes=41),
    )
}
RUN = RunFacts(
    since_us=NOW_US - 47 * DAY_US - 5 * MINUTE_US,
    ever=True,
    figure=UptimeFigure(47 * DAY_US, 47 * DAY_US, 0, 0, 0),
    last=Interval(NOW_US - 47 * DAY_US - 71 * MINUTE_US, NOW_US - 47 * DAY_US - 5 * MINUTE_US),
    longest=Interval(NOW_US - 300 * DAY_US, NOW_US - 50 * DAY_US),
)
KNOWN = Known(PERIODS, RUN, "Time-weighted.", "4 checks of 1 service", ZONE, NOW)


def _judge(asked: Asked) -> Judged:
    return judge(asked, PERIODS, RUN, NOW_US)


def _judge_text(text: str) -> Judged:
    asked = read_claim(text, NOW.date())
    assert asked is not None, text
    return _judge(asked)


def _said(judged: Judged) -> str:
    return claim_text(judged.claim, Language.ENGLISH).headline


def test_availability_is_offered_cut_and_with_its_coverage_and_its_end() -> None:
    judged = _judge(Asked(ClaimKind.AVAILABILITY, "12mo"))

    assert _said(judged) == "99.98 % available over the last 12 months"
    assert judged.validity is Validity.COUNTED_ANEW
    assert detail_text(judged, KNOWN).startswith("time-weighted · 99.4 % observed · may be said ")
    figures = dict(figure_lines(judged, KNOWN))
    assert figures["Uptime"] == "99.982773 %"
    assert figures["Rule"] == "Time-weighted."
    assert figures["Measured by"] == "4 checks of 1 service"


@pytest.mark.parametrize(
    "asked",
    [
        Asked(ClaimKind.AVAILABILITY, "12mo"),
        Asked(ClaimKind.MAJOR_FREE),
        Asked(ClaimKind.PROMISES, "12mo"),
        Asked(ClaimKind.FIRST_WORD, "12mo"),
        Asked(ClaimKind.RECORD_RUN),
    ],
)
def test_the_figures_behind_a_german_claim_are_german(asked: Asked) -> None:
    judged = _judge(asked)
    german = replace(
        KNOWN, language=Language.GERMAN, rule="Zeitgewichtet.", sources="4 Prüfungen von 1 Dienst"
    )
    lines, english = figure_lines(judged, german), figure_lines(judged, KNOWN)
    # As many and the same figures, and no word of the other language.
    assert len(lines) == len(english)
    said = " ".join(" ".join(line) for line in lines)
    words = set(re.findall(r"[A-Za-zäöüß]{3,}", said))
    theirs = set(re.findall(r"[A-Za-z]{3,}", " ".join(" ".join(line) for line in english)))
    assert words & theirs <= {"November", "August", "September", "UTC", "was"} | {
        word for one in PERIODS.values() for each in one.services for word in each.name.split()
    }, words & theirs
    if asked.kind is ClaimKind.AVAILABILITY:
        figures = dict(lines)
        assert figures["Verfügbar"] == "99,982773 %"
        assert figures["Gilt bis"].endswith("Ein Ausfall beendet es sofort.")


@pytest.mark.parametrize(
    ("text", "problem", "reason", "nearest"),
    [
        # Coverage under 99 %.
        (
            "99.99 % over the last 24 months",
            Problem.UNOBSERVED,
            "Only 61.0 % of that time was observed.",
            "99.98 % available over the last 12 months",
        ),
        # “100 %” when it is not.
        (
            "100 % this quarter",
            Problem.LOST,
            "41 minutes were lost on 12 October.",
            "99.951 % available this quarter",
        ),
        ("zero downtime in the last 90 days", Problem.LOST, "", "99.968 % available over the"),
        ("Wir waren in diesem Quartal ohne Ausfall verfügbar", Problem.LOST, "", "99.951 %"),
        # Rounding up.
        (
            "99.97 % over the last 90 days",
            Problem.ROUNDED_UP,
            "It is 99.968364 %, cut and not rounded up.",
            "99.968 % available over the last 90 days",
        ),
        ("four nines over the last 12 months", Problem.LOST, "", "99.982 %"),
        # A period shorter than said, or none.
        ("99.98 % over the last ten years", Problem.NO_PERIOD, "", "99.98 % available over the"),
        ("Our uptime is 99.98 %", Problem.NO_PERIOD, "", "99.98 % available over the last 12 mo"),
        ("We have never been down", Problem.NO_PERIOD, "", "99.98 % available"),
        (
            "100 days since the last major outage",
            Problem.NOT_SO_LONG,
            "The last major outage ended on 12 October.",
            "47 days since the last major outage",
        ),
        ("2 of 2 services kept their promise in the last 12 months", Problem.FEWER, "", "1 of 1"),
    ],
)
def test_what_is_not_carried_is_refused_with_its_reason_and_the_nearest_true_claim(
    text: str, problem: Problem, reason: str, nearest: str
) -> None:
    judged = _judge_text(text)

    assert judged.problem is problem
    assert problem_text(judged, KNOWN).startswith(reason or "")
    assert judged.nearest is not None
    assert claim_text(judged.nearest, Language.ENGLISH).headline.startswith(nearest)


@pytest.mark.parametrize(
    "text",
    [
        "99.98 % over the last 12 months",
        "99.9 % available in the past year",
        "99,98 % in den letzten 12 Monaten",
        "47 days since the last major outage",
        "40 Tage seit dem letzten großen Ausfall",
        "All our services kept their promise in the last 12 months, 1 of 1 promises",
    ],
)
def test_what_is_carried_may_be_said_in_own_words(text: str) -> None:
    assert _judge_text(text).is_carried


@pytest.mark.parametrize("text", ["", "We are great", "never again", "No outage will ever happen"])
def test_what_cannot_be_held_against_measurements_is_not_taken_for_something_milder(
    text: str,
) -> None:
    asked = read_claim(text, NOW.date())

    assert asked is None or not _judge(asked).is_carried


def test_what_was_lost_is_seen_however_little_it_is() -> None:
    little = {"12mo": _facts("12mo", 365, down_minutes=0.01)}
    judged = judge(Asked(ClaimKind.AVAILABILITY, "12mo", "100"), little, RUN, NOW_US)

    assert judged.problem is Problem.LOST or judged.problem is Problem.ROUNDED_UP
    assert judged.nearest is not None
    assert judged.nearest.percent == "99.999"


def test_promises_kept_name_who_missed_theirs_and_by_how_much() -> None:
    well = ServiceFacts(2, "Search", 999_000, UptimeFigure(90 * DAY_US, 90 * DAY_US, 0, 0, 0))
    blind = ServiceFacts(3, "Mail", 999_000, UptimeFigure(90 * DAY_US, 80 * DAY_US, 0, 0, 0))
    missed = _facts("90d", 90, down_minutes=85).services[0]
    facts = PeriodFacts(_period("90d", 90), (missed, well, blind))
    judged = judge(Asked(ClaimKind.PROMISES, "90d"), {"90d": facts}, RUN, NOW_US)
    known = Known({"90d": facts}, RUN, "", "", ZONE, NOW)

    assert _said(judged) == "1 of 3 services kept their promise over the last 90 days"
    assert detail_text(judged, known).startswith(
        "promised were 99.9 to 99.95 % · Checkout API missed by 21 minutes · "
        "Mail: not observed enough to say"
    )
    behind = dict(figure_lines(judged, known))
    assert behind["Checkout API"].endswith("not kept")
    assert behind["Mail"].endswith("not observed enough to say")


def test_the_first_word_is_the_middle_rounded_up_and_needs_three_incidents() -> None:
    over = NOW_US - 80 * DAY_US
    words = tuple(FirstWord(int(wait * MINUTE_US), over) for wait in (1, 2.2, 9))
    asked = Asked(ClaimKind.FIRST_WORD, "90d")
    enough = {"90d": _facts("90d", 90, words=words, incidents=4)}
    few = {"90d": _facts("90d", 90, words=words[:2], incidents=4)}

    judged = judge(asked, enough, RUN, NOW_US)
    assert _said(judged).startswith("3 minutes to the first word to customers, in the middle of 3")
    assert judge(asked, few, RUN, NOW_US).problem is Problem.NOTHING_MEASURED
    quicker = judge(Asked(ClaimKind.FIRST_WORD, "90d", count=2), enough, RUN, NOW_US)
    assert quicker.problem is Problem.SLOWER


def test_the_longest_run_is_told_with_its_days_until_this_one_is_longer() -> None:
    judged = _judge(Asked(ClaimKind.RECORD_RUN))

    assert _said(judged).startswith("250 days was our longest run without a major outage, from ")
    assert RUN.since_us is not None
    assert judged.until_us == RUN.since_us + 250 * DAY_US


def test_a_run_with_a_hole_in_what_was_observed_is_not_told() -> None:
    blind = UptimeFigure(47 * DAY_US, 40 * DAY_US, 0, 0, 0)
    run = RunFacts(RUN.since_us, ever=True, figure=blind)

    assert judge(Asked(ClaimKind.MAJOR_FREE), {}, run, NOW_US).problem is Problem.UNOBSERVED


def test_while_a_major_outage_lasts_no_run_is_told() -> None:
    run = RunFacts(None, ever=True)

    assert judge(Asked(ClaimKind.MAJOR_FREE), {}, run, NOW_US).problem is Problem.LASTS


def test_while_a_major_outage_lasts_no_older_one_is_called_the_last() -> None:
    known = replace(KNOWN, run=replace(RUN, since_us=None))
    judged = judge(Asked(ClaimKind.RECORD_RUN), {}, known.run, NOW_US)

    assert detail_text(judged, known).startswith("one is going on now · ")
    lines = dict(figure_lines(judged, known))
    assert lines["Major outage"] == "one is going on now"
    assert "Last major outage" not in lines
    assert "2026-10-12" in lines["Last one that ended"]


def test_claims_are_said_in_german() -> None:
    judged = _judge(Asked(ClaimKind.AVAILABILITY, "12mo"))
    run = _judge(Asked(ClaimKind.MAJOR_FREE))

    said = claim_text(judged.claim, Language.GERMAN)
    assert said.headline == "99,98 % verfügbar in den letzten 12 Monaten"
    assert said.sentence == (
        "Unsere Dienste waren in den letzten 12 Monaten zu 99,98 % der Zeit verfügbar."
    )
    assert claim_text(run.claim, Language.GERMAN).headline == (
        "47 Tage seit dem letzten großen Ausfall"
    )


def test_a_run_is_counted_in_whole_days_and_grows() -> None:
    judged = _judge(Asked(ClaimKind.MAJOR_FREE))

    assert (judged.claim.count, judged.validity) == (47, Validity.GROWS)
    assert judged.until_us is not None
    assert from_us(judged.until_us) > NOW
    assert detail_text(judged, KNOWN) == (
        "last one 12 October, 1 hour 6 minutes · grows every day by itself where it is used as a "
        "block"
    )


@pytest.mark.parametrize(
    "text",
    [
        "99.9 % promised, and no downtime in the last 12 months",
        "99.9 % is our goal, we had 100 % in the last 12 months",
        "All services were 100 % available in the last 12 months, all kept their promise",
        "five nines, and 99.9 % on weekends, in the last 12 months",
    ],
)
def test_of_several_figures_the_highest_has_to_be_carried(text: str) -> None:
    judged = _judge_text(text)
    assert judged.claim.kind is ClaimKind.AVAILABILITY
    assert not judged.is_carried


@pytest.mark.parametrize(
    "percent", ["abc", "1/0", "-5", "1e-9", "9_9", "1e400000000", " 99", "99.9999999", "٩٩.9"]
)
def test_what_is_no_percentage_is_no_claim(percent: str) -> None:
    with pytest.raises(ValueError, match="percentage"):
        Asked(ClaimKind.AVAILABILITY, "12mo", percent)


def test_one_hour_was_lost_and_two_were() -> None:
    for minutes, words in ((60, "1 hour was lost on"), (120, "2 hours were lost on")):
        facts = {"90d": _facts("90d", 90, down_minutes=minutes)}
        judged = judge(Asked(ClaimKind.AVAILABILITY, "90d", "100"), facts, RUN, NOW_US)
        known = Known(facts, RUN, "", "", ZONE, NOW)
        assert problem_text(judged, known).startswith(words)
