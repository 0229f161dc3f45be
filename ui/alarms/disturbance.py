"""Whether the person does not want to be disturbed now, where the system can be asked.

On macOS nobody can: there notifications follow Focus by themselves, and sounds are asked for.
"""

import sys

from ui.alarms.notification_server import server_traits

# SHQueryUserNotificationState: in a full-screen program, presenting, in quiet hours.
_WINDOWS_BUSY = frozenset({2, 3, 4, 6})


async def is_undisturbed() -> bool:
    """Whether a sound would be unwelcome, by what the system says."""
    if sys.platform == "win32":
        return _windows_is_busy()
    return (await server_traits()).is_inhibited


if sys.platform == "win32":

    def _windows_is_busy() -> bool:
        import ctypes

        state = ctypes.c_int(0)
        failed = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        return not failed and state.value in _WINDOWS_BUSY

else:

    def _windows_is_busy() -> bool:
        return False
