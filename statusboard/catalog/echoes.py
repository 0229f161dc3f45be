"""What servers repeat of the secrets they are sent: each form it may come back in, and hidden.

A server may say a secret in its reason phrase, a header, a body, an address it sends us to; as it
came, or as it writes texts there: with percent signs, as JSON, as HTML, in base64. And whoever
quotes a server may cut the quotation within a secret.
"""

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qsl, quote, unquote

# What stands in the place of a secret on screen, in transcripts and in logs.
HIDDEN = "•••"
# Shorter secrets would hide half of the words of an answer.
SHORTEST = 4
# Longer than any quotation: only parts of it can stand in one.
LENGTHY = 4_000
# Where a quotation was cut, and what half a letter before it is read as.
CUT = "…"
_BROKEN = "\N{REPLACEMENT CHARACTER}"
_SAFE_IN_ADDRESSES = "/:@!$&'()*+,;=?"
_URL_SAFE = str.maketrans("+/", "-_")
# Between two tags, or an attribute's value.
_MARKED = re.compile(r">([^<>]+)<|=\s*[\"']([^\"'<>]+)[\"']")
_USER_INFO = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^\s/?#@]*@")
_TELLING = re.compile(
    r"(?i)\b(NRAK-)[A-Z0-9]+|\b((?:basic|bearer)\s+)[A-Z0-9._~+/=-]{8,}"
    r"|([?&;\s\"'](?:[a-z_-]*(?:token|secret|passw(?:or)?d|pwd|api_?key|signature))"
    r"[\"']?\s?[=:]\s?[\"']?)[^\s&;,\"']{4,}"
)


@dataclass(frozen=True, slots=True)
class Echoes:
    """The forms of some secrets, in lower case and the longest first, and hiding them in texts."""

    forms: tuple[str, ...] = field(default=(), repr=False)
    _heads: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, secrets: Iterable[str]) -> Self:
        """Those of every secret that is long enough to be told from a word, and of its parts.

        Parts are what a server may repeat alone: the words after the first (`Bearer …`), what
        follows a colon (`user:…`), each line, and the values in a document.
        """
        parts = dict.fromkeys(part.strip() for secret in secrets for part in _parts(secret))
        forms = {form.lower() for part in parts if len(part) >= SHORTEST for form in _forms(part)}
        return cls(_longest_first(forms), _heads_of(forms))

    def __add__(self, other: "Echoes") -> "Echoes":
        """The forms of both."""
        if not other.forms:
            return self
        forms = {*self.forms, *other.forms}
        return Echoes(_longest_first(forms), _heads_of(forms))

    @property
    def longest(self) -> int:
        """How many characters the longest form has."""
        return len(self.forms[0]) if self.forms else 0

    def are_in(self, text: str) -> bool:
        """Whether one of them stands there as a whole."""
        low = text.lower()
        return any(form in low for form in self.forms)

    def hide(self, text: str) -> str:
        """The text without them, in whatever case they stand there.

        Where a quotation was cut within one (`…`, or simply its end), what is left is hidden too.
        """
        low = text.lower()
        # Hardly any text holds so much as the beginning of one.
        if not any(head in low for head in self._heads):
            return text
        if self.are_in(text):
            for form in self.forms:
                if form in text.lower():
                    text = re.sub(re.escape(form), HIDDEN, text, flags=re.IGNORECASE)
        return CUT.join(map(self._without_rest, text.split(CUT)))

    def _without_rest(self, text: str) -> str:
        """The text without the beginning of a secret that it ends with."""
        whole = text.rstrip(_BROKEN)
        end = whole[-self.longest :].lower()
        near = (form for form in self.forms if form[:SHORTEST] in end)
        rest = max((_overlap(end, form) for form in near), default=0)
        if not rest:
            return text
        return f"{whole[: len(whole) - rest]}{HIDDEN}{text[len(whole) :]}"


def _overlap(end: str, form: str) -> int:
    """How many characters at the end of a text are the beginning of a secret; 0 for too few."""
    lengths = range(min(len(form) - 1, len(end)), SHORTEST - 1, -1)
    return next((length for length in lengths if end.endswith(form[:length])), 0)


def shapes_hidden(text: str) -> str:
    """The text without what looks like a secret: users in addresses, keys, tokens, passwords."""
    plain = _USER_INFO.sub(rf"\1{HIDDEN}@", text)
    return _TELLING.sub(lambda found: f"{found[1] or found[2] or found[3]}{HIDDEN}", plain)


def _longest_first(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted((f for f in forms if len(f) >= SHORTEST), key=len, reverse=True))


def _heads_of(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(form[:SHORTEST] for form in forms if len(form) >= SHORTEST)


def _parts(secret: str) -> Iterator[str]:
    yield secret
    plain = unquote(secret)
    yield plain.partition(":")[2]
    if "\n" in secret:
        yield from secret.splitlines()
        yield secret.replace("\r\n", "\n")
    else:
        yield from secret.split()[1:]
    yield from _values_in(secret)


def _values_in(document: str) -> Iterator[str]:
    """The texts in a JSON document, in XML, or in a form."""
    if not document.lstrip().startswith(("{", "[", "<")) and "=" not in document:
        return
    try:
        waiting: list[object] = [json.loads(document)]
    except (ValueError, RecursionError):
        yield from (html.unescape(first or second) for first, second in _MARKED.findall(document))
        yield from (value for _, value in parse_qsl(document.strip()))
        return
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case list(several):
                waiting += several
            case dict(named):
                waiting += named.values()
            case _:
                continue


def _forms(secret: str) -> Iterator[str]:
    if len(secret) > LENGTHY:
        yield secret
        return
    for text in dict.fromkeys((secret, unquote(secret))):
        yield from _written(text)
        for packed in (_packed(text), _packed(f"{text}:")):
            yield from (packed, packed.rstrip("="), quote(packed, safe=""))
            yield packed.translate(_URL_SAFE).rstrip("=")


def _packed(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "replace")).decode()


def _written(text: str) -> Iterator[str]:
    """A text as it stands in an address, in JSON and in HTML."""
    yield text
    if text.isalnum() and text.isascii():
        return
    raw = text.encode("utf-8", "replace")
    # What is left as it is differs from one program to the next.
    for safe in ("", "/", _SAFE_IN_ADDRESSES):
        percent = quote(raw, safe=safe)
        yield from (percent, percent.replace("%20", "+"), quote(percent, safe=""))
    for quoted in (
        json.dumps(text),
        json.dumps(text.upper()),
        json.dumps(text, ensure_ascii=False),
    ):
        inside = quoted[1:-1]
        yield from (inside, inside.replace("/", "\\/"), json.dumps(inside)[1:-1])
    named = html.escape(text)
    numbered = named.replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
    for escaped in (named, numbered, html.escape(text, quote=False)):
        yield from (escaped, json.dumps(escaped)[1:-1])
