"""Anything in an answer may be null, missing, or of another type."""

from hypothesis import given
from hypothesis import strategies as st

from statusboard.newrelic import parse
from statusboard.newrelic.readings import EntityReading, MonitorReading, TypeCount, WorkloadReading

HOST = "NDEwMDIwMXxJTkZSQXxOQXw5MDAwMDk="


def states(*entities: object) -> object:
    return {"actor": {"entities": list(entities)}}


def test_a_host_of_another_guid_form_is_read_as_it_comes() -> None:
    body = states(
        {
            "__typename": "InfrastructureHostEntity",
            "accountId": 4100201,
            "alertSeverity": "NOT_CONFIGURED",
            "domain": "INFRA",
            "guid": HOST,
            "lastReportingChangeAt": 1715351571254,
            "name": "laptop",
            "permalink": f"https://one.new-relic.example/redirect/entity/{HOST}",
            "reporting": True,
            "tags": [{"key": "coreCount", "values": ["8"]}],
            "type": "HOST",
        }
    )
    read = parse.states(body)
    assert read is not None
    (place, reading), *rest = read
    assert (place, rest) == (0, [])
    assert reading == EntityReading(
        guid=HOST,
        name="laptop",
        account_id=4100201,
        domain="INFRA",
        type="HOST",
        severity="NOT_CONFIGURED",
        reporting=True,
        permalink=f"https://one.new-relic.example/redirect/entity/{HOST}",
        tags=(("coreCount", ("8",)),),
    )


def test_null_entries_are_left_out_and_places_stay() -> None:
    read = parse.states(states(None, {"guid": "a"}, {"name": "no guid"}, {"guid": "b"}))
    assert read is not None
    assert [(place, reading.guid) for place, reading in read] == [(1, "a"), (3, "b")]


def test_missing_and_null_summaries_are_the_same() -> None:
    read = parse.states(states({"guid": "a"}, {"guid": "b", "monitorSummary": None}))
    assert read is not None
    assert [reading.monitor for _, reading in read] == [None, None]


def test_summaries_are_read() -> None:
    read = parse.states(
        states(
            {
                "guid": "a",
                "monitorSummary": {
                    "status": "ENABLED",
                    "successRate": 0.0,
                    "locationsFailing": 1,
                    "locationsRunning": 1,
                },
            },
            {"guid": "b", "workloadStatus": {"statusValue": "DISRUPTED", "summary": None}},
        )
    )
    assert read is not None
    assert read[0][1].monitor == MonitorReading("ENABLED", 1, 1)
    assert read[1][1].workload == WorkloadReading("DISRUPTED", None, None)


def test_an_answer_without_entities_is_told_from_an_empty_one() -> None:
    assert parse.states({"actor": {"entities": None}}) is None
    assert parse.states({"actor": None}) is None
    assert parse.states(states()) == ()


def test_a_last_page_has_no_cursor_in_either_form() -> None:
    for ending in (None, ""):
        results = {"nextCursor": ending, "entities": [{"guid": "a"}]}
        page = parse.page({"actor": {"entitySearch": {"count": 2, "results": results}}})
        assert page is not None
        assert (page.next_cursor, page.count, len(page.entities)) == ("", 2, 1)


def test_a_person_is_named_by_what_there_is() -> None:
    assert parse.who({"actor": {"user": {"email": "desk@shop.example"}}}).name == (  # type: ignore[union-attr]
        "desk@shop.example"
    )
    assert parse.who({"actor": {"user": {"id": 7}}}).name == "7"  # type: ignore[union-attr]
    assert parse.who({"actor": {"user": None}}) is None


def test_an_account_without_a_name_is_called_by_its_number() -> None:
    body = {"actor": {"user": {"name": "A"}, "accounts": [None, {"id": 5, "name": None}]}}
    who = parse.who(body)
    assert who is not None
    assert who.accounts == ((5, "5"),)


def test_ids_come_as_numbers_and_as_texts() -> None:
    body = {"actor": {"user": {"name": "A"}, "accounts": [{"id": "5", "name": "x"}]}}
    who = parse.who(body)
    assert who is not None
    assert who.accounts == ((5, "x"),)


def test_counts_by_type_are_read() -> None:
    types = [
        {"__typename": "EntitySearchTypes", "count": 17, "domain": "INFRA", "type": "X"},
        {"count": None, "domain": "APM", "type": "APPLICATION"},
        None,
    ]
    body = {"actor": {"entitySearch": {"count": 54, "types": types}}}
    assert parse.type_counts(body) == (TypeCount("INFRA", "X", 17),)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                [
                    "actor",
                    "entities",
                    "entitySearch",
                    "results",
                    "guid",
                    "account",
                    "accounts",
                    "user",
                    "tags",
                    "key",
                    "values",
                    "types",
                    "count",
                    "monitorSummary",
                    "workloadStatus",
                ]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)


@given(json_values)
def test_no_answer_makes_the_parser_fail(value: object) -> None:
    for body in (value, {"actor": value}, {"actor": {"entities": value, "entitySearch": value}}):
        parse.states(body)
        parse.page(body)
        parse.who(body)
        parse.type_counts(body)


def test_a_number_of_thousands_of_digits_is_none() -> None:
    entity = {"guid": "g", "accountId": "9" * 5_000, "account": {"id": 10**400}}
    assert parse.readings([entity])[0][1].guid == "g"
    assert parse.readings([{**entity, "account": None}])[0][1].account_id is None
