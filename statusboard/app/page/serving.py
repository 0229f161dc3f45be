"""Shows the published page on this computer alone: read-only, from the folder it stands in.

For whoever has no window and no web server yet. It is asked by nobody but this computer, answers
GET and HEAD, and knows no other names than a site has: no dot files, no way out of the folder.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from statusboard.errors import Unavailable

HOST = "127.0.0.1"
INDEX = "index.html"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
}
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", re.ASCII)
# Whoever says nothing for so long holds a thread for no longer, and not the end of the program.
SILENT_S = 5.0


@dataclass(slots=True)
class ShownFolder:
    """The folder that is shown now; None where no page was published into one."""

    path: Path | None = None


@contextmanager
def serving(shown: ShownFolder, port: int = 0) -> Iterator[str]:
    """The address of the page for as long as it is served. 0 takes any free port.

    Raises Unavailable where the port is taken.
    """
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Answer, shown))
    except OSError as error:
        raise Unavailable(
            f"The page cannot be served on port {port} ({error.strerror}). Choose another one."
        ) from error
    server.daemon_threads = False  # its end waits for answers under way
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="page")
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def file_of(folder: Path, path: str) -> Path | None:
    """The file of a site that a path of the address names; None where there is none to show."""
    names = path.removeprefix("/").split("/")
    if names[-1] == "":
        names[-1] = INDEX
    if not path.startswith("/") or not all(_NAME.fullmatch(name) for name in names):
        return None
    found = folder.joinpath(*names)
    is_inside = found.resolve().is_relative_to(folder.resolve())
    return found if is_inside and found.suffix in TYPES and found.is_file() else None


class _Answer(BaseHTTPRequestHandler):
    """One question and its answer; the connection ends with it."""

    timeout = SILENT_S
    server_version = "StatusBoard"
    sys_version = ""

    def __init__(self, shown: ShownFolder, *given: object) -> None:
        self._shown = shown
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """A file of the site."""
        self._answer()

    def do_HEAD(self) -> None:
        """The same without its content."""
        self._answer()

    def _refuse(self) -> None:
        self._say(HTTPStatus.METHOD_NOT_ALLOWED, b"", {"Allow": "GET, HEAD"})

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: the terminal shows the board."""

    def _answer(self) -> None:
        path = self.path.partition("?")[0]
        folder = self._shown.path
        if folder is None:
            self._say(HTTPStatus.NOT_FOUND, b"No page was published yet.\n")
            return
        try:
            found = file_of(folder, path)
            content = None if found is None else found.read_bytes()
        except OSError:
            found = content = None
        if found is None or content is None:
            is_folder = file_of(folder, f"{path}/") is not None
            if is_folder:  # links on the page are relative to it
                self._say(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": f"{path}/"})
            else:
                self._say(HTTPStatus.NOT_FOUND, b"There is no such page.\n")
            return
        more = {"Access-Control-Allow-Origin": "*"} if path.startswith("/api/") else {}
        self._say(HTTPStatus.OK, content, {"Content-Type": TYPES[found.suffix], **more})

    def _say(self, status: HTTPStatus, content: bytes, more: dict[str, str] | None = None) -> None:
        headers = {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(content)),
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        } | (more or {})
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
