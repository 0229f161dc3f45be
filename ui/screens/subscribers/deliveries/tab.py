"""The deliveries: how the channels fare, how far the newest update has got, and every row."""

from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.access import Permission
from statusboard.domain.changes import Topic
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.views.ledger import LedgerPart
from ui.runtime.operations import Operations
from ui.screens.destinations import NoticePlace, SubscribersPlace, SubscribersTab
from ui.screens.subscribers.channel_words import count_words
from ui.screens.subscribers.deliveries.asking import (
    Asked,
    DeliveriesView,
    ask_deliveries,
    export_ledger,
    ledger_ask,
    release,
    send_again,
    take_back,
)
from ui.screens.subscribers.deliveries.channel_cards import ChannelCards
from ui.screens.subscribers.deliveries.nothing import nothing_words
from ui.screens.subscribers.deliveries.progress_card import ProgressCard
from ui.screens.subscribers.deliveries.table import LedgerTable
from ui.screens.subscribers.deliveries.update_choice import UpdateChoice
from ui.screens.subscribers.tab import Tab
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4
from ui.widgets.banner import Banner
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.field_row import declared
from ui.widgets.file_choice import choose_to_write
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.label import Label
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.time_words import zone_of

# So many rows at first, and so many more at each wish for more.
PAGE = 200
# Cards for kinds that nobody has set up fill the row up to so many.
_CARDS = 5
# What is over without having arrived for sure: a person can have it sent again.
_OVER = (DeliveryState.FAILED, DeliveryState.MAY_HAVE_ARRIVED)


