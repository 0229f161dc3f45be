"""Reads what stands at the public address of a page, the way a customer's browser does.

Nothing is signed, no cookie is kept, no redirect followed: what is answered is what is told.
"""

import time
from dataclasses import dataclass
from functools import cache
from urllib.parse import urljoin

from statusboard.targets.remote.network import certificate_words, trouble_of
from statusboard.targets.remote.steps import Hindrance, Trouble, quoted
from statusboard.targets.remote.trust import system_trust
from statusboard.targets.remote.way import USUAL, Way

TIMEOUT_S = 5.0
# More than any file of a page; what is longer is cut here, and so read as another content.
LARGEST = 4 * 1024 * 1024
# Read once: a proof asks several times, and each context reads the whole store.
_trust = cache(system_trust)
# Any site but the page's own: browsers say where a script came from that asks.
_ORIGIN = "https://elsewhere.example"


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """What the address answered. `took_s`: to the end of it, in seconds.

    `location` is where it sends on, whole; `allows_scripts` whether scripts of other sites may
    read it (CORS).
    """

    address: str
    status: int
    content: bytes
    media_type: str
    location: str
    allows_scripts: bool
    cache_control: str
    took_s: float


def address_of(public_url: str, path: str) -> str:
    """The address of a file of the page."""
    return urljoin(public_url.rstrip("/") + "/", path)


def read_public(
    address: str,
    *,
    head: bool = False,
    anew: bool = False,
    timeout_s: float = TIMEOUT_S,
    way: Way = USUAL,
) -> PublicAnswer:
    """What is answered there. Raises Hindrance where nothing is.

    `anew` asks whoever keeps the page on the way for a fresh one (RFC 9111, 5.2.1.4).
    """
    import httpx

    started = time.monotonic()
    headers = {"Origin": _ORIGIN} | ({"Cache-Control": "no-cache"} if anew else {})
    if way.token:
        headers["Authorization"] = f"Bearer {way.token}"
    ask = httpx.Request("HEAD" if head else "GET", address, headers=headers)
    try:
        with way.client(_trust(), timeout=timeout_s) as client:
            answer = client.send(ask, stream=True)
            content = bytearray()
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > LARGEST or time.monotonic() - started > 3 * timeout_s:
                    break
            answer.close()
    except httpx.TimeoutException as error:
        raise Hindrance(Trouble.TIMED_OUT) from error
    except httpx.ConnectError as error:
        trouble = trouble_of(error) or Trouble.REFUSED
        raise Hindrance(trouble, certificate_words(error)) from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise Hindrance(Trouble.REFUSED, str(error)) from error
    told = answer.headers
    return PublicAnswer(
        address=address,
        status=answer.status_code,
        content=bytes(content),
        media_type=quoted(told.get("content-type", "")),
        location=quoted(_whole(address, told.get("location", ""))),
        allows_scripts=told.get("access-control-allow-origin", "") in ("*", _ORIGIN),
        cache_control=told.get("cache-control", ""),
        took_s=time.monotonic() - started,
    )


def _whole(address: str, location: str) -> str:
    """Where an answer sends on, as a whole address; as it is where it can be none."""
    try:
        return urljoin(address, location) if location else ""
    except ValueError:
        return location
