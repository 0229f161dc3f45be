"""Subscribers as CSV: what is written reads back, and no spreadsheet runs any of it."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.app.subscribers.csv_file import csv_lines, rows_in
from statusboard.app.subscribers.file_text import text_of
from statusboard.app.subscribers.inputs import ImportRow, SubscriberInput
from statusboard.domain.subscriber import (
    About,
    Consent,
    Extent,
    Subscriber,
    SubscriberState,
    Wishes,
)
from statusboard.domain.views.people import SubscriberRow
from statusboard.errors import RuleBroken
from statusboard.render.csv_cells import FORMULA

NOW = datetime(2026, 11, 29, tzinfo=UTC)
NAME = st.text(st.characters(categories=("L", "N", "S", "P")), min_size=1)
ADDRESS = NAME | st.sampled_from(["+491701234567", "=cmd()", "-1", "@here", "'=x"])
HEADER = "channel,address,services,extent,vouched\r\n"
ROW = 'mail,"zoë@b.example",Shop/Käse,start_end,"asked,\r\nagain"\r\n'


def read(text: str | Iterable[str], **given: str) -> list[ImportRow | tuple[int, str]]:
    return [*rows_in(io.StringIO(text, newline="") if isinstance(text, str) else text, **given)]


@given(
    address=ADDRESS,
    services=st.lists(NAME, max_size=3, unique=True),
    about=st.sampled_from(About),
    extent=st.sampled_from(Extent),
    state=st.sampled_from(SubscriberState),
    words=NAME,
)
def test_what_is_written_reads_back(
    address: str,
    services: list[str],
    about: About,
    extent: Extent,
    state: SubscriberState,
    words: str,
) -> None:
    wishes = Wishes(about=about, extent=extent, language="de")
    known = Subscriber(1, 1, address, state, wishes, NOW, consent=Consent(NOW, "vouched", words))
    text = "".join(csv_lines([SubscriberRow(known, "mail", tuple(services), inside_list="=x")]))
    for row in csv.reader(io.StringIO(text)):
        assert not any(cell.startswith(FORMULA) for cell in row)
    expected = SubscriberInput(
        "mail",
        address,
        tuple(services),
        (),
        about,
        extent,
        "de",
        vouched=words,
        inside_list="=x",
    )
    assert read(text) == [ImportRow(2, expected, state)]


def test_who_waits_for_one_end_or_chose_what_is_gone_is_left_out() -> None:
    waits = Wishes(everything=False, until_fixed=frozenset({1}))
    gone = Wishes(everything=False, services=frozenset({1}))
    rows = [
        SubscriberRow(Subscriber(1, 1, "a@b.example", SubscriberState.ACTIVE, wishes, NOW), "mail")
        for wishes in (waits, gone)
    ]
    assert len([*csv_lines(rows)]) == 1


def test_a_bad_line_is_named_with_what_is_wrong() -> None:
    text = (
        "channel,address,extent,state\n"
        'mail,a@b.example,sometimes,\nmail,a@b.example\n\n"mail\n",a@b.example,every,gone\n'
    )
    assert read(text) == [
        (2, "extent is one of every, start_end, not “sometimes”."),
        (3, "This line has another number of cells than the first one."),
        (5, "state is one of unconfirmed, active, quarantined, left, not “gone”."),
    ]


def test_a_line_is_named_by_where_it_begins() -> None:
    text = 'channel,address,vouched\nmail,a@b.example,"asked\non\nthe phone"\nmail\n'
    first, second = read(text)
    assert isinstance(first, ImportRow)
    assert (first.line, first.given.vouched) == (2, "asked\non\nthe phone")
    assert second == (5, "This line has another number of cells than the first one.")


@pytest.mark.parametrize(
    "first",
    ["name,mail", "channel", "channel,address,shoe_size", "", "channel,address,", "PK\x03\x04"],
)
def test_a_file_with_other_columns_is_refused(first: str) -> None:
    with pytest.raises(RuleBroken, match="Known columns"):
        read(f"{first}\n")


def test_a_first_line_that_is_none_is_not_quoted_whole() -> None:
    first = ",".join(("channel", "address", "x" * 9_000, *(f"y{n}" for n in range(200))))
    with pytest.raises(RuleBroken, match="Known columns") as refused:
        read(f"{first}\n")
    assert len(refused.value.sentence) < 500


def test_a_column_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(RuleBroken, match="names address twice"):
        read("channel,address,address\n")


def test_a_cell_without_an_end_is_said_to_be_one() -> None:
    text = f'channel,address\nmail,a@b.example\nmail,"{"x" * 200_000}'
    with pytest.raises(RuleBroken, match="cannot be read from line 3 on"):
        read(text)


@pytest.mark.parametrize("begins", ["", '"'], ids=["long", "without an end"])
def test_a_cell_that_is_too_long_is_named_in_our_words(begins: str) -> None:
    text = f"{HEADER}{ROW}mail,{begins}{'x' * 1_000_000},,,\r\n{ROW}"
    with pytest.raises(RuleBroken) as refused:
        read(text)
    assert refused.value.sentence == (
        "The file cannot be read from line 4 on: a cell is longer than 131,072 characters. "
        "Perhaps a quotation mark lacks its other one."
    )


def test_names_may_stand_on_lines_of_their_own() -> None:
    (row,) = read('channel,address,services\r\nmail,a@b.example,"Shop/Käse\nMail;""A;B""\r\n"\r\n')
    assert isinstance(row, ImportRow)
    assert row.given.services == ("Shop/Käse", "Mail", "A;B")


def test_what_cannot_be_seen_in_a_cell_is_written_out() -> None:
    (line,) = read('channel,address,extent\r\nmail,a@b.example,"ev\x1b[2J\r\nery"\r\n')
    assert line == (2, r"extent is one of every, start_end, not “ev\x1b[2J\r\nery”.")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_stand_in_any_order_however_they_are_separated(separator: str) -> None:
    text = f" Address {separator}CHANNEL\na@b.example{separator}mail\n"
    (row,) = read(text, vouched="their list")
    assert row == ImportRow(2, SubscriberInput("mail", "a@b.example", vouched="their list"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [HEADER + ROW, (HEADER + ROW * 3_000)], ids=["short", "long"])
def test_a_file_is_read_in_whatever_it_was_written(
    tmp_path: Path, encoding: str, text: str
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(text.encode(encoding))
    with text_of(file) as lines:
        rows = [*rows_in(lines)]
    assert len(rows) == text.count(ROW)
    expected = SubscriberInput(
        "mail",
        "zoë@b.example",
        ("Shop/Käse",),
        extent=Extent.START_END,
        vouched="asked,\r\nagain",
    )
    assert rows[0] == ImportRow(2, expected)


def test_what_old_spreadsheets_write_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes((HEADER + ROW).replace(",", ";").encode("cp1252"))
    with text_of(file) as lines:
        (row,) = rows_in(lines)
    assert isinstance(row, ImportRow)
    assert row.given.services == ("Shop/Käse",)


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with (
        pytest.raises(RuleBroken, match="cannot be read: No such file"),
        text_of(tmp_path / "none.csv"),
    ):
        pass
