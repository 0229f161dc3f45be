"""A plain list: one address a line, with a name beside it where one is wanted."""

import csv
import re

from statusboard.domain.brought import Found, FoundCheck, FoundService
from statusboard.errors import RuleBroken
from statusboard.importers.addresses import Unaskable, key_of, name_of, question
from statusboard.importers.base import ImporterKind
from statusboard.importers.source import Source
from statusboard.importers.tables import one_line

_MOST_LINES = 10_000
_BULLET = re.compile(r"^[-*•]\s+")


def _is_this(source: Source) -> bool:
    if source.is_folder:
        return False
    try:
        lines = _lines(source.text(source.names[0]))
    except RuleBroken:
        return False
    some = [address for address, _, _ in lines[:50]]
    good = sum(_is_address(address) for address in some)
    # One slip among many is a slip; a text of words is no list.
    return good > 0 and good * 2 >= len(some)


def _is_address(text: str) -> bool:
    try:
        question(text)
    except Unaskable:
        return False
    return "." in text or ":" in text


def _lines(text: str) -> list[tuple[str, str, int]]:
    """Address, name and number of each line that is no comment."""
    found = []
    for number, line in enumerate(text.splitlines()[:_MOST_LINES], 1):
        bare = _BULLET.sub("", line.strip())
        if not bare or bare.startswith(("#", ";", "//")):
            continue
        for mark in ("\t", ";", ","):
            quoted = _quoted(bare, mark)
            if quoted:
                first, rest = quoted
                break
            if mark in bare:
                first, _, rest = bare.partition(mark)
                break
        else:
            first, _, rest = bare.partition(" ")
        address, name = first.strip(' "'), rest.strip(' "')
        if name and not _is_address(address) and _is_address(name):
            address, name = name, address
        found.append((address, name, number))
    return found


def _quoted(line: str, mark: str) -> tuple[str, str] | None:
    """The first two cells of a line whose first one stands between quotes; None of any other."""
    if not line.startswith('"') or mark not in line:
        return None
    try:
        cells = next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return None
    return (cells[0], cells[1]) if len(cells) > 1 else None


def _read(source: Source) -> Found:
    if source.is_folder:
        raise RuleBroken("A list is one file, and this is a folder.", field="source")
    services, seen = [], set()
    for address, name, number in _lines(source.text(source.names[0])):
        if address in seen:
            continue
        seen.add(address)
        notes: tuple[str, ...] = ()
        checks: tuple[FoundCheck, ...] = ()
        try:
            checks = (question(address),)
        except Unaskable as why:
            notes = (f"It cannot be asked: {why}.",)
        title = one_line(name) or name_of(address) or f"Line {number}"
        services.append(
            FoundService(key_of(address), title, "", "", checks, f"line {number}", notes)
        )
    return Found(tuple(services))


DECLARATION = ImporterKind(
    key="address_list",
    label="List of addresses",
    icon="list",
    summary="A text with one address a line, and a name beside it where one is wanted.",
    is_this=_is_this,
    read=_read,
    endings=(".txt", ".csv"),
    rank=90,
)
