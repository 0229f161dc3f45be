"""Opens StatusBoard from this checkout: `python3 packaging/run.py [--demo] [--database URL]`.

Makes the environment the first time. Ends with 3 where no window can be shown here.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit(f"StatusBoard needs Python 3.11 to 3.14; this is {sys.version.split()[0]}.")

import argparse
import os
import subprocess

import environment
import system

WITHOUT_A_DISPLAY = """\
There is no display here, so no window can be shown. Without one there are:
  {command} screens --out DIR --demo    draws every screen to a picture
  {command} collect                     watches the services
  {command} --help                      everything else"""


def main() -> int:
    """The window's exit code; 3 where something it needs is missing."""
    asked = argparse.ArgumentParser(prog="packaging/run.py", description=__doc__)
    asked.add_argument("--demo", action="store_true", help="open on sample data")
    asked.add_argument("--database", metavar="URL", help="open another database than your own")
    given = asked.parse_args()

    environment.ready("runtime")
    shown = system.has_display()
    lacking = system.provide(system.needed(window=shown))
    if lacking:
        environment.leave(lacking, 3)
    if not shown:
        command = environment.SCRIPTS / "statusboard"
        environment.leave(WITHOUT_A_DISPLAY.format(command=command), 3)
    # -P: a folder of the person that is called like one of ours must not be taken for it.
    call = [str(environment.PYTHON), "-P", "-m", "ui", *(["--demo"] if given.demo else [])]
    around = environment.surroundings()
    if given.database is not None:
        # A URL may hold a password, and everybody on a computer can read arguments.
        around = {**around, "STATUSBOARD_DATABASE": given.database}
    if os.name != "nt":
        # The window takes this process over: what ends the one ends the other.
        os.execve(call[0], call, around)  # noqa: S606 - our own program
    return subprocess.run(call, check=False, env=around).returncode


if __name__ == "__main__":
    sys.exit(main())
