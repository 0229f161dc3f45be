"""What is done with people: add, change, remove, put back, show, erase, import; each in a sheet."""

from collections.abc import Awaitable, Callable
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from statusboard.app.subscribers.inputs import Imported, Kept, SubscriberInput
from statusboard.domain.views.people import KeptOfAddress, SubscriberRow
from ui.runtime.operations import Operations
from ui.screens.subscribers.people.asking import (
    Choices,
    add_person,
    ask_choices,
    ask_kept,
    change_person,
    check_file,
    erase_person,
    put_person_back,
    remove_person,
    write_file,
)
from ui.screens.subscribers.people.import_sheet import ImportSheet
from ui.screens.subscribers.people.kept_sheet import KeptSheet
from ui.screens.subscribers.people.person_sheet import PersonSheet
from ui.screens.subscribers.people.put_back_sheet import PutBackSheet
from ui.widgets.confirm_dialog import ConfirmDialog

Result = TypeVar("Result")


class PeopleTasks(QObject):
    """Opens the sheets over `home` and carries what they say to the desk.

    Signals:
        changed: people are others now; carries a sentence to be shown, or empty.
        failed: something could not be done; carries the error.
        channel_wanted: there is no channel to tell anybody by.
    """

    changed = Signal(str)
    failed = Signal(object)
    channel_wanted = Signal()

    def __init__(self, operations: Operations, home: QWidget) -> None:
        super().__init__(home)
        self._operations = operations
        self._home = home

    def add(self, inside_list: str = "", page: str = "") -> None:
        """Opens an empty form, once it is known what can be chosen; with list and page in it."""
        self._with_choices(lambda choices: self._describe(choices, None, inside_list, page))

    def change(self, row: SubscriberRow) -> None:
        """Opens the form with a person in it."""
        self._with_choices(lambda choices: self._describe(choices, row))

    def _with_choices(self, then: Callable[[Choices], None]) -> None:
        def done(choices: Choices) -> None:
            if choices.channels:
                then(choices)
            else:
                self.channel_wanted.emit()

        self._run(ask_choices(self._operations.desk), done)

    def _describe(
        self, choices: Choices, row: SubscriberRow | None, inside_list: str = "", page: str = ""
    ) -> None:
        is_there = row is None or any(one.name == row.channel for one in choices.channels)
        if not is_there:
            self.changed.emit(self.tr("The channel of this person is gone."))
            return
        sheet = PersonSheet(choices, row=row, inside_list=inside_list, page=page, parent=self._home)
        desk = self._operations.desk

        def submit(given: SubscriberInput) -> None:
            work = (
                add_person(desk, given)
                if row is None
                else change_person(desk, row.subscriber.id, given)
            )
            self._operations.run(sheet, work, done, sheet.show_error)

        def done(kept: Kept) -> None:
            sheet.accept()
            known = self.tr("This address was there already; what it is told is new.")
            self.changed.emit(known if row is None and not kept.is_new else "")

        sheet.submitted.connect(submit)
        sheet.open()

    def remove(self, row: SubscriberRow) -> None:
        """Asks whether the person is to be told no more."""
        dialog = ConfirmDialog(
            self.tr("Tell {address} nothing more?").format(address=row.address),
            self.tr(
                "It stays so, however often the address is imported again, until somebody "
                "vouches that it wants to be told. What is still on its way there is not sent."
            ),
            action=self.tr("Remove"),
            parent=self._home,
        )
        address = row.subscriber.address
        work = partial(remove_person, self._operations.desk, row.channel, address)
        dialog.accepted.connect(lambda: self._run(work(), lambda _: self.changed.emit("")))
        dialog.open()

    def put_back(self, row: SubscriberRow) -> None:
        """Asks how it was found out that messages arrive there now."""
        sheet = PutBackSheet(row, self._home)
        desk = self._operations.desk

        def submit(vouched: str) -> None:
            work = put_person_back(desk, row.subscriber.id, vouched)
            self._operations.run(sheet, work, done, sheet.show_error)

        def done(_kept: Kept) -> None:
            sheet.accept()
            self.changed.emit("")

        sheet.submitted.connect(submit)
        sheet.open()

    def show_kept(self, row: SubscriberRow, zone: tzinfo) -> None:
        """Shows everything that is kept of an address, and offers to erase it."""
        desk, address = self._operations.desk, row.subscriber.address

        def show(kept: KeptOfAddress) -> None:
            sheet = KeptSheet(kept, zone, self._home, shown=row.address)

            def done(_count: int) -> None:
                sheet.accept()
                self.changed.emit(self.tr("All that was kept of the address is erased."))

            sheet.erase_wanted.connect(
                lambda: self._operations.run(
                    sheet, erase_person(desk, address), done, sheet.show_error
                )
            )
            sheet.open()

        self._run(ask_kept(desk, address), show)

    def bring_in(self) -> ImportSheet:
        """Opens the import of a file."""
        sheet = ImportSheet(self._home)
        desk = self._operations.desk

        def check(file: Path, vouched: str) -> None:
            work = check_file(desk, file, vouched, sheet.show_progress)
            self._operations.run(sheet, work, checked, sheet.show_error)

        def checked(answer: tuple[Imported, int]) -> None:
            sheet.show_checked(*answer)

        def write(file: Path, vouched: str) -> None:
            work = write_file(desk, file, vouched, sheet.show_progress)
            self._operations.run(sheet, work, written, sheet.show_error)

        def written(done: Imported) -> None:
            sheet.show_written(done)
            self.changed.emit("")

        sheet.check_wanted.connect(check)
        sheet.write_wanted.connect(write)
        sheet.finished.connect(lambda _: self.changed.emit(""))
        sheet.open()
        return sheet

    def _run(self, work: Awaitable[Result], done: Callable[[Result], None]) -> None:
        self._operations.run(self, work, done, self.failed.emit)

    @property
    def is_writing(self) -> bool:
        """Whether a sheet is open in which something would be lost."""
        window = self._home.window()
        sheets: tuple[PersonSheet | ImportSheet, ...] = (
            *window.findChildren(PersonSheet),
            *window.findChildren(ImportSheet),
        )
        return any(sheet.isVisible() and sheet.is_touched for sheet in sheets)
