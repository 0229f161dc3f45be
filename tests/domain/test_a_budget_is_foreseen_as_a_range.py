"""The forecast of an error budget: a range of days, wider where less is known, and repeatable."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from statusboard.domain.budget_forecast import Forecast, Loss, forecast
from statusboard.domain.budget_words import forecast_words, one_sentence, weight_words
from statusboard.domain.instants import DAY_US, HOUR_US, MINUTE_US, Interval, to_us

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
NOW_US = to_us(NOW)
BERLIN = ZoneInfo("Europe/Berlin")
YEAR_US = 365 * DAY_US
AHEAD = (Interval(NOW_US, NOW_US + 90 * DAY_US),)


def weekly(count: int = 52, *, lost_us: int = 10 * MINUTE_US) -> list[Loss]:
    starts = [NOW_US - n * 7 * DAY_US for n in range(count, 0, -1)]
    return [Loss(at, at + lost_us, lost_us) for at in starts]


def test_regular_outages_run_a_budget_out_about_when_their_pace_says() -> None:
    found = forecast(45 * MINUTE_US, weekly(), YEAR_US, AHEAD)

    # The fifth outage overspends 45 minutes: in five weeks, give or take.
    assert found.middle_us is not None
    assert 25 * DAY_US < found.middle_us - NOW_US < 45 * DAY_US
    assert found.early_us is not None
    assert found.early_us < found.middle_us
    assert found.chance_permille > 100


def test_the_same_history_says_the_same() -> None:
    assert forecast(HOUR_US, weekly(), YEAR_US, AHEAD) == forecast(
        HOUR_US, weekly(), YEAR_US, AHEAD
    )


def test_less_history_makes_a_wider_range() -> None:
    long = (Interval(NOW_US, NOW_US + 1_000 * DAY_US),)
    many = forecast(100 * MINUTE_US, weekly(), YEAR_US, long)
    few = forecast(100 * MINUTE_US, weekly(4), 4 * 7 * DAY_US, long)
    widths = [
        found.late_us - found.early_us
        for found in (many, few)
        if found.late_us is not None and found.early_us is not None
    ]
    assert len(widths) == 2
    assert widths[0] < widths[1]


def test_a_budget_that_lasts_is_not_foreseen_to_run_out() -> None:
    found = forecast(100 * HOUR_US, weekly(), YEAR_US, AHEAD)

    assert (found.early_us, found.middle_us, found.late_us) == (None, None, None)
    assert found.chance_permille == 0
    assert found.until_us == AHEAD[-1].stop_us


def test_what_was_lost_comes_back_once_a_rolling_window_has_left_it_behind() -> None:
    lost = [Loss(NOW_US - 27 * DAY_US, NOW_US - 26 * DAY_US, 100 * HOUR_US), *weekly(3)]
    rolling = forecast(15 * MINUTE_US, lost, YEAR_US, AHEAD, window_us=30 * DAY_US)
    fixed = forecast(15 * MINUTE_US, lost, YEAR_US, AHEAD)

    assert rolling.chance_permille < fixed.chance_permille


def test_only_the_hours_that_count_bring_outages() -> None:
    mornings = tuple(
        Interval(NOW_US + n * DAY_US, NOW_US + n * DAY_US + 2 * HOUR_US) for n in range(90)
    )
    found = forecast(45 * MINUTE_US, weekly(), YEAR_US // 12, mornings)

    assert found.middle_us is not None
    assert any(part.start_us <= found.middle_us <= part.stop_us for part in mornings)
    assert 25 * DAY_US < found.middle_us - NOW_US < 50 * DAY_US


def test_thousands_of_outages_are_reckoned_in_a_moment_and_no_surer() -> None:
    flapping = [
        Loss(NOW_US - n * HOUR_US, NOW_US - n * HOUR_US + MINUTE_US, MINUTE_US)
        for n in range(8_000, 0, -1)
    ]
    found = forecast(100 * HOUR_US, flapping, YEAR_US, (Interval(NOW_US, NOW_US + 3 * YEAR_US),))

    assert found.middle_us is not None
    # 22 minutes a day: 100 hours in 274 days.
    assert 240 * DAY_US < found.middle_us - NOW_US < 310 * DAY_US


def test_a_forecast_is_said_as_the_range_it_is() -> None:
    end = to_us(datetime(2027, 1, 1, tzinfo=BERLIN))

    def said(early: int | None, middle: int | None, late: int | None, chance: int) -> str:
        days = [None if n is None else NOW_US + n * DAY_US for n in (early, middle, late)]
        found = Forecast(*days, chance, end)
        return forecast_words(found, BERLIN, now=NOW, is_calendar=True)

    assert said(None, None, None, 60) == (
        "The budget is not foreseen to run out before the window ends: "
        "it does in 6 % of simulated futures."
    )
    assert said(4, 9, 20, 950) == (
        "The budget runs out between 5 December 2026 and 21 December 2026 in 80 % of simulated "
        "futures, as likely as not by 10 December 2026."
    )
    assert said(0, None, None, 400) == (
        "The budget may run out from today on: before the window ends in 40 % of simulated futures."
    )
    rolling = forecast_words(Forecast(None, None, None, 4, end), BERLIN, now=NOW, is_calendar=False)
    assert "before 31 December 2026: it does in less than 1 % of simulated futures" in rolling


def test_weights_are_said_where_they_differ() -> None:
    assert weight_words({"Checkout": 1}) == ""
    assert weight_words({"Checkout": 2, "Search": 2}) == (
        "The time of 2 services is added up; each counts alike."
    )
    assert weight_words({"Search": 1, "Checkout": 3, "Blog": 0}) == (
        "The time of 2 services is added up by weight: Checkout 3, Search 1. Left out, because it "
        "weighs 0: Blog."
    )


def test_a_board_says_many_alarms_in_one_sentence() -> None:
    assert one_sentence({}) == ""
    assert one_sentence({"Checkout": "Checkout: it burns."}) == "Checkout: it burns."
    assert one_sentence(dict.fromkeys("ABCDE", "")) == (
        "Error budgets burn too fast: A, B, C and 2 more. Uptime says how fast, and what is left."
    )
