"""What readers of other languages will get, in the last look: each translation whole."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from statusboard.app.notices.translation_findings import is_about_translations
from statusboard.domain.languages import own_name
from statusboard.domain.translation import translation_in
from statusboard.domain.views.notices import ReviewView
from ui.screens.notices.review.diff_view import DiffView
from ui.screens.notices.review.review_parts import finding_row
from ui.screens.notices.translations.state_words import mark_words
from ui.widgets.section_label import SectionLabel

_BETWEEN = 10


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def add_translations(column: QVBoxLayout, view: ReviewView) -> None:
    """Adds the difference to what was said before, by language; nothing for one language alone.

    What stops publishing stands elsewhere.
    """
    found = [one for one in view.findings if is_about_translations(one) and not one.blocks]
    wording, before = view.wording, view.before
    if not found and not wording.translations:
        return
    column.addSpacing(_BETWEEN)
    column.addWidget(SectionLabel(_tr("In other languages")))
    for finding in found:
        column.addWidget(finding_row(finding))
    for one in wording.translations:
        mark = mark_words(one.state(wording.title, wording.body))
        column.addWidget(SectionLabel(f"{own_name(one.language)} · {mark}"))
        said = None if before is None else translation_in(before.translations, one.language)
        was = "" if said is None else f"{said.title}\n\n{said.body}"
        column.addWidget(DiffView(was.strip(), f"{one.title}\n\n{one.body}".strip()))
