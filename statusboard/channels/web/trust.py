"""Whom senders believe: what this machine trusts, in one context for all of them."""

import ssl
import sys
from functools import cache


@cache
def shared_context() -> ssl.SSLContext:
    """The context of every sender: making one takes 20 ms and some MB.

    Elsewhere than on Linux, and where the interpreter was built to look in other places, truststore
    asks the system itself.
    """
    found = ssl.get_default_verify_paths()
    if sys.platform == "linux" and (found.cafile or found.capath):
        return ssl.create_default_context()
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
