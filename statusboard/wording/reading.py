"""Texts as they come from outside: with a head of its own, or as lines of JSON."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from statusboard.catalog.front_matter import front_matter
from statusboard.domain.finding import Finding
from statusboard.domain.status import OF_INCIDENTS, IncidentStatus
from statusboard.errors import RuleBroken
from statusboard.wording.base import draft_of
from statusboard.wording.rules import check
from statusboard.wording.tongue import language_of


class Text(msgspec.Struct, frozen=True):
    """One text. Where `status` is none of an incident, what depends on it is not judged."""

    id: str | int = ""
    title: str = ""
    body: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say of a text; `is_judged` is False where nobody knows its language."""

    id: str | int
    findings: tuple[Finding, ...]
    is_judged: bool


def with_head(text: str) -> Text:
    """A text whose head, where it has one, says its title and its status.

    Raises RuleBroken for a head that says what no notice has.
    """
    found = front_matter(text)
    return Text(title=found.one("title"), status=found.one("status"), body=found.body)


def from_lines(lines: str) -> Iterator[Text]:
    """One text a line of JSON. Raises RuleBroken with the line that is none."""
    # JSON may hold what else ends a line, such as U+2028, within a text.
    for number, line in enumerate(lines.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield msgspec.json.decode(line, type=Text, strict=False)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise RuleBroken(
                f'Line {number} is no text: {error}. Write {{"id", "status", "title", "body"}}.',
                field="line",
            ) from error


def checked(text: Text) -> Checked:
    """What the rules of wording say of it."""
    language = language_of(f"{text.title}\n{text.body}")
    if language is None:
        return Checked(text.id, (), is_judged=False)
    return Checked(
        text.id, check(draft_of(text.title, text.body, language, _status(text))), is_judged=True
    )


def _status(text: Text) -> IncidentStatus | None:
    said = text.status.casefold()
    return IncidentStatus(said) if said in OF_INCIDENTS else None
