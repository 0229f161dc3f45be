"""A team's own stylesheet: it may change every look, and load nothing.

Read with tinycss2 as browsers read it (CSS Syntax Level 3), so that neither an escape nor a string
nor a nested block hides an address. The policy of the page forbids the same once more.
"""

from collections.abc import Iterable, Iterator

import tinycss2
from tinycss2.ast import Node

MOST_BYTES = 32_000
# Functions that fetch what their text names, beside url(); and one that runs what it holds.
_FETCHES = frozenset(
    {
        "image-set",
        "-webkit-image-set",
        "image",
        "cross-fade",
        "-webkit-cross-fade",
        "src",
        "element",
    }
)
_RUNS = frozenset({"expression"})
_RUNNING_NAMES = frozenset({"-moz-binding", "behavior"})
# A drawing in an address loads nothing either, but it could hold a page.
_HELD = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")


def css_problem(value: object) -> str | None:
    """What the stylesheet may not do, with its line; None where it does nothing of the kind."""
    text = str(value)
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        return f"The stylesheet is larger than {MOST_BYTES // 1000} kB. Keep what the page needs."
    if "\0" in text or (not text.isascii() and _has_half(text)):
        return "The stylesheet holds what is no text."
    for line, wrong in _wrongs(tinycss2.parse_component_value_list(text)):
        return f"Line {line}: {wrong}"
    return None


def loads_nothing(text: str) -> bool:
    """Whether a piece of a stylesheet, such as a style attribute, is free of all that too."""
    return css_problem(text) is None


def _wrongs(nodes: Iterable[Node]) -> Iterator[tuple[int, str]]:
    """What is wrong, in the order of the text, with the line of each."""
    left = [iter(nodes)]
    while left:  # by hand: nothing nested a thousand deep may end us
        node = next(left[-1], None)
        if node is None:
            left.pop()
            continue
        if wrong := _wrong(node):
            yield node.source_line, wrong
        below = getattr(node, "content", None) or getattr(node, "arguments", None)
        if isinstance(below, list):
            left.append(iter(below))


def _wrong(node: Node) -> str:
    match node.type:
        case "at-keyword" if node.lower_value == "import":
            return "@import loads another stylesheet. Write its rules here instead."
        case "url":
            return _wrong_address(node.value)
        case "function":
            return _wrong_function(node)
        case "ident" if node.lower_value in _RUNNING_NAMES:
            return f"{node.lower_value} runs a program. A stylesheet here holds none."
        case "error" if node.kind in {"bad-url", "bad-string", "eof-in-string", "eof-in-url"}:
            return "This address or text does not end. Close it."
        case _:
            return ""


def _wrong_function(node: Node) -> str:
    if node.lower_name == "url":
        texts = [one.value for one in node.arguments if one.type == "string"]
        return _wrong_address(texts[0] if texts else "")
    if node.lower_name in _FETCHES:
        return f"{node.lower_name}() loads a picture. Only url(data:…) stands in the page."
    if node.lower_name in _RUNS:
        return f"{node.lower_name}() is a program. A stylesheet here holds none."
    return ""


def _wrong_address(address: str) -> str:
    given = address.strip()
    if given.startswith("#") or given.lower().startswith(_HELD):
        return ""
    return (
        f"url({given[:60]}) would be loaded from elsewhere, and tell there who reads the page. "
        "Write a picture into the stylesheet itself, as url(data:image/png;base64,…)."
    )


def _has_half(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)
