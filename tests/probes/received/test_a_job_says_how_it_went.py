"""What a beat says, and what is said of its check after that."""

from datetime import timedelta

import pytest

from statusboard.catalog.declaration import Memory
from statusboard.catalog.fields import validate
from statusboard.domain.instants import MINUTE_US, SECOND_US
from statusboard.domain.received import Listening, Report, Standing
from statusboard.domain.result import Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.heartbeat import DECLARATION

T = 1_000_000 * MINUTE_US
RECEIVES = DECLARATION.receives
assert RECEIVES is not None


def config(**given: object) -> dict[str, object]:
    return validate(DECLARATION.fields, {"every": "1h", **given})


def after(*reports: tuple[int, Report], memory: Memory | None = None) -> Memory:
    memory = memory or {}
    for at_us, report in reports:
        memory = RECEIVES.take(memory, RECEIVES.read(config(), report), at_us)
    return memory


def standing(memory: Memory, now_us: int, **given: object) -> Standing:
    return RECEIVES.stand(config(**given), memory, Listening(0, now_us), now_us)


def test_a_job_that_never_reported_is_unknown() -> None:
    got = standing({}, T)
    assert (got.answer.outcome, got.answer.reason) == (Outcome.UNKNOWN, Reason.SOURCE_SILENT)
    deaf = RECEIVES.stand(config(), {}, None, T)
    assert deaf.answer.reason is Reason.NOT_CONFIGURED
    assert "no page server" in deaf.answer.detail


def test_a_beat_is_up_with_what_it_says_and_how_long_it_took() -> None:
    memory = after(
        (T, Report("/start")), (T + 90 * SECOND_US, Report("/success", body="41 rows\n"))
    )
    got = standing(memory, T + 2 * MINUTE_US)
    assert (got.answer.outcome, got.answer.detail) == (Outcome.UP, "41 rows")
    assert got.answer.response_us == 90 * SECOND_US
    assert got.since_us == T + 90 * SECOND_US
    said = after((T, Report("", {"duration": "12.5", "message": "done"})))
    assert standing(said, T).answer.response_us == 12_500_000
    assert standing(said, T).answer.detail == "done"


@pytest.mark.parametrize(
    ("rest", "outcome"),
    [("", "up"), ("/", "up"), ("/0", "up"), ("/SUCCESS", "up"), ("/fail", "down"), ("/3", "down")],
)
def test_a_job_may_say_how_it_ended(rest: str, outcome: str) -> None:
    assert standing(after((T, Report(rest))), T).answer.outcome is Outcome(outcome)


def test_a_failure_is_down_at_once_or_degraded_as_chosen() -> None:
    memory = after((T, Report("/12", body="disk full")))
    got = standing(memory, T)
    assert (got.answer.reason, got.answer.detail) == (Reason.REPORTED, "disk full (12)")
    assert standing(memory, T, failure="degraded").answer.outcome is Outcome.DEGRADED


def test_a_job_that_began_and_does_not_end_is_down_after_its_longest_run() -> None:
    memory = after((T - 1, Report()), (T, Report("/start")))
    limit = {"longest_run": "10m"}
    assert standing(memory, T + 10 * MINUTE_US - 1, **limit).answer.outcome is Outcome.UP
    got = standing(memory, T + 11 * MINUTE_US, **limit)
    assert (got.answer.outcome, got.since_us) == (Outcome.DOWN, T + 10 * MINUTE_US)
    unheard = Listening(T + 1, T + 11 * MINUTE_US)
    lost = RECEIVES.stand(config(**limit), memory, unheard, T + 11 * MINUTE_US)
    assert lost.answer.outcome is Outcome.UP


@pytest.mark.parametrize(
    ("report", "field"),
    [
        (Report("/stop"), "rest"),
        (Report("/256"), "rest"),
        (Report("/success/now"), "rest"),
        (Report("/-1"), "rest"),
        (Report("", {"duration": "soon"}), "duration"),
        (Report("", {"duration": "-3"}), "duration"),
        (Report("", {"duration": "1e99"}), "duration"),
    ],
)
def test_what_is_no_beat_is_refused_in_words(report: Report, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        RECEIVES.read(config(), report)
    assert refused.value.field == field


def test_what_a_job_says_is_one_line_that_can_be_shown() -> None:
    memory = after((T, Report("/fail", body="\x1b[31mred\x07\n" + "x" * 10_000)))
    detail = standing(memory, T).answer.detail
    assert detail.isprintable()
    assert len(detail) <= 500


def test_the_command_reports_to_the_address_and_tries_again_for_minutes() -> None:
    line = RECEIVES.command("https://status.northwind.example/beat/abc")
    assert line.startswith("curl ")
    assert line.endswith(" https://status.northwind.example/beat/abc")
    # Of 7 tries curl waits 1, 2, 4 … 64 seconds: longer than a gap that counts as none.
    assert "--retry 7 " in line
    assert sum(2**n for n in range(7)) > timedelta(minutes=2).total_seconds()


def test_a_schedule_is_for_jobs_that_are_due_by_the_clock() -> None:
    with pytest.raises(RuleBroken) as refused:
        config(schedule="0 2 * * *")
    assert refused.value.field == "schedule"


DUE = -(-T // (60 * MINUTE_US)) * 60 * MINUTE_US


def at_fixed_times(memory: Memory, now_us: int, **more: object) -> Standing:
    given = validate(DECLARATION.fields, {"due": "at", "schedule": "0 * * * *", **more})
    return RECEIVES.stand(given, memory, Listening(0, now_us), now_us)


def test_a_job_whose_clock_is_some_seconds_ahead_is_not_late() -> None:
    early = after((DUE - 3 * SECOND_US, Report()))
    assert at_fixed_times(early, DUE + 30 * MINUTE_US).answer.outcome is Outcome.UP
    next_hour = DUE + 60 * MINUTE_US
    got = at_fixed_times(early, next_hour + 6 * MINUTE_US)
    assert (got.answer.reason, got.since_us) == (Reason.LATE, next_hour + 5 * MINUTE_US)


def test_a_job_that_said_that_it_began_in_time_is_not_late_while_it_may_run() -> None:
    ran = (DUE - 30 * MINUTE_US, Report())
    began = after(ran, (DUE + 4 * MINUTE_US, Report("/start")))
    assert at_fixed_times(began, DUE + 8 * MINUTE_US).answer.outcome is Outcome.UP
    got = at_fixed_times(began, DUE + 10 * MINUTE_US)
    assert (got.answer.reason, got.since_us) == (Reason.LATE, DUE + 9 * MINUTE_US)
    assert (
        at_fixed_times(began, DUE + 50 * MINUTE_US, longest_run="1h").answer.outcome is Outcome.UP
    )
    # Whoever begins after it was late has not caught up by that.
    late = after(ran, (DUE + 6 * MINUTE_US, Report("/start")))
    got = at_fixed_times(late, DUE + 7 * MINUTE_US)
    assert (got.answer.reason, got.since_us) == (Reason.LATE, DUE + 5 * MINUTE_US)
