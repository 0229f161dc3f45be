"""`/history?page=N` and `/history.json?page=N`, as Statuspage's history is turned by programs.

The pages are files of the site; only here can a question after the path lead to them.
"""

import re

from starlette.responses import RedirectResponse, Response

from statusboard.server import notes
from statusboard.server.asked import Asked
from statusboard.server.media import JSON
from statusboard.server.site import OPEN

_PAGE = re.compile(rb"(?:^|&)page=([0-9]{1,4})(?:&|$)", re.ASCII)
# Beyond the first incident there are no months: whoever turns pages finds that it is the end.
_NO_MONTHS = b'{"months":[]}'


def page_asked(query: bytes) -> int | None:
    """The number in `page=N`, None where none is asked for."""
    found = _PAGE.search(query)
    return None if found is None else int(found[1])


def older_path(path: str, query: bytes) -> str | None:
    """Where the page stands that is asked for; None where it is the file of the path itself."""
    number = page_asked(query)
    if number is None or number < 2:
        return None
    if path == "/history.json":
        return f"/history/pages/{number}.json"
    if path in {"/history/", "/history/index.html"}:
        return f"/history/pages/{number}/"
    return None


def to_older(asked: Asked, path: str, *, is_there: bool) -> Response:
    """The way to such a page, whose links are relative to it; or that it lies before the first."""
    if path.endswith(".json"):
        headers = {name.decode(): value.decode() for name, value in OPEN}
        return Response(
            _NO_MONTHS, headers={"cache-control": "no-cache", **headers}, media_type=JSON.decode()
        )
    return RedirectResponse(path, 302) if is_there else notes.not_there(asked)
