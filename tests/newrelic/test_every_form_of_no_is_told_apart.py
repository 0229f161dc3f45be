"""The error forms of section 2, written to the recorded shapes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.errors import Bug, Rejected, Unavailable
from statusboard.newrelic import faults
from statusboard.newrelic.errors import error_of, sentence_of
from statusboard.newrelic.faults import FaultKind, fault_of, gravest
from statusboard.newrelic.replies import RawAnswer, Refusal, Reply, read_answer, retry_after_s

JSON = {"content-type": "application/json; charset=utf-8"}
HTML = {"content-type": "text/html"}
DATE = "Mon, 02 Mar 2026 09:00:00 GMT"


def answered(status: int, body: object, **headers: str) -> Reply | Refusal:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = HTML if isinstance(body, bytes) and body.startswith(b"<") else JSON
    return read_answer(RawAnswer(status, {**kind, **headers}, text))


def refused(status: int, body: object, **headers: str) -> FaultKind:
    answer = answered(status, body, **headers)
    assert isinstance(answer, Refusal)
    return answer.fault.kind


def one(message: str, **extensions: object) -> dict[str, object]:
    error: dict[str, object] = {"message": message}
    if extensions:
        error["extensions"] = extensions
    return {"errors": [error]}


# Absinthe's own sentences, of which each refuses a whole document.
SCHEMA_SENTENCES = (
    'Cannot query field "x" on type "Y".',
    'Cannot query field "x" on type "Y". Did you mean "z"?',
    'Cannot query field "x" on type "Y". Did you mean to use an inline fragment on "Z"?',
    'Unknown argument "x" on field "y" of type "Z".',
    'Unknown argument "x" on field "y" of type "Z". Did you mean "w"?',
    'Unknown argument "x" on directive "@include".',
    'Unknown type "X".',
    'Unknown fragment "X"',
    "Unknown directive `x`.",
    'Argument "guids" has invalid value $guids.',
    'Argument "limit" has invalid value "many".\nExpected type "Int", found "many".',
    'Argument "options" has invalid value {size: 3}.\nIn field "size": Unknown field.',
    'In argument "guids": Expected type "[EntityGuid]!", found null.',
    'In field "x": Expected type "Int!", found null.',
    'In element #1: Expected type "EntityGuid", found 7.',
    'Variable "guids": Expected non-null, found null.',
    'Variable "guids" is not defined.',
    'Variable "guids" is not defined by operation "ReadStates".',
    'Variable "guids" is never used.',
    'Variable "guids" is never used in operation "ReadStates".',
    'Variable "x" cannot be non-input type "Entity".',
    "In operation `ReadStates`, variable `$guids` of type `[String]!` "
    "found as input to argument of type `[EntityGuid]!`.",
    # Older versions forget a mark, and leave out the name of an operation that has none.
    "In operation `ReadStates, variable `$guids` of type `[String]!` "
    "found as input to argument of type `[EntityGuid]!`.",
    "Variable `$guids` of type `[String]!` found as input to argument of type `[EntityGuid]!`.",
    'Field "user" of type "User" must have a selection of subfields. Did you mean "user { ... }"?',
    'Field "name" must not have a selection since type "String" has no subfields.',
    'Fragment spread has no type overlap with parent.\nParent possible types: ["A"]\n',
    'Cannot spread fragment "A" within itself via "B", "A".',
    'Fragment "A" is never used.',
    'There can only be one fragment named "A".',
    'There can be only one variable named "guids".',
    "This anonymous operation must be the only defined operation.",
    "Must provide a valid operation name if query contains multiple operations.",
    'syntax error before: "}"',
    "Parsing failed at `\u00a7`",
    "An unknown error occurred during parsing: no function clause matching",
)


@pytest.mark.parametrize("sentence", SCHEMA_SENTENCES)
def test_a_schema_error_is_known_by_its_words(sentence: str) -> None:
    located = one(sentence)["errors"][0] | {"locations": [{"line": 3, "column": 5}]}  # type: ignore[index]
    assert refused(200, {"errors": [located]}) is FaultKind.SCHEMA
    assert refused(400, {"errors": [located], "data": None}) is FaultKind.SCHEMA


def test_a_question_that_is_too_large_is_ours_to_mend() -> None:
    said = "Operation FindEntities is too complex: complexity is 6001 and maximum is 5000"
    assert refused(200, one(said)) is FaultKind.BAD_QUERY


@pytest.mark.parametrize(
    "sentence", ["Unknown Error", "An error occurred resolving this field", "Access Denied."]
)
def test_what_fails_while_it_runs_is_no_schema_error(sentence: str) -> None:
    assert refused(200, one(sentence)) is not FaultKind.SCHEMA


BAD_KEY = one("Bad API Key or no API Key provided", error_code="BAD_API_KEY")
PAGE = b"<html><body>proxy error</body></html>"


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, BAD_KEY, FaultKind.KEY_REFUSED),
        (200, BAD_KEY, FaultKind.KEY_REFUSED),
        (403, BAD_KEY, FaultKind.KEY_REFUSED),
        (401, PAGE, FaultKind.NOT_JSON),
        (403, one("not authorized for account region"), FaultKind.WRONG_REGION),
        (200, one("not authorized for account region"), FaultKind.WRONG_REGION),
        (403, PAGE, FaultKind.WRONG_REGION),
        (402, one("Payment required"), FaultKind.UNPAID),
        (429, b"", FaultKind.THROTTLED),
        (429, PAGE, FaultKind.THROTTLED),
        (429, one("slow down"), FaultKind.THROTTLED),
        (200, one("some error", errorClass="TOO_MANY_REQUESTS"), FaultKind.THROTTLED),
        (200, one("API is receiving too many requests"), FaultKind.THROTTLED),
        (500, PAGE, FaultKind.OUTAGE),
        (502, PAGE, FaultKind.OUTAGE),
        (503, b"", FaultKind.OUTAGE),
        (504, one("x", code="INTERNAL_SERVER_ERROR"), FaultKind.OUTAGE),
        (200, one("x", errorClass="TIMEOUT"), FaultKind.TIMEOUT),
        (200, {"errors": [{"extensions": {"errorClass": "TIMEOUT"}}]}, FaultKind.TIMEOUT),
        (200, one("x", code="INTERNAL_SERVER_ERROR"), FaultKind.INTERNAL),
        (200, one("x", classification="SERVER_ERROR"), FaultKind.INTERNAL),
        (200, one("Unknown Error"), FaultKind.INTERNAL),
        (200, one("An error occurred resolving this field"), FaultKind.INTERNAL),
        (200, one("x short-circuited and fallback disabled."), FaultKind.INTERNAL),
        (200, one('Cannot query field "x" on type "Y".'), FaultKind.SCHEMA),
        (200, one("NRQL Syntax Error: Error at line 1"), FaultKind.BAD_QUERY),
        (200, one("x", errorClass="INVALID_INPUT"), FaultKind.BAD_QUERY),
        (400, one("x", code="BAD_USER_INPUT"), FaultKind.BAD_QUERY),
        (200, one("You are not authorized to query account 5"), FaultKind.NOT_YOUR_ACCOUNT),
        (200, one("Access Denied."), FaultKind.NOT_YOUR_ACCOUNT),
        (
            200,
            one("You do not have the capability to use this feature: x"),
            FaultKind.RIGHTS,
        ),
        (200, one("Something nobody has seen"), FaultKind.UNRECOGNISED),
        (200, {"data": None}, FaultKind.UNRECOGNISED),
        (200, {"data": None, "errors": [7]}, FaultKind.UNRECOGNISED),
        (200, PAGE, FaultKind.NOT_JSON),
        (200, b"[]", FaultKind.NOT_JSON),
        (200, b'{"status":"ok"}', FaultKind.NOT_JSON),
        (200, b'{"data":{"actor":{"user":{"na', FaultKind.CUT_OFF),
        (200, b"", FaultKind.CUT_OFF),
        (302, b"", FaultKind.NOT_NEW_RELIC),
        (404, PAGE, FaultKind.NOT_NEW_RELIC),
        (405, b"", FaultKind.NOT_NEW_RELIC),
    ],
)
def test_a_refusal_is_told_apart(status: int, body: object, kind: FaultKind) -> None:
    assert refused(status, body) is kind


def test_a_good_answer_is_used() -> None:
    answer = answered(200, {"data": {"actor": {}}}, date=DATE)
    assert isinstance(answer, Reply)
    assert (answer.data, answer.faults, answer.warnings) == ({"actor": {}}, (), ())
    assert answer.date is not None


def test_partial_data_is_used_and_its_faults_say_where() -> None:
    error = {
        "message": "An error occurred resolving this field",
        "path": ["actor", "entities", 3, "monitorSummary"],
        "locations": [{"line": 3, "column": 5}],
        "extensions": {"errorClass": "SERVER_ERROR", "id": 7, "nested": [{}]},
    }
    answer = answered(200, {"data": {"actor": {}}, "errors": [error], "extensions": {}})
    assert isinstance(answer, Reply)
    assert [(fault.kind, fault.path) for fault in answer.faults] == [
        (FaultKind.INTERNAL, ("actor", "entities", 3, "monitorSummary"))
    ]


def test_a_deprecation_is_a_warning_and_no_fault() -> None:
    error = {"message": "This field is deprecated! Use another.", "path": ["actor"]}
    answer = answered(200, {"data": {"actor": {}}, "errors": [error]})
    assert isinstance(answer, Reply)
    assert answer.faults == ()
    assert [fault.kind for fault in answer.warnings] == [FaultKind.DEPRECATED]


@pytest.mark.parametrize("errors", [None, []])
def test_null_and_empty_errors_are_none(errors: object) -> None:
    answer = answered(200, {"data": {"actor": {}}, "errors": errors})
    assert isinstance(answer, Reply)
    assert answer.faults == ()


@pytest.mark.parametrize(
    ("header", "date", "seconds"),
    [
        ("7", "", 7.0),
        ("0", "", 0.0),
        ("999999", "", 3600.0),
        ("Mon, 02 Mar 2026 09:00:30 GMT", DATE, 30.0),
        ("Mon, 02 Mar 2026 08:59:00 GMT", DATE, 0.0),
        ("Mon, 02 Mar 2026 09:00:30 GMT", "", None),
        ("soon", DATE, None),
        ("-5", DATE, None),
        ("", DATE, None),
    ],
)
def test_the_wish_to_wait_is_read(header: str, date: str, seconds: float | None) -> None:
    answer = answered(429, b"", **{"retry-after": header, "date": date})
    assert isinstance(answer, Refusal)
    assert answer.retry_after_s == seconds


def test_every_kind_has_a_sentence_a_gravity_and_an_error() -> None:
    for kind in FaultKind:
        sentence = sentence_of(kind)
        assert sentence.endswith(".")
        assert "!" not in sentence
        assert isinstance(error_of(kind), Unavailable | Rejected | Bug)
        assert gravest((fault_of({"message": "x"}), faults.Fault(kind))).kind in FaultKind


def test_what_is_final_decides_before_what_may_pass() -> None:
    both = (faults.Fault(FaultKind.TIMEOUT), faults.Fault(FaultKind.KEY_REFUSED))
    assert gravest(both).kind is FaultKind.KEY_REFUSED


def test_the_words_of_new_relic_never_reach_a_person() -> None:
    error = error_of(fault_of({"message": "secret words of a failing host"}).kind)
    assert "secret" not in str(error)


@given(st.integers(100, 599), st.binary(max_size=60), st.sampled_from(["", "application/json"]))
def test_no_answer_makes_the_reader_fail(status: int, body: bytes, kind: str) -> None:
    read_answer(RawAnswer(status, {"content-type": kind, "retry-after": "x"}, body))


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_header_makes_the_reader_fail(header: str, date: str) -> None:
    retry_after_s(header, None)
    read_answer(RawAnswer(200, {"date": date}, b"{}"))


def test_a_body_of_endless_brackets_is_survived() -> None:
    assert refused(200, b"[" * 200_000) in (FaultKind.CUT_OFF, FaultKind.NOT_JSON)
