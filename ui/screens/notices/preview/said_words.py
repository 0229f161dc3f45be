"""What an update is called in the preview, and how it looks where its words were taken back."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from statusboard.app.notices.preview import body_html
from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.notice import Wording
from statusboard.domain.taken_back import TakenBack
from statusboard.domain.update_kind import NoticeSort, UpdateKind
from ui.screens.notices.preview.preview_html import Said
from ui.theme.theme import tokens
from ui.widgets.kind_words import kind_word

Times = Callable[[datetime], str]


def _tr(text: str) -> str:
    return QCoreApplication.translate("PagePreview", text)


def new_kind(sort: NoticeSort) -> UpdateKind:
    """What a text becomes that is being written."""
    return UpdateKind.ANNOUNCEMENT if sort is NoticeSort.ANNOUNCEMENT else UpdateKind.SAID


def said_before(update: IncidentUpdate, gone: TakenBack | None, time: Times) -> Said:
    """An update as it stands on the page: struck, with the time, where its words do not stand."""
    word, at = kind_word(update.kind, update.wording.status), time(update.published_at)
    body = body_html(update.wording.body)
    if gone is None:
        return Said(word, at, body)
    words = _tr("withdrawn {time}") if gone.is_withdrawn else _tr("corrected {time}")
    # Qt strikes what stands in a block, and not what holds blocks.
    struck = f'<div style="text-decoration:line-through; color:{tokens().muted}">{body}</div>'
    return Said(word, f"{at} · {words.format(time=time(gone.at))}", struck)


def news_about(wording: Wording, time: Times) -> str:
    """How long an announcement is shown."""
    until = wording.shown_until
    return (
        _tr("Stays on the page") if until is None else _tr("Until {time}").format(time=time(until))
    )


def has_state(incident: Incident | None, sort: NoticeSort) -> bool:
    """Whether it has a state with a glyph: an announcement has none, nor what ended otherwise."""
    return sort is NoticeSort.INCIDENT and (incident is None or incident.is_counted)
