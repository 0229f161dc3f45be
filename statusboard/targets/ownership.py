"""Whose a folder is: the manifest says what in it is ours; any other folder is refused."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from statusboard.errors import Rejected, RuleBroken
from statusboard.targets.base import Site
from statusboard.targets.files import Files

MANIFEST = ".statusboard.json"
LOCK = ".statusboard.lock"
# What is being written stands under such a name until it is whole.
FRESH = ".statusboard-new."


class Manifest(msgspec.Struct, frozen=True):
    """What a folder holds of ours: digests by path, and the generation being shown there."""

    page_id: str
    generation: int
    files: dict[str, str]
    is_complete: bool = False


@dataclass(frozen=True, slots=True)
class Ownership:
    """What a folder's manifest says, and what follows from it. Everything here raises OSError."""

    path: Path
    files: Files

    def manifest(self) -> Manifest | None:
        """What the folder says it holds of ours; None where it says nothing."""
        content = self.files.read(self.path / MANIFEST)
        if content is None:
            return None
        try:
            return msgspec.json.decode(content, type=Manifest)
        except msgspec.DecodeError as error:
            raise RuleBroken(
                f"The folder {self.path} holds a manifest that StatusBoard cannot read "
                f"({MANIFEST}). Choose an empty folder.",
                field="path",
            ) from error

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

    def refuse_foreign_files(self, known: Manifest | None, site: Site) -> None:
        """Stops before a file that somebody else put where one of ours belongs."""
        owned = known.files if known is not None else {}
        for path in site.files:
            if path not in owned and self.files.read(self.path / path) is not None:
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
