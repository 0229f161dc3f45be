"""What the text has become since it was approved last, above what changes for readers."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from statusboard.domain.views.notices import ReviewView
from ui.screens.notices.review.diff_view import DiffView
from ui.widgets.section_label import SectionLabel
from ui.widgets.time_words import moment_words, zone_of

_BETWEEN = 10


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def add_redline(column: QVBoxLayout, view: ReviewView) -> None:
    """Adds the difference, word by word; nothing where the text is as it was approved."""
    redline = view.redline
    if redline is None or redline.approved_at is None or redline.before == redline.after:
        return
    words = (
        _tr("Only facts have changed since {name} approved it, {when}")
        if redline.facts_only
        else _tr("Since {name} approved it, {when}")
    )
    when = moment_words(redline.approved_at, view.as_of, zone_of(view.zone))
    heading = SectionLabel(words.format(name=redline.approved_by, when=when))
    heading.setWordWrap(True)  # a long name would push what stands beside it out of the sheet
    column.addWidget(heading)
    column.addWidget(DiffView(redline.before, redline.after))
    column.addSpacing(_BETWEEN)
