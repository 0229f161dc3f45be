"""The pictures of the texts that are looked at, read once and kept while the window lives."""

import re
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage

from statusboard.app.notices.pictures import PICTURES
from statusboard.domain.picture import NAME, picture_path, pictures_in, size_of
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations

SCHEME = "image"
# Narrower than the column at its narrowest.
WIDEST_SHOWN = 160
_LANE = "pictures"
_IMG = re.compile(rf'<img src="[^"]*{picture_path("")}(?P<name>{NAME.pattern})"[^>]*>', re.ASCII)


def fitted(html: str) -> str:
    """The markup with its pictures as narrow as a preview is, under names that it can look up."""

    def narrow(found: re.Match[str]) -> str:
        size = size_of(found["name"])
        assert size is not None
        width = min(size.width, WIDEST_SHOWN)
        height = max(1, round(size.height * width / size.width))
        return f'<img src="{SCHEME}:{found["name"]}" width="{width}" height="{height}">'

    return _IMG.sub(narrow, html)


class PictureShelf(QObject):
    """Knows the pictures that were asked for; `drawn` is called when more have come."""

    def __init__(self, operations: Operations, parent: QObject, drawn: Callable[[], None]) -> None:
        super().__init__(parent)
        self._operations = operations
        self._answers = LatestWins(operations, self)
        self._drawn = drawn
        self._known: dict[str, QImage] = {}

    def image(self, name: str) -> QImage | None:
        """The picture of that name; None for one that has not come yet."""
        return self._known.get(name)

    def follow(self, bodies: Iterable[str]) -> None:
        """Asks for what these texts show, where it is not known."""
        body = "\n\n".join(body for body in bodies if f"{SCHEME}:" in body)
        if all(name in self._known for name in pictures_in(body)):
            return
        self._answers.ask(
            _LANE,
            body,
            partial(self._operations.desk.ask, PICTURES, body),
            self._came,
            self._failed,
        )

    def _came(self, pictures: tuple[tuple[str, bytes], ...]) -> None:
        for name, content in pictures:
            # Twice as wide as it is drawn, for screens of that density; made small well, once.
            image = QImage.fromData(content)
            if image.width() > 2 * WIDEST_SHOWN:
                smooth = Qt.TransformationMode.SmoothTransformation
                image = image.scaledToWidth(2 * WIDEST_SHOWN, smooth)
            self._known[name] = image
        self._drawn()

    def _failed(self, _error: StatusBoardError) -> None:
        """The text is shown without them; the next change asks again."""
