"""What is recorded for a support case holds no key, no address and no name."""

import json
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.newrelic.masking import Masks, masked_body, masked_variables

KEY = "NRAK-ABCDEF0123456789ABCDEFGHIJK"
BODY = {
    "data": {
        "actor": {
            "user": {"id": 12, "name": "Ada Lovelace", "email": "ada@example.com"},
            "accounts": [{"id": 7, "name": "Secret shop"}],
            "entitySearch": {
                "count": 2,
                "results": {
                    "nextCursor": "abc",
                    "entities": [
                        {
                            "guid": "MTIzfEFQTXxBUFBMSUNBVElPTnw0Mg",
                            "name": "Secret shop",
                            "alertSeverity": "CRITICAL",
                            "tags": [{"key": "owner", "values": ["ada@example.com", "42"]}],
                            "permalink": "https://one.newrelic.example/secret",
                        }
                    ],
                },
            },
        }
    },
    "errors": [{"message": f"Ada said {KEY}", "extensions": {"errorClass": "TIMEOUT"}}],
}


def test_shapes_numbers_and_states_stay_and_names_go() -> None:
    said = masked_body(json.dumps(BODY).encode(), Masks())
    for word in ("Ada", "ada@", "Secret", "secret", KEY, "Lovelace"):
        assert word not in said
    read = json.loads(said)
    actor = read["data"]["actor"]
    assert actor["user"]["id"] == 12
    [entity] = actor["entitySearch"]["results"]["entities"]
    assert entity["guid"] == "MTIzfEFQTXxBUFBMSUNBVElPTnw0Mg"
    assert entity["alertSeverity"] == "CRITICAL"
    assert entity["tags"][0]["values"][1] == "42"
    # Equal names stay equal, so that one can follow them through an answer.
    assert entity["name"] == actor["accounts"][0]["name"] != actor["user"]["name"]
    assert read["errors"][0]["extensions"] == {"errorClass": "TIMEOUT"}


def test_what_was_asked_loses_the_words_in_its_quotes() -> None:
    asked = {
        "search": "domainType IN ('APM-APPLICATION') AND name LIKE '%Secret shop%'",
        "nrql": "SELECT count(*) FROM T WHERE appName = 'O\\'Hara' AND mail = 'x@y.example'",
        "guids": ["MTIzfEFQTXxBUFBMSUNBVElPTnw0Mg"],
        "limit": 200,
    }
    masked = masked_variables(asked, Masks())
    assert masked["search"] == "domainType IN ('APM-APPLICATION') AND name LIKE '<name 1>'"
    assert (
        masked["nrql"] == "SELECT count(*) FROM T WHERE appName = '<name 2>' AND mail = '<name 3>'"
    )
    assert (masked["guids"], masked["limit"]) == (asked["guids"], 200)


def test_what_is_no_json_is_told_by_its_length() -> None:
    assert masked_body(b"<html>Ada</html>", Masks()) == "<16 bytes that are no JSON>"
    deep = b"[" * 200_000 + b"]" * 200_000
    assert "Ada" not in masked_body(deep, Masks())


def test_a_text_without_an_address_is_read_once_however_long_it_is() -> None:
    """Ten times the text costs about ten times the time of this thread, not a hundred times."""

    def reading_s(length: int) -> float:
        body = json.dumps(["x" * length, "@" + "y" * length]).encode()
        before_s = time.thread_time()
        masked_body(body, Masks())
        return time.thread_time() - before_s

    assert reading_s(400_000) < 40 * reading_s(40_000)


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=12), st.sampled_from(["name", "title", "user", "values"]))
def test_no_name_comes_through_wherever_it_stands(word: str, key: str) -> None:
    nested = {key: [{"x": {"y": [f"secret-{word}"]}}, f"secret-{word}"]}
    said = masked_body(json.dumps(nested).encode(), Masks())
    assert "secret-" not in said
