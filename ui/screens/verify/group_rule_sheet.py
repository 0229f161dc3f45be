"""How the services of a group add up: what decides, and from how many on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from statusboard.app.services.group_inputs import RuleGroup
from statusboard.domain.component_rule import ComponentRule
from statusboard.domain.objective import Objective
from statusboard.errors import StatusBoardError, field_of
from ui.screens.verify.promise_fields import (
    GROUP_PROMISE_FIELDS,
    USUAL_WINDOWS,
    promise_of_values,
    values_of_promise,
)
from ui.screens.verify.rule_form import rule_of_values, values_of_rule
from ui.screens.verify.service_fields import GROUP_RULE_FIELDS
from ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from ui.widgets.form_from_fields import FieldForm
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.sheet import Sheet

_WIDTH = 500


class GroupRuleSheet(Sheet):
    """Opened with `open()`. What was refused stays open with the reason.

    Signals:
        decided: a person decided; carries what the verb is given.
    """

    decided = Signal(object)

    def __init__(
        self,
        group: str,
        rule: ComponentRule,
        parent: QWidget,
        *,
        objective: Objective | None = None,
    ) -> None:
        super().__init__("", parent, width=_WIDTH, subtitle=group)
        self.entitle(self.tr("Rule and promise of the group"))
        self._group = group
        self.form = FieldForm(
            (*GROUP_RULE_FIELDS, *GROUP_PROMISE_FIELDS),
            suggestions={"promised_over": USUAL_WINDOWS},
        )
        self.form.show_values({**values_of_rule(rule), **values_of_promise(objective)})
        self._before = self.form.typed
        said = Paragraph(tone="muted")
        said.set_text(
            self.tr(
                "The board shows the rule for the group. Each service keeps its own state, and its "
                "uptime."
            )
        )
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_3)
        column.addWidget(said)
        column.addWidget(self.form)
        column.addStretch(1)
        self.hold(inner)
        self._fault = Label(tone="major", wrap=True)
        self._fault.hide()
        back = QPushButton(self.tr("Cancel"))
        back.setProperty("look", "quiet")
        back.clicked.connect(self.reject)
        self.save = QPushButton(self.tr("Save"))
        self.save.setProperty("look", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._decide)
        self.main_button = self.save
        self.foot.addWidget(self._fault, 1)
        self.foot.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot.addStretch(0)
        self.foot.addWidget(self.save)
        self.form.row("rule").control.setFocus()

    @property
    def is_touched(self) -> bool:
        """Whether somebody has chosen something else."""
        return self.form.typed != self._before

    def show_error(self, error: StatusBoardError) -> None:
        """Nothing was changed; says why, at its row where it has one."""
        self.save.setEnabled(True)
        is_placed = self.form.show_fault(field_of(error), str(error))
        self._fault.setText("" if is_placed else str(error))
        self._fault.setVisible(not is_placed)

    def _decide(self) -> None:
        found = self.form.faults()
        self.form.show_faults(found)
        self._fault.hide()
        if found:
            return
        self.save.setEnabled(False)
        values = self.form.values()
        given = RuleGroup(self._group, rule_of_values(values), promise_of_values(values))
        self.decided.emit(given)
