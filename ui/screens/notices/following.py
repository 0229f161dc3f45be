"""What follows the text of the open notice: its values, points and marks, previews, and helpers."""

from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from statusboard.app.clock import Clock
from statusboard.domain.filled_translation import values_in
from statusboard.domain.finding import Finding
from statusboard.domain.language import Language
from statusboard.domain.notice import TITLE_LIMIT, Wording, as_read_in
from statusboard.domain.templates.house import begun
from statusboard.domain.templates.kinds import TemplateText
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.notices import EditorView
from ui.runtime.operations import Operations
from ui.screens.notices.assistant.asking import Asking
from ui.screens.notices.editor.judging import Judging
from ui.screens.notices.editor.notice_editor import NoticeEditor
from ui.screens.notices.editor.picture_drop import PictureDrop
from ui.screens.notices.editor.spelling import Spelling
from ui.screens.notices.editor.writing_points import (
    all_points,
    filler_of,
    held_against,
    insertable,
)
from ui.screens.notices.preview.picture_shelf import PictureShelf
from ui.screens.notices.preview.previewing import Previewing
from ui.screens.notices.preview.side_column import SideColumn
from ui.screens.notices.similar.looking_back import LookingBack


class Following(QObject):
    """Told of each letter; it changes the text only where a person chose something from it."""

    def __init__(
        self,
        operations: Operations,
        clock: Clock,
        editor: NoticeEditor,
        side: SideColumn,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._clock = clock
        self._editor = editor
        self._side = side
        self._view: EditorView | None = None
        self._over_limits: tuple[Finding, ...] = ()
        self._previewing = Previewing(operations, side)
        self._previewing.found.connect(self._channels_said)
        self._judging = Judging(self.show_points, self)
        self.looking_back = LookingBack(operations, side.similar, editor, window)
        self.spelling = Spelling(operations, editor.body)
        self.pictures = PictureDrop(operations, editor.body)
        self.shelf = PictureShelf(operations, side, side.draw)
        side.show_pictures(self.shelf)
        self.asking = Asking(operations, editor, window)
        editor.body.links.aged.connect(self._fill)
        editor.translations.turned.connect(self._look_again)
        editor.body.toolbar.templates.chosen.connect(self._begin_with)

    def turn(self) -> None:
        """Another notice is about to be shown: what was found in the one before is forgotten."""
        self._over_limits = ()
        self._leave_sheets()
        self._side.begin()

    def begin(self, view: EditorView, incident_id: int | None) -> None:
        """Another notice is on screen."""
        self._previewing.begin(incident_id, self._editor.wording, view.sort)
        if view.sort is NoticeSort.INCIDENT:
            self.looking_back.begin(incident_id, self._editor.wording)
        else:
            self.looking_back.end()

    def end(self) -> None:
        """No notice is open."""
        self._view = None
        self._leave_sheets()
        self._previewing.end()
        self.looking_back.end()
        self.spelling.stop()
        self.asking.end()

    def follow(self, view: EditorView, wording: Wording, now: datetime) -> None:
        """This is known of the notice, and this is what its text says now."""
        self._view = view
        self._fill()
        filled = filler_of(view).fill(wording, now)
        language = self._editor.translations.language
        self._side.follow(view, as_read_in(filled.wording, language), now, language)
        updates = view.incident.updates if view.incident is not None else ()
        self.shelf.follow((wording.body, *(update.wording.body for update in updates)))
        self._judging.follow(wording.body)
        self.spelling.follow(wording)
        incident_id = view.incident.id if view.incident is not None else None
        self.asking.follow(view)
        self._previewing.follow(incident_id, wording, view.sort, language)
        if view.sort is NoticeSort.INCIDENT:
            # Old notices are looked for by what this one says, not by how it is written.
            self.looking_back.follow(incident_id, filled.wording)

    def _look_again(self) -> None:
        """Another language is looked at."""
        if self._view is not None:
            self.follow(self._view, self._editor.wording, self._clock.now())

    def show_points(self) -> None:
        """Holds the text against the rules, and marks what stands out."""
        if self._view is None:
            return
        wording, now = self._editor.wording, self._clock.now()
        found = (*held_against(wording, now, self._view), *self._over_limits)
        filled = filler_of(self._view).fill(wording, now).wording
        self._editor.findings.show_points(all_points(filled, now, self._view, found))
        self._editor.show_findings(found)

    def _leave_sheets(self) -> None:
        """A sheet about one text must not write into another one."""
        self.looking_back.leave()
        self.asking.leave()

    def _fill(self) -> None:
        """Shows the facts as they are now in the text, and offers what can be put into it."""
        if self._view is None:
            return
        wording, body = self._editor.wording, self._editor.body
        values = filler_of(self._view).values(wording, self._clock.now())
        body.links.show_values(values)
        sheet = self._view.facts.sheet(wording, self._clock.now())
        translations = self._editor.translations
        codes = (*self._view.languages[1:], *(one.language for one in wording.translations))
        translations.show_values({code: values_in(sheet, code) for code in codes})
        translations.show_states()
        body.toolbar.offer(insertable(values))
        body.toolbar.templates.offer(self._view.templates, wording.status)

    def _begin_with(self, template: TemplateText, language: Language, replaces: bool) -> None:
        """Goes on with a template, filled with what is known of the notice."""
        if self._view is None:
            return
        sheet = self._view.facts.sheet(self._editor.wording, self._clock.now())
        text = begun(template, sheet.values(language))
        has_title = bool(self._editor.title.text().strip())
        if not has_title and template.title:
            self._editor.title.setText(text.title[:TITLE_LIMIT])
        self._editor.body.begin_with(text.body, replaces=replaces)
        house = self._view.templates
        kind = house.kind_of(template, language)
        if replaces and kind is not None and language is house.language:
            beside = house.beside(kind, sheet, has_title=has_title)
            self._editor.translations.begin_with(beside)

    def _channels_said(self, found: tuple[Finding, ...]) -> None:
        if found != self._over_limits:
            self._over_limits = found
            self.show_points()
