"""The desktop notification, by the system's own service.

desktop-notifier speaks to all three systems. It is loaded on a thread, long after the first paint.
"""

import asyncio
import importlib
import logging
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from statusboard.domain.alarms.alarm import AlarmSeverity
from statusboard.domain.alarms.announcement import AlarmAction, Announcement
from ui.alarms.desk_state import announced_status
from ui.alarms.glyph_files import GlyphFiles
from ui.alarms.notification_server import hang_up, server_traits
from ui.alarms.words import action_words
from ui.runtime.alarm_choices import AlarmChoices
from ui.runtime.operations import Operations

if TYPE_CHECKING:
    from desktop_notifier import DesktopNotifier

log = logging.getLogger(__name__)
# Its warnings carry a trace for each server that is not there; that is said here, in words.
logging.getLogger("desktop_notifier").setLevel(logging.CRITICAL)

OUTLET = "notifications"
# Servers show two or three; what is left out is one click away in the window.
MOST_BUTTONS = 3
# A server that hangs holds up no other outlet, and no later notification.
SERVER_S = 10.0


class DesktopNotifications(QObject):
    """Tells, replaces and withdraws, in the order in which it was asked.

    Signals:
        acted: a button, or the notification itself, was pressed; the action and announcement.
    """

    acted = Signal(object, object)

    def __init__(
        self,
        operations: Operations,
        choices: AlarmChoices,
        glyphs: GlyphFiles,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._glyphs = glyphs
        self._operations, self._choices = operations, choices
        self._in_turn = asyncio.Lock()
        self._notifier: DesktopNotifier | None = None
        self._shown: dict[str, str] = {}  # the notification of an announcement, by its key

    def begin(self) -> None:
        """Finds out whether notifications can be shown here, and says so where they cannot."""
        self._operations.run(self, self._ready(), lambda _done: None)

    def tell(self, announcement: Announcement) -> None:
        """Shows it, in the place of what has the same key."""
        if announcement.notifies:
            self._operations.run(self, self._tell(announcement), lambda _done: None)

    def withdraw(self, key: str) -> None:
        """Takes back what was told under a key, where it still stands."""
        self._operations.run(self, self._withdraw(key), lambda _done: None)

    async def stop(self) -> None:
        """Takes back all of it: without the window its buttons would do nothing."""
        async with self._in_turn:
            for key in tuple(self._shown):
                await self._take_back(key)
            await self._hang_up()

    async def _ready(self) -> "DesktopNotifier | None":
        async with self._in_turn:
            return await self._found()

    async def _tell(self, announcement: Announcement) -> None:
        async with self._in_turn:
            notifier = await self._found()
            if notifier is None:
                return
            before = self._shown.pop(announcement.key, None)
            identifier = await self._sent(notifier, announcement)
            if identifier is None:
                # What it showed before went with it. The next one begins with a new connection.
                await self._hang_up()
                self._choices.remark(OUTLET, self._none_words())
                return
            self._shown[announcement.key] = identifier
            if before is not None:
                await self._clear(notifier, before)

    async def _sent(self, notifier: "DesktopNotifier", announcement: Announcement) -> str | None:
        """What the server knows it by; None where there is no server any more."""
        try:
            async with asyncio.timeout(SERVER_S):
                notification = await self._made(notifier, announcement)
                await notifier.send_notification(notification)
                # The library logs a failure, and raises none.
                shown = await notifier.get_current_notifications()
        except Exception as error:  # noqa: BLE001 - however a server fails, it showed nothing
            log.info("notification not shown because=%r", error)
            return None
        return notification.identifier if notification.identifier in shown else None

    async def _withdraw(self, key: str) -> None:
        async with self._in_turn:
            await self._take_back(key)

    async def _take_back(self, key: str) -> None:
        before = self._shown.pop(key, None)
        if before is not None and self._notifier is not None:
            await self._clear(self._notifier, before)

    @staticmethod
    async def _clear(notifier: "DesktopNotifier", identifier: str) -> None:
        if identifier not in await notifier.get_current_notifications():
            return  # the person closed it
        try:
            async with asyncio.timeout(SERVER_S):
                await notifier.clear(identifier)
        except Exception as error:  # noqa: BLE001 - whatever a server is like, it is only tidying
            log.info("notification not withdrawn because=%r", error)

    async def _hang_up(self) -> None:
        """Ends the connection to Linux' bus, which the library would leave open."""
        notifier, self._notifier = self._notifier, None
        bus = getattr(vars(notifier or self).get("_backend"), "bus", None)
        if bus is not None:
            await hang_up(bus)

    async def _found(self) -> "DesktopNotifier | None":
        """The way to the system's service; None where there is none."""
        if self._notifier is not None:
            return self._notifier
        library = await asyncio.to_thread(importlib.import_module, "desktop_notifier")
        made: DesktopNotifier = library.DesktopNotifier("StatusBoard", None)
        try:
            async with asyncio.timeout(SERVER_S):
                may = await made.request_authorisation()
                await made.get_capabilities()
        except Exception as error:  # noqa: BLE001 - no bus, no server, no rights: by system
            log.info("no notification service because=%r", error)
            self._notifier = made
            await self._hang_up()
            self._choices.remark(OUTLET, self._none_words())
            return None
        self._choices.remark(OUTLET, "" if may else self._refused_words())
        self._notifier = made
        return made

    async def _made(self, notifier: "DesktopNotifier", announcement: Announcement) -> Any:  # noqa: ANN401 - a library that is loaded late
        from desktop_notifier import Button, Capability, Icon, Notification, Urgency

        able = await notifier.get_capabilities()
        traits = await server_traits()
        text = announcement.text
        buttons = tuple(
            Button(action_words(action), partial(self.acted.emit, action, announcement))
            for action in announcement.actions[:MOST_BUTTONS]
        )
        glyph = self._glyphs.file_of(announced_status(announcement))
        return Notification(
            announcement.title,
            escape(text, quote=False) if traits.reads_markup else text,
            urgency=_urgency(Urgency, announcement.severity),
            icon=Icon(path=glyph) if glyph is not None else None,
            buttons=buttons if Capability.BUTTONS in able else (),
            on_clicked=partial(self.acted.emit, AlarmAction.OPEN, announcement),
            thread=announcement.key,
        )

    def _none_words(self) -> str:
        return self.tr(
            "No notification service answers on this desktop, so no notifications are shown. "
            "Alarms stand in the title of the window, in its tray and on its strip."
        )

    def _refused_words(self) -> str:
        return self.tr(
            "The system does not let StatusBoard show notifications. Allow them in the settings "
            "of the system; until then alarms stand in the title, in the tray and on the strip."
        )


def _urgency(urgencies: Any, severity: AlarmSeverity) -> Any:  # noqa: ANN401 - loaded late
    match severity:
        case AlarmSeverity.CRITICAL:
            return urgencies.Critical
        case AlarmSeverity.INFO:
            return urgencies.Low
        case AlarmSeverity.MAJOR | AlarmSeverity.MINOR:
            return urgencies.Normal
