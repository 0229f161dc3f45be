"""Finding out whether somebody answers in everyone's place: a guest network's sign-in page.

Asked is an address reserved for documentation, where nobody is. Whoever answers a web request there
with a page or a redirect answers for all others too.
"""

import asyncio

TRY_S = 1.0
NOBODY = "192.0.2.1"
MOST = 1_000
_REQUEST = f"GET / HTTP/1.0\r\nHost: {NOBODY}\r\nConnection: close\r\n\r\n".encode()
# A page, a redirect, or “network authentication required”; a proxy that finds nobody says 50x.
_SIGN_IN = (b"2", b"3", b"511")


async def who_answers_for_nobody() -> str:
    """What came from the address where nobody is, in words; empty where nothing did."""
    try:
        async with asyncio.timeout(TRY_S):
            reader, writer = await asyncio.open_connection(NOBODY, 80)
            try:
                writer.write(_REQUEST)
                head = await reader.read(MOST)
            finally:
                writer.transport.abort()
    except (OSError, TimeoutError):
        return ""
    code = head.split(b" ", 2)[1:2] if head.startswith(b"HTTP/") else []
    if not code or not code[0].startswith(_SIGN_IN):
        return ""
    return f"even {NOBODY} answers, an address where nobody is"
