"""Comments in a text: notes for whoever writes on, which no reader is shown, in no form.

`<!-- like this -->`, over several lines too, and Markdown's own way, `[//]: # (like this)`. What
stands in code is no comment but an example of one.
"""

import re
from dataclasses import dataclass

# Code comes first: whichever begins first hides the other. A comment that never ends hides the
# rest, as it does for a browser: what was meant to be hidden is never shown by a slip.
_PIECE = re.compile(
    r"""
      ^[ ]{0,3}(?:(?:>|[-*+]|\d{1,9}[.)])[ ]{0,4})*       # a fence, in a list or a quote
      (?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*
      (?:\n(?:.*?^[ \t>]*(?P=fence)[`~]*[ \t]*$|.*\Z)|\Z)
    | (?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)
    | (?<!\\)<!--(?:-?>|(?P<said>.*?)(?P<end>-->|\Z))
    | ^[ ]{0,3}\[[^\]\n]*\]:[ \t]*(?:\#|<>)[ \t]*(?P<noted>[("'][^\n]*)$
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
# Without any of these nothing of it can stand in a text, and most have none.
_MARKED = ("<!--", "]:", "`", "~~~")
# Stands where a comment stood, until the lines are tidied. No text has it.
_GONE = "\x00"
_EMPTY_LINE = re.compile(rf"^[ \t>]*{_GONE}(?:[ \t]*{_GONE})*[ \t]*(?:\n|\Z)", re.MULTILINE)
_IN_A_LINE = re.compile(rf"[ \t]?{_GONE}")
_MARKS = re.compile(r"\A[\s(\"']+|[\s)\"']+\Z")


@dataclass(frozen=True, slots=True)
class Comment:
    """What a comment says, without its marks. `is_closed` is False where it hides all the rest."""

    text: str
    is_closed: bool = True


def without_comments(text: str) -> str:
    """The text as readers get it. A line that held nothing but comments is gone with them."""
    if not _may_have_comments(text):
        return _lines(text)
    marked = _PIECE.sub(lambda found: _GONE if _is_comment(found) else found[0], _lines(text))
    return _IN_A_LINE.sub("", _EMPTY_LINE.sub("", marked))


def with_blanks(text: str) -> str:
    """The text with blanks for its comments: every letter that readers get is in its place."""
    if not _may_have_comments(text):
        return text
    return _PIECE.sub(
        lambda found: re.sub(r"\S", " ", found[0]) if _is_comment(found) else found[0], text
    )


def comments_in(text: str) -> tuple[Comment, ...]:
    """What readers do not get, in order."""
    if not _may_have_comments(text):
        return ()
    return tuple(
        Comment(_MARKS.sub("", found["said"] or found["noted"] or ""), found["end"] != "")
        for found in _PIECE.finditer(_lines(text))
        if _is_comment(found)
    )


def _may_have_comments(text: str) -> bool:
    return any(mark in text for mark in _MARKED)


def _is_comment(found: re.Match[str]) -> bool:
    return found["fence"] is None and found["ticks"] is None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace(_GONE, "")
