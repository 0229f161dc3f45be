"""What is said where there is no page to show: short pages and lines of the server's own."""

import base64
import hashlib
import json
from collections.abc import Callable
from html import escape

from starlette.responses import Response

from statusboard.server.asked import Asked
from statusboard.server.media import HTML, JSON
from statusboard.server.note_words.base import Note, NoteWords
from statusboard.server.note_words.known import ENGLISH
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
<html lang="{language}" dir="{direction}">
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
_BACK = '\n<p><a href="/">{}</a></p>'


def note(
    asked: Asked,
    status: int,
    said: Callable[[NoteWords], Note],
    *,
    back: bool = True,
    retry_s: int | None = None,
    allowed: str = "",
) -> Response:
    """An answer in words: a page for people, an object with `error` for whoever reads the API.

    `said` is its title and what follows it; programs get it in English. `back` leads to the page
    itself. `retry_s`: after so many seconds it is worth asking again. `allowed` are methods.
    """
    headers = {"cache-control": "no-store"}
    if retry_s is not None:
        headers["retry-after"] = str(retry_s)
    if allowed:
        headers["allow"] = allowed
    if asked.path.startswith("/api/"):
        title, words = said(ENGLISH)
        headers["access-control-allow-origin"] = "*"
        error = f"{title}. {words.format(allowed=allowed)}"
        return _answer(json.dumps({"error": error}).encode(), status, JSON, headers)
    title, words = said(asked.words)
    content = _PAGE.format(
        language=asked.words.language,
        direction=asked.words.direction,
        digest=_DIGEST,
        style=STYLE,
        title=escape(title),
        words=escape(words.format(allowed=f"\u2068{allowed}\u2069")),
        more=_BACK.format(escape(asked.words.back)) if back else "",
    ).encode()
    headers["content-security-policy"] = content_policy(content).decode()
    return _answer(content, status, HTML, headers)


def _answer(content: bytes, status: int, media: bytes, headers: dict[str, str]) -> Response:
    return Response(content, status, {**headers, "content-type": media.decode()})


def not_there(asked: Asked) -> Response:
    """404."""
    return note(asked, 404, lambda words: words.not_there)


def gone(asked: Asked) -> Response:
    """410, for everything at the host of a page that was removed."""
    return note(asked, 410, lambda words: words.gone, back=False)


def not_yet(asked: Asked) -> Response:
    """503, before the first page."""
    return note(asked, 503, lambda words: words.not_yet, back=False, retry_s=5)


def not_so(asked: Asked, allowed: str) -> Response:
    """405, with what is allowed."""
    return note(asked, 405, lambda words: words.only_read, allowed=allowed)


def not_ours(asked: Asked) -> Response:
    """403, for a form that stood on another page."""
    return note(asked, 403, lambda words: (words.nothing_done, words.not_ours))


def no_form(asked: Asked) -> Response:
    """415, for a body that is none of a form."""
    return note(asked, 415, lambda words: (words.nothing_done, words.no_form))


def too_large(asked: Asked) -> Response:
    """413."""
    answer = note(asked, 413, lambda words: (words.nothing_done, words.too_large))
    answer.headers["connection"] = "close"
    return answer


def mistake(asked: Asked) -> Response:
    """500."""
    return note(asked, 500, lambda words: words.mistake)


def not_shared(asked: Asked) -> Response:
    """410, for a report whose link has ended."""
    return note(asked, 410, lambda words: words.not_shared)


def report_later(asked: Asked, status: int, retry_s: int | None) -> Response:
    """A report that cannot be read just now."""
    return note(asked, status, lambda words: words.report_later, retry_s=retry_s)


def still_in(asked: Asked) -> Response:
    """200, for whoever signed out and is let in by where they sit."""
    return note(asked, 200, lambda words: words.still_in)
