"""Front matter is read exactly; what it cannot mean is an error with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.catalog.front_matter import KEYS, front_matter
from statusboard.errors import RuleBroken

HEAD = """---
# What customers notice
title: "Payments: by card fail"
Next-Update: 30m
service: Shop/Checkout=major_outage
service: Mailer=degraded_performance

---
We look into it.
"""


def test_a_head_says_what_stands_in_it() -> None:
    found = front_matter(HEAD)
    assert found.one("title") == "Payments: by card fail"
    assert found.one("next_update") == "30m"
    assert found.all("service") == ["Shop/Checkout=major_outage", "Mailer=degraded_performance"]
    assert found.one("status") == ""
    assert found.body == "We look into it.\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("---\ntitel: a\n---\nb", "Line 2 of the head: titel is no key. Did you mean title?"),
        ("---\ntitle: a\nprose\n---\nb", "Line 3 of the head is “prose”"),
        ("---\ntitle: a\ntitle: b\n---\nc", "Line 3 says title once more"),
    ],
)
def test_a_head_that_says_anything_else_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(RuleBroken, match=says.replace("?", r"\?")):
        front_matter(text)


@pytest.mark.parametrize(
    "text", ["---\n\nProse\n\n---\nmore", "---\nNote: a\nb", "title: a\n", "\n\na", ""]
)
def test_what_has_no_head_is_all_body(text: str) -> None:
    assert front_matter(text).body == text
    assert not front_matter(text).said


@given(st.text())
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        found = front_matter(text)
    except RuleBroken:
        return
    assert text.replace("\r\n", "\n").replace("\r", "\n").endswith(found.body)


@given(st.dictionaries(st.sampled_from(KEYS), st.text("abc :#-", min_size=1), min_size=1))
def test_what_is_written_into_a_head_is_read_from_it(said: dict[str, str]) -> None:
    lines = "".join(f'{key}: "{value}"\n' for key, value in said.items())
    found = front_matter(f"---\n{lines}---\nbody")
    assert {key: found.one(key) for key in said} == said
    assert found.body == "body"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\nstatus: identified\nBody",
        "---\ntitle: A\n...\nBody",
        "----\nTitle: A\n----\nBody",
        '+++\ntitle = "A"\n+++\nBody',
        "\n---\n# a note\n\nnext-update: 30m\n",
    ],
)
def test_half_a_head_is_refused_before_customers_read_it(text: str) -> None:
    with pytest.raises(RuleBroken, match="has no end") as refused:
        front_matter(text)
    assert refused.value.field == "head"


@pytest.mark.parametrize("begin", ["\n\n", "\r\r", "\ufeff\r\n"])
def test_blank_lines_and_old_line_ends_make_a_head_no_text(begin: str) -> None:
    found = front_matter(f"{begin}---\rtitle: A\r---\rWe are on it.")
    assert (found.one("title"), found.body) == ("A", "We are on it.")


def test_a_line_is_counted_from_the_top_of_the_file() -> None:
    with pytest.raises(RuleBroken, match="Line 4 of the head"):
        front_matter("\n\n---\ntitel: A\n---\nBody")
