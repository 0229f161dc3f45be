from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.instants import HOUR_US
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.storage import numbers
from statusboard.storage.history import packing
from statusboard.storage.history.packing import Tally

answers = st.builds(
    Answer,
    outcome=st.sampled_from(Outcome),
    reason=st.sampled_from(Reason),
    response_us=st.none() | st.integers(0, 209_000_000),
    code=st.none() | st.integers(1, 4095),
)
bodies = answers.map(packing.pack_body)


def test_every_state_has_one_number_and_they_fit() -> None:
    assert set(numbers.STATUS_NUMBER) == set(ComponentStatus)
    assert set(numbers.OUTCOME_NUMBER) == set(Outcome)
    assert set(numbers.REASON_NUMBER) == set(Reason)
    assert len(numbers.STATUS_OF) == len(ComponentStatus)
    assert len(numbers.OUTCOME_OF) == len(Outcome)
    assert len(numbers.REASON_OF) == len(Reason)
    assert max(numbers.REASON_OF) < 64


def test_the_numbers_follow_the_severity() -> None:
    by_number = sorted(ComponentStatus, key=lambda s: numbers.STATUS_NUMBER[s])
    assert by_number == sorted(ComponentStatus, key=lambda s: s.severity)


@given(answers, st.integers(0, 2**51))
def test_an_answer_comes_back_as_it_was_stored(answer: Answer, at_us: int) -> None:
    stored = packing.unpack_body(at_us, packing.pack_body(answer))
    assert (stored.at_us, stored.outcome, stored.reason) == (at_us, answer.outcome, answer.reason)
    assert stored.code == answer.code
    if answer.response_us is None:
        assert stored.response_us is None
    else:
        assert stored.response_us is not None
        assert abs(stored.response_us - answer.response_us) <= packing.STEP_US // 2


def test_a_time_too_long_for_its_field_reads_as_the_longest_and_not_as_untimed() -> None:
    stored = packing.unpack_body(
        0, packing.pack_body(Answer(Outcome.UP, Reason.OK, response_us=10**12))
    )
    assert stored.response_us == (packing.NOT_TIMED - 1) * packing.STEP_US


def test_a_code_out_of_range_is_left_out() -> None:
    for code in (-1, 0, 4096, 10**9):
        body = packing.pack_body(Answer(Outcome.DOWN, Reason.STATUS_CODE, code=code))
        assert packing.unpack_body(0, body).code is None


@given(st.lists(st.tuples(st.integers(0, 3_599_999), bodies)))
def test_an_hour_comes_back_in_order_at_eight_bytes_each(rows: list[tuple[int, int]]) -> None:
    blob = packing.pack_chunk(rows)
    assert len(blob) == 8 * len(rows)
    assert packing.unpack_chunk(blob) == sorted(rows)


@given(st.integers(0, 2**50), st.integers(1, packing.CHECK_MASK))
def test_a_key_sorts_by_time_and_names_its_check(at_us: int, check_id: int) -> None:
    key = packing.key_of(at_us, check_id)
    assert 0 <= key < 2**63
    assert key & packing.CHECK_MASK == check_id
    assert (key >> packing.CHECK_BITS) * 1000 == at_us // 1000 * 1000
    exact = at_us // 1000 * 1000
    assert packing.first_key(exact) <= packing.key_of(exact, check_id)
    assert packing.first_key(exact + 1) > packing.key_of(exact, check_id)


def test_chunks_know_their_hour() -> None:
    body = packing.pack_body(Answer(Outcome.UP, Reason.OK, response_us=1_000))
    [stored] = packing.read_chunk(7, packing.pack_chunk([(1_500, body)]))
    assert stored.at_us == 7 * HOUR_US + 1_500_000


@given(st.dictionaries(st.integers(0, packing.BUCKETS - 1), st.integers(1, 2**40)))
def test_a_histogram_comes_back(counts: dict[int, int]) -> None:
    assert packing.unpack_histogram(packing.pack_histogram(counts)) == counts


@given(st.integers(0, 209_715_150))
def test_a_latency_lies_below_the_top_of_its_bucket(us: int) -> None:
    bucket = packing.bucket_of(us)
    assert us < packing.bucket_top_us(bucket)
    assert bucket == 0 or us >= packing.bucket_top_us(bucket - 1)


def test_a_latency_at_the_top_of_a_bucket_belongs_to_the_next() -> None:
    for bucket in range(packing.BUCKETS - 1):
        assert packing.bucket_of(packing.bucket_top_us(bucket)) == bucket + 1
        assert packing.bucket_of(packing.bucket_top_us(bucket) - 1) == bucket


@given(st.lists(bodies), st.lists(bodies))
def test_tallies_add_up(left: list[int], right: list[int]) -> None:
    assert Tally().add(left).merge(Tally().add(right)) == Tally().add(left + right)


@given(st.lists(st.integers(0, 30_000_000), min_size=1), st.sampled_from([500, 900, 950, 990]))
def test_a_percentile_is_never_understated_and_at_most_a_bucket_over(
    times_us: list[int], permille: int
) -> None:
    packed = [packing.pack_body(Answer(Outcome.UP, Reason.OK, response_us=us)) for us in times_us]
    stored = sorted(packing.unpack_body(0, body).response_us or 0 for body in packed)
    exact = stored[-(-len(stored) * permille // 1000) - 1]
    bound = Tally().add(packed).percentile_bound_us(permille)
    assert bound is not None
    assert exact <= bound <= max(1_000, exact * 1.27)
    assert bound <= max(stored[-1], 0) or bound == 0


def test_nothing_timed_has_no_percentile() -> None:
    packed = [packing.pack_body(Answer(Outcome.DOWN, Reason.REFUSED))]
    assert Tally().add(packed).percentile_bound_us(950) is None
