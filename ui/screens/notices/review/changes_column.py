"""The left half of the last look: what changes for readers, and what monitoring says to it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.domain.views.notices import ReviewView
from ui.screens.notices.review.diff_view import DiffView
from ui.screens.notices.review.review_parts import agreement_row, finding_row, move_row
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
    column.addWidget(SectionLabel(_tr("Held against monitoring")))
    for finding in view.findings:
        column.addWidget(finding_row(finding))
    if not view.findings:
        column.addWidget(agreement_row())
    column.addWidget(override)
