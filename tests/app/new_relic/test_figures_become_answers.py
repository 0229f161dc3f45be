"""From an NRQL query, a monitor's locations and a service level to an answer, by the stand-in."""

from datetime import timedelta

import pytest

from statusboard.app.new_relic.schedule import LEVEL, LOCATIONS, NRQL
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.people import PRODUCTION, STAGING
from statusboard.domain.result import Outcome, Reason
from statusboard.domain.status import ComponentStatus as S
from statusboard.newrelic.nrql_question import accounts_in
from statusboard.newrelic.queries import FIGURES_AT_ONCE, queries_in
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from tests.fixtures.new_relic_feed import Bench, at_work

pytestmark = pytest.mark.anyio
CHECKOUT = WELL_KNOWN["checkout-api"]
MONITOR = WELL_KNOWN["Card payments"]
LEVEL_GUID = WELL_KNOWN["Checkout latency"]
ERRORS = (
    "SELECT (count(apm.service.error.count) / count(apm.service.transaction.duration)) * 100 "
    f"FROM Metric WHERE entity.guid = '{CHECKOUT}'"
)
CALLS = (
    f"SELECT count(apm.service.transaction.duration) FROM Metric WHERE entity.guid = '{CHECKOUT}'"
)


def add(bench: Bench, kind: str, *configs: dict[str, object]) -> list[int]:
    with bench.write() as unit:
        component = add_component(unit, name="Checkout")
        return [
            add_check(
                unit,
                component_id=component.id,
                kind=kind,
                config=config,
                interval=timedelta(seconds=60),
            ).id
            for config in configs
        ]


def error_rate(**more: object) -> dict[str, object]:
    given = {"account": PRODUCTION, "query": ERRORS, "label": "Error rate", "unit": "%"}
    return given | {"degraded_when": 2, "down_when": 20} | more


async def test_a_figure_is_good_degraded_down_and_good_again(bench: Bench) -> None:
    (check,) = add(bench, NRQL, error_rate())
    async with at_work(bench):
        said = []
        for rate in (0.2, 4.2, 40.0, 0.2):
            bench.stand_in.world.set_figure(CHECKOUT, "error_rate", rate)
            answer = (await bench.round(1, later=600))[check].answer
            said.append((answer.stated_level, answer.reason, answer.detail))
    assert said == [
        (S.OPERATIONAL, Reason.OK, "Error rate 0.2 % over 5 min, not above 2 %."),
        (S.DEGRADED_PERFORMANCE, Reason.SOURCE_ALERT, "Error rate 4.2 % over 5 min, above 2 %."),
        (S.MAJOR_OUTAGE, Reason.SOURCE_ALERT, "Error rate 40 % over 5 min, above 20 %."),
        (S.OPERATIONAL, Reason.OK, "Error rate 0.2 % over 5 min, not above 2 %."),
    ]


@pytest.mark.parametrize(
    ("meaning", "level"),
    [
        ("unknown", S.UNKNOWN),
        ("operational", S.OPERATIONAL),
        ("degraded", S.DEGRADED_PERFORMANCE),
        ("down", S.MAJOR_OUTAGE),
    ],
)
async def test_no_data_is_what_was_chosen_and_never_zero(
    bench: Bench, meaning: str, level: S
) -> None:
    silent, zero = add(
        bench,
        NRQL,
        error_rate(no_data=meaning),
        {"account": PRODUCTION, "query": CALLS, "compare": "below", "down_when": 1},
    )
    bench.stand_in.world.set_figure(CHECKOUT, "throughput", None)
    async with at_work(bench):
        answers = await bench.round(2, later=600)
    assert answers[silent].answer.stated_level is level
    assert answers[silent].answer.detail.startswith("Error rate: no data over 5 min.")
    # What counts calls finds none, and that is a figure.
    assert answers[zero].answer.stated_level is S.MAJOR_OUTAGE
    assert answers[zero].answer.detail == "The value 0 over 5 min, below 1."


@pytest.mark.parametrize("nothing", [None, 0.0])
async def test_a_share_of_nothing_is_no_data_however_it_comes(
    bench: Bench, nothing: float | None
) -> None:
    query = (
        "SELECT percentage(count(*), WHERE result = 'FAILED') FROM SyntheticCheck "
        f"WHERE entityGuid = '{MONITOR}'"
    )
    (check,) = add(bench, NRQL, error_rate(query=query))
    bench.stand_in.world.share_of_nothing = nothing
    bench.stand_in.world.entities[MONITOR]["monitorSummary"] = None
    async with at_work(bench):
        answer = (await bench.round(1))[check].answer
    assert (answer.outcome, answer.reason) == (Outcome.UNKNOWN, Reason.SOURCE_SILENT)


