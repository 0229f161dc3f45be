"""The steps of a place that is our own page server on another machine (Steps).

What is written and removed waits for `settle`: contents that it lacks are sent then, in parts and
from where they were cut, and shown all at once where the page that was read still stands.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx
import msgspec

from statusboard.domain.page_arrival import PART, PATH, Arrived, in_parts, read_files, written_files
from statusboard.domain.views.site import SiteFile
from statusboard.targets.base import LARGEST, content_digest
from statusboard.targets.ownership import MANIFEST, Manifest
from statusboard.targets.remote.http_status import BY_STATUS
from statusboard.targets.remote.network import certificate_words, trouble_of
from statusboard.targets.remote.steps import Hindrance, Stored, Trouble

_TROUBLES = {
    **BY_STATUS,
    404: Trouble.REFUSED,  # no page server that takes a page
    405: Trouble.REFUSED,
    409: Trouble.OVERTAKEN,  # what was sent is gone: another desk has been there
    412: Trouble.OVERTAKEN,
}


@dataclass(slots=True)
class ArrivalSteps:
    """An open page server, by its address, which ends with a slash."""

    client: httpx.Client
    address: str
    _stands: Arrived = field(init=False)
    _staged: dict[str, bytes | None] = field(default_factory=dict)

    def open(self) -> None:
        """Reads what stands there. Raises Hindrance."""
        answer = self._ask("GET", "")
        try:
            now_s = float(json.loads(answer.content)["now"])
            if not math.isfinite(now_s):
                raise ValueError("no time")
            self._stands = read_files(answer.content, now_s)
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
            raise Hindrance(Trouble.REFUSED, "what stands there cannot be read") from error

    @property
    def now_s(self) -> float:
        """What time it is there, in seconds since 1970, as of the opening."""
        return self._stands.now_s

    @property
    def keeps_conditions(self) -> bool:
        """A page is shown only where the one that was read still stands."""
        return True

    @property
    def is_atomic(self) -> bool:
        """All of a page appears at once."""
        return True

    def read(self, path: str) -> Stored | None:
        """See Steps."""
        if path in self._staged:
            staged = self._staged[path]
            return None if staged is None else Stored(staged, content_digest(staged))
        answer = self._ask("GET", f"/files/{quote(path)}", also=(410,))
        if answer.status_code == 410:
            return None
        return Stored(answer.content, content_digest(answer.content))

    def write(
        self,
        path: str,
        content: bytes,
        media_type: str,  # noqa: ARG002 - the page server knows them
        *,
        only_if: str | None = None,  # noqa: ARG002 - held to by `settle`, for the whole page
    ) -> None:
        """See Steps."""
        self._staged[path] = content

    def remove(self, path: str) -> None:
        """See Steps. A folder is nothing but what is in it."""
        self._staged[path] = None

    def names(self, folder: str) -> list[str]:
        """See Steps."""
        above = f"{folder}/" if folder else ""
        paths = {file.path for file in self._stands.files}
        paths |= {path for path, content in self._staged.items() if content is not None}
        paths -= {path for path, content in self._staged.items() if content is None}
        return sorted({p[len(above) :].partition("/")[0] for p in paths if p.startswith(above)})

    def settle(self) -> None:
        """Sends what is lacking there, and has all of it shown."""
        if not self._staged:
            return
        new = {path: body for path, body in self._staged.items() if body is not None}
        files = [file for file in self._stands.files if file.path not in self._staged]
        files += [SiteFile(path, content_digest(body), len(body)) for path, body in new.items()]
        listed = written_files(files, self._generation())
        contents = {content_digest(body): body for body in (*new.values(), listed)}
        self._send(contents)
        self._say("show", {"before": self._stands.tag, "index": content_digest(listed)})
        self._stands = read_files(listed)
        self._staged.clear()

    def _generation(self) -> int:
        """The number of the page, which its manifest says; none where there is no manifest."""
        manifest = self._staged.get(MANIFEST)
        if manifest is not None:
            return msgspec.json.decode(manifest, type=Manifest).generation
        return 0 if MANIFEST in self._staged else self._stands.generation

    def _send(self, contents: dict[str, bytes]) -> None:
        for digests in in_parts(list(contents)):
            for digest, has in self._lacking(digests).items():
                self._send_one(digest, contents[digest], has)

    def _lacking(self, digests: Sequence[str]) -> dict[str, int]:
        lacking = self._say("wanted", list(digests)).get("lacking")
        if not isinstance(lacking, dict) or not all(
            digest in digests and isinstance(has, int) and has >= 0
            for digest, has in lacking.items()
        ):
            raise Hindrance(Trouble.REFUSED, "its answer cannot be read")
        return lacking

    def _send_one(self, digest: str, content: bytes, has: int) -> None:
        at = min(has, len(content))
        while True:
            part = content[at : at + PART]
            where = f"/contents/{digest}?at={at}&size={len(content)}"
            answer = self._ask("PUT", where, content=part, also=(409,))
            after = _said(answer).get("has")
            if not isinstance(after, int) or after > len(content):
                raise Hindrance(Trouble.REFUSED, "its answer cannot be read")
            if answer.status_code == 200 and after == len(content):
                return
            if after <= at:
                raise Hindrance(Trouble.OVERTAKEN)  # what was sent is gone
            at = after  # as far as another desk has got with the same, too

    def _say(self, what: str, given: object) -> dict[str, Any]:
        return _said(self._ask("POST", f"/{what}", content=json.dumps(given).encode()))

    def _ask(
        self, method: str, path: str, *, content: bytes = b"", also: tuple[int, ...] = ()
    ) -> httpx.Response:
        """One question and its whole answer. Raises Hindrance."""
        try:
            request = self.client.build_request(
                method, f"{self.address}{PATH}{path}", content=content
            )
            answer = self.client.send(request, stream=True)
            try:
                whole = bytearray()
                for piece in answer.iter_bytes():
                    whole += piece
                    if len(whole) > LARGEST:
                        raise Hindrance(Trouble.STRANGE, "an answer is too long")
            finally:
                answer.close()
        except httpx.TimeoutException as error:
            raise Hindrance(Trouble.TIMED_OUT) from error
        except httpx.TransportError as error:
            raise Hindrance(trouble_of(error) or Trouble.CUT, certificate_words(error)) from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise Hindrance(Trouble.REFUSED, "its answer cannot be read") from error
        status = answer.status_code
        if status != 200 and status not in also:
            if 300 <= status < 400:
                where = answer.headers.get("location", "nowhere")
                raise Hindrance(Trouble.REFUSED, f"it sends on to {where}")
            trouble = _TROUBLES.get(status, Trouble.STRANGE)
            raise Hindrance(trouble, f"HTTP {status}" if trouble is Trouble.STRANGE else "")
        return httpx.Response(status, content=bytes(whole))


def _said(answer: httpx.Response) -> dict[str, Any]:
    try:
        said = json.loads(answer.content)
    except (ValueError, RecursionError) as error:
        raise Hindrance(Trouble.REFUSED, "its answer cannot be read") from error
    if not isinstance(said, dict):
        raise Hindrance(Trouble.REFUSED, "its answer cannot be read")
    return said
