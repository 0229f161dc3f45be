"""The programs that a command starts end with it: whoever stops the command stops them first."""

import contextlib
import signal
import subprocess
from typing import Any

# So long a child may take to end in order: a package manager has something to finish.
GRACE_S = 20.0


def end_with_us() -> None:
    """Lets SIGTERM and SIGHUP end this command as Ctrl+C does: through `run`, which ends the child.

    What it was started to ignore stays ignored: `nohup` means to outlive its terminal.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _leave)


def run(call: list[str], **options: Any) -> int:  # noqa: ANN401 - as subprocess takes them
    """The exit code of a program that was started and waited for. It never outlives this call."""
    with subprocess.Popen(call, **options) as child:
        try:
            return child.wait()
        except BaseException:
            end(child)
            raise


def end(child: "subprocess.Popen[Any]") -> None:
    """Ends a child in order, or after a while at once."""
    for act in (child.terminate, child.kill):
        # What runs as another user is not ours to end; it is waited for.
        with contextlib.suppress(PermissionError):
            act()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(GRACE_S)
            return


def _leave(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)
