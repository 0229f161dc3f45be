"""What Linux' notification server says of itself, beyond what desktop-notifier asks.

The Desktop Notifications Specification, `org.freedesktop.Notifications`: whether a text is markup
there, and whether the person does not want to be disturbed (`Inhibited`).
"""

import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"


@dataclass(frozen=True, slots=True)
class ServerTraits:
    """`reads_markup`: a text is escaped for it. `is_inhibited`: it shows nothing now."""

    reads_markup: bool = False
    is_inhibited: bool = False


SILENT_ABOUT_ITSELF = ServerTraits()


async def hang_up(bus: "MessageBus") -> None:
    """Ends a connection; returns when it is closed, however it ended."""
    bus.disconnect()
    with suppress(Exception):
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]


async def server_traits() -> ServerTraits:
    """How the server of this session stands; what it does not say is taken as no.

    Elsewhere than on Linux the system itself decides what it shows, and texts are plain.
    """
    if sys.platform != "linux":
        return SILENT_ABOUT_ITSELF
    from dbus_fast.aio import MessageBus
    from dbus_fast.constants import MessageType
    from dbus_fast.message import Message

    async def ask(bus: MessageBus, interface: str, member: str, *given: str) -> object:
        reply = await bus.call(
            Message(
                destination=NAME,
                path=PATH,
                interface=interface,
                member=member,
                signature="s" * len(given),
                body=list(given),
            )
        )
        if reply.message_type is MessageType.ERROR or not reply.body:
            return None
        return reply.body[0]

    try:
        bus = await MessageBus().connect()
    except Exception:  # noqa: BLE001 - no bus, no server; how it is missing differs by system
        return SILENT_ABOUT_ITSELF
    try:
        able = await ask(bus, NAME, "GetCapabilities")
        held = await ask(bus, "org.freedesktop.DBus.Properties", "Get", NAME, "Inhibited")
    finally:
        await hang_up(bus)
    return ServerTraits(
        reads_markup=isinstance(able, list) and "body-markup" in able,
        is_inhibited=getattr(held, "value", None) is True,
    )
