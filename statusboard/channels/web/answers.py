"""What a provider's answer means for a message: sent, again later, or never."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from statusboard.catalog.echoes import Echoes, shapes_hidden
from statusboard.channels.base import Again, Outcome, Refused, Sent
from statusboard.channels.web.wording import cut, one_line, without_links

# So much is quoted of what a provider says.
QUOTED = 200
# Whoever wants to be left alone for longer is asked again all the same.
LONGEST_S = 3600.0
# Where providers write in JSON why they refuse, the most telling first.
_TELLING = ("message", "error", "error_description", "detail", "description", "title", "reason")
_PERMANENT_MOVES = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_NOT_ALLOWED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_LATER = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)


@dataclass(frozen=True, slots=True)
class Provider:
    """Who is sent to. `name` begins sentences, such as `Slack`.

    `is_one`: every address of the channel is with the same server, so that its troubles are the
    channel's. `knows_us`: what it refuses with 401 or 403 is our own credential, and no address.
    """

    name: str
    is_one: bool = True
    knows_us: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `headers` have small names; `body` is its beginning where not `is_whole`."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    is_whole: bool = True

    @property
    def is_good(self) -> bool:
        """Whether it says that the request was taken (2xx)."""
        return 200 <= self.status < 300

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    def document(self) -> object:
        """The body read as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def told(self, *names: str) -> object:
        """The first of these fields that the JSON document of the body has; None without."""
        document = self.document()
        known = document if isinstance(document, dict) else {}
        return next((known[name] for name in names if name in known), None)


def outcome_of(
    answer: Answer, provider: Provider, *, secrets: tuple[str, ...] = (), receipt: str = ""
) -> Outcome:
    """What became of the message. `receipt` is what the provider calls it, where it said so.

    `secrets` are those that were sent, the address among them: nothing of them is quoted.
    """
    words = said(answer, secrets=secrets)
    name = provider.name
    if answer.is_good:
        return Sent(one_line(receipt)[:QUOTED] or words)
    if answer.status in _LATER or answer.status >= 500:
        is_channel = provider.is_one and answer.status == HTTPStatus.SERVICE_UNAVAILABLE
        return Again(f"{name} asks to come back later: {words}", retry_after_s(answer), is_channel)
    if answer.status in _GONE:
        return Refused(f"{name} knows no such address any more: {words}", quarantines=True)
    if answer.status in _NOT_ALLOWED and provider.knows_us:
        return Again(f"{name} refused our credential: {words}", is_channel=True)
    if 300 <= answer.status < 400:
        sentence = f"{name} sends us elsewhere, and a message is not sent after: {words}"
        return Refused(sentence) if answer.status in _PERMANENT_MOVES else Again(sentence)
    return Refused(f"{name} refused it: {words}")


def said(answer: Answer, *, secrets: tuple[str, ...] = ()) -> str:
    """The status and the beginning of what was said, in one line without secrets and addresses."""
    try:
        head = f"{answer.status} {HTTPStatus(answer.status).phrase}"
    except ValueError:
        head = str(answer.status)
    words = quoted(_told(answer), secrets=secrets)
    return f"{head}: {words}" if words else head


def quoted(text: str, *, secrets: tuple[str, ...] = ()) -> str:
    """What somebody else wrote, fit to be shown: one short line without secrets and addresses."""
    plain = without_links(Echoes.of(secrets).hide(one_line(text)))
    return cut(shapes_hidden(plain), QUOTED)


def _told(answer: Answer) -> str:
    """The words of an answer; a page for browsers has none that help."""
    document = answer.document()
    if isinstance(document, dict):
        for name in _TELLING:
            value = document.get(name)
            if isinstance(value, dict):
                value = value.get("message")
            if isinstance(value, str) and value.strip():
                return value
        return ""
    return "" if answer.text.lstrip()[:1] == "<" else answer.text


def retry_after_s(answer: Answer) -> float | None:
    """Seconds until it wants to be asked again, at most an hour; None where it does not say.

    A date counts from the answer's own, which is of the same clock.
    """
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return bounded_s(float(text))
    at, now = moment(text), moment(answer.headers.get("date", ""))
    return None if at is None or now is None else bounded_s((at - now).total_seconds())


def bounded_s(seconds: float) -> float:
    """The seconds that are waited where a provider says so many."""
    return max(0.0, min(LONGEST_S, seconds))


def moment(text: str) -> datetime | None:
    """A date as HTTP writes it; None where it is none."""
    try:
        at = parsedate_to_datetime(text)
        return (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
