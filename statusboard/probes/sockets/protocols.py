"""How mail and file servers are greeted: what they say first, what they can, and how TLS begins.

Nobody logs in. Each protocol is the same four steps in its own words.
"""

import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from statusboard.domain.result import Reason
from statusboard.probes.sockets.answering import quoted
from statusboard.probes.sockets.conversation import Conversation
from statusboard.probes.web.failure import Failed

# So many lines of what it can are read.
MOST_LINES = 200
_OUR_NAME = "statusboard.invalid"


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a server said of itself. `code` is None where its protocol has none."""

    words: str
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A protocol. `greeted` hears the greeting and `able` what the server can, as lines.

    `begin_tls` asks to go on encrypted, and `farewell` is said at the end. They raise Failed.
    """

    name: str
    greeted: Callable[[Conversation], Awaitable[Greeting]]
    able: Callable[[Conversation], Awaitable[tuple[str, ...]]]
    begin_tls: Callable[[Conversation], Awaitable[None]]
    farewell: bytes


async def go_secure(spoken: Spoken, talk: Conversation, tls: ssl.SSLContext, name: str) -> None:
    """Asks for encryption and goes on with it. Raises Failed."""
    await spoken.begin_tls(talk)
    await talk.secure(tls, name)


async def _reply(talk: Conversation, protocol: str) -> tuple[int, tuple[str, ...]]:
    """A reply of SMTP or FTP: its code, and its lines without that. Raises Failed."""
    lines: list[str] = []
    code = ""
    for _ in range(MOST_LINES):
        line = await talk.line()
        if not lines:
            code = line[:3]
            if not (code.isascii() and code.isdigit() and len(code) == 3):
                raise _another_language(protocol, line)
        is_coded = line[:3] == code
        lines.append(line[4:] if is_coded else line.strip())
        if is_coded and line[3:4] != "-":
            return int(code), tuple(lines)
    raise Failed(Reason.PROTOCOL, f"the server's reply has more than {MOST_LINES} lines")


async def _coded_greeting(talk: Conversation, protocol: str) -> Greeting:
    code, lines = await _reply(talk, protocol)
    words = " ".join(lines)
    if code != 220:
        detail = f"the server greets with {code}: {quoted(words)}"
        raise Failed(Reason.NOT_SERVING, detail)
    return Greeting(words, code)


async def _smtp_greeted(talk: Conversation) -> Greeting:
    return await _coded_greeting(talk, "SMTP")


async def _smtp_able(talk: Conversation) -> tuple[str, ...]:
    await talk.say(f"EHLO {_OUR_NAME}\r\n".encode())
    code, lines = await _reply(talk, "SMTP")
    if code == 250:
        return lines[1:]
    await talk.say(f"HELO {_OUR_NAME}\r\n".encode())
    code, lines = await _reply(talk, "SMTP")
    if code != 250:
        raise Failed(Reason.NOT_SERVING, f"the server refuses to talk: {code} {quoted(lines[0])}")
    return ()


async def _smtp_tls(talk: Conversation) -> None:
    if "STARTTLS" not in {line.upper() for line in await _smtp_able(talk)}:
        raise _no_tls("STARTTLS", "it does not offer it")
    await talk.say(b"STARTTLS\r\n")
    code, lines = await _reply(talk, "SMTP")
    if code != 220:
        raise _no_tls("STARTTLS", f"{code} {quoted(lines[0])}")


async def _ftp_greeted(talk: Conversation) -> Greeting:
    return await _coded_greeting(talk, "FTP")


async def _ftp_able(talk: Conversation) -> tuple[str, ...]:
    await talk.say(b"FEAT\r\n")
    code, lines = await _reply(talk, "FTP")
    return lines[1:-1] if code == 211 else ()


async def _ftp_tls(talk: Conversation) -> None:
    await talk.say(b"AUTH TLS\r\n")
    code, lines = await _reply(talk, "FTP")
    if code != 234:
        raise _no_tls("AUTH TLS", f"{code} {quoted(lines[0])}")


async def _imap_greeted(talk: Conversation) -> Greeting:
    line = await talk.line()
    sort = line[:6].upper()
    if sort.startswith("* BYE"):
        raise Failed(Reason.NOT_SERVING, f"the server says goodbye at once: {quoted(line[5:])}")
    if not sort.startswith(("* OK", "* PREA")):
        raise _another_language("IMAP", line)
    return Greeting(line[2:])


async def _imap_tagged(talk: Conversation, command: str) -> tuple[str, tuple[str, ...]]:
    """What was said to a command in the end, and the untagged lines before."""
    await talk.say(f"a1 {command}\r\n".encode())
    before: list[str] = []
    for _ in range(MOST_LINES):
        line = await talk.line()
        if line.startswith("a1 "):
            return line[3:], tuple(before)
        before.append(line)
    raise Failed(Reason.PROTOCOL, f"the server's reply has more than {MOST_LINES} lines")


async def _imap_able(talk: Conversation) -> tuple[str, ...]:
    _, lines = await _imap_tagged(talk, "CAPABILITY")
    told = (line for line in lines if line.upper().startswith("* CAPABILITY"))
    return tuple(word for line in told for word in line.split()[2:])


async def _imap_tls(talk: Conversation) -> None:
    said, _ = await _imap_tagged(talk, "STARTTLS")
    if not said.upper().startswith("OK"):
        raise _no_tls("STARTTLS", quoted(said))


async def _pop_greeted(talk: Conversation) -> Greeting:
    line = await talk.line()
    if line.upper().startswith("-ERR"):
        raise Failed(Reason.NOT_SERVING, f"the server refuses at once: {quoted(line)}")
    if not line.upper().startswith("+OK"):
        raise _another_language("POP3", line)
    return Greeting(line)


async def _pop_able(talk: Conversation) -> tuple[str, ...]:
    await talk.say(b"CAPA\r\n")
    lines: list[str] = []
    if not (await talk.line()).upper().startswith("+OK"):
        return ()
    for _ in range(MOST_LINES):
        line = await talk.line()
        if line == ".":
            return tuple(lines)
        lines.append(line)
    raise Failed(Reason.PROTOCOL, f"the server's reply has more than {MOST_LINES} lines")


async def _pop_tls(talk: Conversation) -> None:
    await talk.say(b"STLS\r\n")
    line = await talk.line()
    if not line.upper().startswith("+OK"):
        raise _no_tls("STLS", quoted(line))


def _another_language(protocol: str, line: str) -> Failed:
    return Failed(Reason.PROTOCOL, f"the server does not speak {protocol}: it says {quoted(line)}")


def _no_tls(command: str, why: str) -> Failed:
    return Failed(Reason.TLS_FAILED, f"the server does not go on encrypted ({command}): {why}")


PROTOCOLS = {
    spoken.name.lower(): spoken
    for spoken in (
        Spoken("SMTP", _smtp_greeted, _smtp_able, _smtp_tls, b"QUIT\r\n"),
        Spoken("IMAP", _imap_greeted, _imap_able, _imap_tls, b"a2 LOGOUT\r\n"),
        Spoken("POP3", _pop_greeted, _pop_able, _pop_tls, b"QUIT\r\n"),
        Spoken("FTP", _ftp_greeted, _ftp_able, _ftp_tls, b"QUIT\r\n"),
    )
}
