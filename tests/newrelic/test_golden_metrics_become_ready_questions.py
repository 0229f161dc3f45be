"""Which golden metrics are offered, and with which limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.newrelic.golden import GoldenMetric, Sort, golden_of, ready_question

WEEK = [float(50 + hour % 24) for hour in range(168)]


def metric(title: str, unit: str, query: str = "SELECT count(*) FROM A SINCE 1 day ago") -> object:
    return {"title": title, "unit": unit, "query": query}


def entity(*metrics: object) -> object:
    return {"actor": {"entity": {"accountId": 7, "goldenMetrics": {"metrics": list(metrics)}}}}


def test_what_can_be_judged_is_offered_once_and_in_order() -> None:
    found = golden_of(
        entity(
            metric("Throughput", "REQUESTS_PER_MINUTE"),
            metric("Error rate", "PERCENTAGE"),
            metric("Errors", "PERCENTAGE"),
            metric("Response time (ms)", "MS"),
            metric("Apdex", "APDEX"),
            metric("Failures", "COUNT"),
            metric("Response time", "MS", "SELECT nothing"),
        )
    )
    assert found is not None
    account, metrics = found
    assert account == 7
    assert [(one.sort, one.unit) for one in metrics] == [
        (Sort.RESPONSE_TIME, "ms"),
        (Sort.ERROR_RATE, "%"),
        (Sort.THROUGHPUT, "rpm"),
    ]
    assert {one.query for one in metrics} == {"SELECT count(*) FROM A"}


@pytest.mark.parametrize(
    "data", [None, {}, {"actor": {"entity": None}}, {"actor": {"entity": {"accountId": None}}}]
)
def test_an_entity_that_is_not_there_is_none(data: object) -> None:
    assert golden_of(data) is None


@pytest.mark.parametrize("metrics", [None, [], [None], [{"title": None, "unit": None}]])
def test_an_entity_without_golden_metrics_has_no_questions(metrics: object) -> None:
    data = {"actor": {"entity": {"accountId": 7, "goldenMetrics": {"metrics": metrics}}}}
    assert golden_of(data) == (7, ())


@pytest.mark.parametrize(
    ("sort", "hours", "limits"),
    [
        (Sort.RESPONSE_TIME, WEEK, (150.0, None)),
        (Sort.ERROR_RATE, [0.1] * 168, (1.0, 10.0)),
        (Sort.ERROR_RATE, [0.1] * 167 + [4.0], (8.0, 40.0)),
        (Sort.ERROR_RATE, [60.0] * 168, (100.0, 100.0)),
        (Sort.THROUGHPUT, WEEK, (5.0, None)),
        (Sort.THROUGHPUT, [0.0, *WEEK], (None, None)),
        (Sort.CPU, [20.0] * 168, (90.0, None)),
        (Sort.DISK, [94.0] * 168, (97.0, None)),
        (Sort.RESPONSE_TIME, WEEK[:5], (None, None)),
        (Sort.ERROR_RATE, [], (1.0, 10.0)),
    ],
)
def test_limits_come_from_the_last_week(
    sort: Sort, hours: list[float], limits: tuple[float | None, float | None]
) -> None:
    question = ready_question(GoldenMetric(sort, "", "q"), hours)
    assert (question.degraded_when, question.down_when) == limits


@given(st.sampled_from(Sort), st.lists(st.floats(0, 99), min_size=24, max_size=40))
def test_no_hour_of_the_week_it_comes_from_would_have_raised_an_alarm(
    sort: Sort, hours: list[float]
) -> None:
    question = ready_question(GoldenMetric(sort, "", "q"), hours)
    limit = question.degraded_when
    if limit is None:
        return
    if question.compare == "below":
        assert min(hours) >= limit
    else:
        assert max(hours) <= limit
    if question.down_when is not None:
        assert question.down_when >= limit
