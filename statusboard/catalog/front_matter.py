"""Front matter: facts of a text before it, `key: value` each, between two lines of three dashes."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from statusboard.errors import RuleBroken

# What a text may say of itself; `service` and `page` may stand there several times.
KEYS = (
    *("title", "status", "service", "next_update", "corrects"),
    *("started", "ended", "impact", "page"),
)
# A line of dashes and then prose is a rule of Markdown.
_HEAD = re.compile(
    r"\A---[ \t]*\n(?P<head>(?:[ \t]*(?:#.*)?\n)*[A-Za-z][\w-]*[ \t]*:.*\n(?:.*\n)*?)"
    r"---[ \t]*(?:\n|\Z)"
)
# So does what nothing ends, or other marks stand around: its readers would be customers.
_NO_HEAD = re.compile(
    r"\A(?:-{3,}|\+{3})[ \t]*\n(?:[ \t]*(?:#.*)?\n)*[ \t]*(?P<key>[A-Za-z][\w-]*)[ \t]*[:=]"
)
_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]*(?P<value>.*)")
_QUOTES = "\"'"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The text without its head, and what the head says: each key with its values, in order."""

    body: str
    said: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def one(self, key: str) -> str:
        """The value of a key, empty where the head does not say it."""
        return self.said[key][0] if key in self.said else ""

    def all(self, key: str) -> list[str]:
        """All values of a key that may stand several times."""
        return list(self.said.get(key, ()))


def front_matter(text: str) -> FrontMatter:
    """The head and the body of a text; without two lines of dashes all of it is body.

    Lines that begin with `#` are notes. Raises RuleBroken, with the line, for a key that is none,
    or that stands there twice, and for a head that has no end.
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    text = whole.lstrip("\n")
    head = _HEAD.match(text)
    if head is None:
        _refuse_half_a_head(text)
        return FrontMatter(whole)
    said: dict[str, list[str]] = {}
    first = len(whole) - len(text) + 2
    for number, line in enumerate(head["head"].split("\n"), first):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, value = _pair(line.strip(), number)
        if key in said and key != "service":
            raise RuleBroken(f"Line {number} says {key} once more. Say it once.", field="head")
        said.setdefault(key, []).append(value)
    return FrontMatter(text[head.end() :], said)


def _refuse_half_a_head(text: str) -> None:
    """Raises RuleBroken for what was meant as a head: published, it would be read by customers."""
    begun = _NO_HEAD.match(text)
    if begun is not None and _key_of(begun) in KEYS:
        raise RuleBroken(
            "The text begins as a head does, but that has no end. Write a line of three dashes "
            "before it, and one after it.",
            field="head",
        )


def _key_of(found: re.Match[str]) -> str:
    return found["key"].casefold().replace("-", "_")


def _pair(line: str, number: int) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise RuleBroken(
            f"Line {number} of the head is “{line}”. Write key: value there, or end the head with "
            "a line of three dashes.",
            field="head",
        )
    key = _key_of(found)
    if key not in KEYS:
        close = difflib.get_close_matches(key, KEYS, n=1)
        hint = f" Did you mean {close[0]}?" if close else f" Known: {', '.join(KEYS)}."
        raise RuleBroken(f"Line {number} of the head: {key} is no key.{hint}", field="head")
    value = found["value"].strip()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES
    return key, value[1:-1] if is_quoted else value
