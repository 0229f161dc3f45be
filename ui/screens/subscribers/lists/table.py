"""The table of inside lists: name, how many stand in each, which text it gets."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from ui.models.row_table import Column, RowTable
from ui.screens.subscribers.channel_words import count_words
from ui.screens.subscribers.lists.words import text_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.theme import theme, tokens
from ui.widgets.column_width import column_width
from ui.widgets.row_delegate import AnyIndex, RowDelegate
from ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from statusboard.app.delivery.inside_lists import CountedList

NAME, PEOPLE, TEXT = range(3)
_ROW = 40
_LEAST_NAME, _PEOPLE = 200, 96


def _tr(text: str) -> str:
    return QCoreApplication.translate("Lists", text)


def lists_table() -> "RowTable[CountedList]":
    """An empty table."""
    columns: tuple[Column[CountedList], ...] = (
        Column(
            _tr("List"),
            lambda row: row.inside_list.name,
            order=lambda row: row.inside_list.name.casefold(),
            key="list",
        ),
        Column(
            _tr("People"),
            lambda row: count_words(row.members),
            order=lambda row: row.members,
            is_number=True,
            key="people",
        ),
        Column(_tr("What it gets"), lambda row: text_words(row.inside_list.text), key="text"),
    )
    return RowTable(columns, key=lambda row: row.inside_list.id)


class ListsDelegate(RowDelegate):
    """The name bold, the text quiet."""

    def __init__(self, view: "ListsTable") -> None:
        super().__init__(view, height=_ROW)

    def paint_cell(self, painter: QPainter, where: QRectF, index: AnyIndex) -> None:
        if index.column() == NAME:
            self.paint_text(painter, where, index, weight=SEMIBOLD)
        elif index.column() == TEXT:
            self.paint_text(painter, where, index, colour=tokens().muted)
        else:
            self.paint_text(painter, where, index)


class ListsTable(RowView["CountedList"]):
    """The table; a long name gets the room that the text leaves."""

    def __init__(self) -> None:
        super().__init__(lists_table(), key="lists", name=_tr("Inside lists"), height=_ROW)
        self.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.setItemDelegate(ListsDelegate(self))
        heading = self.horizontalHeader()
        heading.resizeSection(PEOPLE, _PEOPLE)
        heading.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        theme().changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width out again."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """The names whole, as long as half of the width is left to the text."""
        super().share_width()
        names = (row.inside_list.name for row in self.table.shown)
        half = (self.viewport().width() - _PEOPLE) // 2
        width = column_width(names, least=_LEAST_NAME, most=half, weight=SEMIBOLD)
        self.horizontalHeader().resizeSection(NAME, width)

    def show_lists(self, view: "tuple[CountedList, ...]") -> None:
        """Shows these lists."""
        self.table.show_rows(view)
        self.hug(len(view))
        self.share_width()
