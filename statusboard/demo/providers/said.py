"""An answer of a stand-in over HTTP."""

import json
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Said:
    """A status and a body, which are said after so many seconds."""

    status: int
    content: bytes
    content_type: str
    after_s: float = 0.0

    def to_bytes(self, *, has_body: bool = True) -> bytes:
        """The whole answer as it is written."""
        lines = [
            f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}",
            f"Content-Type: {self.content_type}",
            "X-Sample-Data: 1",
        ]
        if self.status != HTTPStatus.NO_CONTENT:
            lines.append(f"Content-Length: {len(self.content)}")
        return "\r\n".join([*lines, "", ""]).encode() + (self.content if has_body else b"")


def said(what: object, status: int = 200, *, after_s: float = 0.0) -> Said:
    """A text as it is, nothing for None, and anything else as JSON."""
    if what is None or isinstance(what, str):
        return Said(status, (what or "").encode(), "text/plain", after_s)
    return Said(status, json.dumps(what).encode(), "application/json", after_s)
