"""A body as plain text, for programs: the words of the page, without marks, addresses written out.

What is struck through keeps its marks: without them it would say the opposite.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown_it.token import Token

from statusboard.render.clean import clean_line
from statusboard.render.markdown import parse

QUOTED = "> "


def body_text(markdown: str) -> str:
    """The text of a body; paragraphs are kept apart by an empty line."""
    writer = _Writer()
    for token in parse(markdown):
        writer.take(token)
    return writer.text()


@dataclass(slots=True)
class _Writer:
    """Lines of text so far. `margins` are what stands before the next, by what it stands in."""

    lines: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    in_table: bool = False

    def take(self, token: Token) -> None:
        """One token of the library's."""
        match token.type:
            case "inline" if self.in_table:
                self.cells.append(_words(token.children or ()).replace("\n", " "))
            case "inline":
                self._write(_words(token.children or ()))
            case "fence" | "code_block":
                self._write(token.content.rstrip("\n"))
                self._part()
            case "hr":
                self._write("---")
                self._part()
            case "paragraph_close" | "heading_close":
                if not token.hidden:
                    self._part()
            case "table_open" | "table_close":
                self.in_table = token.type == "table_open"
                self._part()
            case "tr_close":
                self._write(" | ".join(self.cells))
                self.cells.clear()
            case _:
                self._around(token)

    def _around(self, token: Token) -> None:
        """What other blocks stand in: quotations and lists."""
        match token.type:
            case "blockquote_open":
                self.margins.append(QUOTED)
            case "blockquote_close":
                while self.lines and not self.lines[-1].strip("> "):
                    self.lines.pop()
                self.margins.pop()
                self._part()
            case "list_item_close":
                self.margins.pop()
            case "bullet_list_open" | "ordered_list_open":
                start = int(token.attrs.get("start", 1)) if token.tag == "ol" else None
                self.numbers.append(start)
            case "bullet_list_close" | "ordered_list_close":
                self.numbers.pop()
                self._part()
            case "list_item_open":
                self._begin_item()
            case _:
                pass

    def text(self) -> str:
        """Everything, without empty lines at its ends."""
        return "\n".join(line.rstrip() for line in self.lines).strip("\n")

    def _begin_item(self) -> None:
        number = self.numbers[-1]
        if number is not None:
            self.numbers[-1] = number + 1
        self.margins.append("- " if number is None else f"{number}. ")

    def _write(self, words: str) -> None:
        for line in words.split("\n"):
            self.lines.append("".join(self.margins) + line)
            # The mark of an item stands before its first line alone.
            self.margins = [each if each == QUOTED else " " * len(each) for each in self.margins]

    def _part(self) -> None:
        """An empty line, where there is none yet: inside a list none but between its parts."""
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append("".join(each for each in self.margins if each == QUOTED))


def _words(tokens: Sequence[Token]) -> str:
    return "".join(_spoken(tokens))


def _spoken(tokens: Iterable[Token]) -> Iterator[str]:
    address = ""  # of the link that is open, where its words do not say it
    for token in tokens:
        match token.type:
            case "link_open":
                is_said = token.info == "auto"
                address = "" if is_said else _readable(str(token.attrs.get("href", "")))
            case "link_close":
                yield f" ({address})" if address else ""
            case "softbreak" | "hardbreak":
                yield "\n"
            case "s_open" | "s_close":
                yield "~~"
            case _:
                yield token.content


def _readable(href: str) -> str:
    """An address as people write it: a number or mailbox without its scheme."""
    scheme, _, rest = href.partition(":")
    return clean_line(unquote(rest)) if scheme.lower() in {"mailto", "tel"} else href