class DeliveriesTab(Tab[DeliveriesView]):
    """Cards, progress, filters and the table."""

    topics = frozenset({Topic.DELIVERIES, Topic.SUBSCRIBERS, Topic.SETTINGS})
    has_addresses = True

    def __init__(self, operations: Operations, columns: KeptColumns | None, clock: Clock) -> None:
        super().__init__(operations)
        self._asked = Asked(limit=PAGE)
        self._zone: tzinfo = UTC
        self.cards = ChannelCards()
        self.progress = ProgressCard(clock)
        self.progress.take_back_wanted.connect(self._take_back)
        self.progress.correction_wanted.connect(self._correct)
        self.progress.hold_ended.connect(self.asked)
        self.held = Banner(tone="major", action=self.tr("Send what is pending"), is_rounded=True)
        self.held.acted.connect(self._ask_to_release)
        self.table = LedgerTable(columns)
        self.table.selectionModel().selectionChanged.connect(self._selection_moved)
        self._build_filters()
        self._build_page()

    def _build_filters(self) -> None:
        self.parts = SegmentedControl(
            [
                (LedgerPart.ALL.value, self.tr("All")),
                (LedgerPart.OPEN.value, self.tr("On their way")),
                (LedgerPart.ATTENTION.value, self.tr("Needs attention")),
            ],
            name=self.tr("Which deliveries"),
        )
        self.parts.chosen.connect(lambda key: self._ask(part=LedgerPart(key), limit=PAGE))
        self.update_choice = UpdateChoice()
        self.update_choice.picked.connect(lambda update: self._ask(update=update, limit=PAGE))
        self.again_button = QPushButton(self.tr("Try again"))
        self.again_button.clicked.connect(self._try_again)
        self.operations.permitted.bind(Permission.PUBLISH, self.again_button)
        self.export_button = QPushButton(self.tr("Export"))
        self.export_button.setAccessibleName(self.tr("Export these deliveries"))
        self.export_button.clicked.connect(self._export)
        self._filters = QHBoxLayout()
        self._filters.setSpacing(SPACE_3)
        self._filters.addWidget(self.parts)
        self._filters.addWidget(self.update_choice, 1)
        self._filters.addStretch(1)
        self._filters.addWidget(self.again_button)
        self._filters.addWidget(self.export_button)

    def _build_page(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, SPACE_4 + 2, 20, SPACE_4)
        column.setSpacing(SPACE_4)
        column.addWidget(self.held)
        column.addWidget(self.cards)
        column.addWidget(self.progress)
        column.addLayout(self._filters)
        table = QVBoxLayout()
        table.setSpacing(SPACE_2)
        self.nothing = Label(tone="muted", wrap=True)
        table.addWidget(self.nothing)
        table.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_3)
        self.shown_count = Label(tone="muted", size=12)
        self.more_button = QPushButton(self.tr("Show more"))
        self.more_button.setProperty("look", "quiet")
        self.more_button.clicked.connect(lambda: self._ask(limit=self._asked.limit + 5 * PAGE))
        foot.addWidget(self.shown_count)
        foot.addWidget(self.more_button)
        foot.addStretch(1)
        table.addLayout(foot)
        table.addStretch(0)
        column.addLayout(table, 1)
        self.hold(page)

    @property
    def question(self) -> object:
        return self._asked

    def loading_words(self) -> str:
        return self.tr("Reading the deliveries")

    async def ask(self) -> DeliveriesView:
        return await ask_deliveries(self.operations.desk, self._asked)

    def search(self, text: str) -> None:
        wanted = text.strip()
        if wanted != self._asked.search:
            self._asked = replace(self._asked, search=wanted, limit=PAGE)

    def begin(self) -> None:
        """There is no channel: the way to the first one."""
        self.wanted.emit(SubscribersPlace(SubscribersTab.CHANNELS))

    def show_rows(self, view: DeliveriesView) -> None:
        if not view.channels:
            self.show_empty(
                self.tr("Nobody can be told yet"),
                self.tr("First set up a channel, such as your mail server. Then add people."),
                action=self.tr("Set up a channel"),
            )
            return
        ledger = view.ledger
        self._zone = zone_of(ledger.zone)
        self.held.setVisible(bool(view.held))
        # What a command would do stands on the button here.
        self.held.show_sentence(view.held.partition(" Look at ")[0])
        unset = [declared(label) for label in view.unset][: max(0, _CARDS - len(view.channels))]
        self.cards.show_channels(view.channels, unset, ledger.as_of, self._zone)
        self.progress.setVisible(view.progress is not None)
        if view.progress is not None:
            self.progress.show_progress(view.progress, self._zone)
        self.update_choice.show_updates(ledger.updates, self._asked.update, self._zone)
        attention = ledger.counts[LedgerPart.ATTENTION]
        words = self.tr("Needs attention {n}").format(n=count_words(attention))
        plain = self.tr("Needs attention")
        self.parts.name(LedgerPart.ATTENTION.value, words if attention else plain)
        self.table.show_ledger(ledger, self._zone)
        self.table.hug(max(1, len(ledger.rows)))
        self._show_counts(view)

    def _show_counts(self, view: DeliveriesView) -> None:
        ledger = view.ledger
        shown, total = len(ledger.rows), ledger.counts[self._asked.part]
        self.table.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.nothing.setText("" if shown else nothing_words(view, self._asked))
        words = self.tr("The newest {shown} of {total}").format(
            shown=count_words(shown), total=count_words(total)
        )
        self.shown_count.setText(words if shown < total else "")
        self.shown_count.setVisible(shown < total)
        self.more_button.setVisible(shown < total)
        self.export_button.setEnabled(bool(total))
        self._selection_moved()

    def _ask(self, **changed: object) -> None:
        asked = replace(self._asked, **changed)  # type: ignore[arg-type]
        if asked != self._asked:
            self._asked = asked
            self.asked.emit()

    @property
    def _to_try(self) -> tuple[int, ...]:
        """What “try again” is about: what is selected, or else all that needs attention."""
        selected = set(self.table.selected_ids)
        rows = [row.delivery for row in self.table.table.shown if row.delivery.state in _OVER]
        if selected:
            return tuple(one.id for one in rows if one.id in selected)
        is_listed = self._asked.part is LedgerPart.ATTENTION
        return tuple(one.id for one in rows) if is_listed else ()

    def _selection_moved(self) -> None:
        count = len(self._to_try)
        self.again_button.setEnabled(bool(count) and not self.is_busy)
        words = self.tr("Send the selected messages again, or all that need attention")
        self.again_button.setToolTip(words)

    def _try_again(self) -> None:
        if self.is_busy or not self._to_try:
            return

        def done(counts: tuple[int, int]) -> None:
            again, left = counts
            words = self.tr("{n} messages are sent again now.").format(n=count_words(again))
            more = self.tr(
                "{n} are not: nobody is told there any more, or a later update says it all."
            ).format(n=count_words(left))
            self.say_next(f"{words} {more}" if left else words)
            self.asked.emit()

        self.do(send_again(self.operations.desk, self._to_try), done)

    def _take_back(self, update: str) -> None:
        if self.is_busy:
            return

        def done(count: int) -> None:
            words = self.tr(
                "Taken back: {n} messages are not sent. What stands on the page stays there."
            )
            self.say_next(words.format(n=count_words(count)))
            self.asked.emit()

        self.do(take_back(self.operations.desk, update), done)

    def _correct(self, update: str) -> None:
        self.wanted.emit(NoticePlace(corrects=update))

    def _ask_to_release(self) -> None:
        view = self.view
        if view is None:
            return
        waiting = sum(channel.waiting for channel in view.channels)
        dialog = ConfirmDialog(
            self.tr("Send what is pending?"),
            self.tr(
                "{n} messages wait. Some of them may have been sent already, after the copy was "
                "made that the database was brought back from: these people would get them twice."
            ).format(n=count_words(waiting)),
            action=self.tr("Send them"),
            keep=self.tr("Not now"),
            parent=self.window(),
        )
        dialog.accepted.connect(
            lambda: self.do(release(self.operations.desk), lambda _: self.asked.emit())
        )
        dialog.open()

    def _export(self) -> None:
        view = self.view
        if view is None:
            return
        given = ledger_ask(self._asked, view.progress)

        def write(file: Path) -> None:
            def done(count: int) -> None:
                words = self.tr("{n} deliveries were written to {file}.")
                self.say_next(words.format(n=count_words(count), file=str(file)))
                self.asked.emit()

            self.do(export_ledger(self.operations.desk, given, file), done)

        title = self.tr("Where to write the deliveries")
        choose_to_write(self, title, "deliveries.csv", write, kinds=self.tr("CSV (*.csv)"))

    def busy_changed(self) -> None:
        self._selection_moved()
