"""Words name services by whole names, the longest first, and groups with all that is in them."""

import pytest

from statusboard.domain.component import Component, ComponentGroup
from statusboard.domain.named_subjects import named_services

SHOP = ComponentGroup(1, "Shop", 0)
EVERY = (
    Component(1, "a" * 12, "API", None, 0),
    Component(2, "b" * 12, "Public API", 1, 1),
    Component(3, "c" * 12, "Sign-in (C++)", 1, 2),
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("99.9 % of the public api in November", {2}),
        ("API and Public API: 99.9 %", {1, 2}),
        ("Our shop was available 99.9 %", {2, 3}),
        ("sign-in (c++) 99.9 %", {3}),
        ("Rapid growth, 99.9 % of the workshops", set()),
    ],
)
def test_a_service_is_named_by_its_whole_name(text: str, ids: set[int]) -> None:
    named = named_services(text, EVERY, (SHOP,))
    assert frozenset[int]().union(*named.values()) == ids
