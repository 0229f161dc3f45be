"""The settings screen: New Relic, the declared settings, the page's places, this desk."""

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
from statusboard.app.page.commands import choose_settings, remove_target, save_target
from statusboard.app.page.inputs import (
    ChooseSettings,
    Chosen,
    RemoveTarget,
    TargetInput,
    TargetSaved,
    WatchPlace,
)
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.watch_commands import watch_place
from statusboard.app.settings import ASSISTANT, HISTORY, PAGE, SECTIONS
from statusboard.catalog.access_fields import ACCESS
from statusboard.catalog.brand_fields import BRAND
from statusboard.domain.access import Permission
from statusboard.domain.changes import Topic
from statusboard.domain.views.settings import SettingsView
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
from ui.screens.settings.access_section import AccessSection
from ui.screens.settings.alarm_rules_section import AlarmRulesSection
from ui.screens.settings.appearance_section import AppearanceSection
from ui.screens.settings.asking_access import AskingAccess
from ui.screens.settings.asking_alarm_rules import AskingAlarmRules
from ui.screens.settings.asking_assistant import AskingAssistant
from ui.screens.settings.asking_new_relic import AskingNewRelic
from ui.screens.settings.asking_pages import AskingPages
from ui.screens.settings.asking_retention import AskingRetention
from ui.screens.settings.assistant_section import AssistantSection
from ui.screens.settings.brand_section import BrandSection
from ui.screens.settings.embed_section import EmbedSection
from ui.screens.settings.fields_section import FieldsSection
from ui.screens.settings.head import SettingsHead
from ui.screens.settings.new_relic_section import NewRelicSection
from ui.screens.settings.outlets_section import OutletsSection
from ui.screens.settings.pages_section import PagesSection
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

    topics = frozenset({Topic.SETTINGS, Topic.PUBLICATION, Topic.HEALTH, Topic.SERVICES})

    def __init__(
        self, operations: Operations, parent: QWidget | None = None, *, clock: Clock | None = None
    ) -> None:
        super().__init__(operations, parent)
        self._clock: Clock = clock or SystemClock()
        self._wanted_part: SettingsPart | None = None
        self.still_open = StillOpen()
        self.still_open.wanted.connect(self.wanted)
        self.new_relic = NewRelicSection()
        self.assistant = AssistantSection()
        self.retention = RetentionSection()
        self.access = AccessSection()
        own = {
            ASSISTANT.key: self.assistant,
            HISTORY.key: self.retention,
            ACCESS.key: self.access,
            BRAND.key: BrandSection(),
        }
        self.sections = {
            section.key: own.get(section.key) or FieldsSection(section) for section in SECTIONS
        }
        self.pages = PagesSection()
        self.targets = TargetsSection(target_kinds())
        self.embed = EmbedSection()
        self.templates = TemplatesSection(operations, self._clock)
        self.alarm_rules = AlarmRulesSection()
        self._asking_rules = AskingAlarmRules(operations, self.alarm_rules)
        self.outlets = OutletsSection()
        self.appearance = AppearanceSection()
        self.about = AboutSection()
        self.empty = EmptyState(self.tr("Reading the settings…"), icon="settings")
        self.empty.acted.connect(self.refresh)
        self._scroll = QScrollArea()
        self._stack = QStackedWidget()
        self._lay_out()
        configured = (self.new_relic, self.pages, self.targets, *self.sections.values())
        operations.permitted.bind(Permission.CONFIGURE, *configured)
        operations.permitted.bind(Permission.PUBLISH, self.templates)
        for section in self.sections.values():
            section.kept.connect(lambda given, section=section: self._keep(section, given))
        self._asking_new_relic = AskingNewRelic(operations, self.new_relic, self.refresh)
        self._asking_new_relic.pick_wanted.connect(
            lambda: self.wanted.emit(NewServicePlace(ServiceSource.NEW_RELIC))
        )
        AskingAssistant(operations, self.assistant, self.refresh)
        self._asking_retention = AskingRetention(operations, self.retention)
        self._asking_access = AskingAccess(operations, self.access.readers)
        self._asking_pages = AskingPages(operations, self.pages)
        self.pages.place_wanted.connect(self.targets.begin_for)
        self.targets.save_wanted.connect(self._save_target)
        self.targets.remove_wanted.connect(self._remove_target)
        self.targets.watch_wanted.connect(self._watch_place)

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
        self.still_open.show_steps(view.still_open)
        self._asking_new_relic.load(view)
        for section in self.sections.values():
            section.load(view)
        self._asking_retention.refresh()
        self._asking_access.refresh()
        self._asking_pages.refresh()
        self._asking_rules.refresh()
        self.templates.refresh()
        self.targets.load(view, self._clock.now())
        self.embed.load(view)
        # The places were made after what stands below them.
        places = (*self.targets.cards, self.targets.add_button, *self.targets.leaving)
        chain(
            self.templates,
            self.pages,
            *places,
            self.embed,
            self.alarm_rules,
            self.outlets,
            self.appearance,
        )
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

    def _remove_target(self, given: RemoveTarget) -> None:
        self.operations.run(
            self,
            self.operations.desk.do(remove_target, given),
            lambda _id: self.refresh(),
        )

    def _watch_place(self, given: WatchPlace) -> None:
        self.operations.run(
            self, self.operations.desk.do(watch_place, given), lambda _done: self.refresh()
        )

    def _lay_out(self) -> None:
        # From the outside in: the stylesheet dresses all of a widget anew each time it moves.
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = SettingsHead(self.tr("Settings"), self.operations.permitted)
        top.wanted.connect(self.wanted)
        column.addWidget(top)
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._scroll)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        middle = QWidget()
        row.addStretch(1)
        row.addWidget(middle, 1_000)
        row.addStretch(1)
        middle.setMaximumWidth(_WIDEST)
        sections = QVBoxLayout(middle)
        sections.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_6)
        sections.setSpacing(SPACE_6)
        for section in (
            self.still_open,
            self.new_relic,
            *self.sections.values(),
            self.templates,
            self.pages,
            self.targets,
            self.embed,
            self.alarm_rules,
            self.outlets,
            self.appearance,
            self.about,
        ):
            sections.addWidget(section)
        sections.addStretch(1)
