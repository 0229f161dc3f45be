"""Picks entities of New Relic to become services: search, kinds, pages, ticks."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
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
    EntityKind,
    EntityPage,
    FindEntities,
    FoundEntity,
    Unwatched,
)
from ui.screens.verify.entity_list import EntityList
from ui.screens.verify.unwatched_choice import UnwatchedChoice
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.search_field import SearchField
from ui.widgets.sheet import Sheet
from ui.widgets.throw_away import ask_to_throw_away

_WIDTH, _HEIGHT = 620, 640
_PAUSE_MS = 300


def _tr(text: str) -> str:
    return QCoreApplication.translate("NewRelicPicker", text)


def kind_words() -> tuple[tuple[EntityKind, str], ...]:
    """What the sorts of entity that can have a state are called in a choice."""
    return (
        (EntityKind.SYNTHETIC_MONITOR, _tr("Synthetic monitors")),
        (EntityKind.APM_SERVICE, _tr("Services (APM)")),
        (EntityKind.OTEL_SERVICE, _tr("Services (OpenTelemetry)")),
        (EntityKind.BROWSER_APP, _tr("Browser applications")),
        (EntityKind.HOST, _tr("Hosts")),
        (EntityKind.WORKLOAD, _tr("Workloads")),
        (EntityKind.KEY_TRANSACTION, _tr("Key transactions")),
        (EntityKind.SERVICE_LEVEL, _tr("Service levels")),
    )


class NewRelicPicker(Sheet):
    """Opened with `open()`; asks for pages and hands over what was picked.

    By keyboard: down goes from the search into the list and up back again, Space ticks, Enter adds
    what is ticked. Escape asks before it throws ticks away.

    Signals:
        asked: a `FindEntities` to answer with `show_page` or `show_problem`.
        picked: entities, the name of a group, what those count as that no alert condition
            watches (None: as the team has chosen), and whether their figures are watched
            instead; answer with `show_added`.
        connect_wanted: the person wants to connect New Relic first.
    """

    asked = Signal(object)
    picked = Signal(object, str, object, bool)
    connect_wanted = Signal()

    def __init__(self, groups: Sequence[str], parent: QWidget | None = None) -> None:
        title = self.tr("Add services from New Relic")
        super().__init__(title, parent, width=_WIDTH, height=_HEIGHT)
        self._last = FindEntities()
        self._cursor = ""
        self._make_parts(groups)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.search_now)
        self.search.textChanged.connect(lambda _: self._timer.start())
        self.search.installEventFilter(self)
        self.search.setFocus()
        self.kinds.currentIndexChanged.connect(lambda _: self.search_now())

    def _make_parts(self, groups: Sequence[str]) -> None:
        self.search = SearchField(self.tr("Name of the entity"))
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(self.tr("Sort of entity"))
        self.kinds.addItem(self.tr("Everything"), None)
        for kind, words in kind_words():
            self.kinds.addItem(words, kind.value)
        self.unwatched = UnwatchedChoice()
        self.entities = EntityList()
        self.entities.picks_changed.connect(self._count)
        self.entities.left.connect(lambda: self.search.setFocus(Qt.FocusReason.BacktabFocusReason))
        self.entities.entered.connect(self._submit)
        self._state = EmptyState(self.tr("Asking New Relic"), icon="radar")
        self._state.acted.connect(self.connect_wanted)
        self._more = QPushButton(self.tr("Show more"))
        self._more.setProperty("look", "quiet")
        self._more.setAutoDefault(False)
        self._more.clicked.connect(self._ask_more)
        self._more.hide()
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

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_2)
        top.addWidget(self.search, 1)
        top.addWidget(self.kinds)
        room = QWidget()
        self._stack = QStackedLayout(room)
        self._stack.addWidget(self._state)
        self._stack.addWidget(self.entities)
        self.foot.addWidget(Label(self.tr("Group"), tone="muted"))
        self.foot.addWidget(self._group, 1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.add)
        box = QVBoxLayout()
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        box.addLayout(top)
        box.addWidget(room, 1)
        line = QHBoxLayout()
        line.addWidget(self._said, 1)
        line.addWidget(self._more)
        box.addLayout(line)
        box.addWidget(self.unwatched)
        self.content.addLayout(box, 1)
        self.main_button = self.add

    def search_now(self) -> None:
        """Asks for the first page of what is entered."""
        self._timer.stop()
        kind = self.kinds.currentData()
        self._cursor = ""
        self._ask(
            FindEntities(
                text=self.search.text().strip(),
                kinds=(EntityKind(kind),) if kind is not None else (),
            )
        )

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
        elif focus is self.search:
            self._timer.stop()
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
        self.unwatched.know_default(page.unwatched)
        self._cursor = page.next_cursor
        self._more.setVisible(bool(page.next_cursor))
        if not self.entities.count():
            is_all = not page.next_cursor
            self._state.show_words(
                self.tr("Nothing found") if is_all else self.tr("Nothing found yet"),
                self.tr("New Relic knows no entity of that name.")
                if is_all
                else self.tr("There is more to look through. Show more, or narrow the name down."),
            )
            self._stack.setCurrentWidget(self._state)
            self._said.setText("")
            self._count()
            return
        self._stack.setCurrentWidget(self.entities)
        self._count()
        self._said.set_tone("muted")
        self._said.setText(
            self.tr("{shown} of {count} shown").format(
                shown=self.entities.count(), count=page.count
            )
        )

    def show_problem(self, sentence: str) -> None:
        """Says why New Relic could not be asked."""
        self._more.hide()
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
        before = self._last
        self._ask(FindEntities(before.text, before.kinds, before.account_id, self._cursor))

    def _count(self) -> None:
        count = len(self.entities.picked)
        self.add.setEnabled(count > 0)
        words = {0: self.tr("Add services"), 1: self.tr("Add 1 service")}
        self.add.setText(words.get(count) or self.tr("Add {count} services").format(count=count))
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
        self.picked.emit(chosen, self._group.currentText().strip(), *self._for_unwatched)
