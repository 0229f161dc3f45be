"""The settings screen: New Relic, the declared settings, the page's places, this desk."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from statusboard.app.clock import Clock, SystemClock
from statusboard.app.desk.settings import SETTINGS
from statusboard.app.new_relic.commands import ChooseUnwatched, choose_unwatched
from statusboard.app.new_relic.history_commands import backfill
from statusboard.app.new_relic.record_commands import RecordNewRelic, record_new_relic
from statusboard.app.page.commands import choose_settings, remove_target, save_target
from statusboard.app.page.inputs import (
    ChooseSettings,
    Chosen,
    RemoveTarget,
    TargetInput,
    TargetSaved,
)
from statusboard.app.page.kinds import target_kinds
from statusboard.app.settings import ASSISTANT, HISTORY, PAGE, SECTIONS
from statusboard.domain.access import Permission
from statusboard.domain.changes import Topic
from statusboard.domain.views.new_relic import CheckKey, Connect, Connected, Unwatched
from statusboard.domain.views.new_relic_history import Backfill
from statusboard.domain.views.settings import NewRelicView, OpenStep, SettingsView
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.base import Screen
from ui.screens.destinations import (
    NewServicePlace,
    ServiceSource,
    SettingsPart,
    SettingsPlace,
)
from ui.screens.settings.about_section import AboutSection
from ui.screens.settings.appearance_section import AppearanceSection
from ui.screens.settings.asking_assistant import AskingAssistant
from ui.screens.settings.asking_retention import AskingRetention
from ui.screens.settings.assistant_section import AssistantSection
from ui.screens.settings.fields_section import FieldsSection
from ui.screens.settings.head import SettingsHead
from ui.screens.settings.new_relic_section import NewRelicSection
from ui.screens.settings.retention_section import RetentionSection
from ui.screens.settings.section import SettingsSection
from ui.screens.settings.target_card import TargetCard
from ui.screens.settings.targets_section import TargetsSection
from ui.screens.settings.templates.templates_section import TemplatesSection
from ui.screens.still_open import StillOpen
from ui.theme.tokens import SPACE_5, SPACE_6
from ui.widgets.empty_state import EmptyState
from ui.widgets.tab_order import chain

_WIDEST = 720


class SettingsScreen(Screen[SettingsView, SettingsPlace]):
    """Sections below each other; every one keeps its own matters."""

    topics = frozenset({Topic.SETTINGS, Topic.PUBLICATION, Topic.HEALTH})

    def __init__(
        self, operations: Operations, parent: QWidget | None = None, *, clock: Clock | None = None
    ) -> None:
        super().__init__(operations, parent)
        self._clock: Clock = clock or SystemClock()
        self._wanted_part: SettingsPart | None = None
        self._view: SettingsView | None = None
        self._has_key = True  # until the key store says otherwise
        # The name of the connection that is shown; empty: one to be made. None: the first.
        self._chosen: str | None = None
        self._key_problem = ""
        self.still_open = StillOpen()
        self.still_open.wanted.connect(self.wanted)
        self.new_relic = NewRelicSection()
        self.assistant = AssistantSection()
        self.retention = RetentionSection()
        own = {ASSISTANT.key: self.assistant, HISTORY.key: self.retention}
        self.sections = {
            section.key: own.get(section.key) or FieldsSection(section) for section in SECTIONS
        }
        self.targets = TargetsSection(target_kinds())
        self.templates = TemplatesSection(operations, self._clock)
        self.appearance = AppearanceSection()
        self.about = AboutSection()
        self.empty = EmptyState(self.tr("Reading the settings…"), icon="settings")
        self.empty.acted.connect(self.refresh)
        self._scroll = QScrollArea()
        self._stack = QStackedWidget()
        self._lay_out()
        configured = (self.new_relic, self.targets, *self.sections.values())
        operations.permitted.bind(Permission.CONFIGURE, *configured)
        operations.permitted.bind(Permission.PUBLISH, self.templates)
        self.new_relic.check_wanted.connect(self._check_key)
        self.new_relic.connect_wanted.connect(self._connect_new_relic)
        self.new_relic.disconnect_wanted.connect(self._disconnect)
        self.new_relic.which_chosen.connect(self._choose_connection)
        self.new_relic.unwatched_chosen.connect(self._choose_unwatched)
        self.new_relic.record_wanted.connect(self._record)
        self.new_relic.history_wanted.connect(self._read_history)
        self.new_relic.pick_button.clicked.connect(self._pick)
        for section in self.sections.values():
            section.kept.connect(lambda given, section=section: self._keep(section, given))
        AskingAssistant(operations, self.assistant, self.refresh)
        self._asking_retention = AskingRetention(operations, self.retention)
        self.targets.save_wanted.connect(self._save_target)
        self.targets.remove_wanted.connect(self._remove_target)

    def focus_on(self, place: SettingsPlace) -> None:
        """Scrolls to the section that something else depends on."""
        if place.part is None:
            return
        self._wanted_part = place.part
        if self._stack.currentIndex() == 1:
            # The layout settles first, or the section is not yet where it will be.
            QTimer.singleShot(0, self, self._scroll_to_wanted)

    async def ask_view(self) -> SettingsView:
        return await self.operations.desk.ask(SETTINGS, None)

    def show_view(self, view: SettingsView) -> None:
        self._view = view
        self.still_open.show_steps(view.still_open)
        shown = self._connection(view)
        if shown.region or shown.url:
            # A key store may be locked, and wait for its owner: nothing else waits with it.
            ask = self.operations.desk.has_new_relic_key
            self.answers.ask("key", shown.name, ask, self._key_found, self._key_not_found)
        else:
            self.answers.drop("key")
            self._key_problem = ""
        self._load_new_relic()
        for section in self.sections.values():
            section.load(view)
        self._asking_retention.refresh()
        self.templates.refresh()
        self.targets.load(view, self._clock.now())
        # The places were made after what stands below them.
        chain(*self.targets.cards, self.targets.add_button, self.appearance)
        self.about.load(view)
        self._stack.setCurrentIndex(1)
        if self._wanted_part is not None:
            QTimer.singleShot(0, self, self._scroll_to_wanted)

    def show_failure(self, error: StatusBoardError) -> None:
        if self._stack.currentIndex() == 1:
            self.operations.failed.emit(error)
            return
        self.empty.show_words(
            self.tr("The settings could not be read"), str(error), action=self.tr("Try again")
        )

    def unsaved(self) -> str:
        forms = (
            *(section.fields for section in self.sections.values()),
            *(card.form for card in self.targets.cards),
        )
        keys = (self.new_relic.key, self.assistant.key)
        is_typed = any(key.text().strip() for key in keys) or any(form.changed for form in forms)
        is_typed = is_typed or self.templates.has_unsaved
        return self.tr("Some settings are not saved yet.") if is_typed else ""

    def _scroll_to_wanted(self) -> None:
        part, self._wanted_part = self._wanted_part, None
        section: SettingsSection | TargetsSection
        field: QWidget
        match part:
            case None:
                return
            case SettingsPart.NEW_RELIC:
                section, field = self.new_relic, self.new_relic.key
            case SettingsPart.PUBLISH:
                section, field = self.targets, self.targets.first_field
            case SettingsPart.NAME | SettingsPart.ADDRESS:
                section = self.sections[PAGE.key]
                name = "name" if part is SettingsPart.NAME else "url"
                field = section.fields.form.row(name).control
            case SettingsPart.HELPER:
                section = self.assistant
                field = self.assistant.fields.form.row("url").control
        self._scroll.verticalScrollBar().setValue(max(0, section.y() - SPACE_5))
        field.setFocus()

    # New Relic

    def _key_found(self, is_there: bool) -> None:
        self._has_key, self._key_problem = is_there, ""
        self._load_new_relic()

    def _key_not_found(self, error: StatusBoardError) -> None:
        self._key_problem = str(error)
        self._load_new_relic()

    def _load_new_relic(self) -> None:
        if self._view is None:
            return
        new_relic = self._connection(self._view)
        new_relic = replace(
            new_relic,
            key_present=self._has_key,
            problem=self._key_problem or new_relic.problem,
        )
        names = [one.name for one in self._view.connections]
        self.new_relic.history.show_progress(self._view.history)
        self.new_relic.load(new_relic, names=names, is_demo=self._view.is_demo)

    def _connection(self, view: SettingsView) -> NewRelicView:
        """The connection that is shown: the chosen one, one to be made, or the first."""
        if self._chosen == "" and view.connections:
            first = view.new_relic
            return NewRelicView(
                *("", ""),
                key_present=False,
                unwatched=first.unwatched,
                records_until=first.records_until,
            )
        chosen = (one for one in view.connections if one.name == self._chosen)
        return next(chosen, view.new_relic)

    def _choose_connection(self, name: str) -> None:
        self._chosen, self._key_problem, self._has_key = name, "", False
        if self._view is not None:
            self.show_view(self._view)

    def _check_key(self, given: CheckKey) -> None:
        self.new_relic.be_busy()
        self.operations.run(
            self,
            self.operations.desk.check_key(given),
            self.new_relic.was_checked,
            self.new_relic.was_refused,
        )

    def _connect_new_relic(self, given: Connect) -> None:
        self._chosen = given.name or None
        self.new_relic.be_busy()
        self.operations.run(
            self,
            self.operations.desk.connect_new_relic(given),
            self._was_connected,
            self.new_relic.was_refused,
        )

    def _was_connected(self, found: Connected) -> None:
        self.new_relic.was_connected(found)
        self.refresh()
        is_here = self.isVisible()
        if is_here and self._view is not None and OpenStep.SERVICES in self._view.still_open:
            self._pick()  # a connection alone watches nothing

    def _pick(self) -> None:
        self.wanted.emit(NewServicePlace(ServiceSource.NEW_RELIC))

    def _disconnect(self, name: str) -> None:
        self._chosen = None
        self.new_relic.be_busy()
        self.operations.run(
            self,
            self.operations.desk.disconnect_new_relic(name),
            lambda _none: self.new_relic.was_disconnected(),
            self.new_relic.was_refused,
        )

    def _choose_unwatched(self, chosen: Unwatched) -> None:
        self.operations.run(
            self,
            self.operations.desk.do(choose_unwatched, ChooseUnwatched(chosen)),
            lambda _none: self.refresh(),
            self.new_relic.choice_was_refused,
        )

    def _read_history(self) -> None:
        self.operations.run(
            self,
            self.operations.desk.do(backfill, Backfill()),
            lambda _count: self.refresh(),
            self.new_relic.choice_was_refused,
        )

    def _record(self, is_on: bool) -> None:
        def refused(error: StatusBoardError) -> None:
            self.refresh()
            self.new_relic.choice_was_refused(error)

        work = self.operations.desk.do(record_new_relic, RecordNewRelic(is_on))
        self.operations.run(self, work, lambda _none: self.refresh(), refused)

    # The page

    def _keep(self, section: FieldsSection, given: ChooseSettings) -> None:
        def were_kept(_chosen: Chosen) -> None:
            section.fields.were_kept()
            self.refresh()

        self.operations.run(
            self,
            self.operations.desk.do(choose_settings, given),
            were_kept,
            section.fields.were_refused,
        )

    def _save_target(self, card: TargetCard, given: TargetInput) -> None:
        def was_saved(saved: TargetSaved) -> None:
            card.was_saved(saved)
            self.refresh()

        self.operations.run(
            card, self.operations.desk.do(save_target, given), was_saved, card.was_refused
        )

    def _remove_target(self, target_id: int) -> None:
        self.operations.run(
            self,
            self.operations.desk.do(remove_target, RemoveTarget(target_id)),
            lambda _id: self.refresh(),
        )

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("surface", "clear")
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        sections = QVBoxLayout(middle)
        sections.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_6)
        sections.setSpacing(SPACE_6)
        for section in (
            self.still_open,
            self.new_relic,
            *self.sections.values(),
            self.templates,
            self.targets,
            self.appearance,
            self.about,
        ):
            sections.addWidget(section)
        sections.addStretch(1)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 1_000)
        row.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = SettingsHead(self.tr("Settings"), self.operations.permitted)
        top.wanted.connect(self.wanted)
        column.addWidget(top)
        column.addWidget(self._stack, 1)
