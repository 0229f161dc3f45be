"""The people of the desk: a table, who has to agree, and the devices."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from statusboard.domain.access import Actor, Permission
from statusboard.domain.person import Person
from statusboard.domain.views.team import PersonRow, TeamView
from ui.keys.key import Key
from ui.screens.people.agreement_card import AgreementCard
from ui.screens.people.devices_card import DevicesCard
from ui.screens.people.table import PeopleTable
from ui.screens.people.waiting_card import WaitingCard
from ui.theme.tokens import SPACE_2, SPACE_4
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.plain_tip import plain_tip


class TeamTab(QScrollArea):
    """Buttons below the table say what can be done with who is chosen.

    Signals:
        add_wanted: somebody is to be set up.
        change_wanted, end_wanted, back_wanted, code_wanted, sign_in_wanted: carry the Person.
    """

    add_wanted = Signal()
    change_wanted = Signal(object)
    end_wanted = Signal(object)
    back_wanted = Signal(object)
    code_wanted = Signal(object)
    sign_in_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._may, self._why_not = False, ""
        self.table = PeopleTable()
        self.table.chosen.connect(lambda _: self._selection_moved())
        self.table.arranged.connect(self._selection_moved)
        self.table.activated.connect(lambda _: self._emit(self.change_wanted))
        remove = QShortcut(Key.REMOVE_ROW.sequence, self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(lambda: self._emit(self.end_wanted))
        self.sign_in_button = self._button(self.tr("Sign in…"), self.sign_in_wanted)
        self.code_button = self._button(self.tr("New code…"), self.code_wanted)
        self.change_button = self._button(self.tr("Change…"), self.change_wanted)
        self.end_button = self._button(self.tr("End…"), self.end_wanted)
        self.end_button.setProperty("look", "danger")
        self.back_button = self._button(self.tr("Bring back"), self.back_wanted)
        self.nobody = EmptyState(
            self.tr("Everybody here may everything"),
            self.tr(
                "Nobody is set up yet. Add yourself first: from then on each person may what "
                "their work needs, and the trail names them."
            ),
            icon="users",
            action=self.tr("Add yourself"),
        )
        self.nobody.acted.connect(self.add_wanted)
        self.waiting = WaitingCard()
        self.agreement = AgreementCard()
        self.devices = DevicesCard()
        self.others = Label(tone="muted", wrap=True)
        self.others.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.others, 1)
        foot.addStretch(0)
        for button in self._buttons:
            foot.addWidget(button)
        self._team = QWidget()
        team = QVBoxLayout(self._team)
        team.setContentsMargins(0, 0, 0, 0)
        team.setSpacing(SPACE_2)
        team.addWidget(self.table)
        team.addLayout(foot)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        self.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(SPACE_4)
        column.addWidget(self.waiting)
        column.addWidget(self._team)
        column.addWidget(self.nobody)
        column.addWidget(self.agreement)
        column.addWidget(self.devices)
        column.addStretch(1)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.sign_in_button,
            self.code_button,
            self.change_button,
            self.end_button,
            self.back_button,
        )

    def show_team(self, view: TeamView, me: Actor, here: str, why_not: str) -> None:
        """Shows everybody; `why_not` is said where whoever sits here may not change them."""
        self._may = me.may(Permission.CONFIGURE)
        self._why_not = "" if self._may else why_not
        self._team.setVisible(bool(view.people))
        self.nobody.setVisible(not view.people)
        self.table.show_team(view)
        self.table.setMinimumHeight(self.table.maximumHeight())
        names = ", ".join(dict.fromkeys(one.presence.name for one in view.others))
        also = self.tr("Also here, without being set up: {names}").format(names=names)
        self.others.setText(also)
        self.others.setVisible(bool(names and view.people))
        self.devices.show_devices(view, here, may_end=self._may, why_not=self._why_not)
        self._selection_moved()

    def _button(self, text: str, wanted: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: self._emit(wanted))
        return button

    def _emit(self, wanted: object) -> None:
        row = self.table.chosen_row
        is_harmless = wanted is self.sign_in_wanted
        if row is not None and (self._may or is_harmless):
            wanted.emit(row.person)  # type: ignore[attr-defined]

    def _selection_moved(self) -> None:
        row: PersonRow | None = self.table.chosen_row
        person: Person | None = None if row is None else row.person
        is_active = person is not None and person.ended_at is None
        for button in (self.code_button, self.change_button, self.end_button, self.back_button):
            button.setEnabled(person is not None and self._may)
            button.setToolTip(plain_tip(self._why_not))
        self.end_button.setVisible(person is None or is_active)
        self.back_button.setVisible(person is not None and not is_active)
        self.code_button.setEnabled(is_active and self._may)
        can_sign_in = person is not None and is_active and person.has_code
        self.sign_in_button.setEnabled(can_sign_in)
        self.sign_in_button.setToolTip(
            "" if can_sign_in or person is None else self.tr("This person has no code.")
        )
