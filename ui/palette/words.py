"""What the palette says of itself."""

from PySide6.QtCore import QCoreApplication

from ui.palette.entry import Sort


def _tr(text: str) -> str:
    return QCoreApplication.translate("Palette", text)


def heading_of(sort: Sort) -> str:
    """What stands over the entries of a sort."""
    return {
        Sort.DO: _tr("Do"),
        Sort.SERVICES: _tr("Services"),
        Sort.NOTICES: _tr("Notices"),
        Sort.SCREENS: _tr("Screens"),
        Sort.PEOPLE: _tr("People"),
        Sort.SETTINGS: _tr("Settings"),
    }[sort]
