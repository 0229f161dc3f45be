"""The body of an answer as text and as JSON, each read once however often it is asked for."""

import json
from functools import cached_property

from statusboard.probes.web.charset import decoded


class Document:
    """A body with its charset."""

    def __init__(self, body: bytes, charset: str = "utf-8") -> None:
        self.body = body
        self._charset = charset

    @cached_property
    def text(self) -> str:
        """The body as text."""
        return decoded(self.body, self._charset)

    @cached_property
    def content(self) -> object:
        """What it says as JSON: UTF-8, as JSON has to be, else in the charset that was found.

        Raises ValueError or RecursionError where it is none.
        """
        try:
            return json.loads(self.body)
        except UnicodeDecodeError:
            return json.loads(self.text)
