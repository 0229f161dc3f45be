"""The glyphs of the statuses as files, for what is drawn by another program."""

import logging
from pathlib import Path

from statusboard.domain.status import ComponentStatus
from ui.theme.icons import pixmap
from ui.theme.status_style import status_style
from ui.theme.tokens import DARK

log = logging.getLogger(__name__)

SIZE = 64


class GlyphFiles:
    """Draws each when it is first asked for. On the main thread, for it paints."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[ComponentStatus, Path] = {}

    def file_of(self, status: ComponentStatus) -> Path | None:
        """The file with the glyph; None where none can be written."""
        found = self._made.get(status)
        if found is not None:
            return found
        style = status_style(status, DARK)
        file = self._folder / f"{style.glyph}.png"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            log.info("no glyphs folder=%s error=%s", self._folder, error)
            return None
        if not pixmap(style.glyph, style.colour, SIZE).save(str(file)):
            return None
        self._made[status] = file
        return file
