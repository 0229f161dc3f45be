"""The status page: what it is called, where people find it, its zone, and where it is put."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from statusboard.app.page.inputs import ChooseSettings
from statusboard.domain.views.settings import SettingsView
from statusboard.errors import RuleBroken, StatusBoardError
from ui.screens.settings.section import LabelledField, SettingsSection
from ui.screens.settings.zone_field import ZoneField
from ui.theme.tokens import SPACE_2, SPACE_3
from ui.widgets.banner import Banner
from ui.widgets.label import Label
from ui.widgets.time_words import moment_words, zone_of


class PageSection(SettingsSection):
    """Fields with one button to keep them; what a person has typed is never overwritten.

    Signals:
        kept: a person wants the fields kept; carries the ChooseSettings.
    """

    kept = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(
            self.tr("Status page"),
            self.tr("What customers read, and the folder that your web server shows them."),
        )
        self._view: SettingsView | None = None
        # What was sent to be kept: the verb may tidy it, and then the tidied text is shown.
        self._sent: frozenset[str] = frozenset()
        self._is_sent_kept = False
        self.page_name = QLineEdit()
        self.page_url = QLineEdit()
        self.page_url.setPlaceholderText("https://status.example.com")
        self.page_url.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.zone = ZoneField()
        self.folder = QLineEdit()
        self.folder_button = QPushButton(self.tr("Choose a folder…"))
        self.folder_button.clicked.connect(self.choose_folder)
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(SPACE_2)
        beside.addWidget(self.folder, 1)
        beside.addWidget(self.folder_button)
        self._fields = {
            "page.name": LabelledField(self.tr("Name"), self.page_name),
            "page.url": LabelledField(
                self.tr("Address"),
                self.page_url,
                help_text=self.tr("Where people open the page. Feeds and the API link to it."),
            ),
            "page.zone": LabelledField(
                self.tr("Time zone"),
                self.zone,
                help_text=self.tr("All times and days on the page are told in this zone."),
            ),
            "publish.folder": LabelledField(
                self.tr("Publish folder"),
                row,
                named=self.folder,
                help_text=self.tr("StatusBoard writes the page here, and reads it back."),
            ),
        }
        for field in self._fields.values():
            self.body.addWidget(field)
        self.publication = Banner(is_rounded=True, tone="operational")
        self.publication.hide()
        self.body.addWidget(self.publication)
        self._said = Label(tone="muted")
        self.keep_button = QPushButton(self.tr("Save changes"))
        self.keep_button.setProperty("look", "primary")
        self.keep_button.clicked.connect(self._keep)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_3)
        foot.addStretch(1)
        foot.addWidget(self._said)
        foot.addWidget(self.keep_button)
        self.body.addLayout(foot)
        for line in (self.page_name, self.page_url, self.folder):
            line.textChanged.connect(self._changed)
            line.returnPressed.connect(self._keep)
        self.zone.edited.connect(self._changed)
        self._changed()

    @property
    def choice(self) -> ChooseSettings:
        """What differs from what is kept."""
        view = self._view
        if view is None:
            return ChooseSettings()
        return ChooseSettings(
            page_name=_differs(self.page_name.text(), view.page_name),
            page_url=_differs(self.page_url.text(), view.page_url),
            zone=_differs(self.zone.zone, view.zone),
            publish_folder=_differs(self.folder.text(), view.publish_folder),
        )

    def load(self, view: SettingsView) -> None:
        """Shows what is kept; fields that a person is changing stay as they are."""
        was = self._view
        for line, fresh, old in (
            (self.page_name, view.page_name, was.page_name if was else ""),
            (self.page_url, view.page_url, was.page_url if was else ""),
            (self.folder, view.publish_folder, was.publish_folder if was else ""),
        ):
            is_untouched = line.text().strip() in (old, *self._sent)
            if is_untouched and fresh != line.text():
                with QSignalBlocker(line):  # nobody typed: “Saved” stays
                    line.setText(fresh)
        if was is None or self.zone.zone in (was.zone, *self._sent):
            self.zone.show_zone(view.zone)
        self._view = view
        if self._is_sent_kept:
            self._sent = frozenset()
        self._changed()

    def show_publication(self, read_back_at: datetime | None, problem: str, now: datetime) -> None:
        """Says when the page was last read back as written, or what stands in the way."""
        zone = zone_of(self._view.zone if self._view is not None else "")
        if problem:
            self.publication.show_sentence(
                self.tr(
                    "The page could not be put there: {problem} "
                    "Customers read the previous page. It is tried again by itself."
                ).format(problem=problem),
                tone="major",
            )
        elif read_back_at is not None:
            time = moment_words(read_back_at, now, zone)
            self.publication.show_sentence(
                self.tr("Last published {time}, read back.").format(time=time), tone="operational"
            )
        self.publication.setVisible(bool(problem) or read_back_at is not None)

    def were_kept(self) -> None:
        """Confirms, once the verb is done; the next `load` shows what it made of the texts."""
        self._is_sent_kept = True
        self._said.setText(self.tr("Saved"))
        for field in self._fields.values():
            field.clear_fault()

    def were_refused(self, error: StatusBoardError) -> None:
        """Shows what is wrong, at the field where the verb names one."""
        self._sent = frozenset()
        self._said.setText("")
        name = error.field if isinstance(error, RuleBroken) else ""
        field = self._fields.get(name)
        if field is not None:
            field.show_fault(str(error))
        else:
            self.publication.show_sentence(str(error), tone="major")
            self.publication.show()

    def choose_folder(self) -> None:
        """Opens the system's own folder chooser beside the window, without stopping it."""
        start = self.folder.text().strip() or str(Path.home())
        dialog = QFileDialog(self, self.tr("Choose the publish folder"), start)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()

    @property
    def _texts(self) -> frozenset[str]:
        lines = (self.page_name, self.page_url, self.folder)
        return frozenset((self.zone.zone, *(line.text().strip() for line in lines)))

    def _keep(self) -> None:
        if self.keep_button.isEnabled():
            for field in self._fields.values():
                field.clear_fault()
            self._sent = self._texts
            self._is_sent_kept = False
            self.kept.emit(self.choice)

    def _changed(self) -> None:
        differs = self.choice != ChooseSettings()
        self.keep_button.setEnabled(differs)
        if differs:
            self._said.setText("")


def _differs(text: str, kept: str) -> str | None:
    return None if text.strip() == kept else text.strip()
