"""What the screen says in the place of a calendar that has nothing to show."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.views.maintenance import MaintenanceView


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


def empty_words(view: MaintenanceView) -> tuple[str, str, str]:
    """A title, a sentence, and what the button says; no button where nothing can be planned."""
    if not view.services:
        title = _tr("Nothing is watched yet")
        return title, _tr("Add a service in Verify. Then its maintenance can be planned here."), ""
    sentence = _tr(
        "Say beforehand when something will not work: it is on the page, subscribers are told, and "
        "uptime leaves it out."
    )
    return _tr("No work is planned"), sentence, _tr("Plan maintenance")
