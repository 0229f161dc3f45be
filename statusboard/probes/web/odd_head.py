"""Reads a head that the strict parser refuses, as lenient as clients are, and says what was odd.

What decides where an answer ends is never guessed: two lengths that contradict each other, or an
encoding of the transfer that was not asked for, stay refused. A connection that carried an odd
head is not used again, so that nothing left over can pass for the next answer.
"""

import re

from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed

_STATUS = re.compile(rb"HTTP/(\d)(?:\.(\d))?[ \t]+(\d{3})(?:[ \t]+(.*))?", re.DOTALL)
_TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_END = re.compile(rb"\r?\n\r?\n")
_INTERIM = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+1(?!01)\d\d\b")
# Nobody announces an answer more often than this.
MOST_INTERIM = 50
# How many oddities are told, and how much of each.
MOST_TOLD = 5
SHOWN = 60


def split_head(raw: bytes) -> tuple[bytes, bytes] | None:
    """The head of the answer proper and what follows it; None where it has not all come yet.

    Blank lines before it, and interim answers, are left out. Raises Failed for a flood of those.
    """
    for _ in range(MOST_INTERIM):
        raw = raw.lstrip(b"\r\n")
        end = _END.search(raw)
        if end is None:
            return None
        if not _INTERIM.match(raw):
            return raw[: end.start()], raw[end.end() :]
        raw = raw[end.end() :]
    raise Failed(Reason.PROTOCOL, f"more than {MOST_INTERIM} interim answers come in its place")


def mended(head: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The head as the strict parser takes it, and what was odd, in words for people.

    Raises Failed with PROTOCOL for what is no HTTP, or contradicts itself about its length.
    """
    first, *lines = [line.removesuffix(b"\r") for line in head.split(b"\n")]
    status = _STATUS.fullmatch(first)
    if status is None:
        raise Failed(Reason.PROTOCOL, f"what came back is not HTTP: {shown(first)}")
    told: list[str] = []
    version = b"1.0" if (status[1], status[2]) == (b"1", b"0") else b"1.1"
    phrase = _CONTROL.sub(b" ", status[4] or b"")
    fields = _fields(_unfolded(lines, told), told)
    kept = [b"HTTP/%s %s %s" % (version, status[3], phrase)]
    kept += [b"%s: %s" % field for field in _framed(fields, told)]
    return b"\r\n".join(kept) + b"\r\n\r\n", tuple(told[:MOST_TOLD])


def shown(line: bytes) -> str:
    """A part of what came, fit for a sentence."""
    text = line[: SHOWN + 1].decode("utf-8", "replace")
    plain = "".join(letter if letter.isprintable() else "·" for letter in text)
    return f"“{plain[:SHOWN]}…”" if len(plain) > SHOWN else f"“{plain}”"


def _unfolded(lines: list[bytes], told: list[str]) -> list[bytes]:
    """Lines that go on in the next one, joined."""
    joined: list[list[bytes]] = []
    for line in lines:
        if line[:1] in (b" ", b"\t") and joined:
            joined[-1].append(line.strip())
        else:
            joined.append([line])
    if len(joined) < len(lines):
        told.append("a header goes on over several lines")
    return [b" ".join(parts) for parts in joined]


def _fields(lines: list[bytes], told: list[str]) -> list[tuple[bytes, bytes]]:
    fields = []
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon or not _TOKEN.fullmatch(name.strip(b" \t")):
            told.append(f"the line {shown(line)} is no header and was left out")
            continue
        if name != name.strip(b" \t"):
            told.append(f"there is a space before the colon of {shown(name.strip())}")
        clean = _CONTROL.sub(b" ", value)
        if clean != value:
            told.append(f"{shown(name.strip())} holds control characters, which were left out")
        fields.append((name.strip(b" \t"), clean.strip(b" \t")))
    return fields


def _framed(fields: list[tuple[bytes, bytes]], told: list[str]) -> list[tuple[bytes, bytes]]:
    """The fields with one statement of where the body ends. Raises Failed for two."""
    codings = _listed(fields, b"transfer-encoding")
    lengths = _listed(fields, b"content-length")
    rest = [(n, v) for n, v in fields if n.lower() not in (b"transfer-encoding", b"content-length")]
    transfer = [coding.lower() for coding in codings if coding.lower() not in (b"identity", b"")]
    if set(transfer) - {b"chunked"}:
        asked = shown(b", ".join(codings))
        raise Failed(Reason.PROTOCOL, f"the answer is sent as {asked}, which was not asked for")
    if len(codings) > 1 or len(transfer) < len(codings):
        told.append(f"it is sent as {shown(b', '.join(codings))}")
    if transfer:
        if lengths:
            told.append("it comes in chunks and states a length, which was left out")
        return [*rest, (b"Transfer-Encoding", b"chunked")]
    if not lengths:
        return rest
    stated = [length for length in lengths if length] or lengths
    for length in stated:
        if not re.fullmatch(rb"\d{1,18}", length):
            raise Failed(Reason.PROTOCOL, f"the answer states the length {shown(length)}")
    if len({int(length) for length in stated}) > 1:
        raise Failed(Reason.PROTOCOL, "the answer states two different lengths")
    if len(lengths) > 1:
        told.append("it states its length more than once")
    return [*rest, (b"Content-Length", b"%d" % int(stated[0]))]


def _listed(fields: list[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [
        part.strip(b" \t")
        for own, value in fields
        if own.lower() == name
        for part in value.split(b",")
    ]
