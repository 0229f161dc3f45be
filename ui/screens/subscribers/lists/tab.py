"""The inside lists: made, changed and removed; from here one comes to those who stand in them."""

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.app.delivery.inputs import ListInput
from statusboard.domain.access import Permission
from statusboard.domain.changes import Topic
from statusboard.domain.inside_list import InsideList
from ui.keys.key import Key
from ui.runtime.operations import Operations
from ui.screens.destinations import SubscribersPlace, SubscribersTab
from ui.screens.subscribers.lists.asking import ask_lists, list_fields, remove_list, save_list
from ui.screens.subscribers.lists.list_sheet import ListSheet
from ui.screens.subscribers.lists.table import ListsTable
from ui.screens.subscribers.lists.words import removal_words
from ui.screens.subscribers.people.people_tasks import PeopleTasks
from ui.screens.subscribers.tab import Tab
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.label import Label

if TYPE_CHECKING:
    from statusboard.app.delivery.inside_lists import CountedList

Lists: TypeAlias = "tuple[CountedList, ...]"


class ListsTab(Tab[Lists]):
    """A table, and what can be done with the list that is chosen."""

    topics = frozenset({Topic.SUBSCRIBERS, Topic.SETTINGS})

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations)
        self._wanted: int | None = None
        self.tasks = PeopleTasks(operations, self)
        self.tasks.changed.connect(self._changed)
        self.tasks.failed.connect(lambda error: self.warn(str(error)))
        self.tasks.channel_wanted.connect(
            lambda: self.warn(self.tr("There is no channel yet. Set one up under Channels first."))
        )
        self.add_button = QPushButton(self.tr("Add list"))
        self.add_button.setProperty("look", "primary")
        self.add_button.clicked.connect(self.begin)
        self.controls = (self.add_button,)
        self.table = ListsTable()
        self.table.chosen.connect(lambda _: self._selection_moved())
        self.table.arranged.connect(self._selection_moved)
        self.table.activated.connect(lambda _: self._change())
        remove = QShortcut(Key.REMOVE_ROW.sequence, self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)
        self.put_in_button = QPushButton(self.tr("Add people…"))
        self.put_in_button.clicked.connect(self._put_in)
        self.people_button = QPushButton(self.tr("See its people"))
        self.people_button.clicked.connect(self._see_people)
        self.change_button = QPushButton(self.tr("Change…"))
        self.change_button.clicked.connect(self._change)
        self.remove_button = QPushButton(self.tr("Remove…"))
        self.remove_button.setProperty("look", "danger")
        self.remove_button.clicked.connect(self._remove)
        self._row_buttons = (
            self.put_in_button,
            self.people_button,
            self.change_button,
            self.remove_button,
        )
        self._lay_out()
        own = (self.add_button, self.change_button, self.remove_button)
        operations.permitted.bind(Permission.CONFIGURE, *own)
        operations.permitted.bind(Permission.WRITE, self.put_in_button)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, SPACE_4 + 2, 20, SPACE_4)
        column.setSpacing(SPACE_3)
        words = self.tr(
            "People inside, and the text that each list gets of an update. An address stands in "
            "one list at most."
        )
        column.addWidget(Label(words, tone="muted", wrap=True))
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        foot.addStretch(1)
        for button in self._row_buttons:
            foot.addWidget(button)
        column.addLayout(foot)
        column.addStretch(0)
        self.hold(page)

    def loading_words(self) -> str:
        return self.tr("Reading the lists")

    async def ask(self) -> Lists:
        return await ask_lists(self.operations.desk)

    def show_rows(self, view: Lists) -> None:
        if not view:
            self.show_empty(
                self.tr("No list of people inside yet"),
                self.tr(
                    "Make one for support, and every update reaches them with a sentence to say "
                    "on the phone."
                ),
                action=self.tr("Add list"),
            )
            return
        self.table.show_lists(view)
        if self._wanted is not None:
            self.table.choose(self._wanted)
            self._wanted = None
        self._selection_moved()

    def begin(self) -> None:
        """Opens an empty form."""
        self._describe(None)

    def _selection_moved(self) -> None:
        is_chosen = self.table.chosen_row is not None
        for button in self._row_buttons:
            button.setEnabled(is_chosen)

    def _describe(self, known: InsideList | None) -> None:
        sheet = ListSheet(list_fields(), known, self)

        def submit(wanted: ListInput) -> None:
            number = None if known is None else known.id
            work = save_list(self.operations.desk, wanted, number)
            self.operations.run(sheet, work, done, sheet.show_error)

        def done(list_id: int) -> None:
            sheet.accept()
            self._wanted = list_id
            self.asked.emit()

        sheet.submitted.connect(submit)
        sheet.open()

    def _change(self) -> None:
        row = self.table.chosen_row
        if row is not None:
            self._describe(row.inside_list)

    def _put_in(self) -> None:
        row = self.table.chosen_row
        if row is not None:
            self.tasks.add(row.inside_list.name)

    def _see_people(self) -> None:
        row = self.table.chosen_row
        if row is not None:
            self.wanted.emit(SubscribersPlace(SubscribersTab.PEOPLE, row.inside_list.id))

    def _remove(self) -> None:
        row = self.table.chosen_row
        if row is None or self.is_busy:
            return
        gone = row.inside_list
        dialog = ConfirmDialog(
            self.tr("Remove the list {name}?").format(name=gone.name),
            removal_words(gone, row.members),
            action=self.tr("Remove list"),
            parent=self.window(),
        )
        work = partial(remove_list, self.operations.desk, gone.id)
        dialog.accepted.connect(lambda: self.do(work(), lambda _: self.asked.emit()))
        dialog.open()

    def _changed(self, sentence: str) -> None:
        self.say_next(sentence)
        self.asked.emit()

    def unsaved(self) -> str:
        sheets = self.window().findChildren(ListSheet)
        if any(sheet.isVisible() and sheet.is_touched for sheet in sheets):
            return self.tr("A list is not saved yet.")
        return ""
