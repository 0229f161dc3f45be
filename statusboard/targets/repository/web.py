"""A repository that is served over HTTP, with what its server refuses told apart."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.request import getproxies, proxy_bypass

import urllib3
from dulwich.client import Urllib3HttpGitClient

from statusboard.targets.remote.http_status import BY_STATUS
from statusboard.targets.remote.steps import Hindrance, Trouble
from statusboard.targets.remote.trust import system_trust

CONNECT_S, SILENT_S = 10.0, 30.0
_LARGE = 64 * 1024 * 1024


class WebClient(Urllib3HttpGitClient):
    """The library's client. What is no answer of Git is a Hindrance; nothing is asked twice."""

    def _http_request(
        self,
        url: str,
        headers: dict[str, str] | None = None,
        data: bytes | Iterator[bytes] | None = None,
        raise_for_status: bool = True,  # noqa: FBT001, FBT002 - the library's own
    ) -> tuple[Any, Callable[[int], bytes]]:
        answer, read = super()._http_request(url, headers, data, raise_for_status=False)
        status = int(answer.status)
        if raise_for_status and status != 200:
            answer.close()
            trouble = BY_STATUS.get(status, Trouble.STRANGE)
            raise Hindrance(trouble, f"HTTP {status}" if trouble is Trouble.STRANGE else "")
        return answer, read

    def _post_buffer_size(self, _url: str) -> int:
        """How much is sent with its length in front: all of it, for not every host takes less."""
        return _LARGE

    @staticmethod
    def _warn_filter_objects() -> None:
        """A server that sends contents along is no news, each time a page is put."""


def web_client(origin: str, user: str, password: str) -> WebClient:
    """A client of that server, by the proxy of the system where it has one."""
    return WebClient(origin, pool_manager=_pool(origin), username=user, password=password)


def _pool(origin: str) -> urllib3.PoolManager:
    parts = urllib3.util.parse_url(origin)
    more: dict[str, Any] = {
        "ssl_context": system_trust() if parts.scheme == "https" else None,
        "timeout": urllib3.Timeout(connect=CONNECT_S, read=SILENT_S),
        # Whoever moved is followed, without the token where it is to another host.
        "retries": urllib3.Retry(total=3, connect=0, read=0, status=0, other=0, redirect=3),
    }
    proxy = getproxies().get(parts.scheme or "")
    if proxy and not proxy_bypass(parts.netloc or ""):
        return urllib3.ProxyManager(proxy, **more)
    return urllib3.PoolManager(**more)
