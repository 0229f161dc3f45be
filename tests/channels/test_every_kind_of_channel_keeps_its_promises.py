"""The contract of a channel kind, held against every file of the channels folder."""

from importlib import resources

import pytest

from statusboard import channels
from statusboard.catalog import registry
from statusboard.catalog.declaration import ChannelKind
from statusboard.catalog.fields import Example, validate
from statusboard.errors import RuleBroken

KINDS = registry.load(channels, ChannelKind)
GOOD = [(kind, example) for kind in KINDS.values() for example in kind.good]
BAD = [(kind, example) for kind in KINDS.values() for example in kind.bad]


def name_of(value: object) -> str:
    return value.key if isinstance(value, ChannelKind) else ""


@pytest.mark.parametrize(("kind", "example"), GOOD, ids=name_of)
def test_good_examples_are_accepted_and_described(kind: ChannelKind, example: Example) -> None:
    config = validate(kind.fields, example.config)
    described = kind.describe(config)
    assert described
    assert "\n" not in described
    limits = kind.limits(config)
    assert limits.at_once >= 1
    assert limits.per_second > 0


@pytest.mark.parametrize(("kind", "example"), BAD, ids=name_of)
def test_bad_examples_are_refused_naming_the_field(kind: ChannelKind, example: Example) -> None:
    with pytest.raises(RuleBroken) as refused:
        validate(kind.fields, example.config)
    assert refused.value.field == example.bad_field
    assert refused.value.sentence.endswith((".", "?"))


@pytest.mark.parametrize("kind", KINDS.values(), ids=name_of)
@pytest.mark.parametrize("text", ["", "   ", "a\nb", "a\r\nBcc: b@c.example", "x" * 5_000])
def test_what_is_no_address_is_refused_with_its_field(kind: ChannelKind, text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        kind.address(text)
    assert refused.value.field == "address"


@pytest.mark.parametrize("kind", KINDS.values(), ids=name_of)
def test_the_address_shown_as_an_example_is_one(kind: ChannelKind) -> None:
    assert kind.address(kind.address_example)[0] == kind.address_example


@pytest.mark.parametrize("kind", KINDS.values(), ids=name_of)
def test_its_icon_is_one_of_ours(kind: ChannelKind) -> None:
    icons = resources.files("resources") / "icons" / "lucide"
    assert (icons / f"{kind.icon}.svg").is_file()


@pytest.mark.parametrize("key", ["slack", "teams", "discord", "webhook", "sms"])
def test_who_only_looks_on_learns_no_address_that_lets_them_write_there(key: str) -> None:
    kind = KINDS[key]
    assert kind.is_address_secret is (key != "sms")
    seen = kind.shown(kind.address_example)
    assert " ··· " in seen
    assert len(seen) < len(kind.address_example) * 3 / 2
    assert kind.address_example not in seen
