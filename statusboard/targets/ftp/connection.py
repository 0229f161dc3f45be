"""A connection of FTP over TLS, both of whose channels are encrypted and known to be the server's.

The standard library leaves out two things that servers ask for. A data channel has to continue the
TLS session of the control channel, or many a server closes it, because somebody else might have
been quicker to connect. And not every server says goodbye on a data channel that is done; whether
all of it came is told by its answer, and by reading back.
"""

import contextlib
import ftplib
import hashlib
import re
import socket
import ssl
from collections.abc import Callable

from statusboard.targets.remote.steps import Hindrance, Trouble
from statusboard.targets.remote.trust import system_trust

SILENT_S = 30.0
# In characters.
LONGEST_LIST = 16 * 1024 * 1024


class _Channel(ssl.SSLSocket):
    """A TLS channel that takes the other's silence for its goodbye."""

    def unwrap(self) -> socket.socket:
        """Ends TLS; whatever the other side does."""
        with contextlib.suppress(OSError):
            return super().unwrap()
        return self


class Connection(ftplib.FTP_TLS):
    """FTP over TLS to a server with that certificate, or one that the system trusts.

    `fingerprint` is the SHA-256 of a certificate in lower hex without colons; empty: the system's
    store and the name decide.
    """

    def __init__(self, fingerprint: str) -> None:
        context = system_trust()
        if fingerprint:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        context.sslsocket_class = _Channel
        self._fingerprint = fingerprint
        super().__init__(context=context, timeout=SILENT_S, encoding="utf-8")

    def secure(self) -> None:
        """Encrypts the control channel. Raises Hindrance where the server does not offer to."""
        try:
            self.auth()
        except ftplib.error_perm as error:
            raise Hindrance(
                Trouble.REFUSED,
                "it does not encrypt, and a password is not sent over plain FTP",
            ) from error
        self._refuse_other(self.sock)

    def ntransfercmd(
        self, cmd: str, rest: int | str | None = None
    ) -> tuple[socket.socket, int | None]:
        """A data channel for a command, encrypted in the session of the control channel."""
        plain, size = ftplib.FTP.ntransfercmd(self, cmd, rest)  # noqa: S321 - encrypted right away
        control = self.sock
        assert isinstance(control, ssl.SSLSocket)
        try:
            channel = self.context.wrap_socket(
                plain, server_hostname=self.host, session=control.session
            )
            self._refuse_other(channel)
        except BaseException:
            plain.close()
            raise
        return channel, size

    def retrlines(self, cmd: str, callback: Callable[[str], object] | None = None) -> str:
        """See ftplib. Raises Hindrance where a list is longer than that of any page's folder."""
        size = 0

        def take(line: str) -> None:
            nonlocal size
            size += len(line) + 1
            if size > LONGEST_LIST:
                raise Hindrance(Trouble.STRANGE, "a list is too long")
            if callback is not None:
                callback(line)

        return super().retrlines(cmd, take)

    def leave(self) -> None:
        """Ends the connection, in good manners where that is quick."""
        with contextlib.suppress(ftplib.Error, OSError, EOFError):
            if self.sock is not None:
                self.sock.settimeout(2.0)
                self.quit()
        self.close()

    def _refuse_other(self, channel: object) -> None:
        """Raises Hindrance where another certificate is shown than the one that was confirmed."""
        if not self._fingerprint:
            return
        assert isinstance(channel, ssl.SSLSocket)
        shown = fingerprint_of(channel.getpeercert(binary_form=True) or b"")
        if shown != self._fingerprint:
            raise Hindrance(
                Trouble.WRONG_CERTIFICATE, f"its fingerprint is {shown}, and another was given"
            )


def fingerprint_of(certificate: bytes) -> str:
    """The SHA-256 of a certificate (DER), in lower hex."""
    return hashlib.sha256(certificate).hexdigest()


def plain_fingerprint(text: str) -> str:
    """A fingerprint as it is compared, however it was written; empty where it is none."""
    plain = re.sub(r"[\s:]", "", text).lower().removeprefix("sha256")
    return plain if re.fullmatch(r"[0-9a-f]{64}", plain) else ""
