"""Picks entities of New Relic to become services: search, kinds, pages, ticks."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.views.new_relic import (
    EntityPage,
    FindEntities,
    FoundEntity,
    Unwatched,
)
from ui.screens.verify.destination_choice import DestinationChoice
from ui.screens.verify.entity_filters import EntityFilters
from ui.screens.verify.entity_list import EntityList
from ui.screens.verify.unwatched_choice import UnwatchedChoice
from ui.screens.verify.words import adding_words, missed_words
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet
from ui.widgets.throw_away import ask_to_throw_away

_WIDTH, _HEIGHT = 620, 640


class NewRelicPicker(Sheet):
    """Opened with `open()`; asks for pages and hands over what was picked.

    By keyboard: down goes from the search into the list and up back again, Space ticks, Enter adds
    what is ticked. Escape asks before it throws ticks away.

    Signals:
        asked: a `FindEntities` to answer with `show_page` or `show_problem`.
        picked: entities, the name of a group, what those count as that no alert condition
            watches (None: as the team has chosen), whether their figures are watched instead,
            and the `Destination`; answer with `show_added`.
        connect_wanted: the person wants to connect New Relic first.
        follow_wanted: tags are to be followed, in the place of picking once.
    """

    asked = Signal(object)
    picked = Signal(object, str, object, bool, object)
    connect_wanted = Signal()
    follow_wanted = Signal()

    def __init__(
        self,
        groups: Sequence[str],
        parent: QWidget | None = None,
        *,
        services: Sequence[tuple[int, str]] = (),
    ) -> None:
        title = self.tr("Add services from New Relic")
        super().__init__(title, parent, width=_WIDTH, height=_HEIGHT)
        self._last = FindEntities()
        self._cursor = ""
        self._missed: dict[str, str] = {}
        self._is_all_wanted = False
        self._make_parts(groups, services)
        self._lay_out()
        self.search.installEventFilter(self)
        self.search.setFocus()
        self._filters.changed.connect(self.search_now)

    def _make_parts(self, groups: Sequence[str], services: Sequence[tuple[int, str]]) -> None:
        self._filters = EntityFilters()
        self.search, self.kinds = self._filters.search, self._filters.kinds
        self.accounts, self.tag = self._filters.accounts, self._filters.tag
        self.destination = DestinationChoice(services)
        self.destination.changed.connect(self._count)
        self.unwatched = UnwatchedChoice()
        self.entities = EntityList()
        self.entities.picks_changed.connect(self._count)
        self.entities.left.connect(lambda: self.search.setFocus(Qt.FocusReason.BacktabFocusReason))
        self.entities.entered.connect(self._submit)
        self._state = EmptyState(self.tr("Asking New Relic"), icon="radar")
        self._state.acted.connect(self.connect_wanted)
        self._more = self._quiet(self.tr("Show more"), self._ask_more)
        self.show_all = self._quiet(self.tr("Show all"), self._ask_all)
        self.follow = self._quiet(self.tr("Follow tags"), self.follow_wanted.emit)
        self.tick_all = self._quiet(self.tr("Tick all shown"), self.entities.tick_all)
        self._of_group = Label(self.tr("Group"), tone="muted")
        self._group = QComboBox()
        self._group.setEditable(True)
        self._group.addItems(["", *groups])
        self._group.setAccessibleName(self.tr("Group of the new services"))
        self._said = Label(tone="muted", wrap=True)
        self.add = QPushButton()
        self.add.setProperty("look", "primary")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._submit)
        self._cancel = QPushButton(self.tr("Close"))
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._count()

    def _quiet(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("look", "quiet")
        button.setAutoDefault(False)
        button.clicked.connect(act)
        button.hide()
        return button

    def _lay_out(self) -> None:
        room = QWidget()
        self._stack = QStackedLayout(room)
        self._stack.addWidget(self._state)
        self._stack.addWidget(self.entities)
        self.foot.addWidget(self._of_group)
        self.foot.addWidget(self._group, 1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.add)
        box = QVBoxLayout()
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        box.addWidget(self._filters)
        box.addWidget(room, 1)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self._said, 1)
        for button in (self.tick_all, self._more, self.show_all):
            line.addWidget(button)
        box.addLayout(line)
        box.addWidget(self.unwatched)
        box.addWidget(self.destination)
        self.head.addWidget(self.follow)
        self.follow.show()
        self.content.addLayout(box, 1)
        self.main_button = self.add

    def search_now(self) -> None:
        """Asks for the first page of what is entered."""
        self._cursor = ""
        self._is_all_wanted = False
        self._ask(self._filters.asked())

    @property
    def is_touched(self) -> bool:
        """Whether anything is ticked that would be lost."""
        return bool(self.entities.picked)

    def reject(self) -> None:
        """Closes; asks first where something is ticked."""
        count = len(self.entities.picked)
        if not count:
            super().reject()
            return
        one = self.tr("The entity you ticked is not added yet.")
        several = self.tr("The {count} entities you ticked are not added yet.")
        words = one if count == 1 else several.format(count=count)
        ask_to_throw_away(
            self,
            words,
            super().reject,
            title=self.tr("Close without adding?"),
            action=self.tr("Close"),
            keep=self.tr("Go on choosing"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what has the focus: presses a button, or searches at once."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._submit()
        elif isinstance(focus, QPushButton):
            focus.click()
        elif focus in (self.search, self.tag):
            self.search_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the search into what it found."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
            and self._stack.currentWidget() is self.entities
        ):
            self.entities.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def show_page(self, page: EntityPage, *, is_more: bool) -> None:
        """Shows a page, below those that are there where it is one more of them."""
        self.entities.show_entities(page.entities, is_more=is_more)
        self._missed = (self._missed if is_more else {}) | dict(page.away)
        self.unwatched.know_default(page.unwatched)
        self._filters.know_accounts(page.accounts)
        self._cursor = page.next_cursor
        is_going_on = self._is_all_wanted and bool(page.next_cursor)
        self._more.setVisible(bool(page.next_cursor) and not is_going_on)
        self.show_all.setVisible(bool(page.next_cursor) and not is_going_on)
        self.tick_all.setVisible(self.entities.count() > 1)
        if not self.entities.count():
            is_all = not page.next_cursor
            words = (
                self.tr("New Relic knows no entity of that name.")
                if is_all
                else self.tr("There is more to look through. Show more, or narrow the name down.")
            )
            self._state.show_words(
                self.tr("Nothing found") if is_all else self.tr("Nothing found yet"),
                missed_words(self._missed) or words,
            )
            self._stack.setCurrentWidget(self._state)
            self._said.setText("")
            self._count()
            return
        self._stack.setCurrentWidget(self.entities)
        self._count()
        self._said.set_tone("degraded" if self._missed else "muted")
        shown = self.tr("{shown} of {count} shown")
        told = shown.format(shown=self.entities.count(), count=page.count)
        self._said.setText(" · ".join(filter(None, (told, missed_words(self._missed)))))
        if is_going_on:
            self._ask_more()

    def show_problem(self, sentence: str) -> None:
        """Says why New Relic could not be asked; what was found before is kept in sight."""
        self._more.setVisible(bool(self._cursor) and self.entities.count() > 0)
        if self._last.cursor and self.entities.count():
            self._is_all_wanted = False
            self._said.set_tone("major")
            self._said.setText(sentence)
            return
        self._state.show_words(
            self.tr("New Relic could not be asked"), sentence, action=self.tr("Open the settings")
        )
        self._stack.setCurrentWidget(self._state)

    def show_added(self, guids: Sequence[str], problem: str) -> None:
        """Says what came of adding; closes where all of it worked."""
        self.add.setEnabled(True)
        self.entities.forget_picks(guids)
        if not problem:
            self.accept()
            return
        self._said.set_tone("major")
        self._said.setText(problem)

    def _ask(self, asked: FindEntities) -> None:
        self._last = asked
        if not asked.cursor:
            self._state.show_words(self.tr("Asking New Relic"))
            self._stack.setCurrentWidget(self._state)
        self.asked.emit(asked)

    def _ask_more(self) -> None:
        self._more.hide()
        self._ask(replace(self._last, cursor=self._cursor))

    def _ask_all(self) -> None:
        self._is_all_wanted = True
        self.show_all.hide()
        self._ask_more()

    def _count(self) -> None:
        count = len(self.entities.picked)
        self.add.setEnabled(count > 0 and self.destination.is_complete)
        self.add.setText(adding_words(count, is_each=self.destination.is_each))
        for control in (self._of_group, self._group):
            control.setEnabled(self.destination.makes_new)
        concerning = self.entities.picked or self.entities.shown
        concerned = sum(entity.is_unwatched for entity in concerning)
        self.unwatched.show_counts(concerned, len(concerning), is_picked=count > 0)

    @property
    def _for_unwatched(self) -> tuple[Unwatched | None, bool]:
        return self.unwatched.chosen, self.unwatched.by_figures

    def _submit(self) -> None:
        if not self.add.isEnabled():
            return
        self.add.setEnabled(False)
        chosen: tuple[FoundEntity, ...] = self.entities.picked
        group = self._group.currentText().strip()
        self.picked.emit(chosen, group, *self._for_unwatched, self.destination.chosen)
