"""The content of a file that a person names, as far as anything here would take it."""

from pathlib import Path

from statusboard.errors import RuleBroken

# Nothing that a setting holds is larger; it says by how much.
_MOST = 4_000_000


def file_content(file: Path) -> bytes:
    """Its first bytes. Raises RuleBroken where it cannot be read."""
    try:
        with file.open("rb") as opened:
            return opened.read(_MOST)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no such file"
        raise RuleBroken(f"{file} cannot be read: {why}.", field="file") from error
