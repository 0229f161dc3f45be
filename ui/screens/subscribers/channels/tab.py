"""The channels: a list with how each fares, and beside it the form and the proof of one."""

from collections.abc import Hashable
from datetime import UTC, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from statusboard.app.clock import Clock
from statusboard.app.delivery.inputs import SaveChannel
from statusboard.domain.access import Permission
from statusboard.domain.changes import Topic
from statusboard.domain.views.channels import Proof
from statusboard.errors import StatusBoardError, field_of
from ui.runtime.operations import Operations
from ui.screens.subscribers.channel_words import (
    channel_title,
    line_of,
    people_words,
    standing_look,
)
from ui.screens.subscribers.channels.asking import (
    ChannelsView,
    OneChannel,
    ask_channels,
    confirm_code,
    known_kinds,
    prove_channel,
    remove_channel,
    save_channel,
)
from ui.screens.subscribers.channels.channel_list import ChannelList, ChannelRow
from ui.screens.subscribers.channels.channel_pane import ChannelPane
from ui.screens.subscribers.channels.kind_dialog import KindDialog
from ui.screens.subscribers.tab import Tab
from ui.theme.tokens import SPACE_2
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.field_row import declared
from ui.widgets.time_words import zone_of

_LEAST_LIST, _MOST_LIST, _SHARE = 260, 330, 0.27
_WIDEST = 860
# Another channel of a kind that has one already, as the list would call it.
_ANOTHER = "another"


