"""What a page server leaves beside the addresses of the programs: that it is at work, and where.

It is asked by nobody over a pipe and holds no role: several may serve one page. A window does not
start another beside one, and the doctor says where it is.
"""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from statusboard import own_files
from statusboard.app.installation import Installation
from statusboard.app.processes.role_lease import is_alive, this_process

# A note takes some hundred bytes; a file with more is none of ours.
LONGEST = 4_096


@dataclass(frozen=True, slots=True)
class ServeNote:
    """A page server: the process that it is, and where a browser on its computer finds it.

    `in_window`: it ends with a window.
    """

    process: str
    url: str
    in_window: bool = False


def file_of(where: Installation) -> Path:
    """Where page servers of a database leave their note."""
    return where.run_folder / "page-server.json"


def at_work(where: Installation) -> ServeNote | None:
    """The page server of this database that runs on this computer; None where none does."""
    note = _read(file_of(where))
    return note if note is not None and is_alive(note.process) else None


@contextmanager
def noted(where: Installation, *, in_window: bool = False) -> Iterator[Callable[[str], None]]:
    """Call it with the address once that answers; the note goes with the program.

    What cannot be written is no reason not to serve: nobody but we would read it.
    """
    file, own = file_of(where), this_process()

    def write(url: str) -> None:
        with contextlib.suppress(OSError):
            own_files.write_file(file, msgspec.json.encode(ServeNote(own, url, in_window)))

    try:
        yield write
    finally:
        left = _read(file)
        if left is not None and left.process == own:
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)


def _read(file: Path) -> ServeNote | None:
    try:
        return msgspec.json.decode(own_files.read_file(file, LONGEST), type=ServeNote)
    except (OSError, msgspec.DecodeError, RecursionError):
        return None
