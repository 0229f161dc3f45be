"""Wordings as they are stored, in revisions and in updates: one document of JSON, whole."""

import msgspec

from statusboard.domain.notice import Wording


def wording_text(wording: Wording) -> str:
    """The wording as text for a column."""
    return msgspec.json.encode(wording).decode()


def wording_of(text: str) -> Wording:
    """The wording in a column. What was stored before a field existed has that field's default."""
    return msgspec.json.decode(text, type=Wording)
