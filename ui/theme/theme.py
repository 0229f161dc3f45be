"""The theme in force. Widgets ask for tokens when they paint; nothing keeps a colour."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ui.theme.tokens import DARK, LIGHT, ThemeChoice, Tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

HALF = 128
_PROPERTY = "statusboard_theme"


class Theme(QObject):
    """Holds the choice and announces a change. One per application, found with `theme()`.

    Signals:
        changed: the tokens are different now; repaint.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        # What `ui.theme.icons` has drawn and read so far, kept here because it lives as long.
        self.drawn: dict[tuple[str, str, int, float], QPixmap] = {}
        self.sources: dict[str, str] = {}
        app.setProperty(_PROPERTY, self)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose."""
        return self._choice

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        match self._choice:
            case ThemeChoice.LIGHT:
                return LIGHT
            case ThemeChoice.DARK:
                return DARK
            case ThemeChoice.SYSTEM:
                # Its first touch makes all its enumerations: the first picture does without.
                from PySide6.QtCore import Qt

                dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
                return DARK if dark else LIGHT

    @property
    def seems_dark(self) -> bool:
        """Whether the tokens are dark ones, as far as one can tell without asking the system."""
        if self._choice is ThemeChoice.SYSTEM:
            return self._app.palette().window().color().lightness() < HALF
        return self._choice is ThemeChoice.DARK

    def choose(self, choice: ThemeChoice) -> None:
        """Switches the theme and announces it."""
        self._choice = choice
        self.changed.emit()

    def _system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self.changed.emit()


def theme() -> Theme:
    """The application's theme. Raises LookupError before one was made."""
    app = QApplication.instance()
    found = app.property(_PROPERTY) if app is not None else None
    if not isinstance(found, Theme):
        message = "the application has no theme yet"
        raise LookupError(message)
    return found


def tokens() -> Tokens:
    """The colours in force."""
    return theme().tokens
