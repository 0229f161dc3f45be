"""How the lines of response times are written."""

import pytest

from statusboard.catalog.metric_fields import METRICS, metric_lines
from statusboard.domain.response_metric import (
    MOST_METRICS,
    MetricRange,
    MetricUnit,
    ResponseMetric,
    in_unit,
    last_hour_us,
)
from statusboard.errors import RuleBroken

HOUR_US = 3_600_000_000


def test_a_service_alone_is_its_last_day_in_milliseconds() -> None:
    assert metric_lines("Checkout\n\n") == (
        ResponseMetric("Checkout", "", MetricRange.DAY, MetricUnit.MILLISECONDS, 0),
    )


def test_what_follows_stands_in_any_order() -> None:
    wanted = ResponseMetric("Checkout", "Time to pay", MetricRange.WEEK, MetricUnit.SECONDS, 2)

    assert metric_lines("Checkout | Time to pay | week | 0.00 s") == (wanted,)
    assert metric_lines("Checkout | 0.00 s | week | Time to pay") == (wanted,)
    assert metric_lines("A|B | s")[0] == ResponseMetric("A|B", unit=MetricUnit.SECONDS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" | week", "names no service"),
        ("Checkout | week | day", "two times which stretch"),
        ("Checkout |  | week", "a name is missing"),
        ("Checkout | " + "x" * 61, "longer than 60"),
        ("Checkout\nCheckout | week", "stands there twice"),
        ("\n".join(f"S{n}" for n in range(MOST_METRICS + 1)), "At most 10"),
    ],
)
def test_a_line_that_says_nothing_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        metric_lines(text)
    with pytest.raises(RuleBroken) as broken:
        METRICS.settle({"shown": text})
    assert broken.value.field == "metrics.shown"


def test_a_response_time_has_the_digits_of_its_metric() -> None:
    assert str(in_unit(142_499, MetricUnit.MILLISECONDS, 0)) == "142"
    assert str(in_unit(1_250_000, MetricUnit.SECONDS, 2)) == "1.25"
    assert str(in_unit(400, MetricUnit.MILLISECONDS, 1)) == "0.4"


def test_an_hour_is_told_once_its_last_answers_are_in() -> None:
    minute = HOUR_US // 60

    assert last_hour_us(10 * HOUR_US + 4 * minute) == 9 * HOUR_US
    assert last_hour_us(10 * HOUR_US + 5 * minute) == 10 * HOUR_US
