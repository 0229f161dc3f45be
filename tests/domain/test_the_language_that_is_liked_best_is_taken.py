"""The language that somebody is answered in: asked for by a link, or else liked best."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.accepted_language import accepted_language
from statusboard.domain.languages import LANGUAGES


@pytest.mark.parametrize(
    ("asked", "accepts", "expected"),
    [
        ("de", "en", "de"),
        ("en", "de", "en"),
        ("xx", "de", "de"),
        ("", "", "en"),
        ("", "it", "en"),
        ("", "it, de;q=0.8, en;q=0.9", "en"),
        ("", "ar-EG, en;q=0.9", "ar"),
        ("", "pt-BR", "pt"),
        ("", "de-CH, en;q=0.9", "de"),
        ("", "DE-at", "de"),
        ("", "de;q=0, *", "en"),
        ("", "en;q=0.5,de;q=0.7", "de"),
        ("", "de;q=broken, en;q=0.1", "en"),
        ("", "de, en", "de"),
        ("", "x" * 600 + ", de", "en"),
    ],
)
def test_the_language_asked_for_or_liked_best_is_taken(
    asked: str, accepts: str, expected: str
) -> None:
    assert accepted_language(asked, accepts, LANGUAGES) == expected


PARTS = st.sampled_from(
    ["de", "en", "fr", "*", "-", ";", "q=", "q=1", "0.5", ",", " ", "nan", "1e9"]
)


@given(asked=st.text(), accepts=st.lists(PARTS | st.text(max_size=5)).map("".join))
def test_whatever_is_said_some_language_is_taken(asked: str, accepts: str) -> None:
    assert accepted_language(asked, accepts, LANGUAGES) in LANGUAGES
