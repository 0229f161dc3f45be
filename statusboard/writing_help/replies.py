"""What an answer in the OpenAI chat form says, read without trust. Pure.

The form is spoken by many programs, and by some only nearly; what it says becomes a draft, so that
nothing in it may do more than be read.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

import msgspec

from statusboard.domain.notice import BODY_LIMIT
from statusboard.errors import Rejected, StatusBoardError, Unavailable

# So much of what a helper says of a refusal is repeated.
_QUOTED = 160
# The longest wait that is told.
_WAIT_LIMIT_S = 3_600
# Some models think aloud before they answer: where that begins may be left out, and where it ends
# is missing when they stopped before.
_THOUGHT = re.compile(r"\A.*</think(?:ing)?>\s*|\A\s*<think(?:ing)?>.*", re.DOTALL)
_FENCE = re.compile(r"\A```[\w-]*[ \t]*\n(?P<text>.*)\n```\Z", re.DOTALL)
# What turns a text round, and halves of characters.
_UNSEEN = frozenset({"Cc", "Cs", "Cf", "Co", "Cn"})
_JOINERS = "\u200c\u200d"
_UNKNOWN_MODEL = re.compile(r"model", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An answer as it came: names of headers in small letters. `is_whole`: nothing was cut."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """The text that a helper wrote. `is_cut`: it stopped before it was done."""

    text: str
    is_cut: bool = False


def read_reply(raw: RawAnswer, *, model: str, has_key: bool) -> Reply:
    """The text in an answer.

    Raises Rejected with the field at fault (`url`, `model`, `key`) for what another try would not
    mend, Unavailable for what it may.
    """
    refused = _refusal(raw, model=model, has_key=has_key)
    if refused is not None:
        raise refused
    if not raw.is_whole:
        raise Unavailable(
            "The helper's answer is longer than any notice, so it was not read. Your text is as it "
            "was. Try again, or choose another model in Settings."
        )
    document = _document(raw)
    choices = document.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    if not isinstance(first, dict) or not isinstance(message, dict):
        raise _no_chat()
    content = message.get("content")
    if content is not None and not isinstance(content, str):
        raise _no_chat()
    text = readable(content or "")
    if not text:
        raise Unavailable(
            "The helper answered without a text. Your text is as it was. Try again, or choose "
            "another model in Settings."
        )
    if len(text) > BODY_LIMIT:
        raise Unavailable(
            f"The helper's text has {len(text):,} characters, and a notice at most "
            f"{BODY_LIMIT:,}. Your text is as it was. Try again."
        )
    return Reply(text, is_cut=first.get("finish_reason") == "length")


def readable(text: str) -> str:
    """The text as a draft may hold it: no thoughts, no fence around it, nothing unseen in it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(letter for letter in lines if _is_seen(letter))
    plain = _THOUGHT.sub("", plain).strip()
    fenced = _FENCE.match(plain)
    return (fenced["text"] if fenced else plain).strip()


def _is_seen(letter: str) -> bool:
    return letter in f"\n\t{_JOINERS}" or unicodedata.category(letter) not in _UNSEEN


def _document(raw: RawAnswer) -> Mapping[str, object]:
    kind = raw.headers.get("content-type", "").lower()
    start = raw.body.lstrip()[:200].lower()
    if "event-stream" in kind or start.startswith((b"data:", b"event:")):
        raise Rejected(
            "The helper answers piece by piece, though it was asked for the whole at once. Your "
            "text is as it was. Choose another program for the model.",
            field="url",
        )
    if start.startswith((b"<!doctype", b"<html")) or "html" in kind:
        raise Rejected(
            "There is a web page at this address, and no helper. Check the address in Settings; "
            "it often ends in /v1.",
            field="url",
        )
    try:
        decoded = msgspec.json.decode(raw.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _no_chat() from None
    if not isinstance(decoded, dict):
        raise _no_chat()
    return decoded


def _refusal(raw: RawAnswer, *, model: str, has_key: bool) -> StatusBoardError | None:
    """What a status other than 200 means; None where there is an answer to be read."""
    status = raw.status
    if status == HTTPStatus.OK:
        return None
    told = _told(raw)
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        to = _host_of(raw.headers.get("location", ""))
        leads = f" to {to}" if to else ""
        return Rejected(
            f"The helper sends on{leads}, and nothing was sent there. If that is where it is, "
            "enter that address in Settings.",
            field="url",
        )
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        words = "The helper refuses the key." if has_key else "The helper wants a key."
        return Rejected(f"{words} Enter the key in Settings.", field="key")
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST) and _UNKNOWN_MODEL.search(told):
        return Rejected(
            f"The helper does not know the model “{model}”. Check its name in Settings.{_as(told)}",
            field="model",
        )
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
        return Rejected(
            "No helper answers at this address. Check it in Settings; it often ends in /v1.",
            field="url",
        )
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Unavailable(
            f"The helper takes no more questions for now.{_as(told)} Try again later.",
            _wait_s(raw.headers.get("retry-after", "")),
        )
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unavailable(f"The helper is in trouble ({status}).{_as(told)} Try again later.")
    return Rejected(f"The helper refuses the question ({status}).{_as(told)}")


def _told(raw: RawAnswer) -> str:
    """What the helper says of its refusal, in one line; empty where that is no JSON."""
    try:
        decoded = msgspec.json.decode(raw.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    error = decoded.get("error", decoded) if isinstance(decoded, dict) else None
    message = error.get("message") if isinstance(error, dict) else error
    words = " ".join(readable(message).split()) if isinstance(message, str) else ""
    return words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"


def _as(told: str) -> str:
    return f" It says: “{told}”" if told else ""


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _wait_s(header: str) -> float | None:
    text = header.strip()
    return min(float(text), _WAIT_LIMIT_S) if text.isascii() and text.isdigit() else None


def _no_chat() -> Rejected:
    return Rejected(
        "What answers at this address does not speak the OpenAI chat form. Check the address in "
        "Settings; it often ends in /v1.",
        field="url",
    )
