"""How a server is told who asks: the way that it names itself when it is first asked."""

from collections.abc import Generator

import httpx


class SignIn(httpx.Auth):
    """Digest where the server offers it, else Basic; nothing where it wants neither.

    The first question goes out without a name, so that no password goes where none is wanted.
    """

    def __init__(self, user: str, password: str) -> None:
        self._user = user
        self._password = password
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """See httpx.Auth."""
        if self._chosen is None:
            answer = yield request
            if answer.status_code != 401:
                return
            offered = answer.headers.get("www-authenticate", "").lower()
            if "digest" in offered:
                self._chosen = httpx.DigestAuth(self._user, self._password)
            elif "basic" in offered:
                self._chosen = httpx.BasicAuth(self._user, self._password)
            else:
                return
        yield from self._chosen.auth_flow(request)
