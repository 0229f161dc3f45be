"""A mail's document in the subset of HTML that the window draws well: its words, colours, sizes.

Boxes, margins around the whole and widths are left out: what is drawn of them would hide more than
it shows. Nothing is loaded, and nothing leads anywhere.
"""

from html import escape
from html.parser import HTMLParser

from statusboard.domain.picture import picture_path, size_of

_KEPT_TAGS = frozenset(
    {"p", "b", "strong", "i", "em", "s", "del", "code", "pre", "ul", "ol", "li", "a", "br"}
    | {"blockquote", "table", "tr", "td", "th", "span", "hr"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"head", "style", "script", "title"})
_EMPTY = frozenset({"br", "hr"})
_KEPT_STYLES = frozenset({"color", "font-weight", "font-size", "text-decoration"})
_HEADING = "font-weight:700; margin:0 0 8px 0"


def drawable(document: str) -> str:
    """The document as it can be drawn; whatever it held, no other tags come out than known ones."""
    parser = _Drawable()
    parser.feed(document)
    parser.close()
    return "".join(parser.pieces)


class _Drawable(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif not self._unseen and tag in _HEADINGS:
            self.pieces.append(f'<p style="{_HEADING}; {_style(tag, attrs)}">')
        elif not self._unseen and tag == "img":
            # Only a picture of our own; whoever draws looks it up by its name.
            name = str(dict(attrs).get("src") or "").rpartition("/")[2]
            if size_of(name) is not None:
                self.pieces.append(f'<img src="{picture_path(name)}">')
        elif not self._unseen and tag in _KEPT_TAGS:
            style = _style(tag, attrs)
            self.pieces.append(f'<{tag} style="{style}">' if style else f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif not self._unseen and tag in _HEADINGS:
            self.pieces.append("</p>")
        elif not self._unseen and tag in _KEPT_TAGS - _EMPTY:
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(escape(data))


def _style(tag: str, attrs: list[tuple[str, str | None]]) -> str:
    said = next((value or "" for name, value in attrs if name == "style"), "")
    kept = []
    for part in said.split(";"):
        name, _, value = part.partition(":")
        name = name.strip().lower()
        if name == "background" and tag == "p":
            name = "background-color"
        if name in _KEPT_STYLES or name == "background-color":
            kept.append(f"{name}:{escape(value.strip())}")
    if tag in {"p", "ul", "ol"}:
        kept.append("margin:0 0 8px 0")
    if tag == "a":
        kept.append("text-decoration:underline")
    return "; ".join(kept)
