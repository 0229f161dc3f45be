"""Where a program listens: a file by which callers find it, readable by its owner alone."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from statusboard import own_files

HOST = "127.0.0.1"
# An address takes some hundred bytes; a file with more is none of ours.
LONGEST = 4_096


@dataclass(frozen=True, slots=True)
class Address:
    """Where a program listens, with the secret that opens it."""

    port: int
    token: str = field(repr=False)
    pid: int

    def write(self, path: Path) -> None:
        """Puts the address where callers look for it, readable by the owner alone."""
        own_files.write_file(path, msgspec.json.encode(self))

    @classmethod
    def read(cls, path: Path) -> "Address | None":
        """The address in the file, or None where there is none to be read."""
        try:
            return msgspec.json.decode(own_files.read_file(path, LONGEST), type=cls)
        except (OSError, msgspec.DecodeError, RecursionError):
            return None
