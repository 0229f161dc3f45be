"""How a desk brings a page to a page server of its own on another machine: what both of them know.

Contents go first, each under its digest and in parts; then one request shows all of a page, under
the condition that what was read before still stands there. So visitors read the old page or the new
one, a cut connection goes on where it was, and of two desks one wins.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from statusboard.domain.views.site import SiteFile

# Below the address of the page server. The number is that of the form of all this.
PATH = "place/v1"
FORM = 1
# What a request carries of a content: as much as the server reads of any request.
PART = 192 * 1024
# Of one file, as of every place; and of digests that are asked for at once.
LARGEST, MOST_ASKED = 64 * 1024 * 1024, 2_000
MOST_FILES = 200_000
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9._-]{1,200}", re.ASCII)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Arrived:
    """What stands there: every file, and the number of the page that they are; 0: none.

    `tag` is one for all of them. `now_s` is the time at that machine, since 1970.
    """

    files: tuple[SiteFile, ...] = ()
    generation: int = 0
    now_s: float = 0.0

    @property
    def tag(self) -> str:
        """The same tag is the same page."""
        return hashlib.sha256(written_files(self.files, self.generation)).hexdigest()


def written_files(files: Iterable[SiteFile], generation: int) -> bytes:
    """The list of files as it travels and is kept; the same files give the same bytes."""
    rows = [[file.path, file.digest, file.size] for file in files]
    return json.dumps({"form": FORM, "generation": generation, "files": rows}).encode()


def read_files(content: bytes, now_s: float = 0.0) -> Arrived:
    """What such a list says. Raises ValueError for what is none, or names what is no file."""
    try:
        said = json.loads(content)
        rows, generation = said["files"], int(said["generation"])
        if said["form"] != FORM or len(rows) > MOST_FILES:
            raise ValueError("of another form")
        files = tuple(SiteFile(str(path), str(digest), int(size)) for path, digest, size in rows)
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError("not a list of files") from error
    for file in files:
        if not (is_file_path(file.path) and is_digest(file.digest) and 0 <= file.size <= LARGEST):
            raise ValueError("a list with what is no file")
    if len({file.path for file in files}) != len(files):
        raise ValueError("a list with a file twice")
    return Arrived(files, generation, now_s)


def is_digest(text: str) -> bool:
    """Whether that is a SHA-256 in hexadecimal: it names a file on a disk, and nothing else."""
    return _DIGEST.fullmatch(text) is not None


def is_file_path(path: str) -> bool:
    """Whether a path is one inside a site, and leads nowhere else."""
    names = path.split("/")
    return len(names) <= _DEEPEST and all(
        _NAME.fullmatch(name) and name not in (".", "..") for name in names
    )


def in_parts(digests: Sequence[str]) -> Iterable[Sequence[str]]:
    """Digests, as many at once as may be asked for."""
    return (digests[at : at + MOST_ASKED] for at in range(0, len(digests), MOST_ASKED))


def token_digest(token: str) -> str:
    """What a page server compares of the token of its desk."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def reading_token(token: str) -> str:
    """What the desk itself reads a private page by: from its token, and never that."""
    return hashlib.sha256(b"reads what it brought\0" + token.encode("utf-8", "replace")).hexdigest()
