"""Variables such as `${TOKEN}` in a configuration: filled where a person asked for it, or told."""

import re
from collections.abc import Mapping

from statusboard.importers.addresses import Unaskable
from statusboard.importers.tables import Table

_VARIABLE = re.compile(r"\$\$|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$([A-Za-z_][A-Za-z0-9_]*)")
_DEEPEST = 60


class Variables:
    """What variables stand for; without an environment they stay as they are written."""

    def __init__(self, environ: Mapping[str, str] | None) -> None:
        self._environ = environ

    def filled(self, table: Table) -> Table:
        """The table with its variables filled in."""
        if self._environ is None:
            return table
        found = self._turned(table, 0)
        assert isinstance(found, Table)
        return found

    def refuse(self, text: str) -> None:
        """Raises Unaskable where a variable is left: nobody knows what would be asked."""
        names = self._names(text)
        if names:
            raise Unaskable(f"its address needs {', '.join(names)} of the environment")

    def note(self, config: Mapping[str, object], notes: list[str]) -> bool:
        """Notes which fields still hold a variable; whether any does."""
        before = len(notes)
        for field, value in config.items():
            names = sorted({name for text in _texts(value) for name in self._names(text)})
            if names:
                words = f"{field} needs {', '.join(names)} of the environment"
                notes.append(f"{words}: the check is switched off until that is mended.")
        return len(notes) > before

    def _names(self, text: str) -> list[str]:
        return sorted({one[0] or one[1] for one in _VARIABLE.findall(text)} - {""})

    def _turned(self, value: object, depth: int) -> object:
        if depth > _DEEPEST:
            return value
        if isinstance(value, Table):
            turned = Table({key: self._turned(one, depth + 1) for key, one in value.items()})
            turned.line = value.line
            return turned
        if isinstance(value, list):
            return [self._turned(one, depth + 1) for one in value]
        return _VARIABLE.sub(self._value, value) if isinstance(value, str) else value

    def _value(self, found: re.Match[str]) -> str:
        if found[0] == "$$":
            return "$"
        assert self._environ is not None
        return self._environ.get(found[1] or found[2], found[0])


def _texts(value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [str(one) for one in value.values()]
    return [value] if isinstance(value, str) else []
