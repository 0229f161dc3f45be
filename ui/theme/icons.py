"""Icons and status glyphs as sharp pixmaps in the theme's colours.

Status glyphs are our own (`resources/icons/status`), named after the status; all other icons come
from the Lucide library (`resources/icons/lucide`), named as they are there.
"""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme.bundled import FOLDER
from ui.theme.theme import Theme, theme

STATUS_GLYPHS = frozenset({"operational", "degraded", "partial", "major", "maintenance", "unknown"})
_SCALES = (1.0, 2.0, 3.0)
# Stands for a plug-in whose own icon is not bundled.
ANY_KIND = "link"


def icon(name: str, colour: str, size: int = 18) -> QIcon:
    """An icon that is sharp on screens of every density. `size` in logical pixels.

    Raises LookupError for a name that is not bundled.
    """
    made = QIcon()
    for scale in _SCALES:
        drawn = pixmap(name, colour, size, scale)
        made.addPixmap(drawn)
        # Qt would tint it in a selected row; the colour of a status means something.
        made.addPixmap(drawn, QIcon.Mode.Selected)
    return made


def kind_icon(name: str, colour: str, size: int = 18) -> QIcon:
    """The icon that a plug-in names, or a plain one where none of that name is bundled."""
    is_bundled = (FOLDER / "icons" / "lucide" / f"{name}.svg").is_file()
    return icon(name if is_bundled else ANY_KIND, colour, size)


def pixmap(name: str, colour: str, size: float, scale: float = 1.0) -> QPixmap:
    """The icon drawn once for a screen of density `scale`, and remembered by the theme."""
    keeper = theme()
    pixels = max(1, round(size * scale))
    key = (name, colour, pixels, scale)
    found = keeper.drawn.get(key)
    if found is None:
        found = _draw(keeper, name, colour, pixels)
        found.setDevicePixelRatio(scale)
        keeper.drawn[key] = found
    return found


def paint_icon(painter: QPainter, where: QRectF, name: str, colour: str) -> None:
    """Paints the icon into a square, at the density of what is painted on."""
    scale = painter.device().devicePixelRatioF()
    drawn = pixmap(name, colour, min(where.width(), where.height()), scale)
    painter.drawPixmap(where.topLeft(), drawn)


def _draw(keeper: Theme, name: str, colour: str, pixels: int) -> QPixmap:
    source = _source(keeper, name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    image = QImage(QSize(pixels, pixels), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return QPixmap.fromImage(image)


def _source(keeper: Theme, name: str) -> str:
    found = keeper.sources.get(name)
    if found is None:
        shelf = "status" if name in STATUS_GLYPHS else "lucide"
        place = FOLDER / "icons" / shelf / f"{name}.svg"
        if not place.is_file():
            message = f"no icon is called {name!r}"
            raise LookupError(message)
        found = place.read_text(encoding="utf-8")
        keeper.sources[name] = found
    return found
