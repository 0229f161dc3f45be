"""Texts of other programs as plain text: without tags, and with marks that mark nothing."""

import re
from html import unescape
from html.parser import HTMLParser

from statusboard.domain.letters import as_shown

LONGEST_TEXT = 20_000
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4"})
_SKIPPED = frozenset({"script", "style"})
_MARKS = re.compile(r"([\\`*_\[\]<>~|])")
_LINE_MARK = re.compile(r"^(\s*)(#{1,6}|[-+]|\d{1,9}[.)]|=+$|-+$)(?=\s|$)", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>|<!--")


class _Words(HTMLParser):
    """The words between tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag in _BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag in _BREAKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.found.append(data)


def as_plain_text(text: str, *, marks: bool = True) -> str:
    """The text without tags and control characters, at most `LONGEST_TEXT` long.

    `marks`: what our own texts would read as marks is written out, so that it is read as it is.
    """
    text = text[: 2 * LONGEST_TEXT]
    if _TAG.search(text):
        words = _Words()
        words.feed(text)
        words.close()
        text = "".join(words.found)
    else:
        text = unescape(text)
    lines = [as_shown(line.replace("\t", " ")).rstrip() for line in text.splitlines()]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:LONGEST_TEXT]
    if not marks:
        return " ".join(text.split())
    return _LINE_MARK.sub(_written_out, _MARKS.sub(r"\\\1", text))


def _written_out(found: re.Match[str]) -> str:
    mark = found[2]
    return f"{found[1]}{mark[:-1]}\\{mark[-1]}" if mark[-1] in ".)" else f"{found[1]}\\{mark}"
