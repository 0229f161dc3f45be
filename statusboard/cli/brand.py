"""`statusboard brand …`: the page's own face: colours, logo, links, lines, stylesheet."""

from pathlib import Path
from typing import Annotated

import typer

from statusboard.cli.file_content import file_content
from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken

Fields = Annotated[
    list[str],
    typer.Argument(
        metavar="FIELD=VALUE…",
        help="As in the file of “apply”. A picture is the name of its file; any other value may "
        "be @FILE. An empty value takes back what was chosen.",
    ),
]


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List what is chosen, and the colours that the page shows for it in light and dark."""
    from statusboard.app.desk.settings import SETTINGS
    from statusboard.app.page.choices import told
    from statusboard.catalog.brand_fields import BRAND, accents
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        kept = BRAND.kept(door.ask(SETTINGS, None).values)
    light, dark = accents(kept)
    said = {name: told(BRAND.setting(name), value) for name, value in kept.items()}
    if as_json:
        shown = {"light": light and light.colour, "dark": dark and dark.colour}
        print_json({"chosen": said, "accent": shown})
        return
    for name, value in said.items():
        first, *more = str(value).splitlines()
        print(f"{name}  {first}{f' … ({len(more)} more lines)' if more else ''}")
    if light is not None and dark is not None:
        print(f"shown as {light.colour} in light, {dark.colour} in the dark")
    if not said:
        print("nothing is chosen; “brand set” chooses, “fields” lists what there is")


def change(fields: Fields, database: Database = None) -> None:
    """Choose how the page looks; a colour that cannot be read is refused with the nearest."""
    from statusboard.app.page.commands import choose_settings
    from statusboard.app.page.inputs import ChooseSettings
    from statusboard.catalog.brand_fields import BRAND
    from statusboard.catalog.fields import FieldKind
    from statusboard.cli.desk import doorway, this_person

    files = {spec.name for spec in BRAND.fields if spec.kind is FieldKind.FILE}
    values = {}
    for text in fields:
        name, is_given, value = text.partition("=")
        if not is_given:
            raise RuleBroken(f"“{text}” is no FIELD=VALUE, such as accent=#12264F.", field=name)
        values[BRAND.setting(name)] = _value(value, is_file=name in files)
    with doorway(database) as door:
        chosen = door.do(choose_settings, ChooseSettings(values), this_person(door)).result
    for key in chosen.keys:
        print(f"changed {key}")
    if not chosen.keys:
        print("nothing to change")


def _value(text: str, *, is_file: bool) -> str:
    from statusboard.catalog.own_picture import text_of

    if not text:
        return ""
    if is_file:
        return text_of(file_content(Path(text.removeprefix("@"))))
    if not text.startswith("@"):
        return text
    try:
        return file_content(Path(text[1:])).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleBroken(
            f"{text[1:]} is not UTF-8 text. Save it as UTF-8.", field="file"
        ) from error
