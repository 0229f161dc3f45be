"""What the verify screen does with services: add, edit, remove, pick; each in its own dialog."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.services.group_inputs import RuleGroup
from statusboard.app.services.inputs import CheckInput, ServiceInput
from statusboard.domain.component_rule import WORST
from statusboard.domain.dependency import all_below
from statusboard.domain.location import HOME
from statusboard.domain.views.new_relic import FindEntities, FoundEntity, Unwatched
from statusboard.domain.views.signals import SignalAddress
from statusboard.domain.views.verify import ServiceDetail, VerifyView
from statusboard.errors import StatusBoardError, field_of
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.destinations import ServiceSource
from ui.screens.verify.address_sheet import AddressSheet
from ui.screens.verify.asking import (
    Destination,
    add_entities,
    add_service,
    edit_service,
    give_address,
    known_kinds,
    remove_service,
    rule_group,
)
from ui.screens.verify.check_section import CheckSection
from ui.screens.verify.choices import NEW_RELIC, SourceDialog
from ui.screens.verify.group_rule_sheet import GroupRuleSheet
from ui.screens.verify.importing.tasks import open_import
from ui.screens.verify.new_relic_picker import NewRelicPicker
from ui.screens.verify.service_dialog import ServiceDialog
from ui.widgets.confirm_dialog import ConfirmDialog


class ServiceTasks(QObject):
    """Opens the dialogs over `home` and carries what they say to the desk.

    Signals:
        changed: services were added, edited or removed; the id of the one to show, or None.
        settings_wanted: New Relic has to be connected first.
        follow_wanted: tags are to be followed, in the place of picking once.
    """

    changed = Signal(object)
    settings_wanted = Signal()
    follow_wanted = Signal()

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self._operations = operations
        self._home = home
        self._view: VerifyView | None = None

    def know(self, view: VerifyView) -> None:
        """What there is: groups, services and locations are offered in forms."""
        self._view = view

    @property
    def _groups(self) -> tuple[str, ...]:
        rows = self._view.rows if self._view is not None else ()
        return tuple(dict.fromkeys(row.group for row in rows if row.group))

    def _parents_for(self, component_id: int | None) -> tuple[str, ...]:
        """The names of what a service can depend on: none that depends on it already."""
        if self._view is None:
            return ()
        shut = all_below(component_id, self._view.parents) if component_id is not None else ()
        return tuple(
            row.called
            for row in self._view.rows
            if row.component_id != component_id and row.component_id not in shut
        )

    @property
    def _services(self) -> tuple[tuple[int, str], ...]:
        """By id and name, offered as the place of what is picked."""
        rows = self._view.rows if self._view is not None else ()
        return tuple((row.component_id, row.name) for row in rows)

    def begin(self, source: ServiceSource | None) -> None:
        """Starts a new service: asks where it comes from, or for the rest where that is known."""
        match source:
            case None:
                self.add()
            case ServiceSource.ADDRESS:
                self.describe()
            case ServiceSource.NEW_RELIC:
                self.pick()
            case ServiceSource.ELSEWHERE:
                self.bring_along()

    def add(self) -> None:
        """Asks where the new service comes from, then for the rest."""
        dialog = SourceDialog(known_kinds(), self._home)
        dialog.chosen.connect(
            lambda key: self.pick() if key == NEW_RELIC else self.describe(kind=key)
        )
        dialog.all_wanted.connect(self.bring_along)
        dialog.open()

    def bring_along(self) -> None:
        """Opens the sheet that brings along what another program knows."""
        open_import(self._operations, self._home, self.changed.emit)

    def describe(self, detail: ServiceDetail | None = None, *, kind: str = "") -> None:
        """Opens the form, empty or with a service in it. `kind`: of the first check, if empty."""
        dialog = ServiceDialog(
            known_kinds(),
            self._groups,
            detail=detail,
            kind=kind,
            services=self._parents_for(None if detail is None else detail.component_id),
            locations=self._view.locations if self._view is not None else (HOME,),
            parent=self._home,
        )

        def submit(given: ServiceInput) -> None:
            desk = self._operations.desk
            work = (
                add_service(desk, given)
                if detail is None
                else edit_service(desk, detail.component_id, given)
            )
            self._operations.run(dialog, work, done, dialog.show_error)

        def done(component_id: int) -> None:
            dialog.accept()
            self.changed.emit(component_id)

        def attempt(section: CheckSection, given: CheckInput) -> None:
            self._operations.run(
                section,
                self._operations.desk.try_check(given),
                section.show_answer,
                partial(show_untried, section),
            )

        def show_untried(section: CheckSection, error: StatusBoardError) -> None:
            if not section.show_fault(field_of(error), str(error)):
                section.show_untried(str(error))
            else:
                section.show_untried("")

        dialog.submitted.connect(submit)
        dialog.try_wanted.connect(attempt)
        dialog.open()

    def remove(self, detail: ServiceDetail) -> None:
        """Asks whether the service is to go, saying what happens to its history."""
        sentence = self.tr(
            "{name} is no longer watched and leaves the board and the public page. "
            "Its history and its past incidents are kept."
        )
        dialog = ConfirmDialog(
            self.tr("Remove {name}?").format(name=detail.name),
            sentence.format(name=detail.name),
            action=self.tr("Remove service"),
            parent=self._home,
        )
        dialog.accepted.connect(
            lambda: self._operations.run(
                self,
                remove_service(self._operations.desk, detail.component_id),
                lambda _: self.changed.emit(None),
            )
        )
        dialog.open()

    def rule_group(self, detail: ServiceDetail) -> None:
        """Asks how the services of its group add up."""
        rules = self._view.group_rules if self._view is not None else {}
        promises = self._view.group_objectives if self._view is not None else {}
        rule, objective = rules.get(detail.group, WORST), promises.get(detail.group)
        sheet = GroupRuleSheet(detail.group, rule, self._home, objective=objective)

        def done(_: int) -> None:
            sheet.accept()
            self.changed.emit(detail.component_id)

        def decide(given: RuleGroup) -> None:
            work = rule_group(self._operations.desk, given)
            self._operations.run(sheet, work, done, sheet.show_error)

        sheet.decided.connect(decide)
        sheet.open()

    def give_address(self, check_id: int, name: str, warn: Callable[[str], None]) -> None:
        """Makes the address of a check and shows it; asks first where that ends another one."""

        def make(*, again: bool) -> None:
            work = give_address(self._operations.desk, check_id, again=again)
            self._operations.run(self, work, show, refused)

        def show(address: SignalAddress) -> None:
            AddressSheet(name, address, self._home).open()

        def refused(error: StatusBoardError) -> None:
            if field_of(error) != "again":
                warn(str(error))
                return
            asking = ConfirmDialog(
                self.tr("Make another address for {name}?").format(name=name),
                str(error),
                action=self.tr("Make another"),
                parent=self._home,
            )
            asking.accepted.connect(lambda: make(again=True))
            asking.open()

        make(again=False)

    def pick(self) -> None:
        """Opens the picker of New Relic entities."""
        dialog = NewRelicPicker(self._groups, self._home, services=self._services)
        answers = LatestWins(self._operations, dialog)

        def ask(asked: FindEntities) -> None:
            answers.ask(
                "page",
                asked,
                partial(self._operations.desk.find_entities, asked),
                lambda page: dialog.show_page(page, is_more=bool(asked.cursor)),
                lambda error: dialog.show_problem(str(error)),
            )

        def add(
            entities: Sequence[FoundEntity],
            group: str,
            unwatched: Unwatched | None,
            by_figures: bool,
            into: Destination,
        ) -> None:
            desk = self._operations.desk
            work = add_entities(desk, entities, group, unwatched, by_figures=by_figures, into=into)
            self._operations.run(dialog, work, done)

        def done(outcome: tuple[tuple[tuple[str, int], ...], str]) -> None:
            added, problem = outcome
            dialog.show_added([guid for guid, _ in added], problem)
            if added:
                self.changed.emit(added[0][1])

        def connect() -> None:
            dialog.accept()
            self.settings_wanted.emit()

        def follow() -> None:
            dialog.accept()
            self.follow_wanted.emit()

        dialog.follow_wanted.connect(follow)
        dialog.asked.connect(ask)
        dialog.picked.connect(add)
        dialog.connect_wanted.connect(connect)
        dialog.open()
        dialog.search_now()

    @property
    def is_writing(self) -> bool:
        """Whether a sheet is open in which somebody has typed or picked something."""
        window = self._home.window()
        dialogs: tuple[ServiceDialog | GroupRuleSheet | NewRelicPicker, ...] = (
            *window.findChildren(ServiceDialog),
            *window.findChildren(GroupRuleSheet),
            *window.findChildren(NewRelicPicker),
        )
        return any(dialog.isVisible() and dialog.is_touched for dialog in dialogs)
