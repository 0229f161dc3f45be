"""The table of people: who, what they may, where they are, and what they do now."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from statusboard.domain.views.team import PersonRow, TeamView
from ui.models.row_table import ROW_ROLE, Column, RowTable
from ui.screens.people.words import known_words, may_words, now_words, where_words
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.theme import theme, tokens
from ui.theme.tokens import BODY
from ui.widgets.avatar import paint_avatar
from ui.widgets.column_width import column_width
from ui.widgets.row_delegate import AnyIndex, RowDelegate
from ui.widgets.row_view import RowView
from ui.widgets.text_lines import lines_of

PERSON, MAY, WHERE, NOW = range(4)
_ROW, _AVATAR, _GAP = 46, 26, 10
_LEAST = 110
_LEADING = 1.35


def _tr(text: str) -> str:
    return QCoreApplication.translate("PeopleTable", text)


class PeopleDelegate(RowDelegate):
    """The name bold behind its mark; where and now quiet; may and now in two lines at most."""

    def __init__(self, view: "PeopleTable") -> None:
        super().__init__(view, height=_ROW)

    def paint_cell(self, painter: QPainter, where: QRectF, index: AnyIndex) -> None:
        row: PersonRow = index.data(ROW_ROLE)
        quiet = tokens().muted
        if index.column() == PERSON:
            middle = where.center().y() - _AVATAR / 2
            painter.setOpacity(0.5 if row.person.ended_at else 1.0)
            paint_avatar(painter, QRectF(where.left(), middle, _AVATAR, _AVATAR), row.person.name)
            beside = where.adjusted(_AVATAR + _GAP, 0, 0, 0)
            self.paint_text(painter, beside, index, weight=SEMIBOLD)
        elif index.column() in (MAY, NOW):
            is_quiet = index.column() == NOW or row.person.ended_at is not None
            self._paint_lines(
                painter, where, str(index.data()), quiet if is_quiet else tokens().text
            )
        else:
            colour = quiet if index.column() == WHERE or row.person.ended_at else ""
            self.paint_text(painter, where, index, colour=colour)

    def tip(self, event: QHelpEvent, option: QStyleOptionViewItem, index: AnyIndex) -> str:
        row: PersonRow = index.data(ROW_ROLE)
        if index.column() == PERSON:
            return "\n".join(filter(None, (row.person.name, known_words(row))))
        return super().tip(event, option, index)

    def _paint_lines(self, painter: QPainter, where: QRectF, text: str, colour: str) -> None:
        face = font(BODY)
        lines, _ = lines_of(text, face, int(where.width()), most=2)
        height = face.pixelSize() * _LEADING
        top = where.center().y() - height * len(lines) / 2
        painter.setFont(face)
        painter.setPen(QColor(colour))
        for number, line in enumerate(lines):
            room = QRectF(where.left(), top + number * height, where.width(), height)
            painter.drawText(
                room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), line
            )


class PeopleTable(RowView[PersonRow]):
    """Everybody who is set up; long names get the room that the others leave."""

    def __init__(self) -> None:
        self._now, self._zone = datetime(1971, 1, 1, tzinfo=UTC), ""
        columns: tuple[Column[PersonRow], ...] = (
            Column(
                _tr("Person"),
                lambda row: row.person.name,
                order=lambda row: row.person.name.casefold(),
                looks=lambda row: (row.person.name, row.person.ended_at),
                key="person",
            ),
            Column(
                _tr("May"),
                lambda row: may_words(row.person.role),
                looks=lambda row: (row.person.role, row.person.ended_at),
                key="may",
            ),
            Column(_tr("Where"), where_words, key="where"),
            Column(_tr("Now"), lambda row: now_words(row, self._now, self._zone), key="now"),
        )
        model = RowTable(columns, key=lambda row: row.person.id)
        super().__init__(model, key="team", name=_tr("People of this desk"), height=_ROW)
        self.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(PeopleDelegate(self))
        heading = self.horizontalHeader()
        heading.setSectionResizeMode(NOW, QHeaderView.ResizeMode.Stretch)
        theme().changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width out again."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Names and permissions whole where there is room; what somebody does takes the rest."""
        super().share_width()
        rows, width = self.table.shown, self.viewport().width()
        texts = {
            PERSON: [row.person.name for row in rows],
            MAY: [may_words(row.person.role) for row in rows],
            WHERE: [where_words(row) for row in rows],
        }
        mark = _AVATAR + _GAP
        for column, share in ((PERSON, 0.36), (MAY, 0.26), (WHERE, 0.18)):
            extra = mark if column == PERSON else 0
            weight = SEMIBOLD if column == PERSON else font(BODY).weight()
            most = max(_LEAST, round(width * share))
            wanted = column_width(
                texts[column], least=_LEAST - 20, most=most - extra, weight=weight
            )
            self.horizontalHeader().resizeSection(column, wanted + extra)

    def show_team(self, view: TeamView) -> None:
        """Shows these people."""
        self._now, self._zone = view.as_of, view.zone
        self.table.show_rows(view.people)
        self.hug(len(view.people))
        self.share_width()
        self.viewport().update()
