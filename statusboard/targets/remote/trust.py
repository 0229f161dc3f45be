"""Whom TLS believes on the way to a place: the machine's own store."""

import ssl
import sys


def system_trust() -> ssl.SSLContext:
    """A context that trusts what the system trusts, a company's own authority among them.

    On Linux truststore reads the whole bundle for each connection; there the standard library does
    the same job once, but where the interpreter was built to look for the bundle in other places.
    """
    found = ssl.get_default_verify_paths()
    if sys.platform not in ("win32", "darwin") and (found.cafile or found.capath):
        return ssl.create_default_context()
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
