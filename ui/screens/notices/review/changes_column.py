"""The left half of the last look: what changes for readers, and what is found in it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.app.notices.wording_findings import is_about_words
from statusboard.domain.views.notices import ReviewView
from ui.screens.notices.editor.findings_list import Level
from ui.screens.notices.review.diff_view import DiffView
from ui.screens.notices.review.review_parts import content_row, finding_row, move_row
from ui.theme.tokens import SPACE_2
from ui.widgets.section_label import SectionLabel

_BETWEEN = 10


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def changes_column(view: ReviewView, override: QWidget) -> QVBoxLayout:
    """The words, the services and the findings. `override` is where a reason is written.

    What stops the notice stands first: below the fold it would be missed.
    """
    column = QVBoxLayout()
    column.setSpacing(SPACE_2)
    blocks = any(finding.blocks for finding in view.findings)
    if blocks:
        _add_findings(column, view, override)
        column.addSpacing(_BETWEEN)
    column.addWidget(SectionLabel(_tr("What changes for readers")))
    said = view.before.body if view.before is not None else ""
    column.addWidget(DiffView(said, view.wording.body))
    if view.moves:
        column.addSpacing(_BETWEEN)
        column.addWidget(SectionLabel(_tr("Services")))
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for move in view.moves:
            rows.addWidget(move_row(move))
        column.addLayout(rows)
    if not blocks:
        column.addSpacing(_BETWEEN)
        _add_findings(column, view, override)
    column.addStretch(1)
    return column


def _add_findings(column: QVBoxLayout, view: ReviewView, override: QWidget) -> None:
    """What monitoring says, what the rules of wording say, and the place for a reason."""
    about_words = [finding for finding in view.findings if is_about_words(finding)]
    others = [finding for finding in view.findings if not is_about_words(finding)]
    column.addWidget(SectionLabel(_tr("Held against monitoring")))
    for finding in others:
        column.addWidget(finding_row(finding))
    if not others:
        words = _tr("What the notice says agrees with what monitoring sees.")
        column.addWidget(content_row(words))
    column.addSpacing(_BETWEEN)
    column.addWidget(SectionLabel(_tr("Words")))
    for finding in about_words:
        column.addWidget(finding_row(finding))
    if not view.are_words_judged:
        words = _tr("The words were not checked: this seems to be neither English nor German.")
        column.addWidget(content_row(words, Level.NOTE))
    elif not about_words:
        column.addWidget(content_row(_tr("Every check of words is content.")))
    column.addWidget(override)
