"""A file that goes along with a message."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file as its reader saves it: what it is called, its media type (RFC 6838), its bytes."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
