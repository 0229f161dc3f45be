"""The steps of a place that is a folder behind WebDAV (Steps).

A file is sent under a name beside its place, and moved over the old one in one step of the server.
A condition is held to by that move: `Overwrite: F` where nothing may stand there yet, and an `If`
with the tag of what has to stand there. Whether a server does is tried when the place is set up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import httpx

from statusboard.targets.base import LARGEST
from statusboard.targets.dav.listing import ASKED, names_in
from statusboard.targets.remote.http_status import BY_STATUS
from statusboard.targets.remote.names import fresh_name
from statusboard.targets.remote.network import certificate_words, trouble_of
from statusboard.targets.remote.steps import ABSENT, Hindrance, Stored, Trouble

_MADE = frozenset({200, 201, 204})
_GONE = frozenset({404, 410})
# Some servers say of a folder that is not there that the file is not.
_NO_FOLDER = frozenset({404, 409})
# Behind a proxy that ends TLS a server takes a whole address of its own for another server's, and
# so says; a path alone will do (RFC 4918, 10.3), but older ones know whole addresses alone.
_ANOTHER_SERVER = frozenset({400, 502})

_TROUBLES = {
    **BY_STATUS,
    405: Trouble.REFUSED,
    409: Trouble.NO_ROOM,
    412: Trouble.OVERTAKEN,
    501: Trouble.REFUSED,
}


@dataclass(frozen=True, slots=True)
class FolderSteps:
    """A folder by its address, which ends with a slash."""

    client: httpx.Client
    address: str
    keeps_conditions: bool

    @property
    def is_atomic(self) -> bool:
        """Each file appears by itself."""
        return False

    def open(self) -> None:
        """Finds out whether the folder is there and may be read. Raises Hindrance."""
        self._listed("")

    def read(self, path: str) -> Stored | None:
        """See Steps."""
        answer = self._ask("GET", path)
        if answer.status_code in _GONE:
            return None
        _refuse(answer, {200})
        return Stored(answer.content, answer.headers.get("etag", ""))

    def write(
        self, path: str, content: bytes, media_type: str, *, only_if: str | None = None
    ) -> None:
        """See Steps. `If` names a tag that is not weak: such a one tells no two versions apart."""
        fresh = fresh_name(path)
        try:
            self.put(fresh, content, media_type)
            self.move(fresh, path, only_if)
        except Hindrance:
            # What is left of it would only make a full disk fuller; a later sweep finds it, too.
            self._forget(fresh)
            raise

    def put(self, path: str, content: bytes, media_type: str) -> None:
        """Sends a file straight to its name, and makes the folders above it. Raises Hindrance."""
        headers = {"Content-Type": media_type}
        answer = self._ask("PUT", path, headers=headers, content=content)
        if answer.status_code in _NO_FOLDER and "/" in path:
            self._make_folders(path)
            answer = self._ask("PUT", path, headers=headers, content=content)
        _refuse(answer, _MADE)

    def move(self, source: str, path: str, only_if: str | None = None) -> None:
        """Moves a file over another in one step, under that condition. Raises Hindrance."""
        target = self._url(path)
        headers = {"Destination": target, "Overwrite": "F" if only_if == ABSENT else "T"}
        if only_if:
            # By its path: not every server knows itself by the name that it is called by.
            headers["If"] = f"<{urlsplit(target).path}> ([{only_if}])"
        answer = self._ask("MOVE", source, headers=headers)
        if answer.status_code in _ANOTHER_SERVER:
            headers["Destination"] = urlsplit(target).path
            answer = self._ask("MOVE", source, headers=headers)
        _refuse(answer, _MADE)

    def remove(self, path: str) -> None:
        """See Steps."""
        answer = self._ask("DELETE", path)
        if answer.status_code not in _GONE:
            _refuse(answer, _MADE)
        above = path.rpartition("/")[0]
        while above and not self.names(above):
            # With a slash at its end: a server may take the name of a folder for that of a file.
            self._ask("DELETE", f"{above}/")
            above = above.rpartition("/")[0]

    def names(self, folder: str) -> list[str]:
        """See Steps."""
        try:
            return self._listed(f"{folder}/" if folder else "")
        except Hindrance as hindrance:
            if folder and hindrance.trouble is Trouble.NO_ROOM:
                return []
            raise

    def settle(self) -> None:
        """Each step was seen at once."""

    def _listed(self, folder: str) -> list[str]:
        headers = {"Depth": "1", "Content-Type": "application/xml"}
        answer = self._ask("PROPFIND", folder, headers=headers, content=ASKED)
        _refuse(answer, {207})
        try:
            return names_in(answer.content, urlsplit(self._url(folder)).path)
        except ValueError as error:
            raise Hindrance(Trouble.REFUSED, f"what it lists cannot be read, {error}") from error

    def _make_folders(self, path: str) -> None:
        above = ""
        for name in path.split("/")[:-1]:
            above = f"{above}{name}/"
            answer = self._ask("MKCOL", above)
            if answer.status_code != 405:  # there already
                _refuse(answer, _MADE)

    def _forget(self, path: str) -> None:
        try:
            self._ask("DELETE", path)
        except Hindrance:
            return

    def _url(self, path: str) -> str:
        return self.address + quote(path)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
    ) -> httpx.Response:
        """One question and its whole answer. Raises Hindrance where none came."""
        try:
            request = self.client.build_request(
                method, self._url(path), headers=headers, content=content
            )
            answer = self.client.send(request, stream=True)
            try:
                return _whole(answer)
            finally:
                answer.close()
        except httpx.TimeoutException as error:
            raise Hindrance(Trouble.TIMED_OUT) from error
        except httpx.TransportError as error:
            trouble = trouble_of(error) or Trouble.CUT
            raise Hindrance(trouble, certificate_words(error)) from error
        except Hindrance:
            raise
        except Exception as error:
            # What the library raises for an answer, or a way of signing in, that is none.
            raise Hindrance(Trouble.REFUSED, "its answer cannot be read") from error


def _whole(answer: httpx.Response) -> httpx.Response:
    """The answer, read to its end, or refused where it has none."""
    content = bytearray()
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > LARGEST:
            raise Hindrance(Trouble.STRANGE, "an answer is too long")
    headers = answer.headers.copy()
    headers.pop("content-encoding", None)
    return httpx.Response(answer.status_code, headers=headers, content=bytes(content))


def keeps_conditions(steps: FolderSteps) -> bool:
    """Whether the server holds to conditions, tried with two files that are removed again.

    One that does not may move a file all the same, or know no tag of a version. Raises Hindrance.
    """
    mine, theirs = fresh_name("trial"), fresh_name("trial")
    try:
        for path in (mine, theirs):
            steps.put(path, path.encode(), "application/octet-stream")
        stored = steps.read(theirs)
        tag = stored.tag if stored is not None else ""
        if not tag or tag.startswith("W/"):
            return False
        for wrong in (ABSENT, '"another-version"'):
            if _moves(steps, mine, theirs, wrong):
                return False
        return _moves(steps, mine, theirs, tag)
    finally:
        for path in (mine, theirs):
            steps.remove(path)


def _moves(steps: FolderSteps, source: str, path: str, only_if: str) -> bool:
    try:
        steps.move(source, path, only_if)
    except Hindrance as hindrance:
        if hindrance.trouble in (Trouble.OVERTAKEN, Trouble.STRANGE):
            return False
        raise
    return True


def _refuse(answer: httpx.Response, wanted: frozenset[int] | set[int]) -> None:
    status = answer.status_code
    if status in wanted:
        return
    if 300 <= status < 400:
        where = answer.headers.get("location", "nowhere")
        raise Hindrance(Trouble.REFUSED, f"it sends on to {where}")
    trouble = _TROUBLES.get(status, Trouble.STRANGE)
    if status == 423:
        raise Hindrance(Trouble.STRANGE, "somebody has locked the file")
    raise Hindrance(trouble, f"HTTP {status}" if trouble is Trouble.STRANGE else "")
