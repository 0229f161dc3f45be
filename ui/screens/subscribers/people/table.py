"""The table of people: address, channel, what each wants, list, page, language, state, since."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from statusboard.domain.languages import own_name
from statusboard.domain.views.people import PeopleView, SubscriberRow
from ui.models.row_table import ROW_ROLE, Column, RowTable
from ui.screens.subscribers.people.words import state_look, state_sentence, wants_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.status_style import status_style
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION
from ui.widgets.column_width import column_width
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.row_delegate import AnyIndex, RowDelegate
from ui.widgets.row_view import RowView
from ui.widgets.status_chip import paint_chip
from ui.widgets.time_words import full_words, moment_words

WHO, CHANNEL, WANTS, LIST, PAGE, LANGUAGE, STATE, SINCE = range(8)
_ROW = 40
_WIDTHS = {CHANNEL: 100, LIST: 120, PAGE: 120, LANGUAGE: 96, STATE: 138, SINCE: 128}
_MOST_CHANNEL = 160
_LEAST_WHO, _MOST_WHO, _LEAST_WANTS = 220, 380, 180


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


def _language(row: SubscriberRow) -> str:
    return own_name(row.subscriber.wishes.language)


def _page(row: SubscriberRow) -> str:
    return _tr("{page} (removed)").format(page=row.page) if row.is_page_gone else row.page


def people_table(since: Callable[[SubscriberRow], str]) -> RowTable[SubscriberRow]:
    """An empty table; `since` says when somebody came."""
    columns: tuple[Column[SubscriberRow], ...] = (
        Column(
            _tr("Subscriber"),
            lambda row: row.address,
            order=lambda row: row.address.casefold(),
            key="who",
        ),
        Column(_tr("Channel"), lambda row: row.channel, key="channel"),
        Column(_tr("Wants"), wants_words, key="wants"),
        Column(_tr("List"), lambda row: row.inside_list, key="list"),
        Column(_tr("Page"), _page, key="page"),
        Column(_tr("Language"), _language, key="language"),
        Column(
            _tr("State"),
            lambda row: state_look(row.subscriber.state)[1],
            spoken=state_sentence,
            looks=lambda row: row.subscriber.state,
            key="state",
        ),
        Column(
            _tr("Since"),
            since,
            order=lambda row: row.subscriber.created_at.timestamp(),
            is_number=True,
            key="since",
        ),
    )
    return RowTable(columns, key=lambda row: row.subscriber.id)


class PeopleDelegate(RowDelegate):
    """Address bold, the state as a chip, the rest quiet."""

    def __init__(self, view: "PeopleTable") -> None:
        super().__init__(view, height=_ROW)
        self._table = view

    def paint_cell(self, painter: QPainter, where: QRectF, index: AnyIndex) -> None:
        row: SubscriberRow = index.data(ROW_ROLE)
        column = index.column()
        if column == STATE:
            status, word = state_look(row.subscriber.state)
            self.use_font(painter, size=CAPTION, weight=SEMIBOLD)
            paint_chip(painter, where, status_style(status, tokens()), word)
        elif column == WHO:
            # Both ends of an address tell it from another.
            cut = Qt.TextElideMode.ElideMiddle
            self.paint_text(painter, where, index, weight=SEMIBOLD, cut=cut)
        else:
            colour = "" if column == WANTS else tokens().muted
            self.paint_text(painter, where, index, colour=colour)

    def tip(self, event: QHelpEvent, option: QStyleOptionViewItem, index: AnyIndex) -> str:
        """What is cut off, what the state means, and the whole instant."""
        row: SubscriberRow = index.data(ROW_ROLE)
        if index.column() == STATE:
            return state_sentence(row)
        if index.column() == SINCE:
            return full_words(row.subscriber.created_at, self._table.zone)
        return super().tip(event, option, index)


class PeopleTable(RowView[SubscriberRow]):
    """The table; a narrow window leaves out what the form of a person tells as well."""

    def __init__(self, columns: KeptColumns | None = None) -> None:
        self.zone: tzinfo = UTC
        self._now = datetime.fromtimestamp(0, UTC)
        self._has_lists = self._has_pages = False
        super().__init__(
            people_table(lambda row: moment_words(row.subscriber.created_at, self._now, self.zone)),
            key="people",
            name=_tr("People"),
            height=_ROW,
            columns=columns,
        )
        self.setItemDelegate(PeopleDelegate(self))
        heading = self.horizontalHeader()
        heading.setMinimumSectionSize(56)
        for column, width in _WIDTHS.items():
            heading.resizeSection(column, width)
        heading.setSectionResizeMode(WANTS, QHeaderView.ResizeMode.Stretch)
        theme().changed.connect(self.viewport().update)

    def show_people(self, view: PeopleView, zone: tzinfo) -> None:
        """Shows these people, with their times in this zone."""
        self._now, self.zone = view.as_of, zone
        self._has_lists = any(row.inside_list for row in view.rows)
        # One that was removed tells its readers nothing any more, which has to be seen.
        self._has_pages = bool(view.pages) or any(row.is_page_gone for row in view.rows)
        self.table.show_rows(view.rows)
        self.share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width out again."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """The address and the wishes first; no column for lists or pages where there are none."""
        shown = {n: width for n, width in _WIDTHS.items() if self.is_column_wanted(n)}
        if CHANNEL in shown:
            names = (row.channel for row in self.table.shown)
            shown[CHANNEL] = column_width(names, least=shown[CHANNEL], most=_MOST_CHANNEL)
            self.horizontalHeader().resizeSection(CHANNEL, shown[CHANNEL])
        useless = {
            column for column, has in ((LIST, self._has_lists), (PAGE, self._has_pages)) if not has
        }
        for column in useless:
            shown.pop(column, None)
        wants = self.is_column_wanted(WANTS)
        least = _LEAST_WHO + (_LEAST_WANTS if wants else 0)
        rest = self.viewport().width() - sum(shown.values())
        self.leave_out(STATE, is_short=False)
        for column in (LIST, LANGUAGE, SINCE, CHANNEL, PAGE):
            is_short = rest < least and column in shown
            self.leave_out(column, is_short=is_short or column in useless)
            rest += shown[column] if is_short else 0
        self.leave_out(WANTS, is_short=rest < least)
        who = rest if self.isColumnHidden(WANTS) else min(max(_LEAST_WHO, rest // 2), _MOST_WHO)
        self.horizontalHeader().resizeSection(WHO, max(_LEAST_WHO, who))
