"""What a program does when it is asked to end: by Ctrl+C, the system, or a terminal that goes."""

import asyncio
import contextlib
import signal
from collections.abc import Callable


def end_on_signals(act: Callable[[], object]) -> None:
    """Calls `act` on the running loop whenever this process is asked to end.

    What it was started to ignore stays ignored: `nohup` means to outlive its terminal. Windows has
    no signal handlers on a loop: there Ctrl+C ends the loop itself.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) is signal.SIG_IGN:
            continue
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, act)
