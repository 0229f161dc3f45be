"""Opens StatusBoard from this checkout: `python3 packaging/run.py [--demo] [--database URL]`.

Makes the environment the first time; `--prepare` makes it and ends. Where no window can be shown
it serves the page on this computer and prints the board as text.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit(f"StatusBoard needs Python 3.11 to 3.14; this is {sys.version.split()[0]}.")

import argparse
import os

import children
import environment
import system


def main() -> int:
    """The exit code of what was opened."""
    asked = argparse.ArgumentParser(prog="packaging/run.py", description=__doc__)
    asked.add_argument("--demo", action="store_true", help="open on sample data")
    asked.add_argument("--database", metavar="URL", help="open another database than your own")
    asked.add_argument("--prepare", action="store_true", help="make the environment, open nothing")
    given = asked.parse_args()

    children.end_with_us()
    environment.ready("runtime")
    shown = system.names_display()
    # Without a window nothing of Qt is asked for, and nothing of the system either.
    lacking = system.provide(system.needed(window=True)) if shown else ""
    if lacking:
        print(lacking, file=sys.stderr, flush=True)
    if given.prepare:
        return 0
    opens = ["ui"]
    if not shown or lacking or not _answers():
        print(
            "No window can be shown here; this is the board as text.", file=sys.stderr, flush=True
        )
        opens = ["statusboard", "board"]
    # -P: a folder of the person that is called like one of ours must not be taken for it.
    call = [str(environment.PYTHON), "-P", "-m", *opens, *(["--demo"] if given.demo else [])]
    around = environment.surroundings()
    if given.database is not None:
        # A URL may hold a password, and everybody on a computer can read arguments.
        around = {**around, "STATUSBOARD_DATABASE": given.database}
    if os.name != "nt":
        # What is opened takes this process over: what ends the one ends the other.
        os.execve(call[0], call, around)  # noqa: S606 - our own program
    return children.run(call, env=around)


def _answers() -> bool:
    """Whether the display that is named can be reached. Whoever names a Qt platform knows best."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    sys.path.append(str(environment.CHECKOUT))
    from statusboard.cli.display import has_display

    return has_display()


if __name__ == "__main__":
    sys.exit(main())