async def test_the_newest_two_minutes_are_never_asked_about(bench: Bench) -> None:
    (check,) = add(
        bench, NRQL, {"account": PRODUCTION, "query": CALLS, "compare": "below", "down_when": 2000}
    )
    # Half of what happened in the newest minutes has not come in: calls would look too few.
    bench.stand_in.world.set_figure(CHECKOUT, "throughput", 480.0)
    async with at_work(bench):
        answer = (await bench.round(1, later=900))[check].answer
    assert answer.detail == "The value 2,400 over 5 min, not below 2,000."
    (text,) = bench.stand_in.world.queries
    end_ms = int(text.rpartition("UNTIL ")[2])
    assert end_ms % 60_000 == 0
    assert 120_000 <= bench.stand_in.world.now_ms - end_ms < 180_000


async def test_the_worst_group_decides_and_is_named(bench: Bench) -> None:
    query = (
        "SELECT percentage(count(*), WHERE result = 'FAILED') FROM SyntheticCheck "
        f"WHERE entityGuid = '{MONITOR}' FACET locationLabel"
    )
    worst, mean = add(
        bench, NRQL, error_rate(query=query), error_rate(query=query, groups="average")
    )
    bench.stand_in.world.set_figure(MONITOR, "locationsFailing", 1)
    async with at_work(bench):
        answers = await bench.round(2, later=900)
    assert answers[worst].answer.detail == (
        "Error rate of Frankfurt, DE 100 % over 5 min, above 20 %."
    )
    assert answers[mean].answer.detail.startswith("Error rate of 3 groups (average) 33.3 %")
    assert "Dublin, IE: 0 %" in answers[worst].answer.transcript


async def test_what_strays_from_what_is_usual_is_told(bench: Bench) -> None:
    query = f"SELECT average(duration) FROM Transaction WHERE entityGuid = '{CHECKOUT}'"
    given = {"account": PRODUCTION, "query": query, "label": "Response time", "unit": "s"}
    (check,) = add(bench, NRQL, given | {"compare": "usual", "down_deviation": 1000})
    async with at_work(bench):
        usual = (await bench.round(1))[check].answer
        bench.stand_in.world.set_figure(CHECKOUT, "response_time", 0.4)
        slow = (await bench.round(1, later=600))[check].answer
    assert usual.stated_level is S.OPERATIONAL
    assert "usual at this time of day is 0.1" in usual.detail
    assert slow.stated_level is S.DEGRADED_PERFORMANCE
    assert slow.detail.startswith("Response time 0.4 s over 5 min, ")
    # Seven days of comparable windows are asked for once in a quarter of an hour.
    series = [text for text in bench.stand_in.world.queries if "TIMESERIES" in text]
    assert len(series) == 7


async def test_where_the_usual_is_not_known_nothing_is(bench: Bench) -> None:
    query = f"SELECT average(duration) FROM Transaction WHERE entityGuid = '{CHECKOUT}'"
    (check,) = add(bench, NRQL, {"account": PRODUCTION, "query": query, "compare": "usual"})
    now_ms = bench.stand_in.world.now_ms
    figures = bench.stand_in.world.figures.setdefault(CHECKOUT, {})
    figures["response_time"] = [(0, None), (now_ms - 3_600_000, 0.2)]
    async with at_work(bench):
        answer = (await bench.round(1))[check].answer
    assert answer.outcome is Outcome.UNKNOWN
    assert answer.detail == "The value 0.2 over 5 min; what is usual is not known yet."


async def test_a_mistake_in_a_query_is_told_in_new_relics_words_and_touches_no_other(
    bench: Bench,
) -> None:
    good, bad, several = add(
        bench,
        NRQL,
        error_rate(),
        error_rate(query="SELECT averege(duration) FROM Transaction"),
        error_rate(
            query=f"SELECT count(*), max(duration) FROM Transaction WHERE entityGuid = '{CHECKOUT}'"
        ),
    )
    async with at_work(bench):
        answers = await bench.round(3)
    assert answers[good].answer.outcome is Outcome.UP
    assert answers[bad].answer.reason is Reason.SOURCE_REJECTED
    assert "Unknown function averege()" in answers[bad].answer.detail
    assert answers[several].answer.detail.startswith("The query gives several values")
    # One's own mistake is nothing that is wrong with New Relic.
    source = bench.source()
    assert source is not None
    assert source.problem == ""


