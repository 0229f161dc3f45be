"""What was asked for, and in which language whoever asked is answered."""

from collections.abc import Container
from dataclasses import dataclass

from starlette.requests import Request

from statusboard.domain.accepted_language import accepted_language
from statusboard.server.note_words.base import NoteWords
from statusboard.server.note_words.known import ENGLISH, NOTE_WORDS


@dataclass(frozen=True, slots=True)
class Asked:
    """The path of an address, and the words that its reader is answered in."""

    path: str
    words: NoteWords = ENGLISH

    @classmethod
    def by(cls, request: Request) -> "Asked":
        """That of a request."""
        return cls(request.scope["path"], NOTE_WORDS[language_of(request, NOTE_WORDS)])


def language_of(request: Request, known: Container[str]) -> str:
    """The one that the link asks for, that of the page in the address, or the browser's."""
    asked = (
        request.query_params.get("lang", "") if b"lang=" in request.scope["query_string"] else ""
    )
    folder = request.scope["path"].lstrip("/").partition("/")[0]
    accepts = ",".join(request.headers.getlist("accept-language"))
    return accepted_language(asked if asked in known else folder, accepts, known)
