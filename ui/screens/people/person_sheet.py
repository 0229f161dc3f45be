"""Sets somebody up, or describes them anew."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from statusboard.app.people.fields import FIELDS, described
from statusboard.domain.access import Credentials, Role
from statusboard.domain.person import Person, key_of
from statusboard.errors import RuleBroken, StatusBoardError, field_of
from ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from ui.widgets.form_from_fields import FieldForm
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet
from ui.widgets.throw_away import ask_to_throw_away

_WIDTH = 500


class PersonSheet(Sheet):
    """Opened with `open()`. Stays open until the desk has taken the person.

    `first`: nobody is set up yet; the sheet is about whoever sits here, who becomes administrator.

    Signals:
        submitted: carries the PersonInput and whether a code is wanted; answer with `accept()` or
            `show_error`.
    """

    submitted = Signal(object, bool)

    def __init__(
        self,
        known: Person | None = None,
        parent: QWidget | None = None,
        *,
        first: Credentials | None = None,
    ) -> None:
        title = self.tr("Add person") if known is None else self.tr("Change person")
        super().__init__(self.tr("Add yourself first") if first else title, parent, width=_WIDTH)
        self._first = first
        self.form = FieldForm(FIELDS)
        self.form.entered.connect(self._submit)
        if known is not None:
            self.form.show_values(
                {"name": known.name, "role": known.role.value, "login": known.login}
            )
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        if first is not None:
            self.form.show_values(
                {
                    "name": first.name,
                    "role": Role.ADMINISTRATOR.value,
                    "login": first.login,
                }
            )
            self.form.row("role").setEnabled(False)
            words = self.tr(
                "Until now everybody at this desk may everything. The first person is its "
                "administrator; from then on, whoever is not set up may only look."
            )
            box.addWidget(Label(words, tone="muted", wrap=True))
        self._before = self.form.typed
        box.addWidget(self.form)
        box.addStretch(1)
        self.hold(inner)
        self._said = Label(tone="major", wrap=True)
        self._said.hide()
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.save = QPushButton(self.tr("Add person") if known is None else self.tr("Save"))
        self.save.setProperty("look", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._submit)
        self.main_button = self.save
        self.foot.addWidget(self._said, 1)
        self.foot.addStretch(0)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.save)
        self.form.row("name").control.setFocus()

    @property
    def is_touched(self) -> bool:
        """Whether anything stands in it that would be lost."""
        return self.form.typed != self._before

    @property
    def said(self) -> str:
        """What is wrong that is of no field; empty for nothing."""
        return "" if self._said.isHidden() else self._said.text()

    def show_error(self, error: StatusBoardError) -> None:
        """Says what is wrong, at its field where it has one."""
        self.save.setEnabled(True)
        is_placed = self.form.show_fault(field_of(error), str(error))
        self._said.setText("" if is_placed else str(error))
        self._said.setVisible(not is_placed)

    def reject(self) -> None:
        """Closes; asks first where something was typed."""
        if not self.is_touched:
            super().reject()
            return
        words = self.tr("What you wrote about this person is not saved.")
        ask_to_throw_away(self, words, super().reject)

    def _submit(self) -> None:
        if not self.save.isEnabled():
            return
        self._said.hide()
        try:
            given, with_code = described(self.form.values())
        except RuleBroken:
            return  # its row says why and has the focus
        if self._first is not None and self._would_lock_out(given.login, self._first.login):
            words = self.tr(
                "The system knows you as {login}. By another user nobody here could change people "
                "any more: keep it, or leave it empty for a code."
            )
            self.form.show_fault("login", words.format(login=self._first.login))
            return
        self.save.setEnabled(False)
        self.submitted.emit(given, with_code)

    @staticmethod
    def _would_lock_out(login: str, own: str) -> bool:
        return bool(login and own) and key_of(login) != key_of(own)
