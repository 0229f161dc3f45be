"""Templates in the file of a desk: brought to what it says, and written as it is read."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from statusboard.app.templates.inputs import ApplyTemplates, SaveTemplate
from statusboard.app.templates.rules import settled_template
from statusboard.catalog.fields import FieldKind, FieldSpec, validate
from statusboard.domain.language import Language
from statusboard.domain.placeholders import PLACEHOLDERS
from statusboard.domain.templates.house import ours
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.storage.templates import forget_template, read_own_templates, write_template
from statusboard.storage.unit import Unit

_NAMES = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
# What a template may say of itself in a file.
FIELDS = (
    FieldSpec(
        "kind",
        FieldKind.CHOICE,
        "Kind",
        required=True,
        choices=tuple(TemplateKind),
        help="What it is begun for.",
    ),
    FieldSpec(
        "language",
        FieldKind.CHOICE,
        "Language",
        required=True,
        choices=tuple(Language),
        help="What it is written in.",
    ),
    FieldSpec(
        "title",
        FieldKind.TEXT,
        "Title",
        default="",
        help="What customers notice. A sentence for the phone (support_…) has none.",
    ),
    FieldSpec(
        "body",
        FieldKind.LINES,
        "Text",
        required=True,
        help=f"The text. Facts are filled in for {_NAMES}.",
    ),
)


def bring_templates(unit: Unit, given: ApplyTemplates) -> list[str]:
    """What changed, one line each. A file without templates changes none."""
    if not given.templates:
        return []
    before = read_own_templates(unit)
    lines = []
    for wanted in given.templates:
        key, text = (wanted.kind, wanted.language), settled_template(wanted)
        if text == (before[key].text if key in before else ours(*key)):
            continue
        if text == ours(*key):
            forget_template(unit, key)
        else:
            write_template(unit, key, text)
        lines.append(f"changed template {wanted.kind} ({wanted.language})")
    named = {(one.kind, one.language) for one in given.templates}
    if given.prune:
        for key in sorted(before.keys() - named):
            forget_template(unit, key)
            lines.append(f"restored template {key[0]} ({key[1]})")
    return lines


def template_tables(unit: Unit) -> Iterator[dict[str, object]]:
    """The team's own templates, each as a table of the file."""
    for (kind, language), one in read_own_templates(unit).items():
        yield {
            "kind": kind.value,
            "language": language.value,
            "title": one.text.title or None,
            "body": one.text.body,
        }


def template_input(table: Mapping[str, object]) -> SaveTemplate:
    """A template of a file. Raises RuleBroken with the field at fault."""
    values = validate(FIELDS, table)
    given = SaveTemplate(
        TemplateKind(str(values["kind"])),
        Language(str(values["language"])),
        str(values["title"]),
        str(values["body"]),
    )
    text = settled_template(given)
    return replace(given, title=text.title, body=text.body)
