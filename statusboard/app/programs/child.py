"""What the window starts: one program, with as few imports as it can do with.

`python -m statusboard.app.programs.child ROLE --folder FOLDER [--demo] [--alone S] [--again]`

Its database is told in the environment: everybody could read a password among the arguments.
"""

import argparse
import sys
from pathlib import Path

from statusboard.app.installation import Installation
from statusboard.app.processes.launch import told_database
from statusboard.app.processes.run import Stay
from statusboard.app.programs.roles import ROLES, run_role
from statusboard.errors import StatusBoardError, Unavailable


def main(arguments: list[str]) -> int:
    """Runs the program; its exit code: 0 ended in order, 3 the role is taken, 1 any other error."""
    parser = argparse.ArgumentParser(prog="statusboard.app.programs.child")
    parser.add_argument("role", choices=ROLES)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--alone", type=float, default=None)
    parser.add_argument("--again", action="store_true")
    given = parser.parse_args(arguments)
    installation = Installation(told_database(), given.folder)
    try:
        run_role(
            installation,
            given.role,
            demo=given.demo,
            stay=Stay(alone_s=given.alone, with_windows=True, makes=not given.again),
        )
    except StatusBoardError as error:
        sys.stderr.write(f"{error}\n")
        return 3 if isinstance(error, Unavailable) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
