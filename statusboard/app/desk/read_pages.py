"""Reads the settings of the desk, and of each of its pages, in the file of a desk."""

from collections.abc import Callable

from statusboard.app.page.page_file import FIELDS as PAGE_FIELDS
from statusboard.app.page.page_file import page_input
from statusboard.app.page.page_inputs import PageInput
from statusboard.app.services.toml_source import Path, Source, Table
from statusboard.app.settings import SECTIONS
from statusboard.catalog.fields import FieldKind
from statusboard.catalog.own_picture import PREFIX, text_of
from statusboard.errors import RuleBroken

FURTHER_PAGE = "further_page"


def pages_in(
    source: Source, document: Table, beside: Callable[[str], bytes]
) -> tuple[PageInput, ...]:
    """The pages beside the main one; of that what it hides. Raises RuleBroken with the line."""
    found: dict[str, PageInput] = {}
    sections = [section.key for section in SECTIONS]
    for number, table in enumerate(source.tables((), document, FURTHER_PAGE)):
        path: Path = (FURTHER_PAGE, number)
        source.only(path, table, [*(spec.name for spec in PAGE_FIELDS), *sections])
        values = settings_in(source, table, beside, path)
        try:
            given = page_input({k: v for k, v in table.items() if k not in sections}, values)
        except RuleBroken as broken:
            where = (*path, *broken.field.split(".")) if broken.field else path
            raise source.fault(where, broken.sentence) from broken
        if given.key in found:
            sentence = f"The page {given.key} is described twice. Keep one of the two."
            raise source.fault((*path, "key"), sentence)
        found[given.key] = given
    return tuple(found.values())


def settings_in(
    source: Source, document: Table, beside: Callable[[str], bytes], at: Path = ()
) -> dict[str, object]:
    """The settings that the file names, by key. An empty text takes one back."""
    found: dict[str, object] = {}
    for section in SECTIONS:
        table = source.table(at, document, section.key)
        source.only((*at, section.key), table, [spec.name for spec in section.fields])
        files = {spec.name for spec in section.fields if spec.kind is FieldKind.FILE}
        for name, value in table.items():
            try:
                if name in files:
                    value = _content(value, beside)  # noqa: PLW2901 - its name stood for it
                section.settle({name: value}, table)
            except RuleBroken as broken:
                where = (*at, section.key, name)
                raise source.fault(where, f"{name}: {broken.sentence}") from broken
            found[section.setting(name)] = value
    return found


def _content(value: object, beside: Callable[[str], bytes]) -> object:
    """What a name of a file stands for; anything else is as it is."""
    if not isinstance(value, str) or not value.strip() or value.startswith(PREFIX):
        return value
    return text_of(beside(value.strip()))
