"""Adds or edits a service with its checks, in one form made from declarations."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from statusboard.app.services.inputs import USUAL_WINDOW, ServiceInput
from statusboard.catalog.declaration import CheckKind
from statusboard.domain.component_rule import USUAL_WEIGHT
from statusboard.domain.location import HOME
from statusboard.domain.objective import Hours
from statusboard.domain.views.verify import ServiceDetail
from statusboard.errors import StatusBoardError, field_of
from ui.screens.verify.check_section import CheckSection
from ui.screens.verify.promise_fields import USUAL_WINDOWS
from ui.screens.verify.rule_form import rule_of_values, rule_values
from ui.screens.verify.service_fields import DESCRIPTION_FIELDS, SERVICE_FIELDS
from ui.theme.tokens import SPACE_4, SPACE_5
from ui.widgets.field_row import declared
from ui.widgets.file_consent import FileConsent
from ui.widgets.form_from_fields import FieldForm
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet
from ui.widgets.tab_order import chain
from ui.widgets.throw_away import ask_to_throw_away

_WIDTH = 600
_CHECK_FIELD = re.compile(r"checks\.(\d+)\.(.+)")


class ServiceDialog(Sheet):
    """Opened with `open()`. Stays open until the desk has taken the service.

    Escape asks before it throws typed work away. `services` are the names of those that it can
    depend on, `locations` those from which its checks can be asked.

    Signals:
        submitted: what was described; answer with `accept()` or `show_error`.
        try_wanted: the CheckSection that wants to be tried, and its CheckInput; answer there.
    """

    submitted = Signal(object)
    try_wanted = Signal(object, object)

    def __init__(
        self,
        kinds: Mapping[str, CheckKind],
        groups: Sequence[str],
        *,
        detail: ServiceDetail | None = None,
        kind: str = "",
        services: Sequence[str] = (),
        locations: Sequence[str] = (HOME,),
        parent: QWidget | None = None,
    ) -> None:
        title = (
            self.tr("Edit {name}").format(name=detail.name) if detail else self.tr("Add a service")
        )
        super().__init__(title, parent, width=_WIDTH)
        self._kinds = kinds
        # What a feed reads elsewhere is picked there.
        asked = [
            each.key
            for each in kinds.values()
            if each.probe is not None or each.receives is not None
        ]
        self._kind = kind or asked[0]
        self._detail = detail
        self._locations = tuple(locations)
        self._sections: list[CheckSection] = []
        self._service = FieldForm(SERVICE_FIELDS, suggestions={"group": ["", *groups]})
        self._description = FieldForm(
            DESCRIPTION_FIELDS,
            suggestions={"depends_on": services, "promised_over": USUAL_WINDOWS},
            more=self.tr("More about the service"),
        )
        self._checks = QVBoxLayout()
        self._checks.setSpacing(SPACE_5)
        self._another = QPushButton(self.tr("Add another check"))
        self._another.setProperty("look", "quiet")
        if len(asked) > 1:
            self._another.setMenu(self._kinds_menu(asked))
        else:
            self._another.clicked.connect(lambda: self._add_check(asked[0]))
        self._consent = FileConsent(margin=SPACE_5)
        self._said = Label(tone="major", wrap=True)
        self._said.hide()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self.save = QPushButton(self.tr("Save") if detail else self.tr("Add service"))
        self.save.setProperty("look", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._submit)
        self._lay_out()
        self._is_counting = False
        for form in (self._service, self._description):
            form.changed.connect(self._recount)
        self._fill()
        self._before = self._typed

    def _lay_out(self) -> None:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_5)
        box.addWidget(self._service)
        box.addLayout(self._checks)
        box.addWidget(self._another, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._description)
        box.addStretch(1)
        self._area = self.hold(inner)
        self.content.addWidget(self._consent)
        self.foot.addWidget(self._said, 1)
        self.foot.addStretch(0)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.save)
        self.main_button = self.save

    def _fill(self) -> None:
        detail = self._detail
        if detail is None:
            self._add_check(self._kind)
            return
        self._service.show_values(
            {"name": detail.name, "group": detail.group, "promised": detail.promised}
        )
        self._description.show_values(
            {
                "description": detail.description,
                "promised_over": detail.promised_over,
                "promised_hours": detail.promised_hours,
                "weight": detail.weight,
                **rule_values(detail),
            }
        )
        for check in detail.checks:
            kind_of = self._kinds.get(check.kind)
            self._add_section(CheckSection(kind_of, check, locations=self._locations))

    def _kinds_menu(self, keys: Sequence[str]) -> QMenu:
        menu = QMenu(self._another)
        for key in keys:
            action = menu.addAction(declared(self._kinds[key].label))
            action.setObjectName(key)
            action.triggered.connect(lambda _checked=False, key=key: self._add_check(key))
        return menu

    def _add_check(self, key: str) -> None:
        self._add_section(CheckSection(self._kinds[key], locations=self._locations))

    def _add_section(self, section: CheckSection) -> None:
        self._sections.append(section)
        self._checks.addWidget(section)
        section.removal_wanted.connect(lambda: self._drop_section(section))
        for form in section.forms:
            form.changed.connect(self._recount)
        section.tried.connect(self._bring_into_view)
        section.try_wanted.connect(lambda given: self.try_wanted.emit(section, given))
        self._count_sections()

    def _bring_into_view(self, part: QWidget) -> None:
        # The layout settles first, or it is not yet where it will be.
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(part))

    def _drop_section(self, section: CheckSection) -> None:
        self._sections.remove(section)
        self._checks.removeWidget(section)
        section.hide()
        section.deleteLater()
        self._count_sections()

    def _count_sections(self) -> None:
        for section in self._sections:
            section.allow_removal(len(self._sections) > 1)
        # Sections come and go; Tab walks through the form as it stands.
        parts = (self._service, *self._sections, self._another, self._description)
        chain(*parts, self._consent.agree, self._cancel, self.save)

    def show_busy(self, is_busy: bool) -> None:
        """Shows that the service is being saved."""
        self.save.setEnabled(not is_busy)

    def show_error(self, error: StatusBoardError) -> None:
        """Says what is wrong, at its field where it has one."""
        self.show_busy(is_busy=False)
        field = field_of(error)
        if field == "allow_file":
            self._consent.ask(str(error))
            return
        is_placed = bool(field) and self._place(field, str(error))
        self._said.setText("" if is_placed else str(error))
        self._said.setVisible(not is_placed)

    def _place(self, field: str, sentence: str) -> bool:
        match = _CHECK_FIELD.fullmatch(field)
        if match is not None and int(match[1]) < len(self._sections):
            return self._sections[int(match[1])].show_fault(match[2], sentence)
        return self._service.show_fault(field, sentence) or self._description.show_fault(
            field, sentence
        )

    def reject(self) -> None:
        """Closes; asks first where something was typed."""
        if not self.is_touched:
            super().reject()
            return
        words = self.tr("What you wrote about this service is not saved.")
        ask_to_throw_away(self, words, super().reject)

    @property
    def _forms(self) -> tuple[FieldForm, ...]:
        """All forms, in the order in which they stand."""
        own = (form for section in self._sections for form in section.forms)
        return (self._service, *own, self._description)

    @property
    def is_touched(self) -> bool:
        """Whether anything stands in it that would be lost."""
        return self._typed != self._before

    @property
    def _typed(self) -> object:
        """What stands in the form: another value means that somebody has worked on it."""
        return [form.typed for form in self._forms]

    def _submit(self) -> None:
        self._said.hide()
        if not self._is_sound():
            return
        self.show_busy(is_busy=True)
        self.submitted.emit(self.value())

    def _is_sound(self) -> bool:
        """Whether everything passes its rules; else every row says its own, the first has focus."""
        found = [(form, form.faults()) for form in self._forms]
        for form, faults in found:
            form.show_faults(faults)
        wrong = [(form, faults[0]) for form, faults in found if faults]
        if not wrong:
            return True
        form, first = wrong[0]
        form.show_fault(first.field, first.sentence)
        self._area.ensureWidgetVisible(form.row(first.field))
        count = sum(len(faults) for _, faults in found)
        self._say_how_many(count)
        return False

    def _say_how_many(self, count: int) -> None:
        several = self.tr("{count} fields need another look.").format(count=count)
        self._said.setText(several if count > 1 else "")
        self._said.setVisible(count > 1)
        self._is_counting = count > 0

    def _recount(self) -> None:
        """What was mended needs no other look."""
        if self._is_counting:
            self._say_how_many(sum(bool(row.fault) for form in self._forms for row in form.rows))

    def value(self) -> ServiceInput:
        """The service as described. Raises RuleBroken."""
        service = self._service.values()
        promised = service.get("promised")
        more = self._description.values()
        return ServiceInput(
            name=str(service["name"]),
            group=str(service.get("group") or ""),
            promised=None if promised is None else str(promised),
            description=str(more.get("description") or ""),
            checks=tuple(section.value() for section in self._sections),
            allow_file=self._consent.is_given,
            rule=rule_of_values(more),
            depends_on=tuple(str(more.get("depends_on") or "").splitlines()),
            promised_over=str(more.get("promised_over") or USUAL_WINDOW),
            promised_hours=str(more.get("promised_hours") or Hours.ALL.value),
            weight=weight if isinstance(weight := more.get("weight"), int) else USUAL_WEIGHT,
        )
