"""One answer as llhttp calls it back: its head, and the parts of its body as they come."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from weakref import WeakMethod

import httptools

from statusboard.domain.letters import as_shown
from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed

MOST_FIELDS = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """What an answer begins with. `fields` as they came, `odd` what was strange, in words."""

    version: str
    code: int
    phrase: str
    fields: tuple[tuple[str, str], ...]
    odd: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """The values of a header, joined as HTTP has it; empty where it did not come."""
        return ", ".join(value for own, value in self.fields if own.lower() == name)

    def first(self, name: str) -> str:
        """The first value of a header; empty where it did not come."""
        return next((value for own, value in self.fields if own.lower() == name), "")


class _Excess(Exception):
    """More came than the answer: nobody asked for it, so it is not parsed."""


class Message:
    """What llhttp calls back for one answer; interim ones before it are passed over."""

    def __init__(self, *, is_head: bool) -> None:
        self.parts: list[bytes] = []
        self.fields: list[tuple[bytes, bytes]] = []
        self.phrase = b""
        self.code = 0
        self.version = "1.1"
        self.has_head = False
        self.is_complete = False
        self.has_excess = False
        self.keeps = False
        self._is_head = is_head
        self.parser = httptools.HttpResponseParser(_callbacks(self))
        self.parser.set_dangerous_leniencies(
            lenient_optional_cr_before_lf=True, lenient_spaces_after_chunk_size=True
        )

    def on_message_begin(self) -> None:
        """Something follows: the answer after an interim one, or what should not be there."""
        if self.is_complete:
            raise _Excess

    def on_status(self, phrase: bytes) -> None:
        """The phrase of the status line, maybe in parts."""
        if not self.has_head:
            self.phrase += phrase

    def on_header(self, name: bytes, value: bytes | None) -> None:
        """One header. What comes after the body is of no interest."""
        if not self.has_head:
            if len(self.fields) >= MOST_FIELDS:
                raise Failed(Reason.PROTOCOL, f"the answer has more than {MOST_FIELDS:,} headers")
            self.fields.append((name, value or b""))

    def on_headers_complete(self) -> None:
        """The head is there, and with it the answer to HEAD."""
        if self.is_complete:
            return
        code = self.parser.get_status_code()
        if 100 <= code < 200 and code != 101:
            self.fields.clear()
            self.phrase = b""
            return
        self.has_head = True
        self.code = code
        self.version = self.parser.get_http_version()
        if self._is_head:
            self.is_complete = True
            self.keeps = self.version != "1.0" and not self._says_close()

    def on_message_complete(self) -> None:
        """The body is there."""
        if self.has_head and not self.is_complete:
            self.is_complete = True
            self.keeps = self.parser.should_keep_alive()

    def _says_close(self) -> bool:
        return any(
            name.lower() == b"connection" and b"close" in value.lower()
            for name, value in self.fields
        )

    @property
    def head(self) -> Head:
        """The head, once it `has_head`."""
        fields = tuple((text_of(name), text_of(value)) for name, value in self.fields)
        phrase = self.phrase.decode("utf-8", "replace")
        return Head(f"HTTP/{self.version}", self.code, phrase, fields)


def _callbacks(message: Message) -> SimpleNamespace:
    """What the parser calls. It holds the message weakly, for the message holds the parser.

    A ring of the two would stay for each answer until somebody looks for rings.
    """
    weakly = {
        name: _weakly(getattr(message, name))
        for name in (
            "on_message_begin",
            "on_status",
            "on_header",
            "on_headers_complete",
            "on_message_complete",
        )
    }
    return SimpleNamespace(on_body=message.parts.append, **weakly)


def _weakly(method: Callable[..., None]) -> Callable[..., None]:
    found = WeakMethod(method)

    def call(*given: object) -> None:
        own = found()
        if own is not None:
            own(*given)

    return call


def text_of(raw: bytes) -> str:
    """A name or value for people: UTF-8 where it is, and never with control characters."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return as_shown(text)
