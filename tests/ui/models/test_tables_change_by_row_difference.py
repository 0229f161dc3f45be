"""The row table: what views are told when rows change, and that it is a proper model."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.models.row_diff import diff_rows
from ui.models.row_table import ROW_ROLE, Column, RowTable


@dataclass(frozen=True, slots=True)
class Dish:
    key: int
    name: str
    price: int


APPLE, BREAD, CHEESE = Dish(1, "Apple", 3), Dish(2, "Bread", 2), Dish(3, "Cheese", 9)


def table() -> RowTable[Dish]:
    return RowTable(
        (
            Column("Name", lambda d: d.name, spoken=lambda d: f"{d.name}, a dish"),
            Column("Price", lambda d: str(d.price), order=lambda d: d.price, is_number=True),
        ),
        key=lambda d: d.key,
    )


def names(model: RowTable[Dish]) -> list[str]:
    return [model.index(n, 0).data() for n in range(model.rowCount())]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 30), unique=True, max_size=25),
    st.lists(st.integers(0, 30), unique=True, max_size=25),
)
def test_the_steps_of_a_difference_lead_from_the_old_rows_to_the_new(
    old: list[int], new: list[int]
) -> None:
    steps = diff_rows(old, new)

    rows = list(old)
    for run in steps.removals:
        del rows[run.first : run.last + 1]
    if steps.order:
        rows = [rows[n] for n in steps.order]
    for run in steps.insertions:
        rows[run.first : run.first] = new[run.first : run.last + 1]
    assert rows == new


def test_a_changed_price_repaints_one_cell_and_nothing_else(qtbot: QtBot) -> None:
    model = table()
    model.show_rows([APPLE, BREAD, CHEESE])
    told: list[tuple[int, int, int, int]] = []
    model.dataChanged.connect(lambda a, b: told.append((a.row(), a.column(), b.row(), b.column())))

    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.layoutChanged):
        model.show_rows([APPLE, replace(BREAD, price=4), CHEESE])

    assert told == [(1, 1, 1, 1)]


def test_the_same_rows_again_tell_nobody_anything(qtbot: QtBot) -> None:
    model = table()
    model.show_rows([APPLE, BREAD])

    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_rows([replace(APPLE), replace(BREAD)])


def test_a_row_that_moves_takes_its_selection_along() -> None:
    model = table()
    model.show_rows([APPLE, BREAD, CHEESE])
    chosen = QPersistentModelIndex(model.index(2, 0))

    model.sort(1, Qt.SortOrder.DescendingOrder)

    assert names(model) == ["Cheese", "Apple", "Bread"]
    assert chosen.row() == 0
    assert chosen.data(ROW_ROLE) == CHEESE


def test_a_hidden_row_comes_back_where_the_sorting_wants_it() -> None:
    model = table()
    model.show_rows([CHEESE, BREAD, APPLE])
    model.sort(0)
    model.keep(lambda d: d.price < 5)
    assert names(model) == ["Apple", "Bread"]
    assert model.position_of(3) is None

    model.keep(None)

    assert names(model) == ["Apple", "Bread", "Cheese"]
    model.sort(-1)
    assert names(model) == ["Cheese", "Bread", "Apple"]


def test_a_screen_reader_hears_more_than_the_eye_needs() -> None:
    model = table()
    model.show_rows([APPLE])

    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Apple, a dish"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Price"


@pytest.mark.parametrize("seed", range(4))
def test_the_table_is_a_proper_model_through_every_change(
    qtmodeltester: ModelTester, seed: int
) -> None:
    import random

    chance = random.Random(seed)
    model = table()
    qtmodeltester.check(model)
    for _ in range(30):
        keys = chance.sample(range(12), chance.randint(0, 12))
        model.show_rows([Dish(k, f"dish {k}", chance.randint(0, 3)) for k in keys])
        chance.choice(
            [lambda: model.sort(chance.randint(-1, 1)), lambda: model.keep(lambda d: d.price > 0)]
        )()
    assert model.rowCount(model.index(0, 0)) == 0
