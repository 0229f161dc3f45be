"""What the window does about its database: tells that it is gone or damaged, offers the copy.

Brings nothing back by itself: a person has to want it, and what is there is set aside.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC
from functools import partial

from PySide6.QtCore import QCoreApplication

from statusboard.app.backups.restore import bring_back
from statusboard.app.backups.trouble import Copy, Trouble, TroubleWatch
from statusboard.app.clock import SystemClock
from statusboard.app.identity import name_here
from statusboard.app.installation import Installation
from statusboard.app.programs.roles import ROLES
from statusboard.domain.access import person
from ui.shell.window import Window
from ui.widgets.confirm_dialog import ConfirmDialog

DATABASE = "database"
LOOK_S = 2.0


class DatabaseCare:
    """Looks at the database of a place for as long as its window is open.

    `wanted` is set when the person wants the copy back; then everything else has to end first.
    """

    def __init__(self, window: Window, where: Installation, *, look_s: float = LOOK_S) -> None:
        self._window = window
        self._where = where
        self._look_s = look_s
        self._watch = TroubleWatch(where)
        self._trouble: Trouble | None = None
        self._chosen: Copy | None = None
        self.wanted = asyncio.Event()
        window.offer_taken.connect(self._ask)

    async def run(self) -> None:
        """Looks until cancelled."""
        while True:
            trouble = await asyncio.to_thread(self._watch.look)
            if trouble != self._trouble:
                self._trouble = trouble
                self._show(trouble)
            await asyncio.sleep(self._look_s)

    @property
    def has_trouble(self) -> bool:
        """Whether it tells of something now."""
        return self._trouble is not None

    async def bring_back(self) -> None:
        """Brings the copy back that the person wants. Raises RuleBroken, Damaged or Unavailable."""
        copy = self._chosen
        assert copy is not None
        now = SystemClock().now().astimezone(UTC)
        where = self._where
        await asyncio.to_thread(lambda: bring_back(where, copy, now=now, actor=person(name_here())))

    def _show(self, trouble: Trouble | None) -> None:
        self._window.problems.show_problem(DATABASE, None)
        if trouble is not None:
            for role in ROLES:  # why a program could not start is said once
                self._window.problems.show_problem(role, None)
            offer = _tr("Bring back the copy…") if trouble.copy is not None else ""
            self._window.problems.show_grave(DATABASE, trouble.sentence, offer=offer)

    def _ask(self, key: str) -> None:
        trouble = self._trouble
        if key == DATABASE and trouble is not None and trouble.copy is not None:
            ask_about(trouble, self._window, partial(self._choose, trouble.copy))

    def _choose(self, copy: Copy) -> None:
        """Whatever becomes of the trouble meanwhile, this is the copy that was agreed to."""
        self._chosen = copy
        self.wanted.set()


def ask_about(trouble: Trouble, window: Window, wanted: Callable[[], None]) -> ConfirmDialog:
    """Asks whether the copy is wanted back, saying what that means."""
    dialog = ConfirmDialog(
        _tr("Bring back the copy of {of}?").format(of=trouble.of),
        _tr(
            "What was recorded, written and published since then is not in it. The database as it "
            "is now is kept beside it, under a name with today's date. StatusBoard starts anew."
        ),
        action=_tr("Bring it back"),
        keep=_tr("Not now"),
        parent=window,
    )
    dialog.accepted.connect(wanted)
    dialog.open()
    return dialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("DatabaseCare", text)
