"""A placeholder that was mistyped is found before customers read its braces."""

import pytest

from statusboard.domain.finding import Finding
from statusboard.domain.notice import Wording
from statusboard.domain.stray_braces import stray_braces


def found(body: str) -> tuple[Finding, ...]:
    return tuple(stray_braces(Wording("Payments fail", body=body)))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{servces}", "{services}"),
        ("{Services}", "{services}"),
        ("{ next_update }", "{next_update}"),
        ("{next update}", "{next_update}"),
        ("{services!r}", "{services}"),
    ],
)
def test_what_is_all_but_a_placeholder_stops_the_notice(written: str, meant: str) -> None:
    (one,) = found(f"We look into {written} now.")
    assert one.blocks
    assert [words.text for words in one.words] == [written]
    assert [fix.text for fix in one.fixes] == [meant]


def test_a_name_that_is_like_none_is_said_and_stops_nobody() -> None:
    (one,) = found("We look into {customer} now.")
    assert not one.blocks
    assert one.sentence == "{customer} is no placeholder, so customers read it as it stands."


@pytest.mark.parametrize(
    "body",
    [
        "{services} are slow. {next_update_promise}",
        "Calls of /v1/orders/{id}/items fail.",
        'The answer is `{"error": 1}`, or {"error": 1}.',
        "We answer with `{title}s` or {} or {{services}} or ${HOME}.",
    ],
)
def test_braces_that_are_meant_are_left_alone(body: str) -> None:
    assert not found(body)


def test_the_title_is_looked_at_too() -> None:
    (one,) = stray_braces(Wording("{servces} fail"))
    assert one.words[0].part == "title"


def test_what_stands_there_often_is_said_once_and_mended_everywhere() -> None:
    (one,) = found("{servces} fail. We look into {servces}.")
    assert len(one.words) == len(one.fixes) == 2


def test_code_that_was_pasted_buries_nobody_in_findings() -> None:
    code = " ".join(f"{{word{n}}}" for n in range(100))
    said = found(f"{code} {{servces}}")
    assert len(said) == 20
    assert said[0].blocks
