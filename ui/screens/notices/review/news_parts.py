"""The last look at an announcement: its words, how long it is shown, and why nobody has to hear."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.app.notices.translation_findings import is_about_translations
from statusboard.domain.time_text import when_text
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.notices import ReviewView
from ui.screens.notices.review.diff_view import DiffView
from ui.screens.notices.review.redline_part import add_redline
from ui.screens.notices.review.review_parts import finding_row
from ui.screens.notices.review.translations_part import add_translations
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.section_label import SectionLabel
from ui.widgets.time_words import zone_of

_BETWEEN = 10


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def is_news(view: ReviewView) -> bool:
    """Whether it is about no incident."""
    return view.sort is NoticeSort.ANNOUNCEMENT


def news_words(view: ReviewView) -> str:
    """Why a person chooses whether subscribers are told; empty for an incident."""
    if not is_news(view):
        return ""
    return _tr("An announcement stands on the page. Those who want everything can be told too.")


def news_column(view: ReviewView, override: QWidget) -> QVBoxLayout:
    """The words, and what the rules of wording say of them: there is nothing to be measured."""
    column = QVBoxLayout()
    column.setSpacing(SPACE_2)
    add_redline(column, view)
    column.addWidget(SectionLabel(_tr("What changes for readers")))
    said = view.before.body if view.before is not None else ""
    column.addWidget(DiffView(said, view.wording.body))
    add_translations(column, view)
    found = [one for one in view.findings if one.blocks or not is_about_translations(one)]
    if found:
        column.addSpacing(_BETWEEN)
        column.addWidget(SectionLabel(_tr("Words")))
        for finding in found:
            column.addWidget(finding_row(finding))
    column.addWidget(override)
    column.addStretch(1)
    return column


def until_card(view: ReviewView) -> Card:
    """How long it is shown."""
    card = Card(margin=SPACE_3 + 2)
    column = QVBoxLayout()
    column.setSpacing(2)
    until = view.wording.shown_until
    if until is None:
        head = _tr("It stays on the page")
        more = _tr("Until somebody withdraws it, or sets an end.")
    else:
        head = when_text(until, zone_of(view.zone), now=view.as_of)
        more = _tr("Then it leaves the page, and keeps its own address.")
    column.addWidget(Label(head, weight=SEMIBOLD))
    column.addWidget(Paragraph(more, size=CAPTION, tone="muted"))
    card.body.addLayout(column)
    return card