class ChannelsTab(Tab[ChannelsView]):
    """What somebody types into a form stays while another channel is looked at."""

    topics = frozenset({Topic.SETTINGS, Topic.DELIVERIES, Topic.SUBSCRIBERS})

    def __init__(self, operations: Operations, clock: Clock) -> None:
        super().__init__(operations)
        self._clock = clock
        self._kinds = known_kinds()
        self._zone: tzinfo = UTC
        self._panes: dict[Hashable, ChannelPane] = {}
        self._chosen: Hashable = None
        self._wanted: Hashable = None
        self.add_button = QPushButton(self.tr("Add channel"))
        self.add_button.setProperty("look", "primary")
        self.add_button.clicked.connect(self.begin)
        self.controls = (self.add_button,)
        self.list = ChannelList()
        self.list.chosen.connect(self._person_chose)
        self.stack = QStackedWidget()
        operations.permitted.bind(Permission.CONFIGURE, self.add_button, self.stack)
        self.hold(self._page_of())

    def _page_of(self) -> QWidget:
        page = QWidget()
        halves = QHBoxLayout(page)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        self._left = QFrame()
        self._left.setProperty("surface", "plain")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, SPACE_2, 0, SPACE_2)
        left.addWidget(self.list)
        edge = QWidget()
        edge.setFixedWidth(1)
        edge.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        edge.setProperty("surface", "edge")
        halves.addWidget(self._left)
        halves.addWidget(edge)
        halves.addWidget(self.stack, 1)
        return page

    def loading_words(self) -> str:
        return self.tr("Reading the channels")

    async def ask(self) -> ChannelsView:
        return await ask_channels(self.operations.desk)

    @property
    def pane(self) -> ChannelPane | None:
        """The channel that is shown."""
        return self._panes.get(self._chosen)

    def show_rows(self, view: ChannelsView) -> None:
        self._zone = zone_of(view.zone)
        rows = self._rows(view)
        self.list.show_channels(rows)
        keys = {row.key for row in rows} | {
            key for key in self._panes if isinstance(key, tuple) and key[0] == _ANOTHER
        }
        for key in [key for key in self._panes if key not in keys]:
            self._drop(key)
        wanted = self._wanted if self._wanted in keys else self._chosen
        self._wanted = None
        if wanted not in keys:
            wanted = rows[0].key if rows else None
        self._show(wanted)
        if not view.channels and not rows:
            self.show_empty(self.tr("No kind of channel is known"), "")

    def _rows(self, view: ChannelsView) -> list[ChannelRow]:
        healths = [one.health for one in view.channels]
        rows = []
        for one in view.channels:
            status, word = standing_look(one.health.standing)
            parts = (people_words(one.health), line_of(one.health))
            title = channel_title(one.health, healths)
            line = " · ".join(filter(None, parts))
            rows.append(ChannelRow(one.view.name, one.view.kind, title, line, status, word))
        used = {one.view.kind for one in view.channels}
        for kind in self._kinds.values():
            if kind.key not in used:
                status, word = standing_look(None)
                line = declared(kind.summary)
                rows.append(ChannelRow("", kind.key, declared(kind.label), line, status, word))
        return rows

    def begin(self) -> None:
        """Asks for the kind, then for the rest."""
        dialog = KindDialog(self._kinds, self)
        dialog.chosen.connect(self.begin_with)
        dialog.open()

    def begin_with(self, kind: str) -> None:
        """Shows the empty form of a kind."""
        is_unset = self.list.table.position_of(("kind", kind)) is not None
        self._show(("kind", kind) if is_unset else (_ANOTHER, kind))
        pane = self.pane
        if pane is not None and pane.form is not None:
            pane.form.form.rows[0].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def unsaved(self) -> str:
        is_touched = any(pane.is_touched for pane in self._panes.values())
        return self.tr("A channel is not saved yet.") if is_touched else ""

    def _person_chose(self, row: ChannelRow | None) -> None:
        if row is not None:
            self._show(row.key)

    def _show(self, key: Hashable) -> None:
        self._chosen = key
        self.list.choose(key)
        if key is None or not isinstance(key, tuple):
            return
        pane = self._panes.get(key) or self._made(key)
        one = self._channel(key)
        if one is None:
            pane.show_new()
        elif self.view is not None:
            healths = [each.health for each in self.view.channels]
            title = channel_title(one.health, healths)
            pane.show_channel(one, title, self.view.as_of, self._zone)
        self.stack.setCurrentWidget(_area_of(pane))

    def _channel(self, key: tuple[str, str]) -> OneChannel | None:
        channels = self.view.channels if self.view is not None else ()
        is_channel = key[0] == "channel"
        return next((one for one in channels if is_channel and one.view.name == key[1]), None)

    def _made(self, key: tuple[str, str]) -> ChannelPane:
        one = self._channel(key)
        kind = self._kinds.get(one.view.kind if one is not None else key[1])
        pane = ChannelPane(kind, suggested=self._free_name(key[1]))
        pane.save_wanted.connect(lambda given: self._save(key, given))
        pane.remove_wanted.connect(lambda: self._ask_about(pane))
        pane.proof_wanted.connect(lambda to: self._prove(pane, to))
        pane.code_given.connect(lambda code: self._confirm(pane, code))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        pane.setMaximumWidth(_WIDEST)
        row.addWidget(pane, 1_000)
        row.addStretch(1)
        area.setWidget(inner)
        self.stack.addWidget(area)
        self._panes[key] = pane
        return pane

    def _free_name(self, kind: str) -> str:
        """A name for a new channel that no other has."""
        taken = {one.view.name for one in self.view.channels} if self.view is not None else set()
        names = (kind, *(f"{kind}{number}" for number in range(2, 100)))
        return next((name for name in names if name not in taken), "")

    def _drop(self, key: Hashable) -> None:
        area = _area_of(self._panes.pop(key))
        self.stack.removeWidget(area)
        area.hide()
        area.deleteLater()

    def _save(self, key: tuple[str, str], given: SaveChannel) -> None:
        pane = self._panes[key]

        def saved(name: str) -> None:
            pane.was_saved()
            if given.is_new:
                self._wanted = ("channel", name)
                self._drop(key)
                if self._chosen == key:
                    self._chosen = None
            self.asked.emit()

        self.operations.run(
            pane, save_channel(self.operations.desk, given), saved, pane.was_refused
        )

    def _ask_about(self, pane: ChannelPane) -> None:
        one = self._channel(("channel", pane.name))
        if one is None:
            return
        sentence = self.tr(
            "{people} are no longer told by it. They stay in the list of people, and what is still "
            "on its way to them by this channel is not sent."
        ).format(people=people_words(one.health))
        dialog = ConfirmDialog(
            self.tr("Remove the channel {name}?").format(name=pane.name),
            sentence,
            action=self.tr("Remove channel"),
            parent=self.window(),
        )
        work = remove_channel
        dialog.accepted.connect(
            lambda: self.do(work(self.operations.desk, pane.name), lambda _: self.asked.emit())
        )
        dialog.open()

    def _prove(self, pane: ChannelPane, to: str) -> None:
        if pane.is_proving:
            return
        pane.be_proving(is_proving=True)

        def proved(proof: Proof) -> None:
            pane.be_proving(is_proving=False)
            pane.show_proof(proof, self._zone)
            self.asked.emit()

        def failed(error: StatusBoardError) -> None:
            pane.be_proving(is_proving=False)
            pane.proof_failed(str(error), is_of_address=field_of(error) == "to")

        work = prove_channel(self.operations.desk, pane.name, to)
        self.operations.run(pane, work, proved, failed)

    def _confirm(self, pane: ChannelPane, code: str) -> None:
        def confirmed(proof: Proof) -> None:
            pane.show_proof(proof, self._zone)
            self.asked.emit()  # an answer on its way knows nothing of it

        self.operations.run(
            pane,
            confirm_code(self.operations.desk, pane.name, code),
            confirmed,
            lambda error: pane.test.show_fault(str(error)),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the list its share of the width."""
        super().resizeEvent(event)
        share = round(self.width() * _SHARE)
        self._left.setFixedWidth(min(max(share, _LEAST_LIST), _MOST_LIST))


def _area_of(pane: ChannelPane) -> QWidget:
    """The scroll area that holds a pane."""
    found: QWidget | None = pane
    while found is not None and not isinstance(found, QScrollArea):
        found = found.parentWidget()
    assert found is not None
    return found
