"""The lines of the trail as a file: one JSON object a line, as the command line prints them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from statusboard.errors import Unavailable

if TYPE_CHECKING:
    from statusboard.app.audit.queries import TrailLine


def write_lines(path: Path, lines: "tuple[TrailLine, ...]") -> int:
    """How many were written. Raises Unavailable where the file cannot be written. Blocks."""
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                json.dump(_as_json(line), file, ensure_ascii=False)
                file.write("\n")
    except OSError as error:
        raise Unavailable(
            f"{path.name} could not be written ({error.strerror}). Choose another place."
        ) from error
    return len(lines)


def _as_json(line: "TrailLine") -> dict[str, object]:
    return {
        "row": line.number,
        "at": line.at.isoformat(),
        "kind": line.kind,
        "who": line.who,
        "verb": line.verb,
        "subject": line.subject,
        "detail": line.detail,
        "hash": line.hash,
    }
