"""The left half of the last look: what changes for readers, and what is found in it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.app.notices.translation_findings import is_about_translations
from statusboard.app.notices.wording_findings import is_about_words
from statusboard.domain.finding import Finding
from statusboard.domain.views.notices import ReviewView
from ui.screens.notices.editor.findings_list import Level
from ui.screens.notices.review.diff_view import DiffView
from ui.screens.notices.review.redline_part import add_redline
from ui.screens.notices.review.review_parts import content_row, finding_row, move_row
from ui.screens.notices.review.times_rows import times_rows
from ui.screens.notices.review.translations_part import add_translations
from ui.theme.tokens import SPACE_2
from ui.widgets.section_label import SectionLabel

_BETWEEN = 10


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def changes_column(view: ReviewView, override: QWidget) -> QVBoxLayout:
    """The words, the services and the findings. `override` is where a reason is written.

    What stops the notice stands first, with the reason below it: below the fold it would be missed.
    """
    column = QVBoxLayout()
    column.setSpacing(SPACE_2)
    blocking = [finding for finding in view.findings if finding.blocks]
    if blocking:
        column.addWidget(SectionLabel(_tr("Stops publishing")))
        for finding in blocking:
            column.addWidget(finding_row(finding))
        column.addWidget(override)
        column.addSpacing(_BETWEEN)
    add_redline(column, view)
    column.addWidget(SectionLabel(_tr("What changes for readers")))
    said = view.before.body if view.before is not None else ""
    column.addWidget(DiffView(said, view.wording.body))
    add_translations(column, view)
    if view.moves:
        column.addSpacing(_BETWEEN)
        column.addWidget(SectionLabel(_tr("Services")))
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for move in view.moves:
            rows.addWidget(move_row(move))
        column.addLayout(rows)
    column.addSpacing(_BETWEEN)
    column.addWidget(SectionLabel(_tr("Times and impact")))
    times = QVBoxLayout()
    times.setSpacing(0)
    for row in times_rows(view):
        times.addWidget(row)
    column.addLayout(times)
    _add_findings(column, view)
    if not blocking:
        column.addWidget(override)
    column.addStretch(1)
    return column


def _add_findings(column: QVBoxLayout, view: ReviewView) -> None:
    """What monitoring says, what the rules of wording say; a tick only for what was looked at."""
    about_words = [finding for finding in view.findings if is_about_words(finding)]
    rest = (one for one in view.findings if not is_about_words(one))
    others = [finding for finding in rest if not is_about_translations(finding)]
    agrees = _tr("What the notice says agrees with what monitoring sees.")
    _add_part(column, _tr("Held against monitoring"), others, agrees)
    if view.are_words_judged:
        _add_part(column, _tr("Words"), about_words, _tr("Every check of words is content."))
        return
    unjudged = _tr("The words were not checked: this seems to be neither English nor German.")
    _add_part(column, _tr("Words"), about_words, unjudged, Level.NOTE)


def _add_part(
    column: QVBoxLayout,
    label: str,
    findings: Sequence[Finding],
    nothing: str,
    level: Level = Level.GOOD,
) -> None:
    """The findings of one sort that stop nothing; `nothing` where there is none at all."""
    warnings = [finding for finding in findings if not finding.blocks]
    if findings and not warnings:
        return
    column.addSpacing(_BETWEEN)
    column.addWidget(SectionLabel(label))
    for finding in warnings:
        column.addWidget(finding_row(finding))
    if not findings:
        column.addWidget(content_row(nothing, level))
