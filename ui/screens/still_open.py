"""What is still to be set up, each in one line that leads there."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.views.settings import OpenStep
from ui.screens.destinations import (
    Destination,
    NewServicePlace,
    SettingsPart,
    SettingsPlace,
)
from ui.theme.tokens import SPACE_1, SPACE_3
from ui.widgets.label import Label
from ui.widgets.section_label import SectionLabel


def _tr(text: str) -> str:
    return QCoreApplication.translate("StillOpen", text)


def _line(step: OpenStep) -> tuple[str, str, Destination]:
    """What is missing, what a button for it says, and where that leads."""
    match step:
        case OpenStep.NEW_RELIC:
            return (
                _tr("New Relic is not connected."),
                _tr("Connect it"),
                SettingsPlace(SettingsPart.NEW_RELIC),
            )
        case OpenStep.SERVICES:
            return _tr("Nothing is watched yet."), _tr("Add a service"), NewServicePlace()
        case OpenStep.NAME:
            return (
                _tr("The page has no name of its own."),
                _tr("Name it"),
                SettingsPlace(SettingsPart.NAME),
            )
        case OpenStep.PUBLISH:
            return (
                _tr("No place is chosen where the page is put."),
                _tr("Choose a place"),
                SettingsPlace(SettingsPart.PUBLISH),
            )
        case OpenStep.ADDRESS:
            return (
                _tr("The public address of the page is not known."),
                _tr("Enter it"),
                SettingsPlace(SettingsPart.ADDRESS),
            )


class StillOpen(QWidget):
    """Hidden where nothing is open. A connection to New Relic nobody needs: it is not asked for.

    Signals:
        wanted: a person wants to do one of it; carries the `Destination`.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[OpenStep, ...] = ()
        self.buttons: dict[OpenStep, QPushButton] = {}
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_1)
        self._column.addWidget(SectionLabel(self.tr("Still open")))
        self.setAccessibleName(self.tr("Still open"))
        self.hide()

    def show_steps(self, steps: Sequence[OpenStep]) -> None:
        """Shows what is open; what was shown already stays as it is."""
        shown = tuple(step for step in steps if step is not OpenStep.NEW_RELIC)
        self.setVisible(bool(shown))
        if shown == self._steps:
            return
        self._steps = shown
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.buttons = {}
        self._lines = [self._made(step) for step in shown]

    def _made(self, step: OpenStep) -> QWidget:
        sentence, action, place = _line(step)
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_3)
        row.addWidget(Label(sentence, tone="muted", wrap=True), 1)
        button = QPushButton(action)
        button.setProperty("look", "quiet")
        button.setAccessibleDescription(sentence)
        button.clicked.connect(lambda: self.wanted.emit(place))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        self._column.addWidget(line)
        self.buttons[step] = button
        return line
