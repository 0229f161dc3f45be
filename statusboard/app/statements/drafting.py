"""An announcement as a draft of the notice desk: the one way from a statement to customers."""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.notices.announcing import first_announcement
from statusboard.app.notices.commands import save_draft
from statusboard.app.notices.inputs import SaveDraft
from statusboard.app.statements.inputs import Drafted
from statusboard.domain.templates.kinds import TemplateText
from statusboard.domain.update_kind import NoticeSort
from statusboard.storage.unit import Unit


def draft_announcement(
    unit: Unit,
    text: TemplateText,
    pages: tuple[str, ...] = (),
    translated: Mapping[str, tuple[str, str]] | None = None,
) -> Drafted:
    """Keeps a text as the draft of an announcement; the very same text is the same draft.

    `pages` are the keys of those that it is narrowed to; none: all. `translated` are its title and
    its text by language.
    """
    begun = replace(first_announcement(), title=text.title, pages=pages)
    wording = begun.saying(text.body, translated)
    saved = save_draft.run(unit, SaveDraft(None, None, 0, wording, sort=NoticeSort.ANNOUNCEMENT))
    return Drafted(saved.result.notice_id)
