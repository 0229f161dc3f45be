"""What the page server says by itself is in the reader's language, and for programs in English."""

import json
from string import Formatter

import pytest
from starlette.requests import Request
from starlette.responses import Response

from statusboard.domain.languages import LANGUAGES
from statusboard.server import notes
from statusboard.server.asked import Asked
from statusboard.server.note_words.base import NoteWords
from statusboard.server.note_words.known import ENGLISH, NOTE_WORDS

TEXTS = [name for name in NoteWords.__slots__ if name != "language"]


def asked(path: str, accepts: str = "", query: str = "") -> Asked:
    headers = [(b"accept-language", accepts.encode())] if accepts else []
    scope = {"type": "http", "path": path, "query_string": query.encode(), "headers": headers}
    return Asked.by(Request(scope))


def sentences(words: NoteWords, name: str) -> tuple[str, ...]:
    said = getattr(words, name)
    return (said,) if isinstance(said, str) else said


def holes(words: NoteWords, name: str) -> list[str | None]:
    return [hole for said in sentences(words, name) for _, hole, _, _ in Formatter().parse(said)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_word(code: str) -> None:
    words = NOTE_WORDS[code]
    for name in TEXTS:
        said = sentences(words, name)
        assert all(one.strip() for one in said)
        assert code == "en" or said != sentences(ENGLISH, name), name
        assert "!" not in "".join(said)
        assert holes(words, name) == holes(ENGLISH, name), name


def test_the_link_the_folder_and_the_browser_choose_in_this_order() -> None:
    assert asked("/de/nothing", "ja", "lang=fr").words.language == "fr"
    assert asked("/de/nothing", "ja", "lang=xx").words.language == "de"
    assert asked("/nothing", "xx, ja;q=0.5, en;q=0.1").words.language == "ja"
    assert asked("/nothing").words.language == "en"


def test_a_page_says_in_which_language_it_is_and_from_where_it_is_read() -> None:
    said = html(notes.not_there(asked("/nothing", "ar")))

    assert '<html lang="ar" dir="rtl">' in said
    assert "<h1>لا توجد صفحة كهذه</h1>" in said
    assert '<a href="/">جميع الخدمات</a>' in said
    refused = notes.not_so(asked("/nothing", "nl"), "GET, HEAD")
    assert "Ze antwoordt op \u2068GET, HEAD\u2069." in html(refused)
    assert refused.headers["allow"] == "GET, HEAD"


def test_programs_are_answered_in_english() -> None:
    answer = notes.not_so(asked("/api/v2/status.json", "ja"), "GET")

    words = "This page can only be read. It answers GET."
    assert json.loads(bytes(answer.body)) == {"error": words}


def html(answer: Response) -> str:
    return bytes(answer.body).decode()
