"""Whose a folder is: the manifest says what in it is ours; any other folder is refused."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import msgspec

from statusboard.errors import Bug, Rejected, RuleBroken
from statusboard.targets.base import Site, is_plain_path
from statusboard.targets.files import FILE, Files, StrangeError

MANIFEST = ".statusboard.json"
LOCK = ".statusboard.lock"
# What is being written stands under such a name until it is whole.
FRESH = ".statusboard-new."
LEFTOVER = re.compile(re.escape(FRESH) + r"(?:[0-9a-f]+\.[A-Za-z0-9._-]+|trial)", re.ASCII)


class Manifest(msgspec.Struct, frozen=True):
    """What a place holds of ours: digests by path, and the generation being shown there.

    `writer` marks who wrote it last, where no lock keeps two of them apart.
    """

    page_id: str
    generation: int
    files: dict[str, str]
    is_complete: bool = False
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Ownership:
    """What a folder's manifest says, and what follows from it. Everything here raises OSError."""

    path: Path
    files: Files

    def manifest(self) -> Manifest | None:
        """What the folder says it holds of ours; None where it says nothing.

        It is believed as far as it can be ours: whoever can write to the folder can write it.
        """
        content = self.files.read(self.path, MANIFEST)
        if content is None:
            return None
        try:
            return msgspec.json.decode(content, type=Manifest)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise RuleBroken(
                f"The folder {self.path} holds a manifest that StatusBoard cannot read "
                f"({MANIFEST}). Choose an empty folder.",
                field="path",
            ) from error

    def owned(self, site: Site) -> dict[str, str]:
        """Those of the files in the manifest that a site can have, with their digests."""
        known = self.manifest()
        named = known.files if known is not None else {}
        return {path: digest for path, digest in named.items() if _is_ours(path, site)}

    def refuse_other_page(self, page_id: str) -> None:
        """Raises RuleBroken where the folder holds anything but the page of that id.

        Touches nothing.
        """
        known = self.manifest()
        if known is not None and known.page_id != page_id:
            raise RuleBroken(
                f"The folder {self.path} holds the page of another StatusBoard. "
                "Nothing was changed there; choose an empty folder.",
                field="path",
            )
        if known is not None:
            return
        others = [
            name
            for name in self.files.names(self.path)
            if name != LOCK and not name.startswith(FRESH)
        ]
        if others:
            raise RuleBroken(
                f"The folder {self.path} already holds other files ({others[0]}). "
                "Nothing was changed there; choose an empty folder.",
                field="path",
            )

    def kept_by_others(self, owned: Collection[str], site: Site) -> tuple[str, ...]:
        """Those of the files that give way in whose place somebody else has put something."""
        return tuple(
            path
            for path in sorted(site.yields & site.files.keys() - set(owned))
            if self._stands_there(path)
        )

    def _stands_there(self, path: str) -> bool:
        try:
            return bool(self.files.sort(self.path, path))
        except StrangeError:  # the way there leads elsewhere, and is not ours to go
            return True

    def refuse_foreign_files(self, owned: Collection[str], site: Site) -> None:
        """Stops before whatever somebody else put where one of ours belongs. Touches nothing.

        Raises StrangeError where that is no file at all: not even one of ours is looked for there.
        """
        for path in site.files:
            if not is_plain_path(path):
                raise Bug(f"The page has a file that no page can have: {path}.")
        for path in (LOCK, MANIFEST, *site.files, *owned):
            sort = self.files.sort(self.path, path)
            if sort not in ("", FILE):
                raise StrangeError(path, sort)
            if sort and path in site.files and path not in owned:
                raise RuleBroken(
                    f"The folder {self.path} holds a file that is not StatusBoard's: {path}. "
                    "Nothing was changed there; move that file, or choose an empty folder.",
                    field="path",
                )

    def refuse_overtaken(self, generation: int) -> None:
        """Stops a writer whose page is older than the one that is shown, or on its way."""
        known = self.manifest()
        if known is not None and known.generation > generation:
            raise Rejected(
                f"The folder {self.path} already shows page {known.generation}, which is newer "
                f"than page {generation}. If the database was restored from a backup, "
                "choose an empty folder."
            )


def _is_ours(path: str, site: Site) -> bool:
    return is_plain_path(path) and (path in site.files or site.makes(path))
