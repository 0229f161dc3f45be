"""What Alertmanager and others post, and what is said of a check after that."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.catalog.declaration import Memory
from statusboard.catalog.fields import validate
from statusboard.domain.instants import HOUR_US, MINUTE_US
from statusboard.domain.received import Listening, Report, Standing
from statusboard.domain.result import Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.alert_webhook import DECLARATION

T = 1_000 * HOUR_US
RECEIVES = DECLARATION.receives
assert RECEIVES is not None
JSON = {"sender": "json", "state_path": "$.state"}


def config(**given: object) -> dict[str, object]:
    return validate(DECLARATION.fields, given)


def alert(status: str = "firing", name: str = "a", **labels: str) -> dict[str, object]:
    labels = {"alertname": "QueueIsLong", "severity": "critical", **labels}
    words = {"summary": "Orders wait"}
    return {"status": status, "labels": labels, "annotations": words, "fingerprint": name}


def group(*alerts: Mapping[str, object]) -> object:
    return {"version": "4", "status": "firing", "alerts": list(alerts)}


def posted(at: Mapping[str, object], *bodies: object, memory: Memory | None = None) -> Memory:
    memory = memory or {}
    for number, body in enumerate(bodies):
        said = RECEIVES.read(at, Report(body=json.dumps(body)))
        memory = RECEIVES.take(memory, said, T + number * MINUTE_US)
    return memory


def standing(at: Mapping[str, object], memory: Memory, now_us: int = T + HOUR_US) -> Standing:
    return RECEIVES.stand(at, memory, Listening(0, now_us), now_us)


def outcome(at: Mapping[str, object], *bodies: object) -> Outcome:
    return standing(at, posted(at, *bodies)).answer.outcome


def test_nothing_is_known_before_something_came() -> None:
    got = standing(config(), {}).answer
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.SOURCE_SILENT)
    assert RECEIVES.stand(config(), {}, None, T).answer.reason is Reason.NOT_CONFIGURED


def test_an_alert_fires_until_it_is_resolved() -> None:
    at = config()
    got = standing(at, posted(at, group(alert())))
    assert (got.answer.outcome, got.answer.reason) == (Outcome.DOWN, Reason.SOURCE_ALERT)
    assert got.answer.detail == "QueueIsLong: Orders wait"
    assert got.since_us == T
    assert outcome(at, group(alert()), group(alert("resolved"))) is Outcome.UP


def test_the_worst_of_several_counts_until_each_is_over() -> None:
    at = config()
    both = group(alert(), alert(name="b", severity="warning"))
    assert outcome(at, both) is Outcome.DOWN
    assert outcome(at, both, group(alert("resolved"))) is Outcome.DEGRADED
    over = group(alert("resolved"), alert("resolved", "b"))
    assert outcome(at, both, over) is Outcome.UP


def test_only_alerts_whose_labels_fit_count() -> None:
    at = config(match="service = checkout\nteam != search\nregion =~ eu-.*", firing="degraded")
    fitting = alert(service="checkout", region="eu-1")
    assert outcome(at, group(fitting)) is Outcome.DEGRADED
    for other in (
        alert(service="search", region="eu-1"),
        alert(service="checkout", region="us-1"),
        alert(service="checkout", region="not-eu-1"),
        alert(service="checkout", region="eu-1", team="search"),
    ):
        assert outcome(at, group(other)) is Outcome.UP


def test_an_alert_without_a_fingerprint_is_known_by_its_labels() -> None:
    at = config()
    bare = {"status": "firing", "labels": {"alertname": "X"}}
    assert outcome(at, group(bare), group({**bare, "status": "resolved"})) is Outcome.UP


def test_a_sender_that_fell_silent_makes_it_unknown() -> None:
    at = config(repeats="1h")
    memory = posted(at, group(alert()))
    assert standing(at, memory, T + 2 * HOUR_US - 1).answer.outcome is Outcome.DOWN
    got = standing(at, memory, T + 3 * HOUR_US)
    assert (got.answer.outcome, got.since_us) == (Outcome.UNKNOWN, T + 2 * HOUR_US)
    at = config(stale_after="15m")
    memory = posted(at, group())
    assert standing(at, memory, T + 15 * MINUTE_US - 1).answer.outcome is Outcome.UP
    assert standing(at, memory, T + 15 * MINUTE_US).answer.reason is Reason.SOURCE_SILENT
    # Where nobody says otherwise, silence is good news.
    at = config()
    assert standing(at, posted(at, group()), T + 900 * HOUR_US).answer.outcome is Outcome.UP


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        ("DOWN", "down"),
        (" Warning ", "degraded"),
        ("ok", "up"),
        ("purple", "unknown"),
        (3, "unknown"),
    ],
)
def test_a_state_in_json_is_what_the_values_say(state: object, wanted: str) -> None:
    assert outcome(config(**JSON), {"state": state}) is Outcome(wanted)


def test_what_is_no_known_state_keeps_its_words() -> None:
    at = config(**JSON)
    assert standing(at, posted(at, {"state": "purple"})).answer.detail == "purple"


def test_several_states_in_json_are_told_apart_by_their_names() -> None:
    at = config(
        sender="json",
        state_path="$.a[*].s",
        name_path="$.a[*].n",
        words_path="$.a[*].w",
        down_values="red",
        up_values="green",
    )
    first = {"a": [{"s": "red", "n": "db", "w": "no space"}, {"s": "green", "n": "web", "w": ""}]}
    got = standing(at, posted(at, first))
    assert (got.answer.outcome, got.answer.detail) == (Outcome.DOWN, "db: no space")
    assert outcome(at, first, {"a": [{"s": "green", "n": "web"}]}) is Outcome.DOWN
    assert outcome(at, first, {"a": [{"s": "green", "n": "db"}]}) is Outcome.UP


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no json",
        "[]",
        "{}",
        "null",
        '{"alerts": 5}',
        '{"alerts": [5]}',
        '{"alerts": [{}]}',
        '{"alerts": [{"labels": {}, "status": "odd"}]}',
        "[" * 30_000,
        '{"a":' * 10_000,
    ],
)
def test_what_cannot_be_read_is_refused_in_words(body: str) -> None:
    for at in (config(), config(**JSON)):
        with pytest.raises(RuleBroken) as refused:
            RECEIVES.read(at, Report(body=body))
        assert refused.value.sentence.endswith(".")


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 500)), max_size=800))
def test_no_sender_makes_it_remember_without_end(came: list[tuple[bool, int]]) -> None:
    at = config()
    memory: Memory = {}
    firing: set[str] = set()
    for is_firing, number in came:
        name = str(number)
        said = RECEIVES.read(
            at, Report(body=json.dumps(group(alert("firing" if is_firing else "resolved", name))))
        )
        memory = RECEIVES.take(memory, said, T)
        (firing.add if is_firing else firing.discard)(name)
    assert len(json.dumps(memory)) < 200_000
    if not firing:
        assert standing(at, memory).answer.outcome in (Outcome.UP, Outcome.UNKNOWN)
    elif len(firing) < 300:
        assert standing(at, memory).answer.outcome is Outcome.DOWN


def test_states_that_share_a_name_are_as_bad_as_the_worst_of_them() -> None:
    """Without a path to names each report is about one thing, however many states it holds."""
    at = config(sender="json", state_path="$.a[*].s", down_values="red", up_values="green")
    for states in (["red", "green"], ["green", "red"], ["red", "purple", "green"]):
        assert outcome(at, {"a": [{"s": state} for state in states]}) is Outcome.DOWN
    assert outcome(at, {"a": [{"s": "red"}]}, {"a": [{"s": "green"}]}) is Outcome.UP
    named = config(sender="json", state_path="$.a[*].s", name_path="$.a[*].n")
    twice = {"a": [{"s": "down", "n": "db"}, {"s": "up", "n": "db"}]}
    assert outcome(named, twice) is Outcome.DOWN


def test_states_are_never_told_under_the_name_of_another() -> None:
    at = config(sender="json", state_path="$.a[*].s", name_path="$.a[*].n")
    with pytest.raises(RuleBroken) as refused:
        posted(at, {"a": [{"s": "down"}, {"s": "up", "n": "web"}]})
    assert refused.value.field == "name_path"


def test_alerts_with_long_names_are_told_apart() -> None:
    at = config(sender="json", state_path="$.a[*].s", name_path="$.a[*].n")
    one, other = "x" * 300 + "1", "x" * 300 + "2"
    fires = {"a": [{"s": "down", "n": one}, {"s": "down", "n": other}]}
    assert outcome(at, fires, {"a": [{"s": "up", "n": other}]}) is Outcome.DOWN
    labels = {f"label_{number}": "x" * 20 for number in range(20)}
    bare = [{"status": "firing", "labels": {**labels, "z": z}} for z in "12"]
    over = {**bare[1], "status": "resolved"}
    assert outcome(config(firing="down"), group(*bare), group(over)) is Outcome.DOWN


def test_an_alert_behind_many_others_is_heard() -> None:
    at = config(match="service = checkout")
    others = [alert("firing", str(number), service="search") for number in range(10_000)]
    last = alert("firing", "last", service="checkout")
    assert outcome(at, group(*others, last)) is Outcome.DOWN
    over = [alert("resolved", str(number), service="checkout") for number in range(1_000)]
    assert outcome(at, group(*over, last)) is Outcome.DOWN


def test_while_more_fires_than_is_remembered_nothing_is_called_good() -> None:
    at = config(repeats="1h")
    many = [alert("firing", str(number)) for number in range(400)]
    over = [alert("resolved", str(number)) for number in range(300)]
    memory = posted(at, group(*many), group(*over))
    assert standing(at, memory, T + MINUTE_US).answer.outcome in (Outcome.DOWN, Outcome.UNKNOWN)
    memory = posted(at, group(*many), *([group(*many[300:])] * 2), memory=None)
    assert standing(at, memory, T + 3 * MINUTE_US).answer.outcome is Outcome.DOWN
    cut = {**group(), "truncatedAlerts": 7}  # type: ignore[dict-item]
    got = standing(at, posted(at, cut), T + MINUTE_US).answer
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.SOURCE_SILENT)
    # What still fires would have been said again by then.
    assert standing(at, posted(at, cut), T + 2 * HOUR_US).answer.outcome is Outcome.UP


def test_what_came_and_could_not_be_read_may_have_been_an_alert() -> None:
    at = config(repeats="1h")
    assert RECEIVES.unread is not None
    memory = RECEIVES.take(posted(at, group()), RECEIVES.unread, T + MINUTE_US)
    got = standing(at, memory, T + 2 * MINUTE_US)
    assert (got.answer.outcome, got.answer.reason) == (Outcome.UNKNOWN, Reason.SOURCE_SILENT)
    assert "could not be read" in got.answer.detail
    assert got.since_us == T + MINUTE_US
    fires = RECEIVES.read(at, Report(body=json.dumps(group(alert()))))
    worse = RECEIVES.take(memory, fires, T + 2 * MINUTE_US)
    assert standing(at, worse, T + 3 * MINUTE_US).answer.outcome is Outcome.DOWN
    # Where each report is about the same, the next one says all there is to say.
    one = config(**JSON)
    lost = RECEIVES.take(posted(one, {"state": "up"}), RECEIVES.unread, T + MINUTE_US)
    said = RECEIVES.take(
        lost, RECEIVES.read(one, Report(body='{"state": "up"}')), T + 2 * MINUTE_US
    )
    assert standing(one, said, T + 3 * MINUTE_US).answer.outcome is Outcome.UP


@pytest.mark.parametrize("kept", [["down"], 7, ["purple", "x", 1], None])
def test_what_another_version_remembered_is_not_called_good(kept: object) -> None:
    assert standing(config(), {"heard_us": T, "alerts": {"a": kept}}).answer.outcome is (
        Outcome.UNKNOWN
    )
