"""Dresses the application: style, typeface, palette and stylesheet, now and on every change."""

from PySide6.QtWidgets import QApplication

from ui.theme.fonts import font, load_fonts
from ui.theme.palette import palette_of
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, ThemeChoice

# Naming the style here spares its making twice, and the many enumerations that come with
# touching a style from Python: 10 ms before the first picture.
STYLE_ARGUMENTS = ("-style", "fusion")


def dress(app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> Theme:
    """The application's theme, put on. Call it once, before the first widget is made."""
    app.setStyle("Fusion")
    made = begin(app, choice)
    put_on(app, made)
    return made


def begin(app: QApplication, choice: ThemeChoice) -> Theme:
    """The typeface, and the theme that is going to be put on: all that painted words need.

    The application was made with STYLE_ARGUMENTS.
    """
    load_fonts()
    app.setFont(font(BODY))
    return Theme(app, choice)


def put_on(app: QApplication, theme: Theme) -> None:
    """Colours and the looks of controls, before the first of them is made."""
    from ui.theme.stylesheet import stylesheet

    def change() -> None:
        app.setPalette(palette_of(theme.tokens))
        app.setStyleSheet(stylesheet(theme.tokens))

    # The first listener of all: widgets repaint afterwards with the palette already in place.
    theme.changed.connect(change)
    change()
