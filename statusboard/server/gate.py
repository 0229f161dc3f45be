"""Stands before a private page: whoever shows nothing that lets in gets nothing of it.

Everything is behind it but what carries a proof of its own: links of mails, shared reports, what
providers, jobs and monitors send, and whether this server is ready. It is asked before anything is
compared with what a browser has: whoever may not read is never told that nothing changed.
"""

import json
import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from statusboard.domain.page_access import SIGN_OUT, Door, PageAccess
from statusboard.server import notes
from statusboard.server.asked import Asked, language_of
from statusboard.server.bodies import FORM, body_of, fields_of
from statusboard.server.media import HTML, JSON
from statusboard.server.pages import READS, Shown
from statusboard.server.policy import content_policy
from statusboard.server.reader_proofs import FIELD, KEY, By, In, Out, ReaderProofs
from statusboard.server.signing_out import sign_out
from statusboard.server.visits import is_foreign

# As routes take them, whole: a path that only begins so is none of them.
_OWN_PROOF = re.compile(
    r"/(?:healthz|forms-[0-9a-f]{12}\.css|(?:confirm|subscriptions|leave|report)/[^/]+"
    r"|place/v1(?:/.*)?|hooks/[^/]+/.+|(?:beat|alert)/[^/]+(?:/.*)?)",
    re.ASCII,
)
# What the pages of links look like: the team's own face, which stands before the page as well.
_FACE = re.compile(r"/brand/[A-Za-z0-9-]+\.[a-z0-9]+", re.ASCII)
PRIVATE = {"cache-control": "private, no-store", "x-robots-tag": "noindex, nofollow, noarchive"}
# No page of others reads what its reader may read by where they sit, or by what they keep.
AT_HOME = {"cross-origin-resource-policy": "same-origin"}
_SIGNS = 'Bearer realm="status page"'


