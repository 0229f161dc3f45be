"""Whether a window can be shown here: asked as Qt will ask. Standard library only."""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping


def has_display(
    around: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    *,
    x11: Callable[[str], bool] | None = None,
    wayland: Callable[[str], bool] | None = None,
) -> bool:
    """Whether a window can be shown. Whoever names a Qt platform knows what they are doing.

    `x11` and `wayland` ask the display of that name; a name that nobody answers to is none.
    """
    if not platform.startswith("linux") or around.get("QT_QPA_PLATFORM"):
        return True
    named = ((wayland or _wayland, "WAYLAND_DISPLAY"), (x11 or _x11, "DISPLAY"))
    return any(answers(name) for answers, key in named if (name := around.get(key)))


def _x11(name: str) -> bool:
    """Whether an X server takes us in, with the cookies that we have."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(name.encode(), None))
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)


def _wayland(name: str) -> bool:
    """Whether a compositor answers."""
    try:
        client = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return False
    client.wl_display_connect.restype = ctypes.c_void_p
    display = client.wl_display_connect(name.encode())
    if not display:
        return False
    client.wl_display_disconnect(ctypes.c_void_p(display))
    return True
