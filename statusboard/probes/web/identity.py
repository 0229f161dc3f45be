"""What a check shows of itself, and whom it believes beside the machine's own store.

Each is PEM as text, or the path of a file with PEM on the collector's machine, which is read anew
when it changes: certificates of clients are often renewed by a program.
"""

import contextlib
import os
import re
import ssl
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.trust import as_browsers, unverified_context, verifying_context

_CERTIFICATE = "-----BEGIN CERTIFICATE-----"
_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
_LOCKED = re.compile(r"BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED")
_PATH = re.compile(r"(?:/|[A-Za-z]:[\\/])[^\n\0]+")
LONGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Identity:
    """Certificates of a check's own. Empty where it has none.

    `authority`: whom it believes too. `certificate`: what it shows, with its key, which may be
    locked with `password`.
    """

    authority: str = ""
    certificate: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @property
    def to_others(self) -> "Identity":
        """The same for hosts that it was not given for: nothing is shown to them."""
        return self if not self.certificate else Identity(self.authority)

    @property
    def stamps(self) -> tuple[tuple[int, int], ...]:
        """What tells whether one of its files is another by now. Looks at the disk."""
        return tuple(_stamp(part) for part in (self.authority, self.certificate) if is_path(part))


# As most checks are: with nothing to show, and believing whom the machine believes.
NOBODY = Identity()


def context_for(identity: Identity, *, verify: bool, http2: bool = False) -> ssl.SSLContext:
    """A context that shows and believes what the identity says. Takes 20 ms, and reads files.

    With `http2` it offers that before HTTP/1.1. Raises Failed with NOT_CONFIGURED, in words.
    """
    context = as_browsers(verifying_context() if verify else unverified_context())
    if http2:
        context.set_alpn_protocols(["h2", "http/1.1"])
    if identity.authority and verify:
        content = _content(identity.authority, "authority")
        try:
            context.load_verify_locations(cadata=content)
        except (ssl.SSLError, ValueError) as error:
            raise _unusable("The authority is no certificate in PEM form") from error
    if identity.certificate:
        content = _content(identity.certificate, "client certificate")
        try:
            with _as_file(content) as path:
                # Without a password OpenSSL would ask for it at the terminal.
                context.load_cert_chain(path, password=lambda: identity.password)
        except (ssl.SSLError, ValueError, OSError) as error:
            why = "its key is that of another one, or one of them cannot be read"
            if _LOCKED.search(content):
                why = "the password of its key is wrong or missing"
            raise _unusable(f"The client certificate cannot be used: {why}") from error
    return context


def authority_problem(value: object) -> str | None:
    """Why this names no authority, in a sentence; None where it does."""
    text = str(value).strip()
    if is_path(text):
        return None
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=text)
    except (ssl.SSLError, ValueError):
        return (
            "This is no certificate of an authority. Paste it in PEM form, beginning with "
            f"{_CERTIFICATE}, or write the whole path of its file."
        )
    return None


def certificate_problem(value: object) -> str | None:
    """Why this is no certificate of a client with its key, in a sentence; None where it is."""
    text = str(value).strip()
    if is_path(text):
        return None
    if _CERTIFICATE not in text or not _KEY.search(text):
        return (
            "A certificate and its private key are needed, in PEM form one after the other. "
            "Paste both, or write the whole path of a file that holds them."
        )
    if _LOCKED.search(text):
        return None  # the password may follow
    try:
        with _as_file(text) as path:
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(path, password=lambda: "")
    except (ssl.SSLError, ValueError, OSError):
        return "The private key does not belong to the certificate, or one cannot be read."
    return None


def is_path(text: str) -> bool:
    """Whether a text is the whole path of a file."""
    return _PATH.fullmatch(text.strip()) is not None


def _content(text: str, noun: str) -> str:
    if not is_path(text):
        return text
    try:
        with Path(text.strip()).open(encoding="ascii", errors="replace") as file:
            return file.read(LONGEST_FILE)
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise _unusable(f"The file of the {noun} cannot be read on this computer: {why}") from error


def _stamp(text: str) -> tuple[int, int]:
    try:
        found = Path(text.strip()).stat()
    except OSError:
        return (0, 0)
    return found.st_mtime_ns, found.st_size


@contextlib.contextmanager
def _as_file(content: str) -> Iterator[str]:
    """The content under a path, which Python's TLS reads keys from; on Linux on no disk."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("certificate")
        try:
            with os.fdopen(os.dup(descriptor), "w", encoding="ascii", errors="replace") as file:
                file.write(content)
            yield f"/proc/self/fd/{descriptor}"
        finally:
            os.close(descriptor)
        return
    descriptor, path = tempfile.mkstemp()  # its owner's alone
    try:
        with os.fdopen(descriptor, "w", encoding="ascii", errors="replace") as file:
            file.write(content)
        yield path
    finally:
        Path(path).unlink()


def _unusable(words: str) -> Failed:
    return Failed(Reason.NOT_CONFIGURED, words)
