"""The steps of a place that is a bucket, below a prefix (Steps)."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import obstore
from obstore.store import S3Store

from statusboard.targets.base import LARGEST
from statusboard.targets.bucket.failures import told
from statusboard.targets.remote.serving import CACHE_CONTROL
from statusboard.targets.remote.steps import ABSENT, Hindrance, Stored, Trouble


@dataclass(frozen=True, slots=True)
class BucketSteps:
    """The bucket. See `Steps`."""

    store: S3Store
    keeps_conditions: bool
    is_atomic: bool = False

    def read(self, path: str) -> Stored | None:
        """The object, with its entity tag; None where there is none."""
        try:
            with told():
                found = obstore.get(self.store, path)
                if found.meta["size"] > LARGEST:
                    raise Hindrance(Trouble.STRANGE, "a file is too long")
                return Stored(bytes(found.bytes()), found.meta["e_tag"] or "")
        except FileNotFoundError:
            return None

    def write(
        self, path: str, content: bytes, media_type: str, *, only_if: str | None = None
    ) -> None:
        """One PUT, which replaces the object in one step."""
        mode: Any = "overwrite" if only_if is None else {"e_tag": only_if}
        with told():
            obstore.put(
                self.store,
                path,
                content,
                attributes={"Content-Type": media_type, "Cache-Control": CACHE_CONTROL},
                mode="create" if only_if == ABSENT else mode,
                use_multipart=False,
            )

    def remove(self, path: str) -> None:
        """Removes the object. Folders are only names here."""
        with suppress(FileNotFoundError), told():
            obstore.delete(self.store, path)

    def names(self, folder: str) -> list[str]:
        """The names of objects and folders below."""
        with told():
            found = obstore.list_with_delimiter(self.store, folder or None)
        paths = [*found["common_prefixes"], *(each["path"] for each in found["objects"])]
        return sorted(path.rstrip("/").rpartition("/")[2] for path in paths)

    def settle(self) -> None:
        """Each step is there at once."""
