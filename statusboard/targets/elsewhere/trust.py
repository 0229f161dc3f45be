"""Whom TLS believes on the way to our own page server: the system, or one certificate alone."""

import hashlib
import re
import ssl
from urllib.parse import urlsplit

from statusboard.targets.remote.network import certificate_words, trouble_of
from statusboard.targets.remote.steps import Hindrance, Trouble
from statusboard.targets.remote.trust import system_trust
from statusboard.targets.remote.way import Way

_TIMEOUT_S = 10.0
_FINGERPRINT = re.compile(r"(?:[0-9a-f]{2}:?){31}[0-9a-f]{2}", re.ASCII)


def tidy_fingerprint(text: str) -> str:
    """A fingerprint as it is compared: however a tool wrote it."""
    return re.sub(r"^sha-?256[ =:]*|fingerprint=|[\s:]", "", text.strip().lower())


def fingerprint_problem(value: object) -> str | None:
    """For the SHA-256 of a certificate."""
    if _FINGERPRINT.fullmatch(str(value)):
        return None
    return (
        "A fingerprint is 64 letters from 0 to f, such as openssl x509 -fingerprint -sha256 prints."
    )


def trust_of(url: str, fingerprint: str, way: Way) -> "ssl.SSLContext | bool":
    """What the connection is to believe. Raises Hindrance.

    With a fingerprint: the certificate that the server shows now, if it is that one, and no other;
    the connection that follows is held to it by TLS itself.
    """
    parts = urlsplit(url)
    if parts.scheme != "https":
        return False
    if not fingerprint:
        return system_trust()
    host, port = parts.hostname or "", parts.port or 443
    asking = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    asking.check_hostname = False
    asking.verify_mode = ssl.CERT_NONE  # nothing is sent: it is only looked at
    try:
        with (
            way.dial(host, port, _TIMEOUT_S) as plain,
            asking.wrap_socket(plain, server_hostname=host) as secure,
        ):
            shown = secure.getpeercert(binary_form=True) or b""
    except OSError as error:
        raise Hindrance(trouble_of(error) or Trouble.CUT, certificate_words(error)) from error
    if hashlib.sha256(shown).hexdigest() != fingerprint:
        raise Hindrance(Trouble.WRONG_CERTIFICATE, "it has another fingerprint")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.load_verify_locations(cadata=ssl.DER_cert_to_PEM_cert(shown))
    return context
