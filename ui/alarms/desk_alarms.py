"""All outlets of one window, the teller that speaks through them, and what they are answered."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QGuiApplication

from statusboard.app.clock import Clock
from statusboard.domain.alarms.alarm import AlarmKind, AlarmSeverity
from statusboard.domain.alarms.announcement import AlarmAction, Announcement
from statusboard.domain.changes import Changes
from statusboard.domain.views.board import BoardView
from statusboard.errors import StatusBoardError
from ui.alarms.glyph_files import GlyphFiles
from ui.alarms.notifications import DesktopNotifications
from ui.alarms.places import draft_for, opened_by, update_for
from ui.alarms.sound import AlarmSound
from ui.alarms.strip import Strip
from ui.alarms.strip_place import StripPlace
from ui.alarms.task_bar import TaskBar
from ui.alarms.teller import AlarmDesk, LogKeeper, Teller
from ui.alarms.tray import Tray
from ui.runtime.alarm_choices import AlarmChoices
from ui.runtime.operations import Operations
from ui.screens.board.record_words import record_words
from ui.screens.destinations import BoardPlace, ScreenPlace
from ui.shell.frame import Frame
from ui.shell.window import Window

TRIAL = "trial"


class DeskAlarms(QObject):
    """Made when the window can ask; ended with it."""

    def __init__(
        self,
        window: Window,
        operations: Operations,
        desk: AlarmDesk,
        keeper: LogKeeper,
        *,
        choices: AlarmChoices,
        settings: QSettings | None,
        folder: Path,
        clock: Clock,
        ends_watching: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window, self._operations, self._desk = window, operations, desk
        self._choices, self._clock = choices, clock
        self.teller = Teller(desk, keeper, operations, choices, clock, self)
        self.notifications = DesktopNotifications(operations, choices, GlyphFiles(folder), self)
        self.sound = AlarmSound(operations, self)
        self.tray = Tray(choices, clock, ends_watching, self)
        self.task_bar = TaskBar(window.title, self)
        self.strip = Strip(clock, StripPlace(settings))
        self._connect()

    def begin(self) -> None:
        """Looks for the first time, and finds out what this desktop can show."""
        frame = self._window.window()
        if isinstance(frame, Frame):
            frame.is_put_away = self._is_put_away
        self._choose()
        self.notifications.begin()
        self.teller.look()

    def changes_arrived(self, changes: Changes) -> None:
        """Something was announced; what concerns no alarm is passed over."""
        self.teller.changes_arrived(changes)

    async def stop(self) -> None:
        """Takes back what would stand there without anybody behind it."""
        self.sound.stop()
        self.tray.stop()
        self.task_bar.stop()
        self.strip.close()
        self.strip.deleteLater()
        await self.notifications.stop()

    def _connect(self) -> None:
        teller, choices = self.teller, self._choices
        teller.told.connect(self.notifications.tell)
        teller.withdrawn.connect(self.notifications.withdraw)
        teller.ringing.connect(self.sound.ring)
        for outlet in (self.tray, self.task_bar, self.strip):
            teller.state_shown.connect(outlet.show_state)
        self.notifications.acted.connect(self._act)
        self.tray.wanted.connect(self._go)
        self.tray.lost.connect(self._never_hidden_without)
        self.tray.leaving.connect(self._leave)
        self.strip.opened.connect(partial(self._go, BoardPlace()))
        self.strip.put_away.connect(partial(choices.set_shows_strip, False))
        self._window.board_shown.connect(self._show_record)
        choices.changed.connect(self._choose)
        choices.trial_wanted.connect(self._try)

    def _choose(self) -> None:
        self.strip.setVisible(self._choices.shows_strip)

    def _show_record(self, view: BoardView) -> None:
        self.strip.show_record(record_words(view.record, self._clock.now()))

    def _act(self, action: AlarmAction, announcement: Announcement) -> None:
        """What was pressed on a notification."""
        if announcement.key == TRIAL:
            self._go(BoardPlace())
            return
        match action:
            case AlarmAction.OPEN:
                self._go(opened_by(announcement))
            case AlarmAction.DRAFT_NOTICE:
                self._go(draft_for(announcement))
            case AlarmAction.WRITE_UPDATE:
                self._go(update_for(announcement))
            case AlarmAction.ACKNOWLEDGE:
                self._do(self._desk.acknowledge(announcement))
            case AlarmAction.MUTE:
                self._do(self._desk.mute(announcement))

    def _do(self, work: Awaitable[None]) -> None:
        self._operations.run(self, work, lambda _done: self.teller.look(), self._refused)

    def _refused(self, error: StatusBoardError) -> None:
        """Somebody pressed a button and would believe that it was done: they are told."""
        self._bring_up()
        self._operations.failed.emit(error)

    def _go(self, place: ScreenPlace) -> None:
        self._bring_up()
        self._window.go_to(place)

    def _bring_up(self) -> None:
        frame = self._window.window()
        if isinstance(frame, Frame):
            frame.bring_up()

    def _is_put_away(self) -> bool:
        """Whether closing the window leaves it in the tray; never where it could not be found."""
        app = QGuiApplication.instance()
        is_ending = isinstance(app, QGuiApplication) and app.isSavingSession()
        return (
            self._choices.stays_in_tray
            and self.tray.is_there
            and not (is_ending or self._window.is_closed)
        )

    def _never_hidden_without(self) -> None:
        if not self._window.window().isVisible():
            self._bring_up()

    def _leave(self) -> None:
        if not self._window.window().isVisible():
            self._bring_up()  # it may ask whether what was typed is to be kept
        self._window.close()

    def _try(self) -> None:
        """Shows and plays once what an alarm is like here."""
        self.notifications.tell(
            Announcement(
                TRIAL,
                AlarmKind.OUTAGE,
                AlarmSeverity.MAJOR,
                self.tr("This is what an alarm looks like"),
                self.tr("It is a trial. Nothing is failing because of it."),
                (AlarmAction.OPEN,),
            )
        )
        self.sound.try_it(AlarmSeverity.MAJOR)
