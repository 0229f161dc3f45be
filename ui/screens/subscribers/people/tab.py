"""The people: who is told, of what, by which channel, and in what state."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.app.subscribers.inputs import PeopleAsk
from statusboard.domain.changes import Topic
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.people import PeopleView, SubscriberRow
from ui.runtime.operations import Operations
from ui.screens.destinations import SubscribersPlace, SubscribersTab
from ui.screens.subscribers.channel_words import count_words
from ui.screens.subscribers.people.asking import ask_people, export_people
from ui.screens.subscribers.people.people_tasks import PeopleTasks
from ui.screens.subscribers.people.table import PeopleTable
from ui.screens.subscribers.people.words import state_look
from ui.screens.subscribers.tab import Tab
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3, SPACE_4
from ui.widgets.file_choice import choose_to_write
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.label import Label
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.time_words import zone_of

# So many people at first, and so many more at each wish for more.
PAGE = 200
_ALL = "all"


class PeopleTab(Tab[PeopleView]):
    """A table with filters; everything about people is done from here."""

    topics = frozenset({Topic.SUBSCRIBERS, Topic.SETTINGS, Topic.SERVICES})

    def __init__(self, operations: Operations, columns: KeptColumns | None) -> None:
        super().__init__(operations)
        self._asked = PeopleAsk(limit=PAGE)
        self._zone: tzinfo = UTC
        self._channels: tuple[str, ...] | None = None
        self.tasks = PeopleTasks(operations, self)
        self.tasks.changed.connect(self._changed)
        self.tasks.failed.connect(lambda error: self.warn(str(error)))
        self.tasks.channel_wanted.connect(self.begin)
        self.import_button = QPushButton(self.tr("Import…"))
        self.import_button.clicked.connect(self.tasks.bring_in)
        self.add_button = QPushButton(self.tr("Add subscriber"))
        self.add_button.setProperty("look", "primary")
        self.add_button.clicked.connect(self.tasks.add)
        self.controls = (self.import_button, self.add_button)
        self.table = PeopleTable(columns)
        self.table.chosen.connect(lambda _: self._selection_moved())
        self.table.activated.connect(lambda _: self._edit())
        remove = QShortcut(QKeySequence.StandardKey.Delete, self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)
        self._build_filters()
        self._build_foot()
        self._lay_out()

    def _build_filters(self) -> None:
        words = [(state.value, state_look(state)[1]) for state in SubscriberState]
        order = {SubscriberState.ACTIVE.value: 0, SubscriberState.UNCONFIRMED.value: 1}
        words.sort(key=lambda pair: order.get(pair[0], 2))
        self._state_words = {_ALL: self.tr("All"), **dict(words)}
        self.states = SegmentedControl(
            list(self._state_words.items()), name=self.tr("People in which state")
        )
        self.states.chosen.connect(self._state_chosen)
        self.channel_choice = QComboBox()
        self.channel_choice.setAccessibleName(self.tr("On which channel"))
        self.channel_choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.channel_choice.setMinimumContentsLength(12)
        self.channel_choice.activated.connect(self._channel_chosen)
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
        filters.addWidget(self.states)
        filters.addWidget(self.channel_choice)
        filters.addStretch(1)
        filters.addWidget(self.export_button)
        column.addLayout(filters)
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
        everybody = sum(sum(of_channel.values()) for of_channel in view.counts.values())
        if not everybody:
            self.show_empty(
                self.tr("Nobody is told yet"),
                self.tr("Add the first person, or import a file of the people you have."),
                action=self.tr("Add subscriber"),
            )
            return
        self._show_channels(tuple(view.counts))
        self._show_counts(view.counts)
        self.table.show_people(view, self._zone)
        self.table.hug(max(1, len(view.rows)))
        shown = len(view.rows)
        self.table.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.nothing.setText("" if shown else self.tr("Nobody fits what is looked for."))
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

    def _show_channels(self, names: tuple[str, ...]) -> None:
        if names == self._channels:
            return
        self._channels = names
        self.channel_choice.clear()
        self.channel_choice.addItem(self.tr("Every channel"), "")
        for name in names:
            self.channel_choice.addItem(name, name)
        place = self.channel_choice.findData(self._asked.channel)
        self.channel_choice.setCurrentIndex(max(0, place))
        if place < 0:
            self._ask(channel="")

    def _show_counts(self, counts: Mapping[str, Mapping[SubscriberState, int]]) -> None:
        """How many are in each state, on the channel that is looked at."""
        wanted = self._asked.channel
        of = [found for name, found in counts.items() if wanted in ("", name)]
        for state in SubscriberState:
            count = sum(found.get(state, 0) for found in of)
            words = self._state_words[state.value]
            self.states.name(state.value, f"{words} {count_words(count)}" if count else words)

    def _state_chosen(self, key: str) -> None:
        self._ask(state=None if key == _ALL else SubscriberState(key), limit=PAGE)

    def _channel_chosen(self, place: int) -> None:
        self._ask(channel=str(self.channel_choice.itemData(place)), limit=PAGE)

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
