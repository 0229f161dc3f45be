"""Fetches what a page by Statuspage tells everybody, as the files that its importer reads.

Over the connections of the checks, with their limits: a few documents of bounded size, within one
deadline, and nothing secret is sent along. They are kept for as long as they are read.
"""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from statusboard.domain.brought import Found, Note
from statusboard.errors import RuleBroken

DEADLINE_S = 30.0
_ADDRESS = re.compile(r"(?P<scheme>https?):/+(?P<host>[^/?#]+)(?:[/?#].*)?", re.IGNORECASE)
_NEEDED = "summary.json"
# How it is called there; a page that does not tell one of the others is read without it.
_FILES = (_NEEDED, "incidents.json", "scheduled-maintenances.json")
_OK = 200
# The key of the format that such files are in.
STATUSPAGE = "statuspage"
NEWEST = (
    "A page tells everybody of its newest incidents alone, and not who subscribed. Both stand in "
    "the files of the management API."
)


def page_at(path: Path) -> str | None:
    """The page that a path names, such as `https://status.example.com`; None where it names none.

    A path has one slash where an address had two. Whoever signs in stays out of it: that would
    stand on the screen, and in a log.
    """
    found = _ADDRESS.fullmatch(path.as_posix())
    if found is None:
        return None
    return f"{found['scheme'].lower()}://{found['host'].rpartition('@')[2]}"


@contextmanager
def fetched_page(page: str, *, loopback_only: bool = False) -> Iterator[Path]:
    """A folder with what the page tells, for as long as one is inside. Blocking: it asks the page.

    With `loopback_only`, where sample data is shown, pages of this computer alone are asked.
    Raises RuleBroken, with what to save by hand, where it does not tell.
    """
    host = page.partition("://")[2]
    documents = asyncio.run(_documents(page, loopback_only=loopback_only))
    with TemporaryDirectory(prefix="statusboard-import-") as home:
        folder = Path(home) / re.sub(r"[^A-Za-z0-9.-]", "-", host)
        folder.mkdir()
        for name, body in documents.items():
            (folder / name).write_bytes(body)
        yield folder


def with_note(found: Found, page: str) -> Found:
    """What was found, and that there may be more than everybody is told."""
    return replace(found, notes=(*found.notes, Note(page, NEWEST)))


async def _documents(page: str, *, loopback_only: bool) -> dict[str, bytes]:
    from statusboard.probes.base import ProbeContext
    from statusboard.probes.sockets.document import fetched
    from statusboard.probes.web.connections import Connections
    from statusboard.probes.web.failure import Failed

    connections = Connections(loopback_only=loopback_only)
    found: dict[str, bytes] = {}
    try:
        async with asyncio.timeout(DEADLINE_S):
            for name in _FILES:
                context = ProbeContext(0, DEADLINE_S, connections)
                url = f"{page}/api/v2/{name}"
                got = await fetched(context, url, accept="application/json")
                if got.code == _OK:
                    found[name] = got.body
                elif name == _NEEDED:
                    raise _not_told(page, f"it answers {got.code}")
    except TimeoutError as error:
        raise _not_told(page, f"it did not tell all within {DEADLINE_S:.0f} s") from error
    except Failed as failed:
        raise _not_told(page, failed.detail) from failed
    finally:
        await connections.aclose()
    return found


def _not_told(page: str, why: str) -> RuleBroken:
    return RuleBroken(
        f"{page} was asked as a page by Statuspage, and could not be read: {why}. Of other "
        "programs give the file or the folder. Of a page that this computer cannot reach save "
        f"{page}/api/v2/summary.json and {page}/api/v2/incidents.json into one folder, and import "
        "that folder.",
        field="source",
    )
