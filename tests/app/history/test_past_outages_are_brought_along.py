"""A list of past outages: checked line by line, reported first, brought along, written back."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from statusboard.app.health.uptime import UPTIME, UptimeAsk
from statusboard.app.history.outage_commands import (
    OUTAGES,
    PREVIEW_OUTAGES,
    BringOutages,
    bring_outages,
)
from statusboard.app.history.outage_csv import MOST_ROWS, OutageRow, csv_text, rows_in
from statusboard.app.history.outage_rules import overlaps, stretches
from statusboard.domain.status import ComponentStatus as C
from statusboard.domain.views.history import OutageReport
from statusboard.domain.views.uptime import Range
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.overriding import Overriding
from tests.fixtures.planned import UNDER, at

GOOD, MAJOR, PARTIAL = C.OPERATIONAL, C.MAJOR_OUTAGE, C.PARTIAL_OUTAGE
PAY = 1
BERLIN = ZoneInfo("Europe/Berlin")
HEAD = "service,start,end,status,note\r\n"
LIST = f"""{HEAD}Payments,2026-10-25T06:00Z,2026-10-25T12:08Z,operational,
Payments,2026-10-25T07:00Z,2026-10-25T07:10Z,,=the router
Payments,2026-10-25T08:00Z,2026-10-25T08:10Z,partial,
Payments,2026-10-25T09:00Z,2026-10-25T10:00Z,maintenance,"new disks, quickly"
"""


@pytest.fixture
def desk(database: Database) -> Overriding:
    made = Overriding(database)
    made.service("Payments")
    made.service("Search")
    made.answers(at(12, 10))
    return made


def given(text: str, zone: ZoneInfo | None = None) -> BringOutages:
    read = list(rows_in(text, zone))
    return BringOutages(
        tuple(one for one in read if isinstance(one, OutageRow)),
        tuple(one for one in read if not isinstance(one, OutageRow)),
    )


def bring(desk: Overriding, text: str) -> OutageReport:
    report: OutageReport = desk.do(bring_outages, given(text))
    return report


def test_what_lies_before_our_own_is_history_from_then_on(desk: Overriding) -> None:
    [said] = bring(desk, LIST).services
    assert (said.rows, said.outages, said.first, said.last) == (4, 2, at(6), at(12, 1))
    assert said.words == "cut where its history here begins, 2026-10-25 12:01 UTC"
    told = [
        (at(6), at(7), GOOD),
        (at(7), at(7, 10), MAJOR),
        (at(7, 10), at(8), GOOD),
        (at(8), at(8, 10), PARTIAL),
        (at(8, 10), at(9), GOOD),
        (at(9), at(10), UNDER),
        (at(10), at(12, 1), GOOD),
        (at(12, 1), None, GOOD),
    ]
    assert desk.spans(PAY) == told
    assert "measured by another program" in desk.ask(UPTIME, UptimeAsk(Range.DAY, PAY)).figures.rule
    assert bring(desk, LIST).services[0].rows == 0
    assert desk.spans(PAY) == told


@ON_SQLITE
def test_what_was_written_out_is_the_same_on_another_desk(
    desk: Overriding, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bring(desk, LIST)
    text = csv_text(desk.ask(OUTAGES))
    assert "'=the router" in text
    other = Overriding(Database.open(_fresh(tmp_path_factory)))
    for name in ("Payments", "Search"):
        other.service(name)
    other.clock.go(desk.clock.now_us)
    bring(other, text)
    assert csv_text(other.ask(OUTAGES)) == text


def _fresh(folders: pytest.TempPathFactory) -> str:
    from contextlib import closing

    from statusboard.storage.migrate import bring_to_head

    url = f"sqlite:///{folders.mktemp('other') / 'desk.sqlite'}"
    with closing(Database.open(url)) as made:
        bring_to_head(made)
    return url


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Paying,2026-10-25T07:00Z,2026-10-25T07:10Z,,", "no service called “Paying”"),
        ("Payments,2026-10-25T07:10Z,2026-10-25T07:00Z,,", "ends before it begins"),
        ("Payments,2026-10-25T07:00,2026-10-25T07:10Z,,", "has no time zone"),
        ("Payments,yesterday,2026-10-25T07:10Z,,", "“yesterday” is not a time"),
        ("Payments,2026-10-25T07:00Z,2026-11-25T07:10Z,,", "ends in the future"),
        ("Payments,0001-01-01T00:00Z,2026-10-25T07:10Z,,", "is before 1970"),
        ("Payments,2026-10-25T07:00Z,2026-10-25T07:10Z,broken,", "status is one of"),
        ("Payments,2026-10-25T06:30Z,2026-10-25T07:30Z,,", "overlaps line 2"),
        ("Payments,2026-10-25T06:30Z", "another number of cells"),
        (",2026-10-25T06:30Z,2026-10-25T07:30Z,,", "No service is named"),
    ],
)
@ON_SQLITE
def test_a_wrong_line_is_named_and_nothing_is_brought(
    desk: Overriding, row: str, words: str
) -> None:
    text = f"{HEAD}Payments,2026-10-25T07:05Z,2026-10-25T07:10Z,,\r\n{row}\r\n"
    [(line, said)] = desk.ask(PREVIEW_OUTAGES, given(text)).faults
    assert (line, words in said) == (3, True), said
    before = desk.spans(PAY)
    with pytest.raises(RuleBroken, match=r"Line 3: .*Nothing was brought along"):
        bring(desk, text)
    assert desk.spans(PAY) == before


@pytest.mark.parametrize(
    ("wall", "words"),
    [("2026-10-25T02:30", "shown twice"), ("2026-03-29T02:30", "never shown")],
)
def test_where_clocks_change_an_offset_is_needed(wall: str, words: str) -> None:
    [found] = rows_in(f"{HEAD}Payments,{wall},2026-10-25T07:00,,", BERLIN)
    assert words in found[1]
    [found] = rows_in(f"{HEAD}Payments,2026-10-25T02:30+01:00,2026-10-25T07:00,,", BERLIN)
    assert isinstance(found, OutageRow)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "lacks service, start, end"),
        ("service,start,end,colour", "has colour"),
        ("service,start,end,end", "twice"),
        (HEAD + "a,b,c,d,e\n" * (MOST_ROWS + 1), "more than 50,000 rows"),
    ],
)
def test_what_is_no_such_list_is_refused_whole(text: str, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        list(rows_in(text))


@ON_SQLITE
def test_outages_alone_leave_the_time_between_unknown_and_say_so(desk: Overriding) -> None:
    text = f"{HEAD}Search,2026-10-25T07:05Z,2026-10-25T07:10Z,major,"
    assert "no row says that it was watched" in bring(desk, text).services[0].words
    older = f"{HEAD}Search,2026-10-25T05:00Z,2026-10-25T06:00Z,operational,"
    bring(desk, older)
    assert desk.spans(2)[:2] == [(at(5), at(6), GOOD), (at(7, 5), at(7, 10), MAJOR)]


@ON_SQLITE
def test_history_from_the_first_instant_on_is_brought_once(desk: Overriding) -> None:
    text = f"{HEAD}Payments,1970-01-01T00:00Z,2026-10-25T06:00Z,operational,"
    bring(desk, text)
    told = desk.spans(PAY)
    assert bring(desk, text).services[0].rows == 0
    assert desk.spans(PAY) == told


@pytest.mark.parametrize("letter", ["\u2028", "\x0c", "\x85"])
def test_a_line_ends_where_the_format_says_and_at_no_other_letter(letter: str) -> None:
    [found] = rows_in(f"{HEAD}Payments,2026-10-24T07:00Z,2026-10-24T07:10Z,,one{letter}two\r\n")
    assert isinstance(found, OutageRow)
    assert found.note.startswith("one")
    assert found.note.endswith("two")


def test_a_quotation_that_does_not_end_swallows_no_lines() -> None:
    good = "Payments,2026-10-24T09:00Z,2026-10-24T10:00Z,,\n"
    with pytest.raises(RuleBroken, match="quotation"):
        list(rows_in(f'{HEAD}Payments,2026-10-24T07:00Z,2026-10-24T07:10Z,,"disks\n{good}'))


def test_a_time_before_the_calendar_is_a_fault_of_its_line_in_every_zone() -> None:
    [found] = rows_in(f"{HEAD}Payments,0001-01-01T00:00,2026-10-24T07:10,,", BERLIN)
    assert found == (2, "start “0001-01-01T00:00” is before 1970.")


@settings(max_examples=40)
@given_by(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4), st.booleans()), max_size=12),
)
def test_a_list_tells_what_each_instant_of_its_rows_says(
    drawn: list[tuple[int, int, bool]],
) -> None:
    rows: list[OutageRow] = []
    for start, length, is_good in drawn:
        one = OutageRow(0, "P", start, start + length, GOOD if is_good else MAJOR)
        if is_good or not overlaps([*rows, one]):
            rows.append(one)
    told = {at: one.status for one in stretches(rows) for at in range(one.start_us, one.stop_us)}
    slow = {}
    for one in sorted(rows, key=lambda row: row.status is not GOOD):
        slow |= dict.fromkeys(range(one.start_us, one.stop_us), one.status)
    assert told == slow
