"""What goes from one request of a row to the next: cookies, and values taken from answers."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, quote_plus

from statusboard.catalog.echoes import Echoes
from statusboard.domain.letters import can_be_shown
from statusboard.probes.web.cookies import CookieJar
from statusboard.probes.web.document import Document
from statusboard.probes.web.json_path import values_at
from statusboard.probes.web.masking import secrets_of
from statusboard.probes.web.message import Head
from statusboard.probes.web.patterns import compile_pattern
from statusboard.probes.web.question import Question

NAME = r"[A-Za-z_][A-Za-z0-9_]{0,39}"
PLACE = re.compile(rf"\$\{{({NAME})\}}")
LONGEST_VALUE = 8_000
# What a cookie says in fewer letters is a language or a choice, and no session.
SHORTEST_SESSION = 8
JSON, HEADER, TEXT = "json", "header", "text"


@dataclass(frozen=True, slots=True)
class Taking:
    """A value to take from an answer: from its JSON by a path, a header, or its text by a pattern.

    What a pattern takes is its first group, or all that fits where it has none.
    """

    name: str
    source: str
    where: str

    @property
    def needs_body(self) -> bool:
        """Whether the body is read for it."""
        return self.source != HEADER

    def __str__(self) -> str:
        return f"{self.name} from {self.source} {self.where}"


@dataclass(slots=True)
class Carried:
    """What a row of questions carries along. `values` by their names; all of them are hidden."""

    cookies: CookieJar
    values: dict[str, str] = field(repr=False)
    takings: tuple[Taking, ...] = ()

    def asked(self, question: Question) -> Question:
        """The question, read as far as what is taken from its answer needs; values are hidden."""
        return replace(
            question,
            needs_body=question.needs_body or any(one.needs_body for one in self.takings),
            is_about_status_alone=question.is_about_status_alone and not self.takings,
            searches_json=question.searches_json or any(t.source == JSON for t in self.takings),
            # A body of a step is no secret but for what it is filled with.
            secrets=Echoes.of(
                (
                    *self._carried(),
                    *secrets_of(str(question.request.url), question.headers),
                    *secrets_of(question.route.proxy, {}),
                )
            ),
        )

    def take(self, head: Head, document: Document) -> str:
        """Takes what this answer is to give; why it does not, in words, empty where it does."""
        for taking in self.takings:
            value = _FROM[taking.source](taking, head, document)
            if value is None:
                return f"found no {taking}"
            if not value or len(value) > LONGEST_VALUE or not can_be_shown(value):
                return f"what was found for {taking.name} cannot be sent on"
            self.values[taking.name] = value
        return ""

    def hidden(self) -> Echoes:
        """Every form of what is carried."""
        return Echoes.of(self._carried())

    def _carried(self) -> tuple[str, ...]:
        sessions = (value for value in self.cookies.given if len(value) >= SHORTEST_SESSION)
        return (*self.values.values(), *sessions)


def _from_json(taking: Taking, _head: Head, document: Document) -> str | None:
    try:
        found = values_at(taking.where, document.content, 1)
    except (ValueError, RecursionError):
        return None
    if not found or isinstance(found[0], dict | list) or found[0] is None:
        return None
    return found[0] if isinstance(found[0], str) else json.dumps(found[0])


def _from_header(taking: Taking, head: Head, _document: Document) -> str | None:
    return head.first(taking.where.lower()) or None


def _from_text(taking: Taking, _head: Head, document: Document) -> str | None:
    found = compile_pattern(taking.where).search(document.text.encode("utf-8", "replace"))
    if found is None:
        return None
    groups = getattr(found, "groups")()  # noqa: B009 - RE2's match has no type
    taken = groups[0] if groups else getattr(found, "group")()  # noqa: B009
    return None if taken is None else bytes(taken).decode("utf-8", "replace")


_FROM: Mapping[str, Callable[[Taking, Head, Document], str | None]] = {
    JSON: _from_json,
    HEADER: _from_header,
    TEXT: _from_text,
}


def filled(text: str, values: Mapping[str, str], how: Callable[[str], str] = str) -> str:
    """The text with each `${name}` as its value, written `how` that place needs it."""
    return PLACE.sub(lambda found: how(values.get(found[1], "")), text)


def in_address(value: str) -> str:
    """A value as it stands in a path or after the question mark."""
    return quote(value, safe="/")


def in_body(content_type: str, body: str) -> Callable[[str], str]:
    """How a value is written in a body of that sort."""
    if "json" in content_type.lower() or (not content_type and body.lstrip()[:1] in ("{", "[")):
        return lambda value: json.dumps(value, ensure_ascii=False)[1:-1]
    if "urlencoded" in content_type.lower():
        return quote_plus
    return str
