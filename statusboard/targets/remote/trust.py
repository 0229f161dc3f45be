"""Whom TLS believes on the way to a place: the machine's own store."""

import ssl
import sys


def system_trust() -> ssl.SSLContext:
    """A context that trusts what the system trusts, a company's own authority among them.

    On Linux truststore reads the whole bundle for each connection; there the standard library does
    the same job once.
    """
    if sys.platform in ("win32", "darwin"):
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return ssl.create_default_context()
