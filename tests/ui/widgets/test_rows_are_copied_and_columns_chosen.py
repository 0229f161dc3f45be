"""What can be done with any table of rows: copy them for another program, choose its columns."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from statusboard.domain.views.uptime import Range
from tests.fixtures.views_uptime import uptime_view
from tests.fixtures.views_verify import verify_view
from ui.models.row_table import Column, RowTable
from ui.models.tab_separated import tab_separated
from ui.screens.uptime.table import DAYS, PROMISED, UptimeTable
from ui.screens.verify.table import TOOK, VerifyTable
from ui.theme.theme import Theme
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.row_view import RowView


@dataclass(frozen=True)
class Cheese:
    name: str
    country: str
    months: int


CHEESES = (Cheese("Comté", "France", 12), Cheese("Brie", "France", 1), Cheese("Tête", "CH", 4))
COLUMNS: tuple[Column[Cheese], ...] = (
    Column("Name", lambda c: c.name, key="name"),
    Column("", lambda c: c.country, key="country", name="Country"),
    Column("Months", lambda c: str(c.months), order=lambda c: c.months, key="months"),
)


def view_of(kept: KeptColumns | None = None) -> RowView[Cheese]:
    made = RowView(RowTable(COLUMNS, lambda c: c.name), key="c", name="C", height=30, columns=kept)
    made.table.show_rows(CHEESES)
    made.resize(600, 300)
    return made


@pytest.fixture
def cheeses(qtbot: QtBot, theme: Theme) -> RowView[Cheese]:
    made = view_of()
    qtbot.addWidget(made)
    made.show()
    return made


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def choose(menu: QMenu, words: str) -> None:
    [action] = [action for action in menu.actions() if action.text() == words]
    action.trigger()


def test_ctrl_c_copies_the_selected_rows_as_they_stand(
    cheeses: RowView[Cheese], qtbot: QtBot
) -> None:
    cheeses._sort_by(2)
    cheeses.selectRow(0)
    qtbot.keyClick(cheeses, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    qtbot.keyClick(cheeses, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert clipboard() == "Brie\tFrance\t1\nTête\tCH\t4"


def test_the_menu_copies_with_headings_and_only_what_is_shown(cheeses: RowView[Cheese]) -> None:
    cheeses.selectRow(2)
    cheeses.want_column(2, is_wanted=False)

    choose(cheeses.rows_menu(), "Copy with headings")

    assert clipboard() == "Name\tCountry\nTête\tCH"


def test_columns_are_copied_in_the_order_in_which_they_stand(cheeses: RowView[Cheese]) -> None:
    cheeses.horizontalHeader().moveSection(2, 0)
    cheeses.selectRow(1)

    choose(cheeses.rows_menu(), "Copy row")

    assert clipboard() == "1\tBrie\tFrance"


def test_nothing_selected_leaves_the_clipboard_as_it_is(
    cheeses: RowView[Cheese], qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("mine")

    qtbot.keyClick(cheeses, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert clipboard() == "mine"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("one\ttwo", "one two"),
        ("one\r\ntwo", "one two"),
        ("one\u2028two", "one two"),
        ("99.95\N{NO-BREAK SPACE}%", "99.95\N{NO-BREAK SPACE}%"),
        ('5" "quoted"', '5" "quoted"'),
        ("=1+1", "=1+1"),
        ("\u0645\u0631\u062d\u0628\u0627", "\u0645\u0631\u062d\u0628\u0627"),
    ],
)
def test_no_cell_breaks_the_table_apart_and_none_is_changed_beyond_that(
    name: str, cell: str
) -> None:
    assert tab_separated(COLUMNS, [Cheese(name, "x", 1)]) == f"{cell}\tx\t1"


def test_a_row_that_is_looked_at_stays_in_sight_where_it_moves(cheeses: RowView[Cheese]) -> None:
    many = [Cheese(f"Cheese {n:02}", "France", n) for n in range(60)]
    cheeses._sort_by(2)
    cheeses.table.show_rows([*many, Cheese("New", "France", 0)])
    cheeses.choose("New")
    assert cheeses.rowViewportPosition(cheeses.currentIndex().row()) < cheeses.viewport().height()

    cheeses.table.show_rows([*many, Cheese("New", "France", 99)])

    assert cheeses.currentIndex().row() == 60
    assert cheeses.viewport().rect().intersects(cheeses.visualRect(cheeses.currentIndex()))


def test_a_hidden_column_stays_hidden_at_the_next_start(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    first = view_of(KeptColumns(tmp_path / "window.ini"))
    qtbot.addWidget(first)
    choose(first.columns_menu(), "Country")
    assert first.isColumnHidden(1)

    second = view_of(KeptColumns(tmp_path / "window.ini"))
    qtbot.addWidget(second)
    second.share_width()
    assert second.isColumnHidden(1)
    choose(second.columns_menu(), "Country")

    third = view_of(KeptColumns(tmp_path / "window.ini"))
    qtbot.addWidget(third)
    third.share_width()
    assert not third.isColumnHidden(1)


def test_columns_can_be_chosen_by_key_too(cheeses: RowView[Cheese]) -> None:
    cheeses.selectRow(0)

    [columns] = [a.menu() for a in cheeses.rows_menu().actions() if a.text() == "Columns"]

    assert isinstance(columns, QMenu)
    choose(columns, "Months")
    assert cheeses.isColumnHidden(2)


def test_the_first_column_is_not_for_hiding(cheeses: RowView[Cheese]) -> None:
    assert [action.text() for action in cheeses.columns_menu().actions()] == ["Country", "Months"]


def test_a_column_that_has_no_room_says_so_and_comes_back(cheeses: RowView[Cheese]) -> None:
    cheeses.leave_out(2, is_short=True)
    assert "Months (no room now)" in [a.text() for a in cheeses.columns_menu().actions()]

    cheeses.leave_out(2, is_short=False)
    assert not cheeses.isColumnHidden(2)


def test_a_chosen_column_is_left_out_of_the_tables_there_are(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    kept = KeptColumns(tmp_path / "window.ini")
    uptime, verify = UptimeTable(kept), VerifyTable(kept)
    for table in (uptime, verify):
        qtbot.addWidget(table)
        table.resize(1200, 400)
        table.show()
    uptime.show_services(uptime_view(Range.YEAR).rows)
    verify.show_view(verify_view())

    for column in (DAYS, PROMISED):
        uptime.want_column(column, is_wanted=False)
    verify.want_column(TOOK, is_wanted=False)
    uptime.resize(1100, 400)
    verify.resize(1100, 400)

    assert uptime.isColumnHidden(DAYS)
    assert uptime.isColumnHidden(PROMISED)
    assert verify.isColumnHidden(TOOK)
    for table in (uptime, verify):
        assert table.horizontalHeader().length() == table.viewport().width()