class Gate:
    """ASGI middleware. A page that everybody may read is passed on as it is."""

    def __init__(self, app: ASGIApp, shown: Shown, proofs: ReaderProofs) -> None:
        self._app = app
        self._shown = shown
        self._proofs = proofs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or passes it on."""
        site = self._shown.site
        if "method" not in scope or (site is not None and site.access is None):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        is_file = self._is_file(path)
        if _OWN_PROOF.fullmatch(path) and not is_file:
            await self._app(scope, receive, send)
            return
        if site is None or site.access is None:
            # Whether it is private is told with the page: until then nothing is.
            await self._say(notes.not_yet(Asked.by(Request(scope))), scope, receive, send)
            return
        request = Request(scope, receive)
        if _FACE.fullmatch(path) and is_file:
            await self._app(scope, receive, _privately(send, AT_HOME))
            return
        if path == f"/{SIGN_OUT}" and not is_file:
            left = await sign_out(request, site.access, self._proofs)
            await self._say(_kept_nowhere(left), scope, receive, send)
            return
        found = self._proofs.of(request, site.access)
        if isinstance(found, In):
            await self._let_in(found, request, site.access, send)
            return
        await self._say(await self._at_the_door(request, site.access, found), scope, receive, send)

    async def _let_in(self, found: In, request: Request, access: PageAccess, send: Send) -> None:
        scope = request.scope
        if found.new_mark and scope["method"] in READS and self._is_page(scope["path"]):
            # The token leaves the address: it would stand in bookmarks and on screens.
            answer = self._onward(request, access, found.new_mark)
            await self._say(answer, scope, request.receive, send)
            return
        if scope["method"] == "POST" and self._is_file(scope["path"]):
            # The door's form, sent once more: they are in already.
            await self._say(self._onward(request, access, ""), scope, request.receive, send)
            return
        alone = {} if found.by is By.TOKEN else AT_HOME
        await self._app(scope, request.receive, _privately(send, alone))

    async def _at_the_door(self, request: Request, access: PageAccess, found: Out) -> Response:
        method = request.method
        if method == "POST" and not found.wait_s:
            body = await body_of(request)
            sort = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if body is None:
                return _kept_nowhere(notes.too_large(Asked.by(request)))
            if is_foreign(request):
                return _kept_nowhere(notes.not_ours(Asked.by(request)))
            typed = next(iter(fields_of(body).get(FIELD, ())), "") if sort == FORM else ""
            if typed and access.password:
                became = await self._proofs.typed(request, typed, access)
                if isinstance(became, In):
                    return self._onward(request, access, became.new_mark)
                found = became
        return self._refusal(request, access, found)

    def _refusal(self, request: Request, access: PageAccess, found: Out) -> Response:
        """401 with a way in for people, in words for programs; 429 where it is too early."""
        status = 429 if found.wait_s else 401
        headers = dict(PRIVATE)
        if found.wait_s:
            headers["retry-after"] = str(found.wait_s)
        else:
            headers["www-authenticate"] = _SIGNS
        path = request.scope["path"]
        if request.method in (*READS, "POST") and self._is_page(path):
            door = _door(access, request)
            html = _said(door, found).encode()
            headers["content-security-policy"] = content_policy(html).decode()
            headers["content-type"] = HTML.decode()
            return Response(html, status, headers)
        words = "This page is not public. Show a personal link: ?key=… or Authorization: Bearer …"
        if found.wait_s:
            words = "Too many tries from this network. Try again later."
        headers["content-type"] = JSON.decode()
        return Response(json.dumps({"error": words}, ensure_ascii=False), status, headers)

    def _is_file(self, path: str) -> bool:
        return self._shown.site is not None and path in self._shown.site.answers

    def _is_page(self, path: str) -> bool:
        """Whether people look at it: what is no file of the site is answered with words as well."""
        name = path.rpartition("/")[2]
        return not path.startswith("/api/") and ("." not in name or name.endswith(".html"))

    def _onward(self, request: Request, access: PageAccess, mark: str) -> Response:
        """To the same address, without a token, and with the mark to be kept.

        By its last part alone: the address leads nowhere else, whatever stands in it.
        """
        name = request.scope["path"].rpartition("/")[2]
        asked = [(each, value) for each, value in request.query_params.multi_items() if each != KEY]
        where = "./" + quote(name, safe="") + (f"?{urlencode(asked)}" if asked else "")
        headers = {**PRIVATE, "location": where}
        if mark:
            headers["set-cookie"] = self._proofs.cookie(access, mark)
        return Response(None, 303, headers)

    async def _say(self, answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
        self._shown.traffic.note(answer.status_code, len(answer.body))
        await answer(scope, receive, send)


def _door(access: PageAccess, request: Request) -> Door:
    return access.doors[language_of(request, access.doors)]


def _said(door: Door, found: Out) -> str:
    if found.wait_s:
        return door.wait
    if found.wrong_link:
        return door.no_link
    return door.wrong if found.wrong_password else door.ask


def _kept_nowhere(answer: Response) -> Response:
    answer.headers.update(PRIVATE)
    return answer


def _privately(send: Send, alone: Mapping[str, str]) -> Send:
    """Sends what is answered so that nothing on the way keeps it, and no page of others reads it.

    Who says a token in the request may be a page of others: it knows the token.
    """

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [
                (name, value)
                for name, value in message["headers"]
                if not _opens(name.decode("latin-1").lower(), is_alone=bool(alone))
            ]
            vary = Headers(raw=message["headers"]).get("vary", "")
            also = {"vary": ", ".join(filter(None, (vary, "cookie, authorization")))}
            kept += [
                (name.encode(), value.encode())
                for name, value in {**PRIVATE, **alone, **also}.items()
            ]
            message = {**message, "headers": kept}
        await send(message)

    return sending


def _opens(name: str, *, is_alone: bool) -> bool:
    if name.startswith("access-control-"):
        return is_alone
    return name in ("cache-control", "vary", "x-robots-tag", "cross-origin-resource-policy")
