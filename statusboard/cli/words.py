"""`statusboard check-words`: a text held against the rules of wording alone."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.notice_writing import text_of
from statusboard.cli.options import Json

if TYPE_CHECKING:
    from statusboard.wording.reading import Checked

File = Annotated[Path, typer.Argument(metavar="FILE", help="One text; “-” reads standard input.")]
Lines = Annotated[
    bool,
    typer.Option("--lines", help='A text per line of JSON: {"id", "status", "title", "body"}.'),
]


def check_words(file: File, *, lines: Lines = False, as_json: Json = False) -> None:
    """Say what is wrong with the words of a text. Ends with 0 whatever that is: read the answer.

    A text may begin with its title: and status: between two lines of three dashes.
    """
    from statusboard.wording.reading import checked, from_lines, with_head

    read = text_of("", file)
    for text in from_lines(read) if lines else (with_head(read),):
        _say(checked(text), as_json=as_json)


def _say(one: "Checked", *, as_json: bool) -> None:
    if as_json:
        findings = [
            {"rule": found.rule, "words": [words.text for words in found.words]}
            for found in one.findings
        ]
        json.dump({"id": one.id, "findings": findings}, sys.stdout, ensure_ascii=False)
        print()
        return
    name = f"{one.id}: " if one.id != "" else ""
    if not one.is_judged:
        print(f"{name}not judged: it seems to be neither English nor German")
    elif not one.findings:
        print(f"{name}nothing found")
    for found in one.findings:
        print(f"{name}{found.rule}{' (blocks)' if found.blocks else ''}: {found.sentence}")
