"""What was chosen lately in the palette, kept for this computer alone."""

from pathlib import Path

from PySide6.QtCore import QSettings

KEPT = 30
_KEY = "palette/recent"


class RecentUse:
    """In the small file beside the window's place; without a file, until the end."""

    def __init__(self, file: Path | None = None) -> None:
        self._settings = (
            QSettings(str(file), QSettings.Format.IniFormat) if file is not None else None
        )
        kept = self._settings.value(_KEY) if self._settings is not None else None
        self._keys = [str(key) for key in (kept if isinstance(kept, list) else [kept]) if key]

    def weights(self) -> dict[str, float]:
        """How recently each was chosen: 1 for the last one, less for those before."""
        return {key: 1.0 - place / KEPT for place, key in enumerate(self._keys[:KEPT])}

    def note(self, key: str) -> None:
        """This one was chosen just now."""
        self._keys = [key, *(one for one in self._keys if one != key)][:KEPT]
        if self._settings is not None:
            self._settings.setValue(_KEY, self._keys)
            self._settings.sync()
