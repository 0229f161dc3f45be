"""Which people are looked at: in which state, on which channel, in which list, of which page."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from statusboard.app.subscribers.inputs import PeopleAsk
from statusboard.domain.subscriber import SubscriberState
from statusboard.domain.views.people import PeopleView
from ui.screens.subscribers.channel_words import count_words
from ui.screens.subscribers.people.words import state_look
from ui.theme.tokens import SPACE_3
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.two_groups import TwoGroups

ALL = "all"
_LETTERS, _LEAST_PX = 12, 110


class PeopleFilters(QWidget):
    """Segments and lists to choose from; of inside lists and of pages only where there are any.

    Signals:
        state_chosen: carries the SubscriberState, None for every one.
        channel_chosen: carries the name of a channel, empty for every one.
        list_chosen: carries the id of an inside list, None for everybody.
        page_chosen: carries the key of the page that tells them, empty for everybody.
    """

    state_chosen = Signal(object)
    channel_chosen = Signal(str)
    list_chosen = Signal(object)
    page_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        words = [(state.value, state_look(state)[1]) for state in SubscriberState]
        order = {SubscriberState.ACTIVE.value: 0, SubscriberState.UNCONFIRMED.value: 1}
        words.sort(key=lambda pair: order.get(pair[0], 2))
        self._state_words = {ALL: self.tr("All"), **dict(words)}
        self.states = SegmentedControl(
            list(self._state_words.items()), name=self.tr("People in which state")
        )
        self.states.chosen.connect(
            lambda key: self.state_chosen.emit(None if key == ALL else SubscriberState(key))
        )
        self.channel_choice = _choice(self.tr("On which channel"))
        self.channel_choice.activated.connect(
            lambda place: self.channel_chosen.emit(self.channel_choice.itemData(place))
        )
        self.list_choice = _choice(self.tr("In which inside list"))
        self.list_choice.activated.connect(
            lambda place: self.list_chosen.emit(self.list_choice.itemData(place))
        )
        self.page_choice = _choice(self.tr("Told by which page"))
        self.page_choice.activated.connect(
            lambda place: self.page_chosen.emit(self.page_choice.itemData(place))
        )
        # Where there is much to choose from, a narrow window has a row for each.
        groups = TwoGroups(gap=SPACE_3)
        groups.left.addWidget(self.states)
        for choice in (self.channel_choice, self.list_choice, self.page_choice):
            groups.right.addWidget(choice)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(groups)

    def show_view(self, view: PeopleView, asked: PeopleAsk) -> None:
        """Shows what can be chosen, and what is; whatever is gone is chosen no longer."""
        channels = [(name, name) for name in view.counts]
        if not _fill(self.channel_choice, self.tr("Every channel"), "", channels, asked.channel):
            self.channel_chosen.emit("")
        lists = [(one.name, one.id) for one in view.lists]
        if not _fill(self.list_choice, self.tr("Every list"), None, lists, asked.list_id):
            self.list_chosen.emit(None)
        self.list_choice.setVisible(bool(lists))
        pages = [(name, key) for key, name in view.pages]
        if not _fill(self.page_choice, self.tr("Every page"), "", pages, asked.page):
            self.page_chosen.emit("")
        self.page_choice.setVisible(bool(pages))
        of = [found for name, found in view.counts.items() if asked.channel in ("", name)]
        for state in SubscriberState:
            count = sum(found.get(state, 0) for found in of)
            words = self._state_words[state.value]
            self.states.name(state.value, f"{words} {count_words(count)}" if count else words)


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    box.setMinimumWidth(_LEAST_PX)
    return box


def _fill(
    box: QComboBox, every: str, nothing: object, entries: Sequence[tuple[str, object]], now: object
) -> bool:
    """Offers these entries below the one for all; False where what is wanted now is not there."""
    wanted = [(every, nothing), *entries]
    if wanted != [(box.itemText(place), box.itemData(place)) for place in range(box.count())]:
        box.clear()
        for words, value in wanted:
            box.addItem(words, value)
    values = [value for _, value in wanted]
    box.setCurrentIndex(values.index(now) if now in values else 0)
    return now in values
