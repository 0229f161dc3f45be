"""The command line: the verbs of the program without a window. Never imports Qt."""

import sys


def main() -> None:
    """Runs the command that was typed and ends the process with its exit code."""
    from statusboard.cli.run import run

    sys.exit(run(sys.argv[1:]))
