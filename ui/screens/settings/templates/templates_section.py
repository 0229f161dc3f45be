"""Templates in the settings: which one, its text, and how it reads on real facts."""

from dataclasses import replace
from functools import partial
from html import escape

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.app.clock import Clock
from statusboard.app.notices.preview import body_html
from statusboard.app.notices.template_sample import SAMPLE, TemplateSample, template_findings
from statusboard.app.templates.commands import save_template
from statusboard.app.templates.inputs import SaveTemplate
from statusboard.domain.filled_wording import GAP
from statusboard.domain.language import Language
from statusboard.domain.templates.house import ours
from statusboard.domain.templates.kinds import TemplateKey, TemplateText
from statusboard.errors import StatusBoardError, field_of
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.editor.findings_list import FindingsList, Level, Point
from ui.screens.notices.preview.page_preview import PageText
from ui.screens.settings.section import SettingsSection
from ui.screens.settings.templates.template_editor import TemplateEditor
from ui.screens.settings.templates.template_list import TemplateList
from ui.theme.theme import theme, tokens
from ui.theme.tokens import BODY, CAPTION, SPACE_2, SPACE_3, SPACE_4
from ui.widgets.label import Label
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.template_words import language_name


class TemplatesSection(SettingsSection):
    """Keeps what is typed of every template until it is saved, whichever is looked at."""

    def __init__(self, operations: Operations, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._answers = LatestWins(operations, self)
        self._clock = clock
        self._sample: TemplateSample | None = None
        # What was typed and not saved.
        self._typed: dict[TemplateKey, TemplateText] = {}
        self.head(
            self.tr("Templates"),
            self.tr(
                "What a notice is begun with. A fact such as {services} is filled in when the "
                "notice is written, and one that still changes when it is published."
            ),
        )
        self.languages = SegmentedControl(
            [(one.value, language_name(one)) for one in Language], name=self.tr("Language")
        )
        self.list = TemplateList()
        self.editor = TemplateEditor()
        self.preview_says = Label(size=CAPTION, tone="muted", wrap=True)
        self.preview = PageText()
        self.preview.setAccessibleName(self.tr("The template with its facts"))
        self.findings = FindingsList()
        self.said = Label(tone="muted")
        self.restore_button = QPushButton(self.tr("Back to ours"))
        self.restore_button.setToolTip(self.tr("The text that comes with StatusBoard"))
        self.restore_button.setProperty("look", "quiet")
        self.save_button = QPushButton(self.tr("Save template"))
        self.save_button.setProperty("look", "primary")
        self._lay_out()
        for choice in (self.languages, self.list):
            choice.chosen.connect(lambda _chosen: self.said.setText(""))
            choice.chosen.connect(self._turn)
        self.editor.edited.connect(self._edited)
        self.restore_button.clicked.connect(self.restore)
        self.save_button.clicked.connect(self.save)
        theme().changed.connect(self._show)

    @property
    def has_unsaved(self) -> bool:
        """Whether something is typed that nobody saved."""
        return bool(self._typed)

    @property
    def key(self) -> TemplateKey:
        """The template that is looked at."""
        return self.list.current, Language(self.languages.current)

    def refresh(self) -> None:
        """Asks for the templates, and for facts to try them on."""
        ask = partial(self._operations.desk.ask, SAMPLE, None)
        self._answers.ask("sample", None, ask, self._take, self._not_read)

    def save(self) -> None:
        """Keeps the text on screen as the team's own."""
        key, text = self.key, self.editor.text
        given = SaveTemplate(*key, text.title, text.body)
        self._operations.run(
            self,
            self._operations.desk.do(save_template, given),
            lambda _is_new: self._was_saved(key, text),
            lambda error: self._was_refused(key, error),
        )

    def restore(self) -> None:
        """Puts our text in the place of what is there, to be saved or taken back."""
        self.editor.put(ours(*self.key))

    def _take(self, sample: TemplateSample) -> None:
        is_first = self._sample is None
        self._sample = sample
        if is_first:
            self.languages.choose(sample.templates.house.language.value)
        self._turn()

    def _not_read(self, error: StatusBoardError) -> None:
        self.said.setText(str(error))

    def _was_saved(self, key: TemplateKey, text: TemplateText) -> None:
        # Who typed on meanwhile keeps that.
        if self._typed.get(key) == text:
            del self._typed[key]
        if self._sample is not None:
            self._sample = self._sample.with_own(key, text)
        if key == self.key and text == self.editor.text:
            self.said.setText(self.tr("Saved"))
        self._show()
        self.refresh()

    def _was_refused(self, key: TemplateKey, error: StatusBoardError) -> None:
        if key != self.key:
            # No field of it is in sight, and what is in sight is not at fault.
            self._operations.failed.emit(error)
            return
        self.said.setText("")
        self.editor.show_fault(field_of(error), str(error))

    def _edited(self) -> None:
        self.said.setText("")
        key, text = self.key, self.editor.text
        if text == self._kept(key):
            self._typed.pop(key, None)
        else:
            self._typed[key] = text
        self._show()

    def _turn(self, _chosen: object = None) -> None:
        if self._sample is None:
            return
        text = self._typed.get(self.key) or self._kept(self.key)
        self.editor.load(text, has_title=not self.key[0].is_spoken)
        self._show()

    def _kept(self, key: TemplateKey) -> TemplateText:
        return ours(*key) if self._sample is None else self._sample.templates.house.text(*key)

    def _show(self) -> None:
        if self._sample is None:
            return
        (kind, language), text = self.key, self.editor.text
        now = self._clock.now()
        found = self._sample.tried(kind, text, language, now)
        title = "" if kind.is_spoken else f"<p><b>{escape(found.wording.title)}</b></p>"
        style = f"color:{tokens().text}; font-size:{BODY}px"
        body = body_html(found.wording.body)
        self.preview.show_html(f'<body style="{style}">{title}{body}</body>')
        facts = replace(self._sample.word_facts, now=now)
        self.findings.show_points(
            [
                Point(Level.NOTE if one.rule == GAP else Level.WARNS, one.sentence)
                for one in template_findings(kind, found, language, facts)
            ]
            or [Point(Level.GOOD, self.tr("Every check of words is content"))]
        )
        self.preview_says.setText(self._tried_on())
        own = self._sample.templates.own
        self.list.mark(
            [k for k, spoken_in in own if spoken_in is language],
            [k for k, spoken_in in self._typed if spoken_in is language],
        )
        self.restore_button.setEnabled(text != ours(kind, language))
        self.save_button.setEnabled(self.key in self._typed)

    def _tried_on(self) -> str:
        about = "" if self._sample is None else self._sample.about
        if about:
            return self.tr("As it reads for “{title}”, which is open now").format(title=about)
        return self.tr("As it reads for a made-up outage: no incident is open now")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # What is found stands in one column or in two.
        self._show()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(SPACE_3)
        right.addWidget(self.editor)
        right.addWidget(self.preview_says)
        frame = QFrame()
        frame.setObjectName("templatePreview")
        frame.setStyleSheet(
            "#templatePreview { background: palette(window); border: 1px solid palette(mid);"
            " border-radius: 8px; }"
        )
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        inside.addWidget(self.preview)
        right.addWidget(frame)
        right.addWidget(self.findings)
        right.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.restore_button)
        foot.addStretch(1)
        foot.addWidget(self.said)
        foot.addWidget(self.save_button)
        right.addLayout(foot)
        row = QHBoxLayout()
        row.setSpacing(SPACE_4)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.body.addWidget(self.languages)
        self.body.addLayout(row)
