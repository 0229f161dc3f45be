"""What is done with people and devices: sheets are opened, verbs run, and what came of it said."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.people.inputs import PersonInput, PersonSaved
from statusboard.domain.access import Credentials
from statusboard.domain.approval import Consent, Occasion
from statusboard.domain.device import Device
from statusboard.domain.person import Person
from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.people import asking
from ui.screens.people.code_sheet import CodeSheet
from ui.screens.people.handover_tasks import HandoverTasks
from ui.screens.people.person_sheet import PersonSheet
from ui.screens.people.sign_in_sheet import SignInSheet
from ui.widgets.confirm_dialog import ConfirmDialog

Result = TypeVar("Result")


class PeopleTasks(QObject):
    """Asks before anything is taken from somebody.

    Signals:
        changed: something was done; the view is to be asked again.
        said: carries a sentence to be shown, empty where all is well again.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self._operations = operations
        self._home = home
        self.handover = HandoverTasks(operations, home)
        self.handover.said.connect(self.said)

    def add(self, first: Credentials | None) -> None:
        """Sets somebody up; `first` is who sits here, where nobody is set up yet."""
        self._describe(PersonSheet(parent=self._home, first=first), None)

    def change(self, person: Person) -> None:
        """Describes somebody anew."""
        self._describe(PersonSheet(person, self._home), person.id)

    def end(self, person: Person) -> None:
        """Takes from somebody what they may."""
        self._confirm(
            self.tr("End {name}?").format(name=person.name),
            self.tr(
                "They may do nothing here any more, and are signed out everywhere. What they did "
                "stays theirs. They can be brought back."
            ),
            self.tr("End"),
            partial(asking.end_person, self._operations.desk, person.id),
        )

    def bring_back(self, person: Person) -> None:
        """Lets somebody who was ended act again."""
        work = asking.bring_person_back(self._operations.desk, person.id)
        self._run(work, partial(self._tell_code, person.name))

    def give_code(self, person: Person) -> None:
        """A new code, after the question where there is one already."""
        work = partial(asking.give_code, self._operations.desk, person.id)
        done = partial(self._tell_code, person.name)
        if not person.has_code:
            self._run(work(), done)
            return
        self._confirm(
            self.tr("Give {name} a new code?").format(name=person.name),
            self.tr("The one they have opens nothing any more, and they are signed out."),
            self.tr("New code"),
            work,
            done,
        )

    def sign_in(self, person: Person) -> None:
        """Asks for the code of somebody who wants to act here."""
        sheet = SignInSheet(person.name, self._home)

        def submit(code: str) -> None:
            work = self._operations.desk.sign_in(person.id, code)
            self._operations.run(sheet, work, done, sheet.show_error)

        def done(_name: str) -> None:
            sheet.accept()
            self._finished()

        sheet.submitted.connect(submit)
        sheet.open()

    def sign_out(self) -> None:
        """From now on the system's user acts here."""
        self._run(self._operations.desk.sign_out(), lambda _: None)

    def hand_over(self) -> None:
        """Shows the page for the next shift, as of now."""
        self.handover.open()

    def choose_rule(self, occasion: Occasion, consent: Consent) -> None:
        """Somebody else has to agree from now on, or nobody."""
        work = asking.choose_rule(self._operations.desk, occasion, consent)
        self._run(work, lambda _: None)

    def end_device(self, device: Device) -> None:
        """Takes from a device what people could do from there."""
        self._confirm(
            self.tr("End {name}?").format(name=device.name),
            self.tr(
                "Nobody acts from this device any more, and whoever was signed in there is signed "
                "out. Change the password of the database too, if the device was lost."
            ),
            self.tr("End device"),
            partial(asking.end_device, self._operations.desk, device.id),
        )

    def let_device_in(self, device: Device) -> None:
        """Lets people act from it again."""
        self._run(asking.let_device_in(self._operations.desk, device.id), lambda _: None)

    def _describe(self, sheet: PersonSheet, person_id: int | None) -> None:
        def submit(given: PersonInput, with_code: bool) -> None:
            work = asking.save_person(
                self._operations.desk, given, with_code=with_code, person_id=person_id
            )
            self._operations.run(sheet, work, partial(done, given.name), sheet.show_error)

        def done(name: str, saved: PersonSaved) -> None:
            sheet.accept()
            self._tell_code(name, saved)
            self._finished()

        sheet.submitted.connect(submit)
        sheet.open()

    def _tell_code(self, name: str, saved: PersonSaved) -> None:
        if saved.code:
            CodeSheet(name, saved.code, self._home).open()

    def _confirm(
        self,
        title: str,
        sentence: str,
        action: str,
        work: Callable[[], Awaitable[Result]],
        done: Callable[[Result], None] = lambda _: None,
    ) -> None:
        dialog = ConfirmDialog(title, sentence, action=action, parent=self._home.window())
        dialog.accepted.connect(lambda: self._run(work(), done))
        dialog.open()

    def _run(self, work: Awaitable[Result], done: Callable[[Result], None]) -> None:
        def succeeded(result: Result) -> None:
            done(result)
            self._finished()

        def failed(error: StatusBoardError) -> None:
            self.said.emit(str(error))

        self._operations.run(self, work, succeeded, failed)

    def _finished(self) -> None:
        self.said.emit("")
        self.changed.emit()
