"""Dresses the application: style, typeface, palette and stylesheet, now and on every change."""

from PySide6.QtWidgets import QApplication

from ui.theme.fonts import font, load_fonts
from ui.theme.palette import palette_of
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, ThemeChoice

# Naming the style here spares its making twice, and the many enumerations that come with
# touching a style from Python: 10 ms before the first picture.
STYLE_ARGUMENTS = ("-style", "fusion")


def dress(
    app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM, *, has_style: bool = False
) -> Theme:
    """The application's theme, put on. Call it once, before the first widget is made.

    `has_style`: the application was made with STYLE_ARGUMENTS.
    """
    if not has_style:
        app.setStyle("Fusion")
    made = colour(app, choice)
    add_stylesheet(app, made)
    return made


def colour(app: QApplication, choice: ThemeChoice) -> Theme:
    """The application's theme, with typeface and colours: all that painted words need."""
    load_fonts()
    app.setFont(font(BODY))
    made = Theme(app, choice)

    def put_on() -> None:
        app.setPalette(palette_of(made.tokens))

    # The first listener of all: widgets repaint afterwards with the palette already in place.
    made.changed.connect(put_on)
    put_on()
    return made


def add_stylesheet(app: QApplication, theme: Theme) -> None:
    """How controls look, before the first of them is made."""
    from ui.theme.stylesheet import stylesheet

    def put_on() -> None:
        app.setStyleSheet(stylesheet(theme.tokens))

    theme.changed.connect(put_on)
    put_on()
