"""A section of settings: fields that belong together, and how they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.catalog.fields import FieldSpec, read_fields
from statusboard.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that belong together. `key` is the table in the file; texts are for people."""

    key: str
    label: str
    help: str
    fields: tuple[FieldSpec, ...]

    def setting(self, field: str) -> str:
        """The key under which a field is kept, such as `page.name`."""
        return f"{self.key}.{field}"

    def kept(self, settings: Mapping[str, object]) -> dict[str, object]:
        """What is kept of this section, by field; what nobody chose is left out."""
        found = {spec.name: settings.get(self.setting(spec.name)) for spec in self.fields}
        return {name: value for name, value in found.items() if value not in (None, "")}

    def settle(
        self, given: Mapping[str, object], kept: Mapping[str, object] | None = None
    ) -> dict[str, object]:
        """Some fields of this section made exact; None for one that is back at its default.

        `kept` are fields that stand beside them: one may need another, and only what is given is
        found at fault. Raises RuleBroken with the setting's key as its field.
        """
        values, found = read_fields(self.fields, {**(kept or {}), **given})
        for broken in found:
            if broken.field in given:
                raise RuleBroken(broken.sentence, field=self.setting(broken.field)) from broken
        usual = {spec.name: spec.default for spec in self.fields}
        return {name: None if values[name] == usual[name] else values[name] for name in given}
