"""JSON as the files of the page have it: readable, in UTF-8, the same for the same values."""

import msgspec


def json_text(document: object) -> bytes:
    """The document with a line for each value, and an end of line."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def compact_json(document: object) -> bytes:
    """The document in one line."""
    return msgspec.json.encode(document)
