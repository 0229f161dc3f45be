"""The steps of a place that is a folder behind FTP over TLS (Steps). FTP knows no conditions.

A file is sent under a name beside its place, and renamed over the old one. A server that renames
over nothing is found out when the place is set up: there the old file is kept aside until the new
one stands in its place, and for an instant a visitor finds none.
"""

import ftplib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from statusboard.errors import StatusBoardError
from statusboard.targets.base import LARGEST
from statusboard.targets.ftp.connection import Connection
from statusboard.targets.ownership import MANIFEST
from statusboard.targets.remote.names import aside_name, fresh_name
from statusboard.targets.remote.network import certificate_words, trouble_of
from statusboard.targets.remote.steps import Hindrance, Stored, Trouble

_FULL = re.compile(r"space|quota|storage|disk full|exceeded", re.IGNORECASE)
_FORBIDDEN = re.compile(
    r"denied|permission|privilege|not allowed|read.?only|forbidden", re.IGNORECASE
)
_MISSING = re.compile(
    r"no such|not found|not exist|cannot find|can.t find|unavailable", re.IGNORECASE
)
_BY_CODE = {
    "421": Trouble.CUT,
    "425": Trouble.CUT,
    "426": Trouble.CUT,
    "452": Trouble.FULL,
    "530": Trouble.WRONG_SECRET,
    "532": Trouble.FORBIDDEN,
    "552": Trouble.FULL,
    "553": Trouble.FORBIDDEN,
}


@dataclass(frozen=True, slots=True)
class FolderSteps:
    """The folder that the connection stands in. `replaces`: the server renames over a file."""

    connection: Connection
    replaces: bool

    @property
    def keeps_conditions(self) -> bool:
        """FTP has none."""
        return False

    @property
    def is_atomic(self) -> bool:
        """Each file appears by itself."""
        return False

    def read(self, path: str) -> Stored | None:
        """See Steps."""
        with told():
            found = self._read(path)
            if found is None and path == MANIFEST and not self.replaces:
                # Without its manifest nothing here would be ours, were it missed for an instant.
                found = self._read(aside_name(path))
        return found

    def _read(self, path: str) -> Stored | None:
        content = bytearray()

        def take(piece: bytes) -> None:
            content.extend(piece)
            if len(content) > LARGEST:
                raise Hindrance(Trouble.STRANGE, "a file is too long")

        try:
            self.connection.retrbinary(f"RETR {path}", take)
        except ftplib.error_perm as error:
            if self._is_missing(path, error):
                return None
            raise
        return Stored(bytes(content))

    def write(
        self,
        path: str,
        content: bytes,
        media_type: str,  # noqa: ARG002 - FTP knows none
        *,
        only_if: str | None = None,  # noqa: ARG002 - not asked for, see `keeps_conditions`
    ) -> None:
        """See Steps."""
        fresh = fresh_name(path)
        with told():
            try:
                self._send(fresh, content)
                self._move(fresh, path)
            except ftplib.Error:
                # What is left of it would only make a full disk fuller; a later sweep finds it.
                with _quietly():
                    self.connection.delete(fresh)
                raise

    def remove(self, path: str) -> None:
        """See Steps."""
        with told():
            self._delete(path)
        above = path.rpartition("/")[0]
        while above and not self.names(above):
            with _quietly():
                self.connection.rmd(above)
            above = above.rpartition("/")[0]

    def names(self, folder: str) -> list[str]:
        """See Steps."""
        with told():
            try:
                return sorted(self._listed(folder))
            except (ftplib.error_perm, ftplib.error_temp) as error:
                # Some servers say of an empty folder that it holds no files, as an error.
                if str(error)[:3] in ("450", "550") and not _FORBIDDEN.search(str(error)):
                    return []
                raise

    def settle(self) -> None:
        """Each step was seen at once."""

    def try_replacing(self) -> bool:
        """Whether the server renames over a file, tried with two that are removed again."""
        mine, theirs = fresh_name("trial"), fresh_name("trial")
        with told():
            try:
                for path in (mine, theirs):
                    self._send(path, path.encode())
                try:
                    self.connection.rename(mine, theirs)
                except ftplib.error_perm:
                    return False
                return True
            finally:
                for path in (mine, theirs):
                    self._delete(path)

    def _listed(self, folder: str) -> Iterator[str]:
        try:
            entries = list(self.connection.mlsd(folder, ["type"]))
        except ftplib.error_perm as error:
            if str(error)[:3] not in ("500", "501", "502", "504"):
                raise
            found = self.connection.nlst(*([folder] if folder else []))
            yield from {name.rpartition("/")[2] for name in found} - {".", ".."}
            return
        for name, facts in entries:
            if facts.get("type", "").lower() not in ("cdir", "pdir"):
                yield name.rpartition("/")[2]

    def _send(self, path: str, content: bytes) -> None:
        """Sends a file to that name, and makes the folders above it where they are not there."""
        try:
            self.connection.storbinary(f"STOR {path}", io.BytesIO(content))
        except ftplib.error_perm as error:
            if "/" not in path or _FULL.search(str(error)):
                raise
            self._make_folders(path)
            self.connection.storbinary(f"STOR {path}", io.BytesIO(content))

    def _move(self, source: str, path: str) -> None:
        if self.replaces:
            self.connection.rename(source, path)
            return
        aside = aside_name(path)
        is_renewed = path.rpartition("/")[2] in self.names(path.rpartition("/")[0])
        if is_renewed:
            self._delete(aside)
            self.connection.rename(path, aside)
        self.connection.rename(source, path)
        if is_renewed:
            self._delete(aside)

    def _make_folders(self, path: str) -> None:
        above = ""
        for name in path.split("/")[:-1]:
            above = f"{above}/{name}".lstrip("/")
            with _quietly():  # there already, or the sending says what is wrong
                self.connection.mkd(above)

    def _delete(self, path: str) -> None:
        try:
            self.connection.delete(path)
        except ftplib.error_perm as error:
            if not self._is_missing(path, error):
                raise

    def _is_missing(self, path: str, error: ftplib.error_perm) -> bool:
        """Whether the server refused because nothing is there: 550 says that of much else, too."""
        said = str(error)
        if not said.startswith("55") or _FULL.search(said):
            return False
        if _MISSING.search(said):
            return True
        above, _, name = path.rpartition("/")
        return name not in self.names(above)


@contextmanager
def told() -> Iterator[None]:
    """Raises whatever is in the way inside as a Hindrance."""
    try:
        yield
    except (ftplib.error_perm, ftplib.error_temp) as error:
        raise _refused(str(error)) from error
    except (Hindrance, StatusBoardError):
        raise
    except Exception as error:
        # Besides what a network does: for an answer that is no FTP, whatever the library runs into.
        raise Hindrance(trouble_of(error) or Trouble.REFUSED, certificate_words(error)) from error


def _refused(said: str) -> Hindrance:
    code, words = said[:3], said[4:]
    if code == "550" and _FORBIDDEN.search(words):
        return Hindrance(Trouble.FORBIDDEN)
    if _FULL.search(words):
        return Hindrance(Trouble.FULL)
    trouble = _BY_CODE.get(code, Trouble.STRANGE)
    return Hindrance(trouble, said if trouble is Trouble.STRANGE else "")


@contextmanager
def _quietly() -> Iterator[None]:
    try:
        yield
    except ftplib.Error:
        return
