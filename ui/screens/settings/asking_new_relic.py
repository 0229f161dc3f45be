"""Carries the wishes of the New Relic section to the desk, and which connection is shown."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from statusboard.app.new_relic.commands import ChooseUnwatched, choose_unwatched
from statusboard.app.new_relic.history_commands import backfill
from statusboard.app.new_relic.record_commands import RecordNewRelic, record_new_relic
from statusboard.domain.views.new_relic import CheckKey, Connect, Connected, Unwatched
from statusboard.domain.views.new_relic_history import Backfill
from statusboard.domain.views.settings import NewRelicView, OpenStep, SettingsView
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.settings.new_relic_section import NewRelicSection


class AskingNewRelic(QObject):
    """`changed` is called once something was kept or forgotten.

    Signals:
        pick_wanted: services are to be picked among the entities.
    """

    pick_wanted = Signal()

    def __init__(
        self, operations: Operations, section: NewRelicSection, changed: Callable[[], None]
    ) -> None:
        super().__init__(section)
        self._operations = operations
        self._section = section
        self._has_changed = changed
        self._answers = LatestWins(operations, self)
        self._view: SettingsView | None = None
        self._has_key = True  # until the key store says otherwise
        self._key_problem = ""
        # The name of the connection that is shown; empty: one to be made. None: the first.
        self._chosen: str | None = None
        section.check_wanted.connect(self._check_key)
        section.connect_wanted.connect(self._connect)
        section.disconnect_wanted.connect(self._disconnect)
        section.which_chosen.connect(self._choose)
        section.unwatched_chosen.connect(self._choose_unwatched)
        section.record_wanted.connect(self._record)
        section.history_wanted.connect(self._read_history)
        section.pick_button.clicked.connect(self.pick_wanted)

    def load(self, view: SettingsView) -> None:
        """Shows the connection that is chosen, and asks whether its key is kept."""
        self._view = view
        shown = self._shown(view)
        if shown.region or shown.url:
            # A key store may be locked, and wait for its owner: nothing else waits with it.
            ask = partial(self._operations.desk.has_new_relic_key, shown.name)
            self._answers.ask("key", shown.name, ask, self._key_found, self._key_not_found)
        else:
            self._answers.drop("key")
            self._key_problem = ""
        self._show()

    def _key_found(self, is_there: bool) -> None:
        self._has_key, self._key_problem = is_there, ""
        self._show()

    def _key_not_found(self, error: StatusBoardError) -> None:
        self._key_problem = str(error)
        self._show()

    def _show(self) -> None:
        if self._view is None:
            return
        shown = self._shown(self._view)
        shown = replace(
            shown, key_present=self._has_key, problem=self._key_problem or shown.problem
        )
        names = [one.name for one in self._view.connections]
        self._section.history.show_progress(self._view.history)
        self._section.load(shown, names=names, is_demo=self._view.is_demo)

    def _shown(self, view: SettingsView) -> NewRelicView:
        """The connection that is shown: the chosen one, one to be made, or the first."""
        if self._chosen == "" and view.connections:
            first = view.new_relic
            return NewRelicView(
                *("", ""),
                key_present=False,
                unwatched=first.unwatched,
                records_until=first.records_until,
            )
        chosen = (one for one in view.connections if one.name == self._chosen)
        return next(chosen, view.new_relic)

    def _choose(self, name: str) -> None:
        # Nothing is known of its key yet, and nothing is said of it.
        self._chosen, self._key_problem, self._has_key = name, "", True
        if self._view is not None:
            self.load(self._view)

    def _check_key(self, given: CheckKey) -> None:
        self._section.be_busy()
        self._operations.run(
            self._section,
            self._operations.desk.check_key(given),
            self._section.was_checked,
            self._section.was_refused,
        )

    def _connect(self, given: Connect) -> None:
        self._chosen = given.name or None
        self._section.be_busy()
        self._operations.run(
            self._section,
            self._operations.desk.connect_new_relic(given),
            self._was_connected,
            self._section.was_refused,
        )

    def _was_connected(self, found: Connected) -> None:
        self._section.was_connected(found)
        self._has_changed()
        is_here = self._section.isVisible()
        if is_here and self._view is not None and OpenStep.SERVICES in self._view.still_open:
            self.pick_wanted.emit()  # a connection alone watches nothing

    def _disconnect(self, name: str) -> None:
        self._chosen = None
        self._section.be_busy()
        self._operations.run(
            self._section,
            self._operations.desk.disconnect_new_relic(name),
            lambda _none: self._section.was_disconnected(),
            self._section.was_refused,
        )

    def _choose_unwatched(self, chosen: Unwatched) -> None:
        self._operations.run(
            self._section,
            self._operations.desk.do(choose_unwatched, ChooseUnwatched(chosen)),
            lambda _none: self._has_changed(),
            self._section.choice_was_refused,
        )

    def _read_history(self) -> None:
        self._operations.run(
            self._section,
            self._operations.desk.do(backfill, Backfill()),
            lambda _count: self._has_changed(),
            self._section.choice_was_refused,
        )

    def _record(self, is_on: bool) -> None:
        def refused(error: StatusBoardError) -> None:
            self._has_changed()
            self._section.choice_was_refused(error)

        work = self._operations.desk.do(record_new_relic, RecordNewRelic(is_on))
        self._operations.run(self._section, work, lambda _none: self._has_changed(), refused)
