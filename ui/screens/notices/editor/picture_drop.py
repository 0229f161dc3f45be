"""Pictures come into a text: dropped, pasted, or chosen from a file."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject
from PySide6.QtGui import QImage, QImageWriter, QTextCursor
from PySide6.QtWidgets import QFileDialog

from statusboard.app.notices.inputs import PictureAdded
from statusboard.app.notices.picture_commands import add_picture
from statusboard.domain.picture import reference
from statusboard.errors import RuleBroken, StatusBoardError
from ui.runtime.operations import Operations
from ui.screens.notices.editor.body_editor import BodyEditor
from ui.screens.notices.editor.picture_intake import MOST_READ_BYTES, picture_from

# What the file dialog offers; what a file is, its content says.
_ENDINGS = ("png", "jpg", "jpeg", "webp", "gif")
Read = Callable[[], bytes]


class PictureDrop(QObject):
    """Takes pictures of one body editor, keeps them, and refers to them where the cursor was.

    The cursor then stands where the words go that say what it shows.
    """

    def __init__(self, operations: Operations, body: BodyEditor) -> None:
        super().__init__(body)
        self._operations = operations
        self._body = body
        self._dialog: QFileDialog | None = None
        body.text.brought.connect(self.take)
        body.picture_wanted.connect(self.choose)

    def choose(self) -> None:
        """Asks for a file."""
        dialog = QFileDialog(self._body, self.tr("Insert a picture"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        endings = " ".join(f"*.{ending}" for ending in _ENDINGS)
        dialog.setNameFilter(self.tr("Pictures ({endings})").format(endings=endings))
        cursor = QTextCursor(self._body.text.textCursor())
        dialog.fileSelected.connect(lambda name: self._take(_reads(Path(name)), cursor))
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def take(self, brought: QMimeData) -> None:
        """Inserts what was dropped or pasted: files, or a picture without one."""
        files = [Path(url.toLocalFile()) for url in brought.urls() if url.isLocalFile()]
        if files:
            for file in files:
                self.insert(_reads(file))
            return
        image = brought.imageData()
        if isinstance(image, QImage) and not image.isNull():
            content = _png(image)
            self.insert(lambda: content)

    def insert(self, read: Read) -> None:
        """Keeps a picture and refers to it at the cursor; says what is in the way, if anything."""
        self._take(read, QTextCursor(self._body.text.textCursor()))

    def _take(self, read: Read, cursor: QTextCursor) -> None:
        self._operations.run(
            self,
            self._keep(read),
            lambda added: self._insert(cursor, added.name),
            self._refused,
        )

    def _insert(self, cursor: QTextCursor, name: str) -> None:
        if cursor.document() is not self._body.text.document():
            # In a text that is not on the desk nobody would see it, and nothing would save it.
            self._refused(
                RuleBroken(
                    self.tr(
                        "Another notice was opened before the picture was ready, so it was not "
                        "inserted. Insert it again where it belongs."
                    ),
                    field="picture",
                )
            )
            return
        self._body.insert_picture(cursor, reference(name))

    async def _keep(self, read: Read) -> PictureAdded:
        picture = await asyncio.to_thread(lambda: picture_from(read()))
        return await self._operations.desk.do(add_picture, picture)

    def _refused(self, error: StatusBoardError) -> None:
        self._operations.failed.emit(error)


def _reads(file: Path) -> Read:
    def read() -> bytes:
        try:
            with file.open("rb") as opened:
                # One byte more than fits tells that there is more.
                return opened.read(MOST_READ_BYTES + 1)
        except OSError as error:
            reason = error.strerror or "it cannot be opened"
            raise RuleBroken(
                f"“{file.name}” cannot be read ({reason}), so no picture was inserted; your text "
                "is as it was. Choose another file.",
                field="picture",
            ) from error

    return read


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
