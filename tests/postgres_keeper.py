"""Ends a PostgreSQL server of the tests with the run that started it, however that run ends.

Run as a program that waits on its standard input: the system closes it with the last breath of
the test run, also of one that was killed. Standard library alone, so that it starts at once.
"""

import contextlib
import shutil
import subprocess
import sys

STOP_S = 30.0


def main(pg_ctl: str, cluster: str, home: str, user: str) -> None:
    """Waits for the end of the run; then stops the server of `cluster`, and clears `home`.

    `user` is who runs it, empty for whoever runs this. A server is found by the process id in
    its own folder; one that was just starting finds its folder gone, and ends by itself.
    """
    sys.stdin.buffer.read()
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        subprocess.run(
            [pg_ctl, "-D", cluster, "-m", "immediate", "-w", "stop"],
            user=user or None,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=STOP_S,
            check=False,
        )
    shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
