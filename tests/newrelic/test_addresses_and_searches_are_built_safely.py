"""Regions, free addresses, and the search language that names are put into."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.demo.new_relic.estate import build_estate
from statusboard.demo.new_relic.grammar import parse_search
from statusboard.domain.views.new_relic import EntityKind
from statusboard.errors import RuleBroken
from statusboard.newrelic.kinds import PICKABLE, kind_of, label_of
from statusboard.newrelic.regions import Region, address_of, is_loopback
from statusboard.newrelic.search import condition, name_fits

ESTATE = tuple(build_estate().values())


@pytest.mark.parametrize(
    ("region", "host"),
    [
        ("US", "api.newrelic.com"),
        ("EU", "api.eu.newrelic.com"),
        ("JP", "api.jp.newrelic.com"),
        ("FEDRAMP", "gov-api.newrelic.com"),
    ],
)
def test_each_region_has_its_address(region: str, host: str) -> None:
    assert address_of(region, "") == f"https://{host}/graphql"
    assert Region(region).label


def test_a_free_address_goes_before_the_region() -> None:
    assert address_of("US", " https://proxy.example/graphql ") == "https://proxy.example/graphql"


@pytest.mark.parametrize(
    ("url", "is_near"),
    [
        ("http://127.0.0.1:8080/graphql", True),
        ("http://localhost/graphql", True),
        ("http://[::1]:1/", True),
        ("https://127.0.0.1.example/", False),
        ("https://api.newrelic.com/graphql", False),
        ("http://0.0.0.0/", False),
        ("http://2130706433/", False),
    ],
)
def test_what_stays_on_this_machine(url: str, is_near: bool) -> None:
    assert is_loopback(url) is is_near
    if not is_near:
        with pytest.raises(RuleBroken):
            address_of("", url, loopback_only=True)


@pytest.mark.parametrize(
    "url", ["https://", "//x", "https://x:0/", "https://x:99999/", "https://[x/", "javascript:1"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        address_of("US", url)
    assert caught.value.field == "url"


@pytest.mark.parametrize(
    "url",
    [
        "NRAK-SENTINEL7SENTINEL7SENTINEL",
        "https://proxy.example/graphql?key=NRAK-SENTINEL7SENTINEL7SENTINEL",
        "https://proxy.example/nrak-SENTINEL7SENTINEL7SENTINEL",
    ],
)
def test_a_key_in_the_place_of_an_address_is_neither_taken_nor_repeated(url: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        address_of("", url)
    assert caught.value.field == "url"
    assert "SENTINEL" not in str(caught.value)


@given(st.text(max_size=40))
def test_no_text_breaks_out_of_its_quotes(text: str) -> None:
    allowed = parse_search(condition("", kinds=[EntityKind.HOST], account_id=4100202))
    found = parse_search(condition(text, kinds=[EntityKind.HOST], account_id=4100202))
    assert all(allowed(entity) for entity in ESTATE if found(entity))


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20))
def test_what_is_named_so_is_found(name: str) -> None:
    entity = {**ESTATE[0], "name": f"the {name} service"}
    assert parse_search(condition(name))(entity) or "%" in name
    assert name_fits(f"the {name} service", name) or "%" in name


def test_every_sort_has_a_name_and_those_to_pick_have_a_condition() -> None:
    assert all(label_of(kind) for kind in EntityKind)
    for kind in PICKABLE:
        found = parse_search(condition(kinds=[kind]))
        kinds = {kind_of(str(e["domain"]), str(e["type"])) for e in ESTATE if found(e)}
        assert kinds == {kind}


def test_what_is_not_known_is_some_other_entity() -> None:
    assert kind_of("INFRA", "AWSS3BUCKET") is EntityKind.OTHER
    assert kind_of("", "KEY_TRANSACTION") is EntityKind.KEY_TRANSACTION
