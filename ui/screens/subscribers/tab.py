"""A tab of the subscribers screen: a part with a question of its own, asked while it is shown."""

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from statusboard.domain.changes import Topic
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState

View = TypeVar("View")
Result = TypeVar("Result")


class Tab(QWidget, Generic[View]):
    """Loading, empty, stale and error above and in the place of a page.

    Subclasses build a page and hand it to `hold`, answer `ask`, and show it in `show_rows`. The
    screen asks and tells: a tab never asks by itself, but by `asked` that it be asked again.

    Signals:
        asked: its question is another one now, or has to be asked again.
        wanted: a person wants to go elsewhere; carries the `Destination`.
    """

    asked = Signal()
    wanted = Signal(object)
    topics: frozenset[Topic] = frozenset()
    # Whether an address can be looked for in it.
    has_addresses = False

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self.operations = operations
        self.answers = LatestWins(operations, self)
        self.view: View | None = None
        self.is_busy = False
        self.controls: tuple[QWidget, ...] = ()
        self._remark = ""
        self._page: QWidget | None = None
        self._banner = Banner(action=self.tr("Try again"))
        self._banner.acted.connect(self.asked)
        self._banner.hide()
        self._state = EmptyState(self.loading_words(), icon="mail")
        self._state.acted.connect(self._act)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addLayout(self._stack, 1)

    def loading_words(self) -> str:
        """What is said until the first answer has come."""
        raise NotImplementedError

    @property
    def question(self) -> object:
        """What the view depends on."""
        return None

    async def ask(self) -> View:
        """The view that answers `question`, from the desk."""
        raise NotImplementedError

    def show_rows(self, view: View) -> None:
        """Shows a view; calls `show_empty` where there is nothing to show."""
        raise NotImplementedError

    def begin(self) -> None:
        """Does what the button of the empty state says. Nothing by default."""

    def search(self, text: str) -> None:
        """Somebody looks for an address. Nothing by default."""

    def unsaved(self) -> str:
        """What would be lost if the window closed now. Empty: nothing."""
        return ""

    def hold(self, page: QWidget) -> None:
        """Takes the page that is shown while there is something to show."""
        self._page = page
        self._stack.addWidget(page)

    @property
    def is_empty(self) -> bool:
        """Whether words stand in the place of the page."""
        return self._stack.currentWidget() is self._state

    @property
    def warning(self) -> str:
        """What stands above the page; empty for nothing."""
        return "" if self._banner.isHidden() else self._banner.sentence

    def show_view(self, view: View) -> None:
        """Shows the newest answer."""
        self.view = view
        remark, self._remark = self._remark, ""
        self.warn(remark)
        if self._page is not None:
            self._stack.setCurrentWidget(self._page)
        self.show_rows(view)

    def show_empty(self, title: str, sentence: str, *, action: str = "") -> None:
        """Says what to do first, in the place of the page."""
        self._state.show_words(title, sentence, action=action)
        self._stack.setCurrentWidget(self._state)

    def show_failure(self, error: StatusBoardError) -> None:
        """Says why there is no newer answer; what was shown stays."""
        if self.view is not None:
            self.warn(str(error))
            return
        self.show_empty(self.tr("This could not be read"), str(error), action=self.tr("Try again"))

    def warn(self, sentence: str) -> None:
        """Says above the page what is wrong; empty takes it back."""
        self._banner.show_sentence(sentence)
        self._banner.setVisible(bool(sentence))

    def say_next(self, sentence: str) -> None:
        """Says it above the next view."""
        self._remark = sentence

    def do(self, work: Awaitable[Result], done: Callable[[Result], None]) -> None:
        """Runs a verb once: while it runs, `is_busy`; where it fails, the sentence is shown."""
        self._set_busy(is_busy=True)

        def succeeded(result: Result) -> None:
            self._set_busy(is_busy=False)
            done(result)

        def failed(error: StatusBoardError) -> None:
            self._set_busy(is_busy=False)
            self.warn(str(error))

        self.operations.run(self, work, succeeded, failed)

    def busy_changed(self) -> None:
        """A verb has begun or ended. Nothing by default."""

    def _set_busy(self, *, is_busy: bool) -> None:
        self.is_busy = is_busy
        self.busy_changed()

    def _act(self) -> None:
        if self.view is None:
            self.asked.emit()
        else:
            self.begin()


AnyTab: TypeAlias = Tab[Any]
