"""Subscribers as CSV: what is written reads back, and no spreadsheet runs any of it."""

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.app.subscribers.csv_file import FORMULA, csv_text, rows_in
from statusboard.app.subscribers.inputs import SubscriberInput
from statusboard.app.subscribers.queries import Listed
from statusboard.domain.subscriber import (
    About,
    Consent,
    Extent,
    Subscriber,
    SubscriberState,
    Wishes,
)
from statusboard.errors import RuleBroken

NOW = datetime(2026, 11, 29, tzinfo=UTC)
NAME = st.text(st.characters(categories=("L", "N", "S", "P"), exclude_characters=";"), min_size=1)
ADDRESS = NAME | st.sampled_from(["+491701234567", "=cmd()", "-1", "@here", "'=x"])


@given(
    address=ADDRESS,
    services=st.lists(NAME, max_size=3, unique=True),
    about=st.sampled_from(About),
    extent=st.sampled_from(Extent),
    words=NAME,
)
def test_what_is_written_reads_back(
    address: str, services: list[str], about: About, extent: Extent, words: str
) -> None:
    known = Subscriber(
        1,
        1,
        address,
        SubscriberState.ACTIVE,
        Wishes(about=about, extent=extent, language="de"),
        NOW,
        consent=Consent(NOW, "vouched", words),
    )
    text = csv_text([Listed(known, "mail", tuple(services), ())])
    for row in csv.reader(io.StringIO(text)):
        assert not any(cell.startswith(FORMULA) for cell in row)
    (read,) = rows_in(text)
    expected = SubscriberInput(
        "mail", address, tuple(services), (), about, extent, "de", vouched=words
    )
    assert read == (2, expected)


def test_a_bad_line_is_named_with_what_is_wrong() -> None:
    text = "channel,address,extent\nmail,a@b.example,sometimes\nmail,a@b.example\n"
    (_, first), (_, second) = rows_in(text)
    assert first == "extent is one of every, start_end, not “sometimes”."
    assert second == "This line has another number of cells than the first one."


@pytest.mark.parametrize("first", ["name,mail", "channel", "channel,address,shoe_size", ""])
def test_a_file_with_other_columns_is_refused(first: str) -> None:
    with pytest.raises(RuleBroken, match="Known columns"):
        list(rows_in(f"{first}\n"))


def test_a_cell_without_an_end_is_said_to_be_one() -> None:
    text = f'channel,address\nmail,a@b.example\nmail,"{"x" * 200_000}'
    with pytest.raises(RuleBroken, match="cannot be read after line"):
        list(rows_in(text))
