"""The page server that a window runs: it ends with the window, however that ends.

`python -m statusboard.app.programs.page_server_child --folder FOLDER [--listening NUMBER]`

NUMBER is that of a socket which the window holds open. Its database is told in the environment. It
prints its address once it answers there, and ends when its standard input does.
"""

import argparse
import sys
from pathlib import Path

from statusboard.app.clock import SystemClock
from statusboard.app.installation import Installation
from statusboard.app.processes.launch import told_database
from statusboard.app.processes.left_alone import left_alone
from statusboard.app.programs.listening_socket import taken_over
from statusboard.app.programs.page_server import serve_page
from statusboard.app.programs.serve_note import noted
from statusboard.app.programs.serve_options import read_serve_settings
from statusboard.errors import StatusBoardError


def main(arguments: list[str]) -> int:
    """Runs the page server; its exit code: 0 ended in order, 1 it could not serve."""
    parser = argparse.ArgumentParser(prog="statusboard.app.programs.page_server_child")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--listening", type=int)
    told = parser.parse_args(arguments)
    where = Installation(told_database(), told.folder)
    try:
        given = None if told.listening is None else taken_over(told.listening)
        with noted(where, in_window=True) as note:

            def ready(url: str) -> None:
                note(url)
                sys.stdout.write(f"{url}\n")
                sys.stdout.flush()

            options = read_serve_settings(where, SystemClock()).options
            address_file = where.visitors_file("office")
            serve_page(address_file, options, ready, ends=left_alone, given=given)
    except StatusBoardError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
