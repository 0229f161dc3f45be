"""What is said where there is no page to show: short pages and lines of the server's own."""

import base64
import hashlib
import json
from html import escape

from starlette.responses import Response

from statusboard.server.media import HTML, JSON
from statusboard.server.policy import content_policy

STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0;padding:4rem 1.25rem;background:#F6F7F9;color:#16202E;"
    'font:1rem/1.5 Inter,"Segoe UI",system-ui,-apple-system,"Helvetica Neue",sans-serif}'
    "main{max-width:34rem;margin:0 auto}h1{margin:0 0 .5rem;font-size:1.375rem;line-height:1.25}"
    "p{margin:0 0 1rem}a{color:#2557D6;text-underline-offset:.15em}"
    "@media(prefers-color-scheme:dark){body{background:#0D1117;color:#E8ECF2}a{color:#7AA7FF}}"
)
_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{words}</p>{more}
</main>
</body>
</html>
"""  # noqa: E501 - one header, one line
BACK = '\n<p><a href="/">All services</a></p>'


def note(
    path: str, status: int, title: str, words: str, *, back: bool = True, retry_s: int | None = None
) -> Response:
    """An answer in words: a page for people, an object with `error` for whoever reads the API.

    `back` leads to the page itself. `retry_s`: after so many seconds it is worth asking again.
    """
    headers = {"cache-control": "no-store"}
    if retry_s is not None:
        headers["retry-after"] = str(retry_s)
    if path.startswith("/api/"):
        headers["access-control-allow-origin"] = "*"
        return _answer(json.dumps({"error": f"{title}. {words}"}).encode(), status, JSON, headers)
    content = _PAGE.format(
        digest=_DIGEST,
        style=STYLE,
        title=escape(title),
        words=escape(words),
        more=BACK if back else "",
    ).encode()
    headers["content-security-policy"] = content_policy(content).decode()
    return _answer(content, status, HTML, headers)


def _answer(content: bytes, status: int, media: bytes, headers: dict[str, str]) -> Response:
    return Response(content, status, {**headers, "content-type": media.decode()})


def not_there(path: str) -> Response:
    """404."""
    words = "The address may have been mistyped, or the page may have been removed."
    return note(path, 404, "There is no such page", words)


def gone(path: str) -> Response:
    """410, for everything at the host of a page that was removed."""
    words = "It was taken down for good, and nobody is told by it any more."
    return note(path, 410, "This status page is no longer here", words, back=False)


def not_yet(path: str) -> Response:
    """503, before the first page."""
    words = "It will be here in a moment. Please try again then."
    title = "This page is being prepared"
    return note(path, 503, title, words, back=False, retry_s=5)


def not_so(path: str, allowed: str) -> Response:
    """405, with what is allowed."""
    answer = note(path, 405, "This page can only be read", f"It answers {allowed}.")
    answer.headers["allow"] = allowed
    return answer


def not_ours(path: str) -> Response:
    """403, for a form that stood on another page."""
    words = "It was sent from another page. Open the form here, and send it from here."
    return note(path, 403, "Nothing was done", words)


def no_form(path: str) -> Response:
    """415, for a body that is none of a form."""
    return note(path, 415, "Nothing was done", "Only what a form sends is read here.")


def too_large(path: str) -> Response:
    """413."""
    answer = note(path, 413, "Nothing was done", "That is more than any form here holds.")
    answer.headers["connection"] = "close"
    return answer


def mistake(path: str) -> Response:
    """500."""
    words = "That was our mistake, and it has been written down. Please try again."
    return note(path, 500, "Something went wrong here", words)
