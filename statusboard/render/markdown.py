"""Markdown as people write it in a notice, made into HTML that can do nothing but be read.

Raw HTML is text. Sanitising comes last, on the final HTML, with a list of our own: no images, no
attributes but a link's address, and only addresses of the web and of mail.
"""

from collections.abc import Iterable, Iterator

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from statusboard.render.clean import clean_text

TAGS = frozenset(
    {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"}
)
SCHEMES = frozenset({"http", "https", "mailto"})


def body_html(markdown: str) -> str:
    """The HTML of a body: the same text gives the same HTML; empty for a blank one."""
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
    tokens = list(_without_headings(parser.parse(clean_text(markdown))))
    return nh3.clean(
        parser.renderer.render(tokens, parser.options, {}),
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes=set(SCHEMES),
        link_rel="noopener",
        strip_comments=True,
    ).strip()


def _without_headings(tokens: Iterable[Token]) -> Iterator[Token]:
    """Headings in a notice become bold lines: the page's own headings stay in order."""
    inside = False
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            inside = token.type == "heading_open"
            token.tag = "p"
        elif inside and token.type == "inline":
            token.children = [
                Token("strong_open", "strong", 1),
                *(token.children or ()),
                Token("strong_close", "strong", -1),
            ]
        yield token
