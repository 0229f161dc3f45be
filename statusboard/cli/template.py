"""`statusboard template …`: what notices are begun with, for scripts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.notice_writing import text_of
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.domain.templates.kinds import TemplateKey

Kind = Annotated[str, typer.Argument(metavar="KIND", help="As “template list” names it.")]
InLanguage = Annotated[str, typer.Option("--language", metavar="en|de", help="Of the text.")]


def show_all(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the templates, and which of them are the team's own."""
    from statusboard.app.templates.queries import TEMPLATES
    from statusboard.cli.desk import reading_doorway
    from statusboard.domain.language import Language
    from statusboard.domain.templates.kinds import TemplateKind

    with reading_doorway(database, demo=demo) as door:
        own = door.ask(TEMPLATES, None).own
    keys = [(kind, language) for kind in TemplateKind for language in Language]
    if as_json:
        rows = [{"kind": k, "language": lang, "own": (k, lang) in own} for k, lang in keys]
        print_json({"templates": rows})
        return
    for key in keys:
        whose = f"own, by {own[key].saved_by}" if key in own else "ours"
        print(f"{key[0]}  {key[1]}  {whose}")


def show(
    kind: Kind,
    language: InLanguage = "en",
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Print a template: its title, an empty line, and its text."""
    from statusboard.app.templates.queries import TEMPLATES
    from statusboard.cli.desk import reading_doorway

    key = _key(kind, language)
    with reading_doorway(database, demo=demo) as door:
        text = door.ask(TEMPLATES, None).house.text(*key)
    if as_json:
        kind_, language_ = key
        print_json({"kind": kind_, "language": language_, "title": text.title, "body": text.body})
        return
    print(f"{text.title}\n\n{text.body}" if text.title else text.body)


def give(
    kind: Kind,
    *,
    language: InLanguage = "en",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="Its title.")] = "",
    body: Annotated[str, typer.Option("--body", metavar="TEXT", help="Its text.")] = "",
    body_file: Annotated[
        Path | None, typer.Option("--body-file", metavar="FILE", help="“-” reads standard input.")
    ] = None,
    database: Database = None,
) -> None:
    """Put a text of your own in the place of a template; what is left out stays as it is."""
    from statusboard.app.templates.commands import save_template
    from statusboard.app.templates.inputs import SaveTemplate
    from statusboard.app.templates.queries import TEMPLATES
    from statusboard.cli.desk import doorway, this_person

    key = _key(kind, language)
    said = text_of(body, body_file)
    with doorway(database) as door:
        before = door.ask(TEMPLATES, None).house.text(*key)
        given = SaveTemplate(*key, title or before.title, said or before.body)
        is_new = door.do(save_template, given, this_person(door)).result
    print("kept" if is_new else "nothing changed")


def restore(kind: Kind, *, language: InLanguage = "en", database: Database = None) -> None:
    """Go back to the text that comes with StatusBoard."""
    from statusboard.app.templates.commands import restore_template
    from statusboard.app.templates.inputs import RestoreTemplate
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        given = RestoreTemplate(*_key(kind, language))
        is_new = door.do(restore_template, given, this_person(door)).result
    print("restored" if is_new else "nothing changed")


def _key(kind: str, language: str) -> "TemplateKey":
    from statusboard.domain.language import Language
    from statusboard.domain.templates.kinds import TemplateKind

    if kind not in set(TemplateKind):
        raise RuleBroken(f"KIND is one of {', '.join(TemplateKind)}.", field="kind")
    if language not in set(Language):
        raise RuleBroken(f"--language is one of {', '.join(Language)}.", field="language")
    return TemplateKind(kind), Language(language)
