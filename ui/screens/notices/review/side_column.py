"""The right side of the last look: who hears of it, what is promised, who agrees."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.domain.views.notices import ReviewView
from ui.screens.notices.review.last_promise import last_promise_words
from ui.screens.notices.review.news_parts import is_news, until_card
from ui.screens.notices.review.review_parts import promise_card, target_row
from ui.theme.tokens import SPACE_2
from ui.widgets.section_label import SectionLabel


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def side_column(
    view: ReviewView,
    now: datetime,
    heard_by: QWidget,
    parts: Sequence[QWidget],
    agreement: QWidget,
) -> QVBoxLayout:
    """`parts`: the choice of telling, the reach, what stands there without a place, and issues."""
    telling, reach, places, settings_button, issues = parts
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_2)
    column.addWidget(heard_by)
    rows = QVBoxLayout()
    rows.setSpacing(0)
    for target in view.targets:
        rows.addWidget(target_row(target))
    rows.addWidget(telling)
    rows.addWidget(reach)
    column.addLayout(rows)
    places.setVisible(not view.targets)
    settings_button.setVisible(not view.targets)
    column.addWidget(places)
    column.addWidget(settings_button, 0, Qt.AlignmentFlag.AlignLeft)
    column.addSpacing(10)
    if is_news(view):
        column.addWidget(SectionLabel(_tr("Shown until")))
        column.addWidget(until_card(view))
    else:
        column.addWidget(SectionLabel(_tr("Promise")))
        last = last_promise_words(view.last_promise, now)
        is_over = view.wording.status.is_over
        column.addWidget(promise_card(view, now, is_over=is_over, last=last))
    column.addWidget(agreement)
    column.addWidget(issues)
    column.addStretch(1)
    return column
