"""The middle of the screen: everything that makes up a notice, and where its text stands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from statusboard.app.clock import Clock
from statusboard.domain.approval import ApprovalState
from statusboard.domain.finding import Finding
from statusboard.domain.notice import Wording
from statusboard.domain.stated_impact import services_impact
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.notices import EditorView
from ui.keys.key import Key
from ui.screens.notices.editor.body_editor import BodyEditor
from ui.screens.notices.editor.draft_standing import DraftBanner, DraftStanding
from ui.screens.notices.editor.drafting import Drafting
from ui.screens.notices.editor.findings_list import FindingsList
from ui.screens.notices.editor.incident_fields import IncidentFields
from ui.screens.notices.editor.more_menu import MoreMenu
from ui.screens.notices.editor.no_change_button import NoChangeButton
from ui.screens.notices.editor.notice_banners import NoticeBanners
from ui.screens.notices.editor.offers import Offers
from ui.screens.notices.editor.pages_field import PagesField
from ui.screens.notices.editor.services_field import ServicesField
from ui.screens.notices.editor.times_seen import times_seen
from ui.screens.notices.editor.title_field import title_field
from ui.screens.notices.editor.until_field import UntilField
from ui.screens.notices.translations.parts import in_language, language_of
from ui.screens.notices.translations.translations_editor import TranslationsEditor
from ui.screens.notices.writing.manuscripts import Manuscript
from ui.screens.notices.writing.word_marks import WordMarks
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4
from ui.widgets.labelled import Labelled
from ui.widgets.time_words import zone_of
from ui.widgets.two_groups import TwoGroups

_SIDE = 18
# So low that what is to be looked at before publishing stays in sight on a small display.
_BODY_HEIGHT = 184
# On a large display the points stay near the words that they are about.
_MOST_BODY_HEIGHT = 900
_KEYS_FROM = 480


class NoticeEditor(QWidget):
    """Shows a wording and says when a person changed it; it keeps and publishes nothing itself.

    Signals:
        edited: the wording on screen is different now.
        review_wanted: a person wants the last look before publishing.
        discard_wanted: a person wants to throw the draft away.
        conflict_wanted: a person wants to see both texts of a conflict.
        rescue_wanted: a person wants to go on with a text whose notice is gone, in a new draft.
    """

    edited = Signal()
    review_wanted = Signal()
    discard_wanted = Signal()
    conflict_wanted = Signal()
    rescue_wanted = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = Wording()
        self._manuscript: Manuscript | None = None
        self._from_helper = ""
        self._is_loading = False
        self._zone: tzinfo = zone_of("")
        self.title = title_field()
        self.fields = IncidentFields(clock)
        self.state, self.promise = self.fields.state, self.fields.promise
        self.started, self.ended = self.fields.started, self.fields.ended
        self.impact, self.end_box = self.fields.impact, self.fields.end_box
        self.services = ServicesField()
        self.until = UntilField(clock)
        self.until_box = Labelled(self.tr("Shown until"), self.until)
        self.until.zone_told.connect(self.until_box.show_zone)
        self.pages = PagesField()
        self.body = BodyEditor()
        self.findings = FindingsList()
        self.marks = WordMarks(self.title, self.body.text, self)
        self.translations = TranslationsEditor(self.body, self._own_words)
        self.findings.show_wanted.connect(self._show_words)
        self.findings.fix_wanted.connect(self._mend)
        self.banner = DraftBanner()
        self.banner.conflict_wanted.connect(self.conflict_wanted)
        self.banner.rescue_wanted.connect(self.rescue_wanted)
        self.banners = NoticeBanners()
        self.correction, self.agreement = self.banners.correction, self.banners.agreement
        self.more = MoreMenu()
        self.offers = Offers()
        self.no_change = NoChangeButton()
        self.standing = DraftStanding(clock)
        self.discard_button = QPushButton(self.tr("Discard draft…"))
        self.discard_button.setProperty("look", "quiet")
        self.review_button = QPushButton(self.tr("Review and publish…"))
        self.review_button.setProperty("look", "primary")
        self.review_button.setToolTip(Key.REVIEW.text)
        self.ask_button = QPushButton(self.tr("Ask for approval"))
        self._lay_out()
        self.title.edited.connect(self._changed)
        parts = (self.fields, self.services, self.body, self.until, self.pages, self.translations)
        for part in parts:
            part.edited.connect(self._changed)
        self.review_button.clicked.connect(self.review_wanted)
        self.discard_button.clicked.connect(self.discard_wanted)

    @property
    def wording(self) -> Wording:
        """What is on screen now."""
        return replace(
            self.fields.written(self._base),
            title=self.title.text(),
            body=self.body.plain_text(),
            components=self.services.named,
            from_helper=self._from_helper,
            shown_until=self.until.shown_until,
            pages=self.pages.pages,
            translations=self.translations.translations,
        )

    def turn_to(self, manuscript: Manuscript) -> None:
        """Puts another notice on the desk, as it was left; `load` says what it reads now."""
        if self._manuscript is not None:
            self._manuscript.heading = self.title.text()
        self._manuscript = manuscript
        self.title.turn_to(manuscript.heading_steps, manuscript.heading)
        self.body.turn_to(manuscript)
        self.translations.turn_to(manuscript)

    def load(self, wording: Wording, *, zone: str) -> None:
        """Shows a wording, without announcing it; what is the same keeps its cursor and undo.

        What was on the desk before is one step of undo away.
        """
        manuscript = self._manuscript
        as_step = manuscript is not None and not manuscript.is_blank
        self._is_loading = True
        self._zone = zone_of(zone)
        self._base = wording
        self._from_helper = wording.from_helper
        self.title.load(wording.title, as_step=as_step)
        self.fields.load(wording, self._zone)
        self.services.load(wording.components)
        self.until.load(wording.shown_until, self._zone)
        self.pages.load(wording.pages)
        self.body.load(wording.body, as_step=as_step)
        self.translations.load(wording.translations)
        if manuscript is not None:
            manuscript.is_blank = False
        self._is_loading = False

    def begin_writing(self, *, is_correction: bool) -> None:
        """Gives the focus to what is written first."""
        (self.body.text if is_correction else self.title).setFocus()

    def take_from_helper(self, text: str) -> None:
        """Puts words of the writing helper in the place of the text; one step of undo.

        Undone or not, they are remembered: what of them stands in the text is marked.
        """
        self._from_helper = text
        self.body.replace_text(text)

    def know(self, view: EditorView, seen_at: datetime) -> None:
        """Takes what monitoring sees, without touching what is written."""
        self.services.know(view.choices, seen_at, self._zone)
        self.banners.know(view, seen_at, self._zone, is_kept=view.wording == self.wording)
        stands = view.agreement
        can_ask = stands.is_needed and not stands.is_enough and view.notice_id is not None
        self.ask_button.setVisible(
            can_ask and not view.ended and stands.state is not ApprovalState.ASKED
        )
        self._show_sort(view)
        self.translations.know(view.languages)
        self.pages.know(() if view.ended else view.pages)
        incident = view.incident
        self.fields.know(times_seen(self.wording, view, seen_at), self._zone)
        self.impact.derive(services_impact(self.wording, incident))
        self.state.offer_postmortem(is_over=incident is not None and incident.status.is_over)

    def _show_sort(self, view: EditorView) -> None:
        """An announcement has no state and no services; of what has ended nothing more is said."""
        is_announcement, is_open = view.sort is NoticeSort.ANNOUNCEMENT, not view.ended
        for box in self._of_incidents:
            box.setVisible(is_open and not is_announcement)
        self.until_box.setVisible(is_open and is_announcement)
        self.title.setReadOnly(not is_open)
        self.translations.setVisible(is_open or view.notice_id is not None)
        self.findings.setVisible(is_open)
        self.title.setPlaceholderText(
            self.tr("What is it about?")
            if is_announcement
            else self.tr("What do customers notice?")
        )
        self.body.ask_for(is_announcement=is_announcement)
        self.review_button.setVisible(is_open)

    def show_standing(
        self, drafting: Drafting, saved_at: datetime | None, merged_with: str = ""
    ) -> None:
        """Says whether the text is kept, and shows the way out where it is not.

        `merged_with` is whose words came into it just now.
        """
        self.standing.show_phase(drafting.phase, saved_at, self._zone, merged_with)
        self.banner.show_drafting(drafting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        self.state.set_room(width)
        self.agreement.set_room(width)
        self.no_change.show_keys(width >= _KEYS_FROM)

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Marks the words of these findings, in the original and in the language beside it."""
        self.marks.show_findings(in_language(found, ""))
        self.translations.show_findings(found)

    def _show_words(self, finding: Finding) -> None:
        self._marks_of(finding).show_words(*in_language([finding], language_of(finding)))

    def _mend(self, finding: Finding) -> None:
        self._marks_of(finding).mend(*in_language([finding], language_of(finding)))

    def _marks_of(self, finding: Finding) -> WordMarks:
        """Where its words are marked, with their language on screen."""
        language = language_of(finding)
        if not language:
            return self.marks
        self.translations.turn(language)
        return self.translations.marks

    def _own_words(self) -> tuple[str, str]:
        return self.title.text(), self.body.plain_text()

    def _changed(self) -> None:
        if not self._is_loading:
            self.edited.emit()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 0, _SIDE, 0)
        head.setSpacing(SPACE_3)
        head.addWidget(self.title, 1)
        head.addWidget(self.standing, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, SPACE_4, 0, SPACE_4)
        outer.setSpacing(SPACE_3)
        outer.addLayout(self._head())
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(scroll, 1)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        scroll.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(_SIDE, 0, _SIDE, 0)
        column.setSpacing(SPACE_3 + 2)
        column.addWidget(self.banners)
        column.addWidget(self.banner)
        column.addWidget(self.offers)
        column.addWidget(self.fields)
        self._of_incidents = (self.fields, Labelled(self.tr("Affected services"), self.services))
        column.addWidget(self._of_incidents[1])
        column.addWidget(self.until_box)
        column.addWidget(self.pages)
        column.addWidget(self.translations, 1)
        column.addWidget(self.findings)
        column.addStretch()
        # Title and buttons stay in sight, however much stands between them.
        foot = TwoGroups(gap=SPACE_2)
        foot.set_margins(_SIDE, 0, _SIDE, 0)
        foot.left.addWidget(self.discard_button)
        foot.left.addWidget(self.more)
        foot.right.addWidget(self.no_change)
        foot.right.addWidget(self.ask_button)
        foot.right.addWidget(self.review_button)
        outer.addWidget(foot)
        self.services.follow_in_tab_order(self.promise)
        self.body.setMinimumHeight(_BODY_HEIGHT)
        self.body.setMaximumHeight(_MOST_BODY_HEIGHT)
