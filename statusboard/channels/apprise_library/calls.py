"""One message by one address of Apprise, on a thread of its own, with an end.

Apprise waits where it sends, and nothing can break off what it has begun: whoever calls it stops
waiting instead. Its threads end no later than their process does.
"""

import asyncio
import importlib
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote, urlsplit

from statusboard import __version__
from statusboard.channels.apprise_library.services import Service
from statusboard.channels.web.wording import cut

if TYPE_CHECKING:
    from apprise.plugins.base import NotifyBase

Result = TypeVar("Result")
# What Apprise and the library below it write while they send; at their lowest levels all of it.
_TALKATIVE = ("apprise", "urllib3")


class UnfitAddressError(Exception):
    """Apprise does not take the address as one of the service."""


@dataclass(frozen=True, slots=True)
class Words:
    """A message. `ending` is never cut. `is_over`: it says that the trouble has ended."""

    title: str
    text: str
    ending: str = ""
    is_over: bool = False


async def in_thread(work: Callable[[], Result], timeout_s: float) -> Result:
    """What the work answers. Raises TimeoutError, and what the work raises."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Result] = loop.create_future()

    def tell(result: Result | None, error: BaseException | None) -> None:
        if answer.done():
            return  # nobody waits any more
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except BaseException as caught:  # noqa: BLE001 - it belongs to whoever waits
            error = caught
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(tell, result, error)

    threading.Thread(target=run, name="apprise", daemon=True).start()
    async with asyncio.timeout(timeout_s):
        return await answer


def sender_of(service: Service, url: str) -> "NotifyBase":
    """What speaks to the service. Blocks: the first time it loads the library, some 25 MB.

    Raises UnfitAddressError. Nothing of it asks the network.
    """
    import apprise
    from apprise.exception import AppriseException

    for name in _TALKATIVE:
        # Their lines hold addresses, and addresses hold secrets: none reaches a log.
        logging.getLogger(name).propagate = False
    kind = getattr(importlib.import_module(f"apprise.plugins.{service.module}"), service.name)
    asset = apprise.AppriseAsset(
        app_id="StatusBoard",
        app_desc=f"StatusBoard {__version__}",
        image_url_mask="",
        image_url_logo="",
        async_mode=False,
        http_redirects=False,
    )
    try:
        read = kind.parse_url(url.strip())
        sender: NotifyBase | None = kind(**read, asset=asset) if read else None
    except (TypeError, ValueError, AppriseException):
        sender = None
    if sender is None:
        raise UnfitAddressError
    return sender


def send(service: Service, url: str, words: Words) -> tuple[bool, str]:
    """Whether the service took it, and the last that Apprise said of it. Blocks.

    Raises UnfitAddressError.
    """
    from apprise import NotifyFormat, NotifyType

    sender = sender_of(service, url)
    room = max(1, int(sender.body_maxlen) - len(words.ending) - len(words.title) - 4)
    ending = f"\n\n{words.ending}" if words.ending else ""
    with _Heard() as heard:
        try:
            taken = sender.notify(
                title=words.title,
                body=cut(words.text.strip(), room) + ending,
                notify_type=NotifyType.SUCCESS if words.is_over else NotifyType.WARNING,
                body_format=NotifyFormat.TEXT,
            )
        except Exception as error:  # noqa: BLE001 - its words may hold the address
            return False, type(error).__name__
    return bool(taken), heard.last


def secrets_in(url: str) -> tuple[str, ...]:
    """Every part of an address that may be a secret: all but its scheme and its host's name."""
    parts = urlsplit(url.strip())
    rest = f"{parts.username or ''}/{parts.password or ''}/{parts.path}/{parts.query}"
    found = {unquote(part) for piece in rest.split("/") for part in (piece, *piece.split("&"))}
    found |= {part.partition("=")[2] for part in found if "=" in part}
    return (url, *sorted(part for part in found if part))


class _Heard(logging.Handler):
    """What Apprise says on this thread, while it is listened to."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.last = ""
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the newest line of this thread."""
        if record.thread == self._thread:
            self.last = record.getMessage()

    def __enter__(self) -> "_Heard":
        logging.getLogger("apprise").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("apprise").removeHandler(self)
