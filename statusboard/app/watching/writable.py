"""Answers that can be written down, whatever a server put into its texts."""

from dataclasses import replace

from statusboard.domain.result import Answer

_BROKEN = "\N{REPLACEMENT CHARACTER}"


def writable(answer: Answer) -> Answer:
    """The answer with a mark in the place of halves of letters.

    JSON can spell half a letter of UTF-16, which no file, database or pipe takes: one such answer
    would keep all those that are written together with it from being kept.
    """
    trace = answer.trace
    if _fits("\n".join((answer.detail, trace.landed, trace.page, *answer.transcript))):
        return answer
    return replace(
        answer,
        detail=whole_letters(answer.detail),
        transcript=tuple(map(whole_letters, answer.transcript)),
        trace=replace(trace, landed=whole_letters(trace.landed), page=whole_letters(trace.page)),
    )


def whole_letters(text: str) -> str:
    """The text with a mark for each half of a letter."""
    if _fits(text):
        return text
    return "".join(_BROKEN if "\ud800" <= letter <= "\udfff" else letter for letter in text)


def _fits(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
