"""Which columns of which table a person has hidden, kept for the next start."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QSettings


class KeptColumns:
    """In a small file of the data folder, for this computer alone; without one, until the end."""

    def __init__(self, file: Path | None = None) -> None:
        self._settings = (
            QSettings(str(file), QSettings.Format.IniFormat) if file is not None else None
        )
        self._hidden: dict[str, frozenset[str]] = {}

    def hidden(self, table: str) -> frozenset[str]:
        """The keys of the columns that are hidden in a table."""
        if table not in self._hidden:
            kept = self._settings.value(f"columns/{table}") if self._settings is not None else None
            self._hidden[table] = frozenset(str(kept or "").split())
        return self._hidden[table]

    def keep(self, table: str, hidden: Collection[str]) -> None:
        """Keeps what is hidden in a table now."""
        self._hidden[table] = frozenset(hidden)
        if self._settings is not None:
            self._settings.setValue(f"columns/{table}", " ".join(sorted(hidden)))
            self._settings.sync()
