"""The way out of a private page: what a browser keeps of its reader is taken from it.

Nothing is kept here of who was let in, so nothing else has to end.
"""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from statusboard.domain.page_access import SIGN_OUT, PageAccess
from statusboard.server import notes
from statusboard.server.asked import Asked, language_of
from statusboard.server.bodies import body_of
from statusboard.server.media import HTML
from statusboard.server.pages import READS
from statusboard.server.policy import content_policy
from statusboard.server.reader_proofs import By, In, ReaderProofs
from statusboard.server.visits import is_foreign

ALLOWED = "GET, HEAD, POST"


async def sign_out(request: Request, access: PageAccess, proofs: ReaderProofs) -> Response:
    """Signs out by a POST from the page itself; a GET says what that came to, and does nothing."""
    asked = Asked.by(request)
    if request.method == "POST":
        # Read before it is refused: what is left of it would stand before the next request.
        if await body_of(request) is None:
            return notes.too_large(asked)
        if is_foreign(request):
            return notes.not_ours(asked)
        language = language_of(request, access.doors)
        where = f"./{SIGN_OUT}?lang={quote(language, safe='')}"
        return Response(None, 303, {"location": where, "set-cookie": proofs.forgotten(access)})
    if request.method not in READS:
        return notes.not_so(asked, ALLOWED)
    found = proofs.of(request, access)
    if isinstance(found, In):
        # Somebody who opened this address, and pressed nothing, is still let in.
        is_by_place = found.by is By.NETWORK
        return notes.still_in(asked) if is_by_place else Response(None, 303, {"location": "./"})
    language = language_of(request, access.doors)
    html = (access.signed_out.get(language) or access.doors[language].ask).encode()
    policy = content_policy(html).decode()
    headers = {"content-type": HTML.decode(), "content-security-policy": policy}
    return Response(html, 200, headers)
