"""Markdown as people write it in a notice, made into HTML that can do nothing but be read.

Raw HTML is text, but for a line break. Pictures of our own are shown; others are links by their
names: a page that fetched one would tell its owner who reads. Sanitising comes last, on the final
HTML, with lists of our own: of attributes a link's address, the number a list begins with, those
of our own pictures, and what `SCROLLED` says of what may be wider than the page.
"""

import copy
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from statusboard.domain.hidden_text import without_comments
from statusboard.domain.picture import NAME, SCHEME, picture_path, size_of
from statusboard.render.addresses import SCHEMES, is_permitted, recogniser, whole_address
from statusboard.render.clean import clean_line, clean_text

TAGS = frozenset(
    {
        *("p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"),
        *("table", "thead", "tbody", "tr", "th", "td", "div"),
    }
)
# What can be wider than the page is reached, named and scrolled by keys.
SCROLLED = MappingProxyType(
    {
        "pre": {"tabindex": "0", "role": "group", "aria-label": "Code"},
        "div": {"tabindex": "0", "role": "group", "aria-label": "Table"},
    }
)
# A longer address says nothing to a reader.
READABLE = 200
# So many bodies are remembered as HTML.
REMEMBERED = 2_000
_SOURCE = re.compile(rf'(?<=<img )src="{SCHEME}:({NAME.pattern})"', re.ASCII)
_BREAK = re.compile(r"</?br\s*/?>[ \t]*\n?", re.IGNORECASE)


def body_html(markdown: str, pictures: str | None = None) -> str:
    """The HTML of a body: the same text gives the same HTML; empty for a blank one.

    `pictures` is what stands before the path of a picture of our own, such as `../../`. None: they
    are left out.
    """
    cleaned = _cleaned(markdown, has_pictures=pictures is not None)
    return _SOURCE.sub(lambda found: f'src="{pictures or ""}{picture_path(found[1])}"', cleaned)


# A body stands on several pages of one generation, and in the next one again.
@lru_cache(maxsize=REMEMBERED)
def _cleaned(markdown: str, *, has_pictures: bool) -> str:
    tokens = list(_scrolled(parse(markdown, has_pictures=has_pictures)))
    parser = _parser()
    return _cleaner().clean(parser.renderer.render(tokens, parser.options, {})).strip()


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS | {"img"},
        attributes={
            "*": set(),
            "a": {"href"},
            "ol": {"start"},
            "img": {"src", "alt", "width", "height"},
        },
        tag_attribute_values={
            tag: {name: {value} for name, value in said.items()} for tag, said in SCROLLED.items()
        },
        # Links have lost every address but the permitted ones by now.
        url_schemes=set(SCHEMES) | {SCHEME},
        url_relative="deny",
        link_rel="noopener",
        strip_comments=True,
    )


def parse(markdown: str, *, has_pictures: bool = False) -> Sequence[Token]:
    """What a body says, in the library's tokens: without comments, headings and pictures.

    `has_pictures`: those of our own stay, as tokens of the type `picture`.
    """
    text = without_comments(clean_text(markdown))
    return list(_plainer(_Parser.of_its_own().parse(text), has_pictures=has_pictures))


class _Parser(MarkdownIt):
    """The library's parser with our ways about addresses. What may not be one is told later."""

    @classmethod
    def of_its_own(cls) -> "_Parser":
        """One for one text: what recognises addresses keeps its place in it."""
        own = copy.copy(_parser())
        own.linkify = recogniser()
        return own

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the library's own name
        """True: an address that nobody may follow stays as text, beside the words of its link."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """The address, whole and as it is written in HTML."""
        return super().normalizeLink(whole_address(url))

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """An address as it was typed: decoded it could read as another one, or backwards."""
        return link


@cache
def _parser() -> _Parser:
    made = _Parser("commonmark", {"html": False, "breaks": True, "linkify": True})
    made.enable(["linkify", "strikethrough", "table"])
    made.inline.ruler.before("autolink", "line_break", _line_break)
    for code in ("fence", "code_block"):
        made.add_render_rule(code, _code)
    return made


def _code(_: object, tokens: Sequence[Token], at: int, *_more: object) -> str:
    """A block of code; what language it is in says nothing to a reader."""
    return f"{_opening('pre')}<code>{html.escape(tokens[at].content)}</code></pre>\n"


def _opening(tag: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in SCROLLED[tag].items())
    return f"<{tag}{said}>"


def _line_break(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - called by the library
    found = _BREAK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True


def _plainer(tokens: Iterable[Token], *, has_pictures: bool) -> Iterator[Token]:
    """Headings become bold lines: the page's own headings stay in order. Pictures become links."""
    inside = False
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            inside = token.type == "heading_open"
            token.tag = "p"
        elif token.type == "inline":
            children = _linked(token.children or (), has_pictures=has_pictures)
            if inside:
                strong = Token("strong_open", "strong", 1), Token("strong_close", "strong", -1)
                children = [strong[0], *children, strong[1]]
            token.children = children
        yield token


def _linked(tokens: Iterable[Token], *, has_pictures: bool) -> list[Token]:
    """Links that lead where they may; the others as their words, with the address behind them."""
    said: list[Token] = []
    address = ""  # of the link that is open, where it leads nowhere
    in_link = False
    for token in tokens:
        if token.type == "link_open":
            href = str(token.attrs.get("href", ""))
            in_link = is_permitted(href)
            address = "" if in_link or token.info == "auto" else href
            said += [token] if in_link else []
        elif token.type == "link_close":
            if in_link:
                said.append(token)
            elif 0 < len(address) <= READABLE:
                said.append(_text(f" ({clean_line(unquote(address))})"))
            in_link, address = False, ""
        elif token.type == "image":
            said += _picture(token, in_link=in_link, is_shown=has_pictures)
        else:
            said.append(token)
    return said


def _picture(token: Token, *, in_link: bool, is_shown: bool) -> list[Token]:
    """A picture of our own; another one by what it shows, or its title, or its name, as a link."""
    source = str(token.attrs.get("src", ""))
    words = "".join(child.content for child in token.children or ()).strip()
    size = size_of(source.removeprefix(f"{SCHEME}:"))
    if size is not None and source.startswith(f"{SCHEME}:"):
        if not is_shown:
            return []
        said = {"src": source, "alt": words, "width": str(size.width), "height": str(size.height)}
        return [Token("picture", "img", 0, attrs=dict(said))]
    name = _text(words or str(token.attrs.get("title", "")).strip() or _name_of(source))
    if in_link or not is_permitted(source):
        return [name]
    return [Token("link_open", "a", 1, attrs={"href": source}), name, Token("link_close", "a", -1)]


def _name_of(source: str) -> str:
    """What a picture is called where nobody says: its file, its host, or simply that it is one."""
    if source.startswith("data:"):
        return "picture"
    parts = urlsplit(source)
    file = clean_line(unquote(parts.path.rstrip("/").rpartition("/")[2]))
    return file or parts.hostname or "picture"


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _scrolled(tokens: Iterable[Token]) -> Iterator[Token]:
    """Tables in a box that scrolls, for they would stretch a small page."""
    for token in tokens:
        if token.type == "table_open":
            yield Token("box_open", "div", 1, block=True, attrs=dict(SCROLLED["div"]))
        yield token
        if token.type == "table_close":
            yield Token("box_close", "div", -1, block=True)