async def test_a_figure_without_a_limit_is_not_judged_and_never_good(bench: Bench) -> None:
    given = error_rate() | {"degraded_when": None, "down_when": None}
    (check,) = add(bench, NRQL, given)
    async with at_work(bench):
        answer = (await bench.round(1))[check].answer
    assert (answer.outcome, answer.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
    assert answer.detail == "Error rate 0.2 % over 5 min; no limit is set, so it is not judged."


async def test_an_account_one_may_not_see_is_told_for_its_checks_alone(bench: Bench) -> None:
    good, other = add(bench, NRQL, error_rate(), error_rate(account=4711))
    async with at_work(bench):
        answers = await bench.round(2)
    assert answers[good].answer.outcome is Outcome.UP
    assert answers[other].answer.reason is Reason.SOURCE_REJECTED
    assert "may not see that New Relic account" in answers[other].answer.detail


async def test_the_same_question_is_asked_once_however_many_ask_it(bench: Bench) -> None:
    checks = add(bench, NRQL, *(error_rate(degraded_when=n, down_when=500) for n in range(1, 200)))
    async with at_work(bench):
        answers = await bench.round(len(checks))
    assert len(bench.stand_in.world.queries) == 1
    assert {one.answer.outcome for one in answers.values()} == {Outcome.UP}


async def test_many_questions_share_requests(bench: Bench) -> None:
    checks = add(
        bench,
        NRQL,
        *(error_rate(query=f"{ERRORS} AND duration < {n}") for n in range(2 * FIGURES_AT_ONCE + 1)),
    )
    async with at_work(bench):
        await bench.round(len(checks))
    assert [one.query for one in bench.stand_in.world.asked].count("Figures") == 3


async def test_a_slow_question_is_asked_again_in_the_background(bench: Bench) -> None:
    query = f"SELECT count(*) FROM Transaction WHERE entityGuid = '{CHECKOUT}'"
    (check,) = add(bench, NRQL, error_rate(query=query, window="1d", down_when=500))
    bench.stand_in.world.rows_per_s, bench.stand_in.world.background_s = 10, 0.0
    async with at_work(bench):
        answer = (await bench.round(1))[check].answer
    asked = [one.query for one in bench.stand_in.world.asked]
    assert asked == ["Figures", "BeginFigure", "PollFigure"]
    assert answer.stated_level is S.MAJOR_OUTAGE


async def test_locations_are_counted_and_named(bench: Bench) -> None:
    config = {"guid": MONITOR, "account": PRODUCTION}
    any_, two = add(bench, LOCATIONS, config, config | {"degraded_when": 2})
    async with at_work(bench):
        said = []
        for failing in (0, 1, 2, 3):
            bench.stand_in.world.set_figure(MONITOR, "locationsFailing", failing)
            answers = await bench.round(2, later=600)
            levels = answers[any_].answer.stated_level, answers[two].answer.stated_level
            said.append((*levels, answers[any_].answer.detail))
    assert said == [
        (S.OPERATIONAL, S.OPERATIONAL, "All 3 locations pass."),
        (S.PARTIAL_OUTAGE, S.OPERATIONAL, "1 of 3 locations fail: Frankfurt, DE."),
        (S.PARTIAL_OUTAGE, S.PARTIAL_OUTAGE, "2 of 3 locations fail: Dublin, IE, Frankfurt, DE."),
        (
            *(S.MAJOR_OUTAGE, S.MAJOR_OUTAGE),
            "3 of 3 locations fail: Dublin, IE, Frankfurt, DE, Washington, DC, USA.",
        ),
    ]
    # One query for both, and one for each round.
    assert len(bench.stand_in.world.queries) == 4


async def test_a_monitor_that_does_not_run_says_nothing(bench: Bench) -> None:
    (check,) = add(bench, LOCATIONS, {"guid": MONITOR, "account": PRODUCTION})
    bench.stand_in.world.entities[MONITOR]["monitorSummary"] = None
    async with at_work(bench):
        answer = (await bench.round(1))[check].answer
    assert (answer.outcome, answer.reason) == (Outcome.UNKNOWN, Reason.SOURCE_SILENT)


async def test_an_objective_is_kept_or_missed_and_down_only_where_that_is_chosen(
    bench: Bench,
) -> None:
    plain, strict = add(bench, LEVEL, {"guid": LEVEL_GUID}, {"guid": LEVEL_GUID, "down_below": 99})
    figures = bench.stand_in.world.figures.setdefault(LEVEL_GUID, {})
    async with at_work(bench):
        said = []
        for share in (99.8, 99.4999, 90.0):
            figures["sli"] = [(0, share)]
            answers = await bench.round(2, later=60)
            levels = answers[plain].answer.stated_level, answers[strict].answer.stated_level
            said.append((*levels, answers[plain].answer.detail))
    missed = "of 99.5 % kept over 7 days: the objective is missed."
    assert said == [
        (S.OPERATIONAL, S.OPERATIONAL, "99.80 % of 99.5 % kept over 7 days."),
        (S.DEGRADED_PERFORMANCE, S.DEGRADED_PERFORMANCE, f"99.49 % {missed}"),
        (S.DEGRADED_PERFORMANCE, S.MAJOR_OUTAGE, f"90.00 % {missed}"),
    ]


async def test_a_lost_field_of_service_levels_blinds_nothing_that_is_known(bench: Bench) -> None:
    add(bench, LEVEL, {"guid": LEVEL_GUID})
    add(bench, NRQL, error_rate())
    async with at_work(bench):
        await bench.round(2)
        bench.stand_in.world.faults.active.append(
            ActiveFault(FaultName.FIELD_GONE, target="Entity.serviceLevel")
        )
        answers = await bench.round(2, later=3600)
    assert {one.answer.outcome for one in answers.values()} == {Outcome.UP}


async def test_a_service_level_that_was_never_known_is_unknown_for_a_lost_field(
    bench: Bench,
) -> None:
    (level,) = add(bench, LEVEL, {"guid": LEVEL_GUID})
    bench.stand_in.world.faults.active.append(
        ActiveFault(FaultName.FIELD_GONE, target="Entity.serviceLevel")
    )
    async with at_work(bench):
        answer = (await bench.round(1))[level].answer
    assert (answer.outcome, answer.reason) == (Outcome.UNKNOWN, Reason.SOURCE_REJECTED)


async def test_a_check_that_another_version_stored_says_what_is_wrong(bench: Bench) -> None:
    good, odd = add(bench, NRQL, error_rate(), error_rate(window="5 parsecs"))
    async with at_work(bench):
        answers = await bench.round(2)
    assert answers[good].answer.outcome is Outcome.UP
    assert answers[odd].answer.reason is Reason.NOT_CONFIGURED


async def test_a_query_is_asked_of_several_accounts_together(bench: Bench) -> None:
    asked = {"query": "SELECT count(*) FROM Transaction", "label": "Calls", "down_when": 1e9}
    one, both, hidden = add(
        bench,
        NRQL,
        {"account": PRODUCTION, **asked},
        {"account": PRODUCTION, "accounts": f"{STAGING}", **asked},
        {"account": PRODUCTION, "accounts": "1", **asked},
    )
    async with at_work(bench):
        found = await bench.round(3)

    def calls(check: int) -> float:
        return float(found[check].answer.detail.split()[1].replace(",", ""))

    assert 0 < calls(one) < calls(both)
    assert found[hidden].answer.reason is Reason.SOURCE_REJECTED
    names = [asked.query for asked in bench.stand_in.world.asked]
    assert names.count("FiguresAcross") == 1  # they share a request


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        ("", ()),
        ("2, 3 ,2", (2, 3)),
        ("2,3,4,5", (2, 3, 4, 5)),
        ("2,3,4,5,6", None),
        ("2;3", None),
        ("0", None),
    ],
)
def test_further_accounts_are_numbers_and_few(text: str, accounts: tuple[int, ...] | None) -> None:
    assert accounts_in(text) == accounts


def test_each_account_of_a_query_is_counted() -> None:
    given = {"a0": [1, 2], "n0": "x", "a1": 1, "n1": "y", "timeout": 5}
    assert queries_in(given) == {1: 2, 2: 1}
    assert queries_in({"account": 3, "nrql": "x"}) == {3: 1}
    assert queries_in({"account": 3}) == {}
