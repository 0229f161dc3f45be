"""Pictures by their content, and the ways in which a text refers to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.picture import (
    MOST_BYTES,
    WIDEST,
    Picture,
    pictures_in,
    reference,
    size_of,
    with_addresses,
)

PNG = b"\x89PNG\r\n\x1a\n"
ONE = Picture(PNG + b"one", 1200, 800)


def test_the_same_content_has_the_same_name_and_says_its_size() -> None:
    assert ONE.name == Picture(PNG + b"one", 1200, 800).name
    assert ONE.name != Picture(PNG + b"two", 1200, 800).name
    assert ONE.name.endswith("-1200x800.png")
    assert Picture(b"\xff\xd8\xff", 1, 1).name.endswith("-1x1.jpg")
    size = size_of(ONE.name)
    assert size is not None
    assert (size.width, size.height) == (1200, 800)


@pytest.mark.parametrize(
    ("content", "width", "height"),
    [
        (b"<svg/>", 1, 1),
        (b"", 1, 1),
        (PNG + bytes(MOST_BYTES), 1, 1),
        (PNG, WIDEST + 1, 1),
        (PNG, 0, 1),
    ],
)
def test_what_cannot_be_kept_is_none(content: bytes, width: int, height: int) -> None:
    with pytest.raises(ValueError, match="kept"):
        Picture(content, width, height)


def test_a_text_names_its_pictures_once_and_those_in_comments_not() -> None:
    text = f"{reference(ONE.name, 'A box')} <!-- ![](image:{'0' * 32}-1x1.jpg) -->"
    assert pictures_in(f"{text} {text}") == (ONE.name,)
    assert pictures_in("![x](image:../../etc/passwd) ![x](https://example.com/a.png)") == ()


def test_elsewhere_a_picture_has_an_address_or_is_words() -> None:
    text = f"Look: {reference(ONE.name, 'A box')}."
    assert with_addresses(text, "https://s.example/") == (
        f"Look: ![A box](https://s.example/images/{ONE.name})."
    )
    assert with_addresses(text, "") == "Look: A box."


@given(st.text())
def test_any_text_can_be_asked_for_pictures(text: str) -> None:
    assert all(size_of(name) is not None for name in pictures_in(text))
