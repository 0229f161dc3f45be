"""What providers post here: that somebody answered a message. Who it is from, others judge."""

from collections import Counter
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from statusboard.domain.views.provider_call import ProviderCall
from statusboard.domain.visits import Seen
from statusboard.server import notes
from statusboard.server.asked import Asked
from statusboard.server.bodies import FORM, body_of, fields_of

TWILIO = "twilio"
# A channel may have any name.
PATH = "/hooks/{provider}/{channel:path}"
# Twilio is told what to do by a document; an empty one says nothing to whoever texted.
NOTHING_TO_SAY = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'
SIGNATURE_LENGTH = 28


class Hooks(Protocol):
    """Who judges what providers post."""

    async def answer(self, call: ProviderCall, network: str) -> int:
        """The status of the answer: 200 where the provider said it. Raises nothing."""


def hook_routes(hooks: Hooks, seen: Counter[Seen]) -> list[Route]:
    """The routes of the providers. `seen` counts what none of them sends."""

    async def answer(request: Request) -> Response:
        asked = Asked.by(request)
        if request.method != "POST":
            return notes.not_so(asked, "POST")
        body = await body_of(request)
        if body is None:
            return notes.too_large(asked)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
            return notes.no_form(asked)
        signature = request.headers.get("x-twilio-signature", "")
        if request.path_params["provider"] != TWILIO:
            return notes.not_there(asked)
        status = 403
        if len(signature) == SIGNATURE_LENGTH:
            call = _call(request, body, signature)
            status = await hooks.answer(call, request.client.host if request.client else "")
        else:
            seen[Seen.UNSIGNED] += 1
        content = NOTHING_TO_SAY if status == 200 else b""
        return Response(content, status, {"cache-control": "no-store"}, "text/xml")

    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
    return [Route(PATH, answer, methods=methods)]


def _call(request: Request, body: bytes, signature: str) -> ProviderCall:
    asked = request.scope["query_string"].decode("latin-1")
    # As it was written: the provider signed the address with just these escapes.
    path = request.scope["raw_path"].decode("latin-1") + (f"?{asked}" if asked else "")
    return ProviderCall(
        provider=request.path_params["provider"],
        channel=request.path_params["channel"],
        path=path,
        fields=tuple((name, each) for name, all_ in fields_of(body).items() for each in all_),
        signature=signature,
    )
