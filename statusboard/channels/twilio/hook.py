"""What Twilio posts when somebody answers a text: whether it is Twilio's, and STOP in it."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from statusboard.catalog.declaration import Config
from statusboard.catalog.hearing import ReplyReading
from statusboard.domain.views.provider_call import ProviderCall

# The words that Twilio itself takes for an end, in English and French, and how some write them.
_STOP = frozenset(
    (
        *("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"),
        *("ARRET", "ARRETE", "ARRETT", "ARRÊT", "STOPP"),
    )
)
_LONGEST = 40
_PORTS = {"https": 443, "http": 80}


def signature_of(token: str, url: str, fields: tuple[tuple[str, str], ...]) -> str:
    """Twilio's signature: HMAC-SHA1 over the address and the sorted fields, in base64."""
    text = url + "".join(name + value for name, value in sorted(set(fields)))
    digest = hmac.new(token.encode(), text.encode("utf-8", "replace"), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def _concerns(config: Config, call: ProviderCall) -> bool:
    sid = str(config["account_sid"])
    return hmac.compare_digest(call.first("AccountSid").encode("utf-8", "replace"), sid.encode())


def _is_genuine(config: Config, call: ProviderCall) -> bool:
    # Twilio signs with the token of the account, also where an API key is what we send with.
    token = str(config["auth_token"] or ("" if config["api_key"] else config["token"]))
    if not token:
        return False
    given = call.signature.encode("utf-8", "replace")
    made = [signature_of(token, url, call.fields).encode() for url in _spelled(call.url)]
    return any([hmac.compare_digest(given, each) for each in made])  # noqa: C419 - all, each time


def _spelled(url: str) -> Iterator[str]:
    """The address with the usual port and without: Twilio's own library takes both."""
    yield url
    parts = urlsplit(url)
    usual = _PORTS.get(parts.scheme)
    if parts.port is None:
        yield _at(parts, f"{parts.netloc}:{usual}")
    elif parts.port == usual:
        yield _at(parts, parts.netloc.rpartition(":")[0])


def _at(parts: SplitResult, netloc: str) -> str:
    return parts._replace(netloc=netloc).geturl()


def _leaver(call: ProviderCall) -> str | None:
    # Where an account has words of its own for it, Twilio says what they mean.
    meant = call.first("OptOutType")
    is_stop = meant == "STOP" if meant else is_stop_word(call.first("Body"))
    return call.first("From") or None if is_stop else None


def is_stop_word(text: str) -> bool:
    """Whether an answer is one word that means an end, however it is written."""
    return len(text) <= _LONGEST and re.sub(r"[\W_]+", "", text).upper() in _STOP


def _name(call: ProviderCall) -> str:
    # Every message has one. Where it is missing, the signature stands for all that was signed.
    return call.first("MessageSid") or call.signature


REPLIES = ReplyReading("twilio", _concerns, _is_genuine, _leaver, _name)
