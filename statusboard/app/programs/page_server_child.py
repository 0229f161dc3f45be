"""The page server that a window runs: it ends with the window, however that ends.

`python -m statusboard.app.programs.page_server_child --folder FOLDER`

Its database is told in the environment. It prints its address once it answers there, and ends
when its standard input does.
"""

import argparse
import sys
from pathlib import Path

from statusboard.app.clock import SystemClock
from statusboard.app.installation import Installation
from statusboard.app.processes.launch import told_database
from statusboard.app.processes.left_alone import left_alone
from statusboard.app.programs.page_server import serve_page
from statusboard.app.programs.serve_note import noted
from statusboard.app.programs.serve_options import read_serve_settings
from statusboard.errors import StatusBoardError


def main(arguments: list[str]) -> int:
    """Runs the page server; its exit code: 0 ended in order, 1 it could not serve."""
    parser = argparse.ArgumentParser(prog="statusboard.app.programs.page_server_child")
    parser.add_argument("--folder", type=Path, required=True)
    where = Installation(told_database(), parser.parse_args(arguments).folder)
    try:
        with noted(where, in_window=True) as note:

            def ready(url: str) -> None:
                note(url)
                sys.stdout.write(f"{url}\n")
                sys.stdout.flush()

            options = read_serve_settings(where, SystemClock()).options
            serve_page(where.visitors_file("office"), options, ready, ends=left_alone)
    except StatusBoardError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
