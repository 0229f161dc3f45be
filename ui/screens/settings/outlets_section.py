"""How alarms reach the person at this computer: tray, strip, and what this desktop cannot show."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from ui.runtime.alarm_choices import alarm_choices
from ui.screens.settings.section import SettingsSection
from ui.widgets.label import Label


class OutletsSection(SettingsSection):
    """Kept on this computer; what a person wants to be told is theirs wherever they sit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(
            self.tr("Alarms on this computer"),
            self.tr("Where an alarm is seen while another program is in front."),
        )
        self._choices = alarm_choices()
        self.tray = QCheckBox(self.tr("Show how services are in the tray"))
        self.stays = QCheckBox(self.tr("Closing the window leaves StatusBoard in the tray"))
        self.strip = QCheckBox(self.tr("Show a strip that stays on top of other windows"))
        self.remarks = Label("", tone="muted", wrap=True)
        self.trial = QPushButton(self.tr("Try it"))
        self.trial.setToolTip(self.tr("Shows one notification and plays one sound, here and now."))
        for box in (self.tray, self.stays, self.strip):
            self.body.addWidget(box)
        self.body.addWidget(self.remarks)
        self.body.addWidget(self.trial, 0, Qt.AlignmentFlag.AlignLeft)
        self._show()
        # What a person does, and not what is shown of it.
        self.tray.clicked.connect(self._choices.set_shows_tray)
        self.stays.clicked.connect(self._choices.set_stays_in_tray)
        self.strip.clicked.connect(self._choices.set_shows_strip)
        self.trial.clicked.connect(self._choices.trial_wanted)
        self._choices.changed.connect(self._show)
        self._choices.remarked.connect(self._show)

    def _show(self) -> None:
        self.tray.setChecked(self._choices.shows_tray)
        self.stays.setChecked(self._choices.stays_in_tray and self._choices.shows_tray)
        self.stays.setEnabled(self._choices.shows_tray)
        self.strip.setChecked(self._choices.shows_strip)
        said = "\n".join(self._choices.remarks)
        self.remarks.setText(said)
        self.remarks.setVisible(bool(said))
