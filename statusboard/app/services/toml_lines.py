"""On which line of a TOML text each value stands; the parser of the standard library forgets it."""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_KEY_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_KEY = rf"{_KEY_PART}(?:[ \t]*\.[ \t]*{_KEY_PART})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_KEY})[ \t]*\]\]?")
_ASSIGNMENT = re.compile(rf"[ \t]*({_KEY})[ \t]*=")
# What can hide a bracket or a line break inside a value: comments and the four sorts of strings.
_HIDDEN = re.compile(
    r"""\#[^\n]*|\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""",
    re.DOTALL,
)


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest thing around it; 1 where nothing is known."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1


def find_lines(text: str) -> dict[Path, int]:
    """The line, from 1, of every table header and key of a valid TOML text.

    Tables in arrays are counted from 0: the URL of the second check of the first service is
    `("service", 0, "check", 1, "url")`. Keys inside inline tables are not looked for.
    """
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    for number, statement in _statements(text):
        header = _HEADER.match(statement)
        if header is not None:
            here = _resolve(_parts(header[2]), counts, is_new=header[1] == "[[")
            found.setdefault(here, number)
            continue
        assignment = _ASSIGNMENT.match(statement)
        if assignment is not None:
            path = here
            for part in _parts(assignment[1]):
                path = (*path, part)
                found.setdefault(path, number)
    return found


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header or assignment with its line. Values that span lines stay in one piece."""
    plain = _HIDDEN.sub(_blank, text)
    number, depth = 1, 0
    for original, line in zip(text.split("\n"), plain.split("\n"), strict=True):
        is_header = depth == 0 and _HEADER.match(original) is not None
        if depth == 0 and original.strip() and _begins_here(original, line):
            yield number, original
        if not is_header:
            depth += sum(line.count(c) for c in "[{") - sum(line.count(c) for c in "]}")
        number += 1


def _blank(hidden: re.Match[str]) -> str:
    """The same length and line breaks, with nothing in it that could be mistaken."""
    return re.sub(r"[^\n]", "\0", hidden[0])


def _begins_here(original: str, plain: str) -> bool:
    """Whether a line is a statement of its own, and not the inside of a longer string.

    The inside of a string was blanked out, and so has neither `=` nor a closing bracket left.
    """
    return ("=" in plain or "]" in plain) and not original.lstrip().startswith("#")


def _resolve(parts: tuple[str, ...], counts: dict[Path, int], *, is_new: bool) -> Path:
    """The full path of a header: names that are arrays get the number of their newest table."""
    path: Path = ()
    for position, part in enumerate(parts):
        path = (*path, part)
        if is_new and position == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_KEY_PART, key))
