"""The right column: the new text in each form, the page, what monitoring sees, what was before."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.languages import is_right_to_left
from statusboard.domain.notice import Wording
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.notices import EditorView
from statusboard.domain.views.previews import ChannelPreview
from ui.screens.notices.preview.form_choice import PAGE, FormChoice
from ui.screens.notices.preview.message_preview import MessagePreview
from ui.screens.notices.preview.monitoring_card import MonitoringCard
from ui.screens.notices.preview.page_preview import PagePreview
from ui.screens.notices.preview.picture_shelf import PictureShelf
from ui.screens.notices.similar.similar_card import SimilarCard
from ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3
from ui.widgets.label import Label
from ui.widgets.section_label import SectionLabel


class SideColumn(QScrollArea):
    """Follows the wording as it is typed: as the page shows it, or as one channel says it.

    Signals:
        form_chosen: another form is looked at; its key.
    """

    form_chosen = Signal(str)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.forms = FormChoice()
        self.forms.chosen.connect(self._form_chosen)
        self.message = MessagePreview()
        self.message_says = Label(tone="muted", wrap=True)
        self._previews: dict[str, ChannelPreview] = {}
        self._is_open = True
        self.preview = PagePreview(clock)
        self.page = PagePreview(clock, is_new=False)
        self.page_says = Label(tone="muted", wrap=True)
        self.monitoring = MonitoringCard()
        inner = QWidget()
        inner.setProperty("surface", "clear")
        self.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(SPACE_2)
        column.addWidget(self.forms)
        self.heading = SectionLabel("")
        column.addSpacing(SPACE_1)
        column.addWidget(self.heading)
        column.addWidget(self.preview)
        column.addWidget(self.message)
        column.addWidget(self.message_says)
        # Whether the text is true comes before what it takes the place of.
        self._measured_part = _part(self.tr("What monitoring sees"), self.monitoring)
        column.addSpacing(SPACE_3)
        column.addWidget(self._measured_part)
        column.addSpacing(SPACE_3)
        self._page_part = _part(self.tr("On the page now"), self.page_says, self.page)
        column.addWidget(self._page_part)
        self.similar = SimilarCard()
        column.addSpacing(SPACE_3)
        column.addWidget(self.similar)
        column.addStretch(1)
        self._show_form()

    @property
    def is_on_page(self) -> bool:
        """Whether the page is looked at, rather than a message."""
        return self.forms.current == PAGE

    def show_previews(self, previews: Sequence[ChannelPreview]) -> None:
        """Takes how the text looks on each channel; what there is none of is offered no more."""
        self._previews = {preview.kind: preview for preview in previews}
        self.forms.offer([(preview.kind, preview.label) for preview in previews])
        self._show_form()

    def show_no_previews(self, reason: str) -> None:
        """Says why there is no newer preview."""
        self.message_says.setText(reason)
        self.message_says.setVisible(not self.is_on_page)

    def _form_chosen(self, key: str) -> None:
        self._show_form()
        self.form_chosen.emit(key)

    def _show_form(self) -> None:
        preview = self._previews.get(self.forms.current)
        self.heading.setText(
            self.tr("New text, not on the page yet")
            if preview is None
            else self.tr("The message, not sent yet")
        )
        self.forms.setVisible(self._is_open)
        self.heading.setVisible(self._is_open)
        self.preview.setVisible(preview is None and self._is_open)
        self._page_part.setVisible(preview is None)
        self.message.setVisible(preview is not None)
        self.message_says.hide()
        if preview is not None:
            self.message.show_message(preview)

    def show_pictures(self, shelf: PictureShelf) -> None:
        """Takes where pictures are looked up."""
        for text in (self.preview.text, self.page.text, self.message.text):
            text.shelf = shelf

    def draw(self) -> None:
        """Draws all of it again: pictures have come."""
        for preview in (self.preview, self.page, self.message):
            preview.draw()

    def begin(self) -> None:
        """Another notice is opened: its text is drawn at once."""
        self.preview.begin()
        self.page.begin()

    def follow(self, view: EditorView, wording: Wording, now: datetime, language: str = "") -> None:
        """Shows what this wording becomes, and what is measured of the services it names.

        It is looked at as on the page of a language; empty: of its own.
        """
        # Of what has ended there is nothing new to look at.
        is_open, self._is_open = self._is_open, not view.ended
        if is_open is not self._is_open:
            self._show_form()
        names = {choice.component_id: choice.name for choice in view.choices}
        by_id = {choice.component_id: choice for choice in view.choices}
        named = [by_id[key] for key in wording.components if key in by_id]
        self.preview.follow(
            *(wording, view.incident, names, view.zone, view.sort),
            is_from_right=is_right_to_left(language),
        )
        self._show_page(view, names)
        # An announcement names no services.
        self._measured_part.setVisible(view.sort is NoticeSort.INCIDENT)
        self.monitoring.show_choices(named, now, view.zone)

    def _show_page(self, view: EditorView, names: dict[int, str]) -> None:
        """What customers read at this moment: what was read back, not what is on its way."""
        updates = view.incident.updates if view.incident is not None else ()
        waits = view.waits_since
        said = [one for one in updates if waits is None or one.published_at < waits]
        self.page.setVisible(bool(said))
        if view.incident is not None and said:
            self.page.follow_page(view.incident, said, names, view.zone)
        words = ""
        if len(said) < len(updates):
            words = self.tr("The newest update is on its way there.")
        elif not updates:
            words = self.tr("Nothing of this is there yet.")
        self.page_says.setText(words)
        self.page_says.setVisible(bool(words))


def _part(caption: str, *widgets: QWidget) -> QWidget:
    """A caption with what belongs to it; hidden with all of it."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_2)
    column.addWidget(SectionLabel(caption))
    for widget in widgets:
        column.addWidget(widget)
    return part
