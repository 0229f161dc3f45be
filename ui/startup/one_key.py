"""What is one key away in a window: the palette, all keys, another window, another size."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from statusboard.app.health.verify import VERIFY
from statusboard.domain.views.verify import VerifyView
from ui.palette.entry import Action
from ui.palette.palette import Palette
from ui.palette.recent_use import RecentUse
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.shell.window import Window
from ui.startup.options import Options
from ui.startup.zoom import Zoom
from ui.theme.theme import theme
from ui.theme.tokens import ThemeChoice
from ui.widgets.toast import Toast

_THEMES = {
    Action.LIGHT: ThemeChoice.LIGHT,
    Action.DARK: ThemeChoice.DARK,
    Action.AS_SYSTEM: ThemeChoice.SYSTEM,
}
_ZOOMS = {Action.LARGER: 1, Action.SMALLER: -1, Action.USUAL_SIZE: 0}


class OneKey(QObject):
    """Belongs to one window. `open_again` opens the window anew, where it can be."""

    def __init__(
        self,
        window: Window,
        operations: Operations,
        options: Options,
        open_again: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._operations = operations
        self._zoom = Zoom(options.window_file)
        self._shown = self._zoom.percent
        self._answers = LatestWins(operations, self)
        recent = RecentUse(options.window_file)
        self.palette = Palette(operations, window, recent, lambda: window.face.view)
        self.toast = Toast(window)
        self.toast.acted.connect(open_again)
        self.palette.wanted.connect(window.go_to)
        self.palette.wanted_elsewhere.connect(window.another_wanted)
        self.palette.acted.connect(self.act)
        window.palette_wanted.connect(self.palette.open)
        window.keys_wanted.connect(self.palette.show_keys)
        window.zoom_wanted.connect(self.zoom)

    def act(self, action: Action) -> None:
        """Does what was taken in the palette."""
        window = self._window
        if action in _THEMES:
            theme().choose(_THEMES[action])
        elif action in _ZOOMS:
            self.zoom(_ZOOMS[action])
        else:
            acts: dict[Action, Callable[[], None]] = {
                Action.CHECK_ALL: self._check_all,
                Action.REFRESH: window.refresh,
                Action.FULL_DISPLAY: window.turn_wall,
                Action.ALL_KEYS: self.palette.show_keys,
                Action.NEW_WINDOW: partial(window.another_wanted.emit, window.place),
            }
            acts[action]()

    def zoom(self, by: int) -> None:
        """Keeps another size, and says when it is seen."""
        percent = self._zoom.step(by)
        if percent == self._shown:
            self.toast.say(self.tr("Everything is drawn at {n} %.").format(n=percent))
            return
        self.toast.say(
            self.tr("{n} % from the next time the window is opened.").format(n=percent),
            action=self.tr("Open it again now"),
        )

    def _check_all(self) -> None:
        desk = self._operations.desk

        async def read() -> VerifyView:
            return await desk.ask(VERIFY, None)

        self._answers.ask("checks", None, read, self._check)

    def _check(self, view: VerifyView) -> None:
        ids = [number for row in view.rows for number in row.check_ids]

        def done(_: None) -> None:
            self.toast.say(self.tr("{n} checks were asked.").format(n=len(ids)))

        self.toast.say(self.tr("Checking"))
        self._operations.run(self, self._operations.desk.check_now(ids), done)
