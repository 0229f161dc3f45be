"""The people: who is told, of what, by which channel, and in what state."""

from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.app.subscribers.inputs import PeopleAsk
from statusboard.domain.access import Permission
from statusboard.domain.changes import Topic
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.people import PeopleView, SubscriberRow
from ui.keys.key import Key
from ui.runtime.operations import Operations
from ui.screens.destinations import SubscribersPlace, SubscribersTab
from ui.screens.subscribers.channel_words import count_words
from ui.screens.subscribers.people.arrivals_card import ArrivalsCard
from ui.screens.subscribers.people.asking import ask_people, export_people
from ui.screens.subscribers.people.filters import ALL, PeopleFilters
from ui.screens.subscribers.people.people_tasks import PeopleTasks
from ui.screens.subscribers.people.table import PeopleTable
from ui.screens.subscribers.tab import Tab
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3, SPACE_4
from ui.widgets.file_choice import choose_to_write
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.label import Label
from ui.widgets.time_words import zone_of

# So many people at first, and so many more at each wish for more.
PAGE = 200


class PeopleTab(Tab[PeopleView]):
    """A table with filters; everything about people is done from here."""

    topics = frozenset({Topic.SUBSCRIBERS, Topic.SETTINGS, Topic.SERVICES})
    has_addresses = True

    def __init__(self, operations: Operations, columns: KeptColumns | None) -> None:
        super().__init__(operations)
        self._asked = PeopleAsk(limit=PAGE)
        self._zone: tzinfo = UTC
        self.tasks = PeopleTasks(operations, self)
        self.tasks.changed.connect(self._changed)
        self.tasks.failed.connect(lambda error: self.warn(str(error)))
        self.tasks.channel_wanted.connect(self.begin)
        self.import_button = QPushButton(self.tr("Import…"))
        self.import_button.clicked.connect(self.tasks.bring_in)
        self.add_button = QPushButton(self.tr("Add subscriber"))
        self.add_button.setProperty("look", "primary")
        self.add_button.clicked.connect(self._add)
        self.controls = (self.import_button, self.add_button)
        self.table = PeopleTable(columns)
        self.table.chosen.connect(lambda _: self._selection_moved())
        self.table.activated.connect(lambda _: self._edit())
        remove = QShortcut(Key.REMOVE_ROW.sequence, self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)
        self._build_filters()
        self._build_foot()
        self._lay_out()
        writing = (self.add_button, self.edit_button, self.back_button, self.remove_button)
        operations.permitted.bind(Permission.WRITE, *writing)
        operations.permitted.bind(Permission.PUBLISH, self.import_button)

    def _build_filters(self) -> None:
        self.filters = PeopleFilters()
        self.filters.state_chosen.connect(lambda state: self._ask(state=state, limit=PAGE))
        self.filters.channel_chosen.connect(lambda name: self._ask(channel=name, limit=PAGE))
        self.filters.list_chosen.connect(lambda number: self._ask(list_id=number, limit=PAGE))
        self.filters.page_chosen.connect(lambda key: self._ask(page=key, limit=PAGE))
        self.states = self.filters.states
        self.channel_choice = self.filters.channel_choice
        self.export_button = QPushButton(self.tr("Export"))
        self.export_button.setAccessibleName(self.tr("Export these people"))
        self.export_button.clicked.connect(self._export)

    def _build_foot(self) -> None:
        self.shown_count = Label(tone="muted", size=CAPTION)
        self.more_button = QPushButton(self.tr("Show more"))
        self.more_button.setProperty("look", "quiet")
        self.more_button.clicked.connect(lambda: self._ask(limit=self._asked.limit + 5 * PAGE))
        self.edit_button = QPushButton(self.tr("Change…"))
        self.edit_button.clicked.connect(self._edit)
        self.back_button = QPushButton(self.tr("Put back…"))
        self.back_button.clicked.connect(self._put_back)
        self.kept_button = QPushButton(self.tr("What is kept…"))
        self.kept_button.clicked.connect(self._show_kept)
        self.remove_button = QPushButton(self.tr("Remove…"))
        self.remove_button.setProperty("look", "danger")
        self.remove_button.clicked.connect(self._remove)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, SPACE_4 + 2, 20, SPACE_4)
        column.setSpacing(SPACE_4)
        filters = QHBoxLayout()
        filters.setSpacing(SPACE_3)
        filters.addWidget(self.filters, 1)
        filters.addWidget(self.export_button)
        column.addLayout(filters)
        self.arrivals = ArrivalsCard()
        column.addWidget(self.arrivals)
        self.nothing = Label(tone="muted", wrap=True)
        table = QVBoxLayout()
        table.setSpacing(SPACE_3)
        table.addWidget(self.nothing)
        table.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.shown_count)
        foot.addWidget(self.more_button)
        foot.addStretch(1)
        for button in (self.edit_button, self.back_button, self.kept_button, self.remove_button):
            foot.addWidget(button)
        table.addLayout(foot)
        table.addStretch(0)
        column.addLayout(table, 1)
        self.hold(page)

    def loading_words(self) -> str:
        return self.tr("Reading the people")

    @property
    def question(self) -> object:
        return self._asked

    async def ask(self) -> PeopleView:
        return await ask_people(self.operations.desk, self._asked)

    def search(self, text: str) -> None:
        wanted = text.strip()
        if wanted != self._asked.search:
            self._asked = replace(self._asked, search=wanted, limit=PAGE)

    def begin(self) -> None:
        """The way to the first channel, or to the first person."""
        if self.view is not None and self.view.counts:
            self.tasks.add()
        else:
            self.wanted.emit(SubscribersPlace(SubscribersTab.CHANNELS))

    def show_rows(self, view: PeopleView) -> None:
        self._zone = zone_of(view.zone)
        self.import_button.setEnabled(bool(view.counts))
        if not view.counts:
            self.show_empty(
                self.tr("Nobody can be told yet"),
                self.tr("First set up a channel, such as your mail server. Then add people."),
                action=self.tr("Set up a channel"),
            )
            return
        self.arrivals.show_arrivals(view.arrivals)
        everybody = sum(sum(of_channel.values()) for of_channel in view.counts.values())
        if not everybody and self._asked.list_id is None and not self._asked.page:
            first = self.tr("Add the first person, or import a file of the people you have.")
            self.show_empty(
                self.tr("Nobody is told yet"),
                " ".join(filter(None, (first, self._waiting_words(view)))),
                action=self.tr("Add subscriber"),
            )
            return
        self.filters.show_view(view, self._asked)
        self.table.show_people(view, self._zone)
        self.table.hug(max(1, len(view.rows)))
        shown = len(view.rows)
        self.table.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.nothing.setText("" if shown else self._nobody_words(view))
        words = self.tr("The newest {shown} of {total}").format(
            shown=count_words(shown), total=count_words(view.total)
        )
        whole = (
            self.tr("1 person")
            if shown == 1
            else self.tr("{total} people").format(total=count_words(view.total))
        )
        self.shown_count.setText(words if shown < view.total else whole)
        self.more_button.setVisible(shown < view.total)
        self.export_button.setEnabled(bool(view.total))
        self._selection_moved()

    def _waiting_words(self, view: PeopleView) -> str:
        words = "" if view.arrivals is None else self.arrivals.waiting_words(view.arrivals)
        return self.tr("By themselves: {waiting}.").format(waiting=words) if words else ""

    def _nobody_words(self, view: PeopleView) -> str:
        if self._asked.list_id is not None and not any(view.counts.values()):
            return self.tr("Nobody stands in this list yet.")
        if self._asked.page and not any(view.counts.values()):
            return self.tr("Nobody is told by this page yet.")
        return self.tr("Nobody fits what is looked for.")

    def show_list(self, list_id: int) -> None:
        """Looks at those who stand in an inside list, and at nobody else."""
        self.states.choose(ALL)
        self._ask(list_id=list_id, state=None, channel="", page="", limit=PAGE)

    def _add(self) -> None:
        """Whoever looks at a list, or at the readers of a page, adds to it."""
        lists = () if self.view is None else self.view.lists
        name = next((one.name for one in lists if one.id == self._asked.list_id), "")
        self.tasks.add(name, self._asked.page)

    def _ask(self, **changed: object) -> None:
        asked = replace(self._asked, **changed)  # type: ignore[arg-type]
        if asked != self._asked:
            self._asked = asked
            self.asked.emit()

    def _selection_moved(self) -> None:
        row = self.table.chosen_row
        state = None if row is None else row.subscriber.state
        is_passing = row is not None and row.subscriber.wishes.is_passing
        self.edit_button.setEnabled(row is not None and not is_passing)
        words = self.tr("Waits for the end of an incident alone, and is forgotten then.")
        self.edit_button.setToolTip(words if is_passing else "")
        self.back_button.setVisible(state is SubscriberState.QUARANTINED)
        self.kept_button.setEnabled(row is not None)
        self.remove_button.setEnabled(row is not None and state is not SubscriberState.LEFT)

    def _edit(self) -> None:
        row = self.table.chosen_row
        if row is not None and self.edit_button.isEnabled():
            self.tasks.change(row)

    def _put_back(self) -> None:
        row = self.table.chosen_row
        if row is not None:
            self.tasks.put_back(row)

    def _remove(self) -> None:
        row = self.table.chosen_row
        if row is not None and self.remove_button.isEnabled():
            self.tasks.remove(row)

    def _show_kept(self) -> None:
        row: SubscriberRow | None = self.table.chosen_row
        if row is not None:
            self.tasks.show_kept(row, self._zone)

    def _export(self) -> None:
        asked = self._asked

        def write(file: Path) -> None:
            def done(count: int) -> None:
                words = self.tr("{n} people were written to {file}.")
                self.say_next(words.format(n=count_words(count), file=str(file)))
                self.asked.emit()

            self.do(export_people(self.operations.desk, asked, file), done)

        title = self.tr("Where to write the people")
        choose_to_write(self, title, "subscribers.csv", write, kinds=self.tr("CSV (*.csv)"))

    def _changed(self, sentence: str) -> None:
        self.say_next(sentence)
        self.asked.emit()

    def unsaved(self) -> str:
        return self.tr("A person is not saved yet.") if self.tasks.is_writing else ""
