"""The theme a person chose, remembered by this computer for the next start."""

from PySide6.QtCore import QSettings

from ui.theme.theme import theme
from ui.theme.tokens import ThemeChoice

_KEY = "appearance/theme"


def remembered_choice() -> ThemeChoice:
    """What was chosen last; the system's own look where nothing was, or nonsense is found."""
    text = str(QSettings().value(_KEY, ThemeChoice.SYSTEM.value))
    return ThemeChoice(text) if text in set(ThemeChoice) else ThemeChoice.SYSTEM


def choose_and_remember(choice: ThemeChoice) -> None:
    """Switches the theme at once, and for the next start."""
    settings = QSettings()
    settings.setValue(_KEY, choice.value)
    settings.sync()
    theme().choose(choice)
