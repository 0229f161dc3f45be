"""What every screen is: a widget that asks again when its topics changed and it is visible."""

from typing import Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from statusboard.domain.changes import Changes, Topic
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.destinations import ScreenPlace

View = TypeVar("View")
Place = TypeVar("Place", bound=ScreenPlace)

_VIEW = "view"


class Screen(QWidget, Generic[View, Place]):
    """A screen of the window: the view it shows, and the places that are on it.

    Subclasses set `topics`, and implement `ask_view`, `show_view` and `show_failure`: a designed
    state for loading, empty, stale and error. Whatever else they read they ask through `answers`,
    where the latest answer wins; verbs they run by `operations`.

    Signals:
        wanted: a person wants to go elsewhere; carries the `Destination`.
        view_shown: a fresh view was shown; carries it.
        writing: a person writes a notice from now on; carries its id, None for none.
    """

    wanted = Signal(object)
    view_shown = Signal(object)
    writing = Signal(object)
    topics: frozenset[Topic] = frozenset()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.operations = operations
        self.answers = LatestWins(operations, self)
        self._is_dirty = True
        self._is_ready = False

    @property
    def is_ready(self) -> bool:
        """Whether a view, or the reason why there is none, has been shown."""
        return self._is_ready

    @property
    def question(self) -> object:
        """What the view depends on: another one supersedes the request that is on its way."""
        return None

    async def ask_view(self) -> View:
        """The view that answers `question`, from the desk."""
        raise NotImplementedError

    def show_view(self, view: View) -> None:
        """Shows the newest answer."""
        raise NotImplementedError

    def show_failure(self, error: StatusBoardError) -> None:
        """Says why there is no newer answer."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Asks for the view again; while the same is on its way, once more afterwards."""
        self.answers.ask(_VIEW, self.question, self.ask_view, self._arrived, self._failed)

    def ask_otherwise(self) -> None:
        """The question is another one: what is on its way answers none. Asks when it is seen."""
        if self.isVisible():
            self.refresh()
        else:
            self.answers.drop(_VIEW)
            self._is_dirty = True

    def focus_on(self, place: Place) -> None:
        """Shows what a place on this screen names: a service, a notice. Nothing by default."""

    def unsaved(self) -> str:
        """What would be lost if the window closed now, in a sentence. Empty, by default: nothing.

        What `settle` keeps is not lost.
        """
        return ""

    async def settle(self) -> None:
        """Keeps what must not be lost when the window closes. Nothing by default."""

    def changes_arrived(self, changes: Changes) -> None:
        """Asks again if this concerns the screen and somebody sees it; else remembers to."""
        if not changes.topics & self.topics:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._is_dirty = True

    def showEvent(self, event: QShowEvent) -> None:
        """Asks when shown, if anything changed meanwhile."""
        super().showEvent(event)
        if self._is_dirty:
            self._is_dirty = False
            self.refresh()

    def _arrived(self, view: View) -> None:
        self._is_ready = True
        self.show_view(view)
        self.view_shown.emit(view)

    def _failed(self, error: StatusBoardError) -> None:
        self._is_ready = True
        self.show_failure(error)


AnyScreen: TypeAlias = Screen[Any, Any]
