"""Field specs: what is accepted, what is refused, and in which words."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.catalog.durations import duration_text, parse_duration
from statusboard.catalog.fields import FieldKind, FieldSpec, validate
from statusboard.errors import RuleBroken

SPECS = (
    FieldSpec("url", FieldKind.URL, "Address", required=True),
    FieldSpec("port", FieldKind.NUMBER, "Port", default=80),
    FieldSpec("quick", FieldKind.SWITCH, "Quick", default=True),
    FieldSpec("wait", FieldKind.DURATION, "Wait"),
    FieldSpec("way", FieldKind.CHOICE, "Way", choices=("up", "down"), default="up"),
    FieldSpec("names", FieldKind.MAPPING, "Names"),
    FieldSpec(
        "even",
        FieldKind.NUMBER,
        "Even",
        check=lambda value: "Even must be even." if value % 2 else None,  # type: ignore[operator]
    ),
)


def test_defaults_are_filled_in_and_durations_parsed() -> None:
    assert validate(SPECS, {"url": "x", "wait": "1m 30s"}) == {
        "url": "x",
        "port": 80,
        "quick": True,
        "wait": timedelta(seconds=90),
        "way": "up",
        "names": None,
        "even": None,
    }


@pytest.mark.parametrize(
    ("raw", "field", "words"),
    [
        ({}, "url", "Address is missing."),
        ({"url": ""}, "url", "Address is missing."),
        ({"url": 5}, "url", "Address must be text."),
        ({"url": "x", "port": "80"}, "port", "Port must be a number."),
        ({"url": "x", "port": True}, "port", "Port must be a number."),
        ({"url": "x", "quick": "yes"}, "quick", "Quick must be true or false."),
        ({"url": "x", "wait": 5}, "wait", "Wait must be a text with a unit"),
        ({"url": "x", "wait": "5 parsecs"}, "wait", "is not a duration"),
        ({"url": "x", "way": "left"}, "way", "Way must be one of up, down."),
        ({"url": "x", "names": {"a": 1}}, "names", "Names must be names with texts."),
        ({"url": "x", "even": 3}, "even", "Even must be even."),
        ({"url": "x", "prot": 1}, "prot", "Did you mean port?"),
        ({"url": "x", "zzz": 1}, "zzz", "Known: url, port"),
    ],
)
def test_what_does_not_fit_is_refused_naming_its_field(
    raw: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        validate(SPECS, raw)
    assert refused.value.field == field
    assert words in refused.value.sentence


@given(st.integers(1, 10**10).map(lambda ms: timedelta(milliseconds=ms)))
def test_a_duration_is_read_back_as_written(duration: timedelta) -> None:
    assert parse_duration(duration_text(duration)) == duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("20s", 20), ("250ms", 0.25), ("5m", 300), ("5min", 300), ("1.5s", 1.5), ("90m", 5400)),
        *(("1h 30m", 5400), ("1h30m", 5400), ("14 s", 14)),
    ],
)
def test_durations_are_numbers_with_a_unit(text: str, seconds: float) -> None:
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text",
    [
        *("", "5", "s", "5 parsecs", "-5s", "0s", "5s!", "٥s", "99999999999999d", "1h 30", "1e3"),
        "999999999d 999999999d",
    ],
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="number and a unit"):
        parse_duration(text)


def test_a_bare_number_is_a_duration_where_its_unit_was_said() -> None:
    assert parse_duration(" 14 ", bare="s") == timedelta(seconds=14)
    assert parse_duration("14m", bare="s") == timedelta(minutes=14)
    for text in ("1h 30", "0", "-1", "1e3", "inf", ""):
        with pytest.raises(ValueError, match="number and a unit"):
            parse_duration(text, bare="s")


SUITED = (
    FieldSpec("way", FieldKind.CHOICE, "Way", choices=("up", "down"), default="up"),
    FieldSpec("text", FieldKind.TEXT, "Text", beside=lambda _text, before: _only_up(before)),
    FieldSpec("how", FieldKind.CHOICE, "How", choices=("a", "b"), default="a", needs="text"),
)


def _only_up(before: Mapping[str, object]) -> str | None:
    return "There is no text on the way down." if before["way"] == "down" else None


def test_a_field_has_to_suit_those_before_it() -> None:
    validate(SUITED, {"text": "x"})
    with pytest.raises(RuleBroken) as refused:
        validate(SUITED, {"text": "x", "way": "down"})
    assert (refused.value.field, refused.value.sentence) == (
        "text",
        "There is no text on the way down.",
    )


def test_a_default_needs_nothing_as_forms_say_it_always() -> None:
    validate(SUITED, {"how": "a"})
    validate(SUITED, {"how": "b", "text": "x"})
    with pytest.raises(RuleBroken) as refused:
        validate(SUITED, {"how": "b"})
    assert refused.value.field == "how"


CHOSEN = (
    FieldSpec(
        "by",
        FieldKind.CHOICE,
        "Go by",
        choices=("foot", "train", "ship"),
        choice_words=(("train", "a train"),),
        default="foot",
    ),
    FieldSpec(
        "seat",
        FieldKind.TEXT,
        "Seat",
        required=True,
        needs="by",
        only_for=("train", "ship"),
    ),
)


def test_a_field_of_a_choice_is_asked_only_beside_that() -> None:
    assert validate(CHOSEN, {}) == {"by": "foot", "seat": None}
    assert validate(CHOSEN, {"by": "ship", "seat": "7"}) == {"by": "ship", "seat": "7"}
    with pytest.raises(RuleBroken) as missing:
        validate(CHOSEN, {"by": "train"})
    assert (missing.value.field, missing.value.sentence) == ("seat", "Seat is missing.")


@pytest.mark.parametrize("config", [{"seat": "7"}, {"by": "foot", "seat": "7"}])
def test_a_field_of_another_choice_is_refused(config: dict[str, object]) -> None:
    with pytest.raises(RuleBroken) as refused:
        validate(CHOSEN, config)
    assert refused.value.field == "seat"
    if "by" in config:
        assert refused.value.sentence == (
            "Seat is for Go by “a train” or “ship”: choose that, or leave this out."
        )
